<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versión {version}</translation>
    </message>
    <message>
        <source>Group chat that belongs to the people who use it.</source>
        <translation>Chat en grupo que pertenece a quienes lo usan.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Details for a report</source>
        <translation>Datos para un informe de error</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Abrir el registro</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Lo que salió mal</translation>
    </message>
    <message>
        <source>The log stays on this computer.</source>
        <translation>El registro se queda en este ordenador.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Qt and PySide6 are used under the LGPL, Inter under the SIL Open Font License.</source>
        <translation>Software libre bajo la licencia MIT. Qt y PySide6 se usan bajo la LGPL; Inter, bajo la SIL Open Font License.</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>Mark everything as read</source>
        <translation>Marcar todo como leído</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Cerrar sesión…</translation>
    </message>
    <message>
        <source>Remove this account…</source>
        <translation>Quitar esta cuenta…</translation>
    </message>
</context>
<context>
    <name>AccountStrip</name>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Añadir una cuenta</translation>
    </message>
</context>
<context>
    <name>AccountTile</name>
    <message>
        <source>{name} on {server}</source>
        <translation>{name} en {server}</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>not logged in</source>
        <translation>sesión no iniciada</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>sin conexión</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>Go to a group</source>
        <translation>Ir a un grupo</translation>
    </message>
    <message>
        <source>Group below</source>
        <translation>Grupo de abajo</translation>
    </message>
    <message>
        <source>Group above</source>
        <translation>Grupo de arriba</translation>
    </message>
    <message>
        <source>Next unread group</source>
        <translation>Siguiente grupo sin leer</translation>
    </message>
    <message>
        <source>Previous unread group</source>
        <translation>Grupo sin leer anterior</translation>
    </message>
    <message>
        <source>Create a group</source>
        <translation>Crear un grupo</translation>
    </message>
    <message>
        <source>Find a public group</source>
        <translation>Buscar un grupo público</translation>
    </message>
    <message>
        <source>Join by link or id</source>
        <translation>Unirse con un enlace o un ID</translation>
    </message>
    <message>
        <source>Details of the group</source>
        <translation>Detalles del grupo</translation>
    </message>
    <message>
        <source>Search in the group</source>
        <translation>Buscar en el grupo</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Resultado anterior</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Resultado siguiente</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Buscar en todas partes</translation>
    </message>
    <message>
        <source>Jump to a date</source>
        <translation>Ir a una fecha</translation>
    </message>
    <message>
        <source>Mark as read, or cancel a reply</source>
        <translation>Marcar como leído o cancelar una respuesta</translation>
    </message>
    <message>
        <source>Go to the first unread message</source>
        <translation>Ir al primer mensaje sin leer</translation>
    </message>
    <message>
        <source>Show or hide the members</source>
        <translation>Mostrar u ocultar los miembros</translation>
    </message>
    <message>
        <source>Walk through the messages</source>
        <translation>Recorrer los mensajes</translation>
    </message>
    <message>
        <source>Reply to the chosen message</source>
        <translation>Responder al mensaje elegido</translation>
    </message>
    <message>
        <source>Edit the chosen message</source>
        <translation>Editar el mensaje elegido</translation>
    </message>
    <message>
        <source>Delete the chosen message</source>
        <translation>Eliminar el mensaje elegido</translation>
    </message>
    <message>
        <source>Undo its deletion</source>
        <translation>Deshacer su eliminación</translation>
    </message>
    <message>
        <source>Select several messages</source>
        <translation>Seleccionar varios mensajes</translation>
    </message>
    <message>
        <source>Message info</source>
        <translation>Información del mensaje</translation>
    </message>
    <message>
        <source>Oldest, newest message</source>
        <translation>Mensaje más antiguo, más reciente</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Línea nueva</translation>
    </message>
    <message>
        <source>Edit your last message (when empty)</source>
        <translation>Editar tu último mensaje (con el campo vacío)</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Negrita</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Cursiva</translation>
    </message>
    <message>
        <source>Struck through</source>
        <translation>Tachado</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emojis</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Siguiente parte de la ventana</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Parte anterior de la ventana</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Your profile</source>
        <translation>Tu perfil</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Añadir una cuenta</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
</context>
<context>
    <name>AddMemberDialog</name>
    <message>
        <source>Add to {group}</source>
        <translation>Añadir a {group}</translation>
    </message>
    <message>
        <source>Add member</source>
        <translation>Añadir miembro</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Of somebody with an account on this server.</source>
        <translation>De alguien con cuenta en este servidor.</translation>
    </message>
    <message>
        <source>A username goes here.</source>
        <translation>Aquí va un nombre de usuario.</translation>
    </message>
    <message>
        <source>Nobody on this server has this username.</source>
        <translation>Nadie en este servidor tiene ese nombre de usuario.</translation>
    </message>
    <message>
        <source>They are in this group already.</source>
        <translation>Esa persona ya está en el grupo.</translation>
    </message>
</context>
<context>
    <name>AdminPage</name>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>This could not be loaded.</source>
        <translation>No se pudo cargar.</translation>
    </message>
    <message numerus="yes">
        <source>%n shown, more below</source>
        <translation>
            <numerusform>%n mostrado, hay más abajo</numerusform>
            <numerusform>%n mostrados, hay más abajo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>%n en total</numerusform>
            <numerusform>%n en total</numerusform>
        </translation>
    </message>
    <message>
        <source>None found.</source>
        <translation>No se encontró nada.</translation>
    </message>
</context>
<context>
    <name>AdminWindow</name>
    <message>
        <source>Administration</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Usuarios</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Nombre visible</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Última conexión</translation>
    </message>
    <message>
        <source>Reset password…</source>
        <translation>Restablecer contraseña…</translation>
    </message>
    <message>
        <source>Make superuser…</source>
        <translation>Hacer superusuario…</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Activar</translation>
    </message>
    <message>
        <source>Deactivate…</source>
        <translation>Desactivar…</translation>
    </message>
    <message>
        <source>Search users by name or e-mail</source>
        <translation>Buscar usuarios por nombre o correo</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Desactivada</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Desconectado</translation>
    </message>
    <message>
        <source>superuser</source>
        <translation>superusuario</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Deactivate {name}?</source>
        <translation>¿Desactivar a {name}?</translation>
    </message>
    <message>
        <source>They are logged out everywhere and cannot log in until activated.</source>
        <translation>Se cerrará su sesión en todas partes y no podrá entrar hasta que se reactive la cuenta.</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Make {name} a superuser?</source>
        <translation>¿Hacer superusuario a {name}?</translation>
    </message>
    <message>
        <source>They can read every group and act on every user, you included.</source>
        <translation>Podrá leer todos los grupos y actuar sobre cualquier usuario, tú incluido.</translation>
    </message>
    <message>
        <source>Make superuser</source>
        <translation>Hacer superusuario</translation>
    </message>
    <message>
        <source>Reset the password of {name}?</source>
        <translation>¿Restablecer la contraseña de {name}?</translation>
    </message>
    <message>
        <source>The old one stops working and they are logged out everywhere.</source>
        <translation>La anterior deja de funcionar y se cierra su sesión en todas partes.</translation>
    </message>
    <message>
        <source>Reset password</source>
        <translation>Restablecer contraseña</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Visibilidad</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Propietario</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Miembros</translation>
    </message>
    <message>
        <source>Show messages</source>
        <translation>Ver mensajes</translation>
    </message>
    <message>
        <source>Delete group…</source>
        <translation>Eliminar grupo…</translation>
    </message>
    <message>
        <source>Search groups by name</source>
        <translation>Buscar grupos por nombre</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrado</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Público</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privado</translation>
    </message>
    <message>
        <source>Delete {name} for everybody?</source>
        <translation>¿Eliminar {name} para todos?</translation>
    </message>
    <message>
        <source>All its messages go with it. This cannot be undone.</source>
        <translation>Todos sus mensajes desaparecen con él. No se puede deshacer.</translation>
    </message>
    <message>
        <source>Delete group</source>
        <translation>Eliminar grupo</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Delete message…</source>
        <translation>Eliminar mensaje…</translation>
    </message>
    <message>
        <source>Search the messages of this group</source>
        <translation>Buscar en los mensajes de este grupo</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>(eliminado)</translation>
    </message>
    <message>
        <source>Delete this message of {name}?</source>
        <translation>¿Eliminar este mensaje de {name}?</translation>
    </message>
    <message>
        <source>It is taken back for everybody.</source>
        <translation>Se retira para todos.</translation>
    </message>
    <message>
        <source>Delete message</source>
        <translation>Eliminar mensaje</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Menos movimiento</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Nothing slides or fades: what changes is there at once.</source>
        <translation>Nada se desliza ni se desvanece: lo que cambia aparece al instante.</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>No messages yet. Say hello</source>
        <translation>Aún no hay mensajes. Saluda</translation>
    </message>
    <message>
        <source>Everyone in the group will see what you write.</source>
        <translation>Todos en el grupo verán lo que escribas.</translation>
    </message>
    <message>
        <source>Loading messages…</source>
        <translation>Cargando mensajes…</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Reaccionar</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>Ir al mensaje más reciente</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Today, {date}</source>
        <translation>Hoy, {date}</translation>
    </message>
    <message>
        <source>Yesterday, {date}</source>
        <translation>Ayer, {date}</translation>
    </message>
    <message>
        <source>{who} created the group</source>
        <translation>{who} creó el grupo</translation>
    </message>
    <message>
        <source>{who} joined</source>
        <translation>{who} se unió</translation>
    </message>
    <message>
        <source>{who} added {whom}</source>
        <translation>{who} añadió a {whom}</translation>
    </message>
    <message>
        <source>{who} left</source>
        <translation>{who} salió del grupo</translation>
    </message>
    <message>
        <source>{who} removed {whom}</source>
        <translation>{who} expulsó a {whom}</translation>
    </message>
    <message>
        <source>{who} deleted the group</source>
        <translation>{who} eliminó el grupo</translation>
    </message>
    <message>
        <source>{who} handed the group over</source>
        <translation>{who} cedió el grupo</translation>
    </message>
    <message>
        <source>{who} made {whom} the owner</source>
        <translation>{who} nombró propietario a {whom}</translation>
    </message>
    <message>
        <source>{who} made {whom} an admin</source>
        <translation>{who} nombró administrador a {whom}</translation>
    </message>
    <message>
        <source>{who} made {whom} a member</source>
        <translation>{who} dejó a {whom} como miembro</translation>
    </message>
    <message>
        <source>{who} renamed the group to “{name}”</source>
        <translation>{who} cambió el nombre del grupo a «{name}»</translation>
    </message>
    <message>
        <source>{who} changed the topic to “{topic}”</source>
        <translation>{who} cambió el tema a «{topic}»</translation>
    </message>
    <message>
        <source>{who} cleared the topic</source>
        <translation>{who} quitó el tema</translation>
    </message>
    <message>
        <source>{who} made the group public</source>
        <translation>{who} hizo público el grupo</translation>
    </message>
    <message>
        <source>{who} made the group private</source>
        <translation>{who} hizo privado el grupo</translation>
    </message>
    <message>
        <source>{who} changed the group</source>
        <translation>{who} cambió el grupo</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Eliminando…</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Mensaje eliminado</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>Copiar la selección</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Copiar el mensaje</translation>
    </message>
    <message>
        <source>Open this link?</source>
        <translation>¿Abrir este enlace?</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar el enlace</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Abrir el enlace</translation>
    </message>
    <message>
        <source>Its words are not its address. It leads to:</source>
        <translation>Sus palabras no son su dirección. Lleva a:</translation>
    </message>
    <message>
        <source>Its address has letters that can be taken for others, or that are not seen. It leads to:</source>
        <translation>Su dirección tiene letras que se confunden con otras o que no se ven. Lleva a:</translation>
    </message>
    <message>
        <source>What comes first in its address is a name, not a place. It leads to:</source>
        <translation>Lo primero de su dirección es un nombre, no un lugar. Lleva a:</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>Deshacer la eliminación</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Seleccionar</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Message info</source>
        <translation>Información del mensaje</translation>
    </message>
    <message>
        <source>Copy code, block {number}</source>
        <translation>Copiar el código, bloque {number}</translation>
    </message>
    <message>
        <source>Newest message</source>
        <translation>Mensaje más reciente</translation>
    </message>
    <message>
        <source>First unread message</source>
        <translation>Primer mensaje sin leer</translation>
    </message>
    <message>
        <source>Where the new messages began</source>
        <translation>Donde empezaban los mensajes nuevos</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Más…</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
    <message>
        <source>This is where the group begins</source>
        <translation>Aquí empieza el grupo</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>in reply to {name}</source>
        <translation>en respuesta a {name}</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>enviando</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>no enviado</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>editado</translation>
    </message>
    <message>
        <source>edited {time}</source>
        <translation>editado {time}</translation>
    </message>
    <message>
        <source>Some messages are not here yet</source>
        <translation>Algunos mensajes aún no están aquí</translation>
    </message>
    <message>
        <source>They appear as soon as the server has sent them.</source>
        <translation>Aparecerán en cuanto el servidor los envíe.</translation>
    </message>
    <message numerus="yes">
        <source>Show all, %Ln more character(s)</source>
        <translation>
            <numerusform>Mostrar todo, %Ln carácter más</numerusform>
            <numerusform>Mostrar todo, %Ln caracteres más</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Not sent: {problem}</source>
        <translation>No enviado: {problem}</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>No enviado</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Copiar el código</translation>
    </message>
    <message>
        <source>Jump to another day</source>
        <translation>Ir a otro día</translation>
    </message>
    <message>
        <source>edited {moment}</source>
        <translation>editado {moment}</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Deleting. Press U to undo.</source>
        <translation>Eliminando. Pulsa U para deshacer.</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n mensaje nuevo</numerusform>
            <numerusform>%n mensajes nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>Message from {who}</source>
        <translation>Mensaje de {who}</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Copiar todo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Editado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Eliminado</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Enviando</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Place in the log</source>
        <translation>Lugar en el registro</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Longitud</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln carácter</numerusform>
            <numerusform>%Ln caracteres</numerusform>
        </translation>
    </message>
    <message>
        <source>Selected messages</source>
        <translation>Mensajes seleccionados</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) selected</source>
        <translation>
            <numerusform>%n mensaje seleccionado</numerusform>
            <numerusform>%n mensajes seleccionados</numerusform>
        </translation>
    </message>
    <message>
        <source>Select messages</source>
        <translation>Seleccionar mensajes</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n of them</source>
        <translation>
            <numerusform>Eliminar %n de ellos</numerusform>
            <numerusform>Eliminar %n de ellos</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages can be deleted only with a connection.</source>
        <translation>Los mensajes solo se pueden eliminar con conexión.</translation>
    </message>
</context>
<context>
    <name>ChatPane</name>
    <message>
        <source>Message {group}</source>
        <translation>Escribe a {group}</translation>
    </message>
    <message>
        <source>Files cannot be sent yet. Of a small text file the text can be put in.</source>
        <translation>Aún no se pueden enviar archivos. De un archivo de texto pequeño se puede insertar el texto.</translation>
    </message>
</context>
<context>
    <name>Client</name>
    <message>
        <source>The request could not be understood.</source>
        <translation>No se entendió la petición.</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>Primero inicia sesión.</translation>
    </message>
    <message>
        <source>The name or the password is wrong.</source>
        <translation>El nombre o la contraseña no son correctos.</translation>
    </message>
    <message>
        <source>This username is taken.</source>
        <translation>Ese nombre de usuario ya está en uso.</translation>
    </message>
    <message>
        <source>An account with this e-mail exists already.</source>
        <translation>Ya existe una cuenta con ese correo.</translation>
    </message>
    <message>
        <source>This name cannot be used.</source>
        <translation>Ese nombre no se puede usar.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Eso no es una dirección de correo.</translation>
    </message>
    <message>
        <source>A password has 8 to 1,024 characters.</source>
        <translation>Una contraseña tiene de 8 a 1024 caracteres.</translation>
    </message>
    <message>
        <source>There is no such group.</source>
        <translation>Ese grupo no existe.</translation>
    </message>
    <message>
        <source>There is no such user.</source>
        <translation>Ese usuario no existe.</translation>
    </message>
    <message>
        <source>There is no such message.</source>
        <translation>Ese mensaje no existe.</translation>
    </message>
    <message>
        <source>You are not a member of this group.</source>
        <translation>No eres miembro de este grupo.</translation>
    </message>
    <message>
        <source>Already a member of this group.</source>
        <translation>Ya es miembro de este grupo.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>No tienes permiso para hacer esto.</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>Es demasiado largo.</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>No hay nada que enviar.</translation>
    </message>
    <message>
        <source>Too many requests; try again in a moment.</source>
        <translation>Demasiadas peticiones; inténtalo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>The server is busy; try again in a moment.</source>
        <translation>El servidor está ocupado; inténtalo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>The server cannot store anything at the moment.</source>
        <translation>El servidor no puede guardar nada en este momento.</translation>
    </message>
    <message>
        <source>Something went wrong on the server.</source>
        <translation>Algo salió mal en el servidor.</translation>
    </message>
    <message>
        <source>A username has {least} to {most} characters, without @ and spaces.</source>
        <translation>Un nombre de usuario tiene de {least} a {most} caracteres, sin @ ni espacios.</translation>
    </message>
    <message>
        <source>A group&apos;s name has 1 to {most} characters.</source>
        <translation>El nombre de un grupo tiene de 1 a {most} caracteres.</translation>
    </message>
    <message>
        <source>A message has at most {most} characters.</source>
        <translation>Un mensaje tiene como máximo {most} caracteres.</translation>
    </message>
    <message>
        <source>At most {most} characters fit here.</source>
        <translation>Aquí caben como máximo {most} caracteres.</translation>
    </message>
    <message>
        <source>This is not an emoji.</source>
        <translation>Eso no es un emoji.</translation>
    </message>
    <message>
        <source>Control characters are not allowed.</source>
        <translation>No se permiten caracteres de control.</translation>
    </message>
    <message>
        <source>The old password is wrong.</source>
        <translation>La contraseña anterior no es correcta.</translation>
    </message>
    <message>
        <source>This session has ended; log in again.</source>
        <translation>La sesión ha terminado; vuelve a entrar.</translation>
    </message>
    <message>
        <source>A message has at most {most} different reactions.</source>
        <translation>Un mensaje tiene como máximo {most} reacciones distintas.</translation>
    </message>
    <message>
        <source>They are not a member of this group.</source>
        <translation>Esa persona no es miembro de este grupo.</translation>
    </message>
    <message>
        <source>Another superuser has to do this to you.</source>
        <translation>Esto te lo tiene que hacer otro superusuario.</translation>
    </message>
    <message>
        <source>They are a member already.</source>
        <translation>Esa persona ya es miembro.</translation>
    </message>
    <message>
        <source>This account is deactivated.</source>
        <translation>Esta cuenta está desactivada.</translation>
    </message>
    <message>
        <source>You are no longer in this group.</source>
        <translation>Ya no estás en este grupo.</translation>
    </message>
    <message>
        <source>This message is too long for the server.</source>
        <translation>El mensaje es demasiado largo para el servidor.</translation>
    </message>
    <message>
        <source>The message that this replies to is gone.</source>
        <translation>El mensaje al que responde ya no está.</translation>
    </message>
    <message>
        <source>This message could not be written down.</source>
        <translation>El mensaje no se pudo guardar.</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Mensaje eliminado</translation>
    </message>
    <message>
        <source>“{text}” is no date. Write it like 2026-06-12.</source>
        <translation>«{text}» no es una fecha. Escríbela así: 2026-06-12.</translation>
    </message>
    <message>
        <source>The connection to the server was lost.</source>
        <translation>Se perdió la conexión con el servidor.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>No se puede conectar con el servidor.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>El servidor no respondió a tiempo.</translation>
    </message>
    <message>
        <source>There is no Parlance server at this address.</source>
        <translation>No hay ningún servidor de Parlance en esta dirección.</translation>
    </message>
    <message>
        <source>There is no Parlance server at this address. (HTTP {status})</source>
        <translation>No hay ningún servidor de Parlance en esta dirección. (HTTP {status})</translation>
    </message>
    <message>
        <source>The server speaks another version of the protocol; update Parlance or the server.</source>
        <translation>El servidor usa otra versión del protocolo; actualiza Parlance o el servidor.</translation>
    </message>
    <message>
        <source>Your session has ended. Log in again.</source>
        <translation>Tu sesión ha terminado. Vuelve a entrar.</translation>
    </message>
    <message>
        <source>The server is restarting.</source>
        <translation>El servidor se está reiniciando.</translation>
    </message>
    <message>
        <source>The connection was too slow.</source>
        <translation>La conexión era demasiado lenta.</translation>
    </message>
    <message>
        <source>The server asks to wait before connecting again.</source>
        <translation>El servidor pide esperar antes de volver a conectar.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted: {words}.</source>
        <translation>El certificado del servidor no es de confianza: {words}.</translation>
    </message>
    <message>
        <source>The server does not offer an encrypted connection here.</source>
        <translation>El servidor no ofrece aquí una conexión cifrada.</translation>
    </message>
    <message>
        <source>The server&apos;s name is not known to the network.</source>
        <translation>La red no conoce el nombre del servidor.</translation>
    </message>
    <message>
        <source>The server is busy.</source>
        <translation>El servidor está ocupado.</translation>
    </message>
    <message>
        <source>This is not the address of a server.</source>
        <translation>Esa no es la dirección de un servidor.</translation>
    </message>
    <message>
        <source>“{scheme}” is no kind of address that Parlance can connect to.</source>
        <translation>«{scheme}» no es un tipo de dirección al que Parlance pueda conectarse.</translation>
    </message>
    <message>
        <source>This account is already open in this window.</source>
        <translation>Esta cuenta ya está abierta en esta ventana.</translation>
    </message>
    <message>
        <source>The server&apos;s answer makes no sense.</source>
        <translation>La respuesta del servidor no tiene sentido.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>No hay conexión con el servidor.</translation>
    </message>
    <message>
        <source>Log out first.</source>
        <translation>Primero cierra la sesión.</translation>
    </message>
    <message>
        <source>A message was not deleted, since there is no connection to the server.</source>
        <translation>Un mensaje no se eliminó porque no hay conexión con el servidor.</translation>
    </message>
    <message>
        <source>Something in Parlance itself went wrong.</source>
        <translation>Algo salió mal en el propio Parlance.</translation>
    </message>
    <message>
        <source>What this program remembers cannot be written down: {reason}.</source>
        <translation>No se puede guardar lo que el programa recuerda: {reason}.</translation>
    </message>
    <message>
        <source>This connection is not encrypted: others on the way can read your password and everything you write.</source>
        <translation>Esta conexión no está cifrada: otros en el camino pueden leer tu contraseña y todo lo que escribas.</translation>
    </message>
    <message>
        <source>The local copy cannot be written: {reason}</source>
        <translation>No se puede guardar la copia local: {reason}</translation>
    </message>
    <message>
        <source>The local copy cannot be read: {reason}</source>
        <translation>No se puede leer la copia local: {reason}</translation>
    </message>
    <message>
        <source>The local copy was made by a newer version of Parlance. It was set aside and is fetched anew from the server.</source>
        <translation>La copia local es de una versión más nueva de Parlance. Se ha apartado y se vuelve a obtener del servidor.</translation>
    </message>
    <message>
        <source>The local copy was damaged. It was set aside and is fetched anew from the server; messages that were not sent yet were kept as far as they could be read.</source>
        <translation>La copia local estaba dañada. Se ha apartado y se vuelve a obtener del servidor; los mensajes aún sin enviar se han conservado en la medida en que se podían leer.</translation>
    </message>
    <message>
        <source>{problem} (in {wait}).</source>
        <translation>{problem} (en {wait}).</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n segundo</numerusform>
            <numerusform>%n segundos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Suggestions</source>
        <translation>Sugerencias</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Emoji</source>
        <translation>Emojis</translation>
    </message>
    <message>
        <source>Pictures cannot be sent yet, only text.</source>
        <translation>Aún no se pueden enviar imágenes, solo texto.</translation>
    </message>
    <message numerus="yes">
        <source>This message is %n character(s) too long to be sent.</source>
        <translation>
            <numerusform>Al mensaje le sobra %n carácter para poder enviarse.</numerusform>
            <numerusform>Al mensaje le sobran %n caracteres para poder enviarse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This was too long: %n character(s) at the end were left out. Where you took it from it is still whole.</source>
        <translation>
            <numerusform>Era demasiado largo: se ha quitado %n carácter del final. En su origen sigue entero.</numerusform>
            <numerusform>Era demasiado largo: se han quitado %n caracteres del final. En su origen sigue entero.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>{action} (Enter)</source>
        <translation>{action} (Intro)</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Connect anyway, and remember it for this server</source>
        <translation>Conectar y recordarlo para este servidor</translation>
    </message>
    <message>
        <source>The way to this server is not encrypted. Whoever sits on it can read your password and your messages.</source>
        <translation>El camino hasta este servidor no está cifrado. Quien esté en él puede leer tu contraseña y tus mensajes.</translation>
    </message>
</context>
<context>
    <name>ContextBar</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Reply to {name}</source>
        <translation>Responder a {name}</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>An earlier message</source>
        <translation>Un mensaje anterior</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Editar mensaje</translation>
    </message>
</context>
<context>
    <name>CoverageLine</name>
    <message>
        <source>Search covers {percent} % so far: older messages are still being fetched.</source>
        <translation>La búsqueda cubre el {percent} % por ahora: aún se están obteniendo mensajes más antiguos.</translation>
    </message>
</context>
<context>
    <name>CreateGroupDialog</name>
    <message>
        <source>Create a group</source>
        <translation>Crear un grupo</translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Crear grupo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>What it is about; optional</source>
        <translation>De qué trata; opcional</translation>
    </message>
</context>
<context>
    <name>DateJump</name>
    <message>
        <source>Nothing was said since that day.</source>
        <translation>No se ha dicho nada desde ese día.</translation>
    </message>
</context>
<context>
    <name>DatePopup</name>
    <message>
        <source>Jump to a date</source>
        <translation>Ir a una fecha</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Mes anterior</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Mes siguiente</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Principio</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Más reciente</translation>
    </message>
</context>
<context>
    <name>DayButton</name>
    <message>
        <source>{day}, today</source>
        <translation>{day}, hoy</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>{name} was logged out on {server}.</source>
        <translation>Se cerró la sesión de {name} en {server}.</translation>
    </message>
    <message>
        <source>Remove this account?</source>
        <translation>¿Quitar esta cuenta?</translation>
    </message>
    <message>
        <source>Messages that are not sent yet, and what is kept here, are dropped.</source>
        <translation>Se descartan los mensajes aún sin enviar y lo que se guarda aquí.</translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>Quitar la cuenta</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Añadir una cuenta</translation>
    </message>
    <message>
        <source>Log in again</source>
        <translation>Vuelve a entrar</translation>
    </message>
    <message>
        <source>Your session on {server} has ended: by another device, a new password, or whoever runs the server.</source>
        <translation>Tu sesión en {server} ha terminado: por otro dispositivo, una contraseña nueva o quien lleva el servidor.</translation>
    </message>
    <message>
        <source>Join a group</source>
        <translation>Unirse a un grupo</translation>
    </message>
    <message>
        <source>Log in on {server} to join the group that the link names.</source>
        <translation>Entra en {server} para unirte al grupo del enlace.</translation>
    </message>
    <message>
        <source>This link leads to no group.</source>
        <translation>Este enlace no lleva a ningún grupo.</translation>
    </message>
</context>
<context>
    <name>DirectoryDelegate</name>
    <message>
        <source>Joined</source>
        <translation>Ya eres miembro</translation>
    </message>
</context>
<context>
    <name>DirectoryDialog</name>
    <message>
        <source>Find a group</source>
        <translation>Buscar un grupo</translation>
    </message>
    <message>
        <source>Search public groups</source>
        <translation>Buscar grupos públicos</translation>
    </message>
    <message>
        <source>Public groups</source>
        <translation>Grupos públicos</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Unirme</translation>
    </message>
    <message>
        <source>No public group has this in its name.</source>
        <translation>Ningún grupo público tiene eso en su nombre.</translation>
    </message>
    <message>
        <source>This server has no public groups yet.</source>
        <translation>Este servidor aún no tiene grupos públicos.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>DirectoryModel</name>
    <message>
        <source>joined</source>
        <translation>ya eres miembro</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop text here</source>
        <translation>Suelta texto aquí</translation>
    </message>
    <message>
        <source>It goes into your message; nothing is sent yet.</source>
        <translation>Va a tu mensaje; todavía no se envía nada.</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Emojis</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Buscar emojis</translation>
    </message>
    <message>
        <source>No emoji has this name.</source>
        <translation>Ningún emoji se llama así.</translation>
    </message>
    <message>
        <source>Recently used</source>
        <translation>Usados recientemente</translation>
    </message>
    <message>
        <source>Smileys and feelings</source>
        <translation>Caras y emociones</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Animales y naturaleza</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Comida y bebida</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Viajes y lugares</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Actividades</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Símbolos</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Banderas</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>light</source>
        <translation>claro</translation>
    </message>
    <message>
        <source>medium light</source>
        <translation>claro medio</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>medio</translation>
    </message>
    <message>
        <source>medium dark</source>
        <translation>oscuro medio</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>oscuro</translation>
    </message>
    <message>
        <source>Skin tone: {tone}</source>
        <translation>Tono de piel: {tone}</translation>
    </message>
</context>
<context>
    <name>EmptyPages</name>
    <message>
        <source>Find your first group</source>
        <translation>Encuentra tu primer grupo</translation>
    </message>
    <message>
        <source>Join a public group of this server, or create one and invite others.</source>
        <translation>Únete a un grupo público de este servidor, o crea uno e invita a otros.</translation>
    </message>
    <message>
        <source>Find a group</source>
        <translation>Buscar un grupo</translation>
    </message>
    <message>
        <source>Create a group</source>
        <translation>Crear un grupo</translation>
    </message>
    <message>
        <source>Choose a group</source>
        <translation>Elige un grupo</translation>
    </message>
    <message>
        <source>Click a group on the left, or press Ctrl+K and type a part of its name.</source>
        <translation>Haz clic en un grupo a la izquierda, o pulsa Ctrl+K y escribe parte de su nombre.</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>No se puede conectar con el servidor</translation>
    </message>
    <message>
        <source>Your groups appear as soon as it answers.</source>
        <translation>Tus grupos aparecerán en cuanto responda.</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Reintentar ahora</translation>
    </message>
    <message>
        <source>You are not logged in</source>
        <translation>No has iniciado sesión</translation>
    </message>
    <message>
        <source>Log in, or create an account on a server you trust.</source>
        <translation>Entra, o crea una cuenta en un servidor de confianza.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Try again in {wait}.</source>
        <translation>Vuelve a intentarlo en {wait}.</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <source>Start at log-in</source>
        <translation>Abrir al iniciar sesión</translation>
    </message>
    <message>
        <source>Parlance opens when you log in to this computer.</source>
        <translation>Parlance se abre cuando inicias sesión en este ordenador.</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Seguir en la bandeja del sistema</translation>
    </message>
    <message>
        <source>Closing the window leaves Parlance there, so that you hear of new messages.</source>
        <translation>Al cerrar la ventana, Parlance se queda ahí para avisarte de los mensajes nuevos.</translation>
    </message>
    <message>
        <source>Open invite links</source>
        <translation>Abrir enlaces de invitación</translation>
    </message>
    <message>
        <source>Links that begin with parlance:// open in this program.</source>
        <translation>Los enlaces que empiezan por parlance:// se abren en este programa.</translation>
    </message>
    <message>
        <source>This cannot be written down: {reason}.</source>
        <translation>Esto no se puede guardar: {reason}.</translation>
    </message>
</context>
<context>
    <name>GlobalSearch</name>
    <message>
        <source>Search people, groups, messages</source>
        <translation>Buscar gente, grupos, mensajes</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo encontrado</translation>
    </message>
    <message>
        <source>The search understands {words}</source>
        <translation>La búsqueda entiende {words}</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Look among public groups</source>
        <translation>Mirar entre los grupos públicos</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>No message has these words</source>
        <translation>Ningún mensaje tiene esas palabras</translation>
    </message>
    <message>
        <source>Searching messages…</source>
        <translation>Buscando en los mensajes…</translation>
    </message>
</context>
<context>
    <name>GroupActs</name>
    <message>
        <source>You are the last member: the group and its messages end with you.</source>
        <translation>Eres el último miembro: el grupo y sus mensajes acaban contigo.</translation>
    </message>
    <message>
        <source>The longest-serving admin or member becomes the owner.</source>
        <translation>El administrador o miembro más antiguo pasa a ser el propietario.</translation>
    </message>
    <message>
        <source>You need a new invite to come back.</source>
        <translation>Necesitas una nueva invitación para volver.</translation>
    </message>
    <message>
        <source>You can join again whenever you like.</source>
        <translation>Puedes volver a unirte cuando quieras.</translation>
    </message>
    <message>
        <source>Leave {group}?</source>
        <translation>¿Salir de {group}?</translation>
    </message>
    <message>
        <source>Leave group</source>
        <translation>Salir del grupo</translation>
    </message>
    <message>
        <source>Delete {group} for everybody?</source>
        <translation>¿Eliminar {group} para todos?</translation>
    </message>
    <message>
        <source>All its messages go with it. This cannot be undone.</source>
        <translation>Todos sus mensajes desaparecen con él. No se puede deshacer.</translation>
    </message>
    <message>
        <source>Delete group</source>
        <translation>Eliminar grupo</translation>
    </message>
    <message>
        <source>The group&apos;s id is on the clipboard.</source>
        <translation>El ID del grupo está en el portapapeles.</translation>
    </message>
    <message>
        <source>Link copied. Others need an invite to join: see the settings.</source>
        <translation>Enlace copiado. Los demás necesitan una invitación para unirse: mira los ajustes.</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation>Enlace copiado.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Marcar como leído</translation>
    </message>
    <message>
        <source>Why is this unread?</source>
        <translation>¿Por qué está sin leer?</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Buscar…</translation>
    </message>
    <message>
        <source>Jump to a date…</source>
        <translation>Ir a una fecha…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Ajustes…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar el enlace</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Copiar el ID</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>Salir…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Todos los mensajes</translation>
    </message>
    <message>
        <source>Only mentions</source>
        <translation>Solo menciones</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Find a public group…</source>
        <translation>Buscar un grupo público…</translation>
    </message>
    <message>
        <source>Create a group…</source>
        <translation>Crear un grupo…</translation>
    </message>
    <message>
        <source>Join by link or id…</source>
        <translation>Unirse con un enlace o un ID…</translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message>
        <source>{name} is typing…</source>
        <translation>{name} está escribiendo…</translation>
    </message>
    <message>
        <source>{one} and {other} are typing…</source>
        <translation>{one} y {other} están escribiendo…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>Varias personas están escribiendo…</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Borrador:</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>notifications off</source>
        <translation>notificaciones desactivadas</translation>
    </message>
</context>
<context>
    <name>GroupSearch</name>
    <message>
        <source>Search in this group</source>
        <translation>Buscar en este grupo</translation>
    </message>
    <message>
        <source>Messages found</source>
        <translation>Mensajes encontrados</translation>
    </message>
    <message>
        <source>Close search</source>
        <translation>Cerrar la búsqueda</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Resultado anterior</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Resultado siguiente</translation>
    </message>
    <message>
        <source>Find messages by three or more letters in a row, or by how a word begins. It works without a connection.</source>
        <translation>Encuentra mensajes por tres o más letras seguidas, o por cómo empieza una palabra. Funciona sin conexión.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search in {group}</source>
        <translation>Buscar en {group}</translation>
    </message>
    <message>
        <source>No message here has “{words}”.</source>
        <translation>Ningún mensaje de aquí tiene «{words}».</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) found</source>
        <translation>
            <numerusform>%n mensaje encontrado</numerusform>
            <numerusform>%n mensajes encontrados</numerusform>
        </translation>
    </message>
    <message>
        <source>{place} of {many}</source>
        <translation>{place} de {many}</translation>
    </message>
</context>
<context>
    <name>GroupSettingsDialog</name>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Everybody on this server can find and join this group.</source>
        <translation>Cualquiera en este servidor puede encontrar el grupo y unirse.</translation>
    </message>
    <message>
        <source>Only those who are added or have an invite link can join.</source>
        <translation>Solo pueden unirse quienes sean añadidos o tengan un enlace de invitación.</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar enlace</translation>
    </message>
    <message>
        <source>Leave group…</source>
        <translation>Salir…</translation>
    </message>
    <message>
        <source>Delete group…</source>
        <translation>Eliminar…</translation>
    </message>
    <message numerus="yes">
        <source>A topic has at most %n character(s).</source>
        <translation>
            <numerusform>Un tema tiene como máximo %n carácter.</numerusform>
            <numerusform>Un tema tiene como máximo %n caracteres.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InviteSection</name>
    <message>
        <source>The link is good for</source>
        <translation>El enlace sirve</translation>
    </message>
    <message>
        <source>For a day</source>
        <translation>Un día</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>Una semana</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>How many people may use the link</source>
        <translation>Cuántas personas pueden usar el enlace</translation>
    </message>
    <message>
        <source>For anyone</source>
        <translation>Cualquiera</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Una persona</translation>
    </message>
    <message>
        <source>10 people</source>
        <translation>10 personas</translation>
    </message>
    <message>
        <source>Create link</source>
        <translation>Crear enlace</translation>
    </message>
    <message>
        <source>Links made on other devices still work, but are not listed here.</source>
        <translation>Los enlaces creados en otros dispositivos siguen sirviendo, pero no salen aquí.</translation>
    </message>
    <message>
        <source>Invite links</source>
        <translation>Enlaces de invitación</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>hasta el {time}</translation>
    </message>
    <message numerus="yes">
        <source>for %n person(s)</source>
        <translation>
            <numerusform>para %n persona</numerusform>
            <numerusform>para %n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>for anyone, for ever</source>
        <translation>para cualquiera, para siempre</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Copiar el enlace</translation>
    </message>
    <message>
        <source>Revoke the link</source>
        <translation>Revocar el enlace</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Join a group</source>
        <translation>Unirse a un grupo</translation>
    </message>
    <message>
        <source>Join group</source>
        <translation>Unirme</translation>
    </message>
    <message>
        <source>Link or id</source>
        <translation>Enlace o ID</translation>
    </message>
    <message>
        <source>An invite link starts with parlance://join/</source>
        <translation>Un enlace de invitación empieza por parlance://join/</translation>
    </message>
    <message>
        <source>This is neither a link to a group nor a group&apos;s id.</source>
        <translation>Eso no es ni un enlace a un grupo ni el ID de un grupo.</translation>
    </message>
    <message>
        <source>This link is for another server, {host}. Log in there to join.</source>
        <translation>Este enlace es de otro servidor, {host}. Entra allí para unirte.</translation>
    </message>
    <message>
        <source>This group does not exist, or the invite is no longer good.</source>
        <translation>Este grupo no existe, o la invitación ya no sirve.</translation>
    </message>
    <message>
        <source>You were removed from this group; ask there for a new invite.</source>
        <translation>Te expulsaron de este grupo; pide allí una nueva invitación.</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>What others write is not translated.</source>
        <translation>Lo que escriben los demás no se traduce.</translation>
    </message>
    <message>
        <source>Like the system ({language})</source>
        <translation>Como el sistema ({language})</translation>
    </message>
</context>
<context>
    <name>Levels</name>
    <message>
        <source>All messages</source>
        <translation>Todos los mensajes</translation>
    </message>
    <message>
        <source>Only mentions</source>
        <translation>Solo menciones</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Search your groups</source>
        <translation>Buscar en tus grupos</translation>
    </message>
    <message numerus="yes">
        <source>%n more group(s): search for them by name.</source>
        <translation>
            <numerusform>%n grupo más: búscalo por su nombre.</numerusform>
            <numerusform>%n grupos más: búscalos por su nombre.</numerusform>
        </translation>
    </message>
    <message>
        <source>No group of yours is called like that.</source>
        <translation>Ninguno de tus grupos se llama así.</translation>
    </message>
    <message>
        <source>You are in no group yet.</source>
        <translation>Aún no estás en ningún grupo.</translation>
    </message>
</context>
<context>
    <name>LimitBar</name>
    <message>
        <source>Send as several messages</source>
        <translation>Enviar como varios mensajes</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>Sobra %n carácter</numerusform>
            <numerusform>Sobran %n caracteres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>Queda %n carácter</numerusform>
            <numerusform>Quedan %n caracteres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send as %n message(s)</source>
        <translation>
            <numerusform>Enviar como %n mensaje</numerusform>
            <numerusform>Enviar como %n mensajes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogInPage</name>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Username or e-mail</source>
        <translation>Nombre de usuario o correo</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Which server? Its address goes here.</source>
        <translation>¿Qué servidor? Aquí va su dirección.</translation>
    </message>
    <message>
        <source>Your username or e-mail goes here.</source>
        <translation>Aquí va tu nombre de usuario o tu correo.</translation>
    </message>
    <message>
        <source>Your password goes here.</source>
        <translation>Aquí va tu contraseña.</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>Welcome to Parlance</source>
        <translation>Te damos la bienvenida a Parlance</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Crear cuenta</translation>
    </message>
    <message>
        <source>Back to your groups</source>
        <translation>Volver a tus grupos</translation>
    </message>
    <message>
        <source>Remove this account</source>
        <translation>Quitar esta cuenta</translation>
    </message>
    <message>
        <source>Log in to talk to your groups.</source>
        <translation>Entra para hablar con tus grupos.</translation>
    </message>
    <message>
        <source>Create an account on a server you trust.</source>
        <translation>Crea una cuenta en un servidor de confianza.</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Entrando…</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Creando la cuenta…</translation>
    </message>
</context>
<context>
    <name>Manners</name>
    <message>
        <source>Open</source>
        <comment>a notification&apos;s button</comment>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>MemberModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Online, %n</source>
        <translation>
            <numerusform>En línea, %n</numerusform>
            <numerusform>En línea, %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n</source>
        <translation>
            <numerusform>Desconectados, %n</numerusform>
            <numerusform>Desconectados, %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Propietario</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>Typing…</source>
        <translation>Escribiendo…</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Desactivada</translation>
    </message>
</context>
<context>
    <name>MembersPanel</name>
    <message>
        <source>Members of the group</source>
        <translation>Miembros del grupo</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Añadir un miembro</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Volver al chat</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Miembros</translation>
    </message>
    <message>
        <source>{count} of {all} members are listed. Scroll on for more.</source>
        <translation>Se muestran {count} de {all} miembros. Desplázate para ver más.</translation>
    </message>
</context>
<context>
    <name>MessageActs</name>
    <message>
        <source>Message dropped; its text is on the clipboard.</source>
        <translation>Mensaje descartado; su texto está en el portapapeles.</translation>
    </message>
</context>
<context>
    <name>MyProfileDialog</name>
    <message>
        <source>Your profile</source>
        <translation>Tu perfil</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Nombre visible</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Sobre ti</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambiar contraseña…</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Cerrar sesión…</translation>
    </message>
</context>
<context>
    <name>NewPasswordDialog</name>
    <message>
        <source>New password</source>
        <translation>Nueva contraseña</translation>
    </message>
    <message>
        <source>{name} can log in with this password now. It is not shown again.</source>
        <translation>{name} ya puede entrar con esta contraseña. No se volverá a mostrar.</translation>
    </message>
    <message>
        <source>The new password</source>
        <translation>La nueva contraseña</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n mensaje nuevo</numerusform>
            <numerusform>%n mensajes nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} mentioned you in {group}</source>
        <translation>{name} te mencionó en {group}</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier message(s)</source>
        <translation>
            <numerusform>%n mensaje anterior</numerusform>
            <numerusform>%n mensajes anteriores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more group(s)</source>
        <translation>
            <numerusform>y %n grupo más</numerusform>
            <numerusform>y %n grupos más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>Mostrar notificaciones</translation>
    </message>
    <message>
        <source>For groups that are not open before you.</source>
        <translation>De los grupos que no tienes abiertos delante.</translation>
    </message>
    <message>
        <source>Show who wrote, and what</source>
        <translation>Mostrar quién escribió y qué</translation>
    </message>
    <message>
        <source>Otherwise only the group is named.</source>
        <translation>Si no, solo se nombra el grupo.</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Reproducir un sonido</translation>
    </message>
    <message>
        <source>The one that your desktop has for messages.</source>
        <translation>El que tu escritorio tiene para los mensajes.</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Horas de silencio</translation>
    </message>
    <message>
        <source>No notifications at that time of the day, not even for mentions.</source>
        <translation>Sin notificaciones a esas horas, ni siquiera por menciones.</translation>
    </message>
    <message>
        <source>Every day from</source>
        <translation>Cada día de</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Somebody</source>
        <translation>Alguien</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>Retry now</source>
        <translation>Reintentar ahora</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent.</source>
        <translation>
            <numerusform>%n mensaje espera a ser enviado.</numerusform>
            <numerusform>%n mensajes esperan a ser enviados.</numerusform>
        </translation>
    </message>
    <message>
        <source>What you write is sent later.</source>
        <translation>Lo que escribas se enviará después.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>Mantener la sesión iniciada</translation>
    </message>
    <message>
        <source>Use {server}, on this computer</source>
        <translation>Usar {server}, en este ordenador</translation>
    </message>
    <message>
        <source>Agree to the unencrypted connection, or use wss://.</source>
        <translation>Acepta la conexión sin cifrar o usa wss://.</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Back to your groups</source>
        <translation>Volver a tus grupos</translation>
    </message>
    <message>
        <source>Search in this group</source>
        <translation>Buscar en este grupo</translation>
    </message>
    <message>
        <source>Show or hide the members</source>
        <translation>Mostrar u ocultar los miembros</translation>
    </message>
    <message>
        <source>More about this group</source>
        <translation>Más sobre este grupo</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n online</source>
        <translation>
            <numerusform>%n en línea</numerusform>
            <numerusform>%n en línea</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>Cambiar contraseña</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Contraseña actual</translation>
    </message>
    <message>
        <source>At least {least} characters. Your other devices are logged out.</source>
        <translation>Al menos {least} caracteres. Se cerrará la sesión en tus otros dispositivos.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nueva contraseña</translation>
    </message>
    <message>
        <source>Your current password goes here.</source>
        <translation>Aquí va tu contraseña actual.</translation>
    </message>
    <message>
        <source>This is not your current password.</source>
        <translation>Esa no es tu contraseña actual.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide password</source>
        <translation>Ocultar la contraseña</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Mostrar la contraseña</translation>
    </message>
</context>
<context>
    <name>PeopleActs</name>
    <message>
        <source>Owner</source>
        <translation>Propietario</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Password changed. Your other devices are logged out.</source>
        <translation>Contraseña cambiada. Se ha cerrado la sesión en tus otros dispositivos.</translation>
    </message>
    <message>
        <source>Log out?</source>
        <translation>¿Cerrar sesión?</translation>
    </message>
    <message>
        <source>Messages that are not sent yet, and what is kept here, are dropped.</source>
        <translation>Se descartan los mensajes aún sin enviar y lo que se guarda aquí.</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Make admin</source>
        <translation>Hacer administrador</translation>
    </message>
    <message>
        <source>Make an ordinary member</source>
        <translation>Hacer miembro normal</translation>
    </message>
    <message>
        <source>Hand the group over…</source>
        <translation>Ceder el grupo…</translation>
    </message>
    <message>
        <source>Remove from the group…</source>
        <translation>Expulsar del grupo…</translation>
    </message>
    <message>
        <source>Make {name} the owner?</source>
        <translation>¿Hacer propietario a {name}?</translation>
    </message>
    <message>
        <source>You become an admin. Only the new owner can give the group back.</source>
        <translation>Pasas a ser administrador. Solo el nuevo propietario puede devolverte el grupo.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Ceder</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>¿Expulsar a {name}?</translation>
    </message>
    <message>
        <source>They can come back only by an invite, or when they are added again.</source>
        <translation>Solo podrá volver con una invitación o si se le añade de nuevo.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Expulsar</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Mostrar la carpeta</translation>
    </message>
    <message>
        <source>Kept on this computer</source>
        <translation>Guardado en este ordenador</translation>
    </message>
    <message>
        <source>The messages of your groups, drafts and what waits to be sent: in files that only your user can read. They are not encrypted.</source>
        <translation>Los mensajes de tus grupos, los borradores y lo que espera a ser enviado: en archivos que solo tu usuario puede leer. No están cifrados.</translation>
    </message>
    <message>
        <source>Links and pictures</source>
        <translation>Enlaces e imágenes</translation>
    </message>
    <message>
        <source>Nothing that a message names is fetched or opened without your click.</source>
        <translation>Nada de lo que nombra un mensaje se descarga ni se abre sin que hagas clic.</translation>
    </message>
    <message>
        <source>Nobody else</source>
        <translation>Nadie más</translation>
    </message>
    <message>
        <source>Parlance talks to your servers and to no other computer.</source>
        <translation>Parlance habla con tus servidores y con ningún otro ordenador.</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Cerrar sesión…</translation>
    </message>
    <message>
        <source>Your session</source>
        <translation>Tu sesión</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambiar contraseña…</translation>
    </message>
    <message>
        <source>A new password logs out all your other devices.</source>
        <translation>Una contraseña nueva cierra la sesión en todos tus otros dispositivos.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Not kept: you log in at each start.</source>
        <translation>No se guarda: entras cada vez que lo abres.</translation>
    </message>
    <message>
        <source>Kept in a file that only your user can read, as there is no keyring here.</source>
        <translation>Guardada en un archivo que solo tu usuario puede leer, porque aquí no hay llavero.</translation>
    </message>
    <message>
        <source>Kept in the keyring of this computer. Your password is kept nowhere.</source>
        <translation>Guardada en el llavero de este ordenador. Tu contraseña no se guarda en ningún sitio.</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Desconectado</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>This account is deactivated.</source>
        <translation>Esta cuenta está desactivada.</translation>
    </message>
    <message>
        <source>Copy username</source>
        <translation>Copiar el nombre de usuario</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cor&amp;tar</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Pegar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Seleccionar todo</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>RePág</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>AvPág</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Arriba</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Izquierda</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Derecha</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cor&amp;tar</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Pegar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Seleccionar todo</translation>
    </message>
</context>
<context>
    <name>QuietTimes</name>
    <message>
        <source>Quiet from</source>
        <translation>Silencio desde</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Silencio hasta</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from one time to another</comment>
        <translation>a</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Everything here has been read.</source>
        <translation>Aquí está todo leído.</translation>
    </message>
    <message>
        <source>This message is no longer there.</source>
        <translation>Este mensaje ya no está.</translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message>
        <source>person</source>
        <translation>persona</translation>
    </message>
    <message>
        <source>group</source>
        <translation>grupo</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>said by somebody</source>
        <translation>dicho por alguien</translation>
    </message>
    <message>
        <source>said in a group</source>
        <translation>dicho en un grupo</translation>
    </message>
    <message>
        <source>since a day</source>
        <translation>desde un día</translation>
    </message>
    <message>
        <source>before a day</source>
        <translation>antes de un día</translation>
    </message>
    <message>
        <source>these words in a row</source>
        <translation>estas palabras seguidas</translation>
    </message>
    <message>
        <source>in {group}</source>
        <translation>en {group}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <source>A week ago</source>
        <translation>Hace una semana</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>This takes too long to find. Add a word, or from: or in:.</source>
        <translation>Se tarda demasiado en encontrarlo. Añade una palabra, o from: o in:.</translation>
    </message>
</context>
<context>
    <name>SettingsMenu</name>
    <message>
        <source>Your profile…</source>
        <translation>Tu perfil…</translation>
    </message>
    <message>
        <source>Administration…</source>
        <translation>Administración…</translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation>Añadir cuenta…</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Cerrar sesión…</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Entrar…</translation>
    </message>
    <message>
        <source>Notify me again</source>
        <translation>Volver a avisarme</translation>
    </message>
    <message>
        <source>Quiet for an hour</source>
        <translation>Silencio durante una hora</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Almacenamiento</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Secciones</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Your groups</source>
        <translation>Tus grupos</translation>
    </message>
    <message>
        <source>New or existing group</source>
        <translation>Grupo nuevo o existente</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>Your groups will be listed here.</source>
        <translation>Aquí aparecerán tus grupos.</translation>
    </message>
</context>
<context>
    <name>SignUpPage</name>
    <message>
        <source>Create account</source>
        <translation>Crear cuenta</translation>
    </message>
    <message>
        <source>{least} to {most} characters, no spaces and no @. It cannot be changed.</source>
        <translation>De {least} a {most} caracteres, sin espacios ni @. No se puede cambiar.</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Nombre visible</translation>
    </message>
    <message>
        <source>What others see; optional</source>
        <translation>Lo que ven los demás; opcional</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Opcional</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Add e-mail and country (optional)</source>
        <translation>Añadir correo y país (opcional)</translation>
    </message>
    <message>
        <source>At least {least} characters. A few words make a good one.</source>
        <translation>Al menos {least} caracteres. Unas cuantas palabras dan una buena.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Which server? Its address goes here.</source>
        <translation>¿Qué servidor? Aquí va su dirección.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Offline, retrying in {wait}</source>
        <translation>Reintento en {wait}</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Entrando…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Sesión no iniciada</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>Almacenamiento</translation>
    </message>
    <message>
        <source>Your messages are on the server. A copy here lets you read and search them without a connection.</source>
        <translation>Tus mensajes están en el servidor. Una copia aquí te permite leerlos y buscarlos sin conexión.</translation>
    </message>
    <message>
        <source>Clear cache…</source>
        <translation>Vaciar la caché…</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>{size} on this computer</source>
        <translation>{size} en este ordenador</translation>
    </message>
    <message>
        <source>Clear the local copy of this account?</source>
        <translation>¿Borrar la copia local de esta cuenta?</translation>
    </message>
    <message>
        <source>Messages are fetched again when you open a group. What waits to be sent and your drafts stay.</source>
        <translation>Los mensajes se vuelven a obtener al abrir un grupo. Lo que espera a ser enviado y tus borradores se conservan.</translation>
    </message>
    <message>
        <source>Clear cache</source>
        <translation>Vaciar la caché</translation>
    </message>
</context>
<context>
    <name>Switcher</name>
    <message>
        <source>Go to a group or a person</source>
        <translation>Ir a un grupo o a una persona</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo encontrado</translation>
    </message>
    <message>
        <source>↑ ↓ to choose, Enter to open, Esc to close</source>
        <translation>↑ ↓ para elegir, Intro para abrir, Esc para cerrar</translation>
    </message>
    <message>
        <source>Nobody and no group of yours is called “{text}”.</source>
        <translation>Ni nadie ni ningún grupo tuyo se llama «{text}».</translation>
    </message>
</context>
<context>
    <name>SwitcherModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message>
        <source>person</source>
        <translation>persona</translation>
    </message>
    <message>
        <source>group</source>
        <translation>grupo</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextSize</name>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>The load test is at 12,000 messages a second now.</source>
        <translation>La prueba de carga va por 12.000 mensajes por segundo.</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>ThemeCards</name>
    <message>
        <source>Like the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>Parlance: %n unread</source>
        <translation>
            <numerusform>Parlance: %n sin leer</numerusform>
            <numerusform>Parlance: %n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Open Parlance</source>
        <translation>Abrir Parlance</translation>
    </message>
    <message>
        <source>Quiet for an hour</source>
        <translation>Silencio durante una hora</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Your groups appear as soon as the server answers.</source>
        <translation>Tus grupos aparecerán en cuanto el servidor responda.</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>No se puede conectar con el servidor</translation>
    </message>
    <message>
        <source>Your groups appear as soon as it answers.</source>
        <translation>Tus grupos aparecerán en cuanto responda.</translation>
    </message>
    <message>
        <source>This connection is not safe</source>
        <translation>Esta conexión no es segura</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask whoever runs the server, and do not go on until it is mended.</source>
        <translation>No se envió nada. Pregunta a quien lleve el servidor y no sigas hasta que esté arreglado.</translation>
    </message>
    <message>
        <source>An update is needed</source>
        <translation>Hace falta una actualización</translation>
    </message>
    <message>
        <source>What you wrote is kept until then.</source>
        <translation>Lo que escribiste se guarda hasta entonces.</translation>
    </message>
    <message>
        <source>This is not a Parlance server</source>
        <translation>Esto no es un servidor de Parlance</translation>
    </message>
    <message>
        <source>Check the address, or ask whoever gave it to you.</source>
        <translation>Comprueba la dirección o pregunta a quien te la dio.</translation>
    </message>
    <message>
        <source>The server asks for patience</source>
        <translation>El servidor pide paciencia</translation>
    </message>
    <message>
        <source>You are connected by yourself as soon as it is ready.</source>
        <translation>Te conectarás automáticamente en cuanto esté listo.</translation>
    </message>
    <message>
        <source>This device has a problem</source>
        <translation>Este dispositivo tiene un problema</translation>
    </message>
    <message>
        <source>The log has the details.</source>
        <translation>Los detalles están en el registro.</translation>
    </message>
</context>
<context>
    <name>TypingLine</name>
    <message>
        <source>{name} is typing…</source>
        <translation>{name} está escribiendo…</translation>
    </message>
    <message>
        <source>{one} and {other} are typing…</source>
        <translation>{one} y {other} están escribiendo…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>Varias personas están escribiendo…</translation>
    </message>
</context>
<context>
    <name>VisibilityChoice</name>
    <message>
        <source>Private</source>
        <translation>Privado</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Público</translation>
    </message>
    <message>
        <source>Who can find it</source>
        <translation>Quién puede encontrarlo</translation>
    </message>
    <message>
        <source>Only those who are added or have an invite link.</source>
        <translation>Solo quienes sean añadidos o tengan un enlace de invitación.</translation>
    </message>
    <message>
        <source>Everybody on this server can find and join it.</source>
        <translation>Cualquiera en este servidor puede encontrarlo y unirse.</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>Something went wrong. The log has the details.</source>
        <translation>Algo salió mal. Los detalles están en el registro.</translation>
    </message>
</context>
</TS>
