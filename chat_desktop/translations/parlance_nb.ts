<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versjon {version}</translation>
    </message>
    <message>
        <source>Group chat that belongs to the people who use it.</source>
        <translation>Gruppesamtaler som tilhører dem som bruker dem.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message>
        <source>Details for a report</source>
        <translation>Opplysninger til en feilmelding</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Åpne loggen</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Det som gikk galt</translation>
    </message>
    <message>
        <source>The log stays on this computer.</source>
        <translation>Loggen blir på denne maskinen.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Qt and PySide6 are used under the LGPL, Inter under the SIL Open Font License.</source>
        <translation>Fri programvare under MIT-lisensen. Qt og PySide6 brukes under LGPL, Inter under SIL Open Font License.</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>Mark everything as read</source>
        <translation>Marker alt som lest</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Logg ut…</translation>
    </message>
    <message>
        <source>Remove this account…</source>
        <translation>Fjern denne kontoen…</translation>
    </message>
</context>
<context>
    <name>AccountStrip</name>
    <message>
        <source>Accounts</source>
        <translation>Kontoer</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Legg til en konto</translation>
    </message>
</context>
<context>
    <name>AccountTile</name>
    <message>
        <source>{name} on {server}</source>
        <translation>{name} på {server}</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ulest</numerusform>
            <numerusform>%n uleste</numerusform>
        </translation>
    </message>
    <message>
        <source>not logged in</source>
        <translation>ikke innlogget</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>ikke tilkoblet</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Groups</source>
        <translation>Grupper</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesing</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Skriving</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Vindu</translation>
    </message>
    <message>
        <source>Go to a group</source>
        <translation>Gå til en gruppe</translation>
    </message>
    <message>
        <source>Group below</source>
        <translation>Gruppen under</translation>
    </message>
    <message>
        <source>Group above</source>
        <translation>Gruppen over</translation>
    </message>
    <message>
        <source>Next unread group</source>
        <translation>Neste uleste gruppe</translation>
    </message>
    <message>
        <source>Previous unread group</source>
        <translation>Forrige uleste gruppe</translation>
    </message>
    <message>
        <source>Create a group</source>
        <translation>Opprett en gruppe</translation>
    </message>
    <message>
        <source>Find a public group</source>
        <translation>Finn en åpen gruppe</translation>
    </message>
    <message>
        <source>Join by link or id</source>
        <translation>Bli med via lenke eller ID</translation>
    </message>
    <message>
        <source>Details of the group</source>
        <translation>Detaljer om gruppen</translation>
    </message>
    <message>
        <source>Search in the group</source>
        <translation>Søk i gruppen</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Eldre treff</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Nyere treff</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Søk overalt</translation>
    </message>
    <message>
        <source>Jump to a date</source>
        <translation>Gå til en dato</translation>
    </message>
    <message>
        <source>Mark as read, or cancel a reply</source>
        <translation>Marker som lest, eller avbryt et svar</translation>
    </message>
    <message>
        <source>Go to the first unread message</source>
        <translation>Gå til den første uleste meldingen</translation>
    </message>
    <message>
        <source>Show or hide the members</source>
        <translation>Vis eller skjul medlemmene</translation>
    </message>
    <message>
        <source>Walk through the messages</source>
        <translation>Gå gjennom meldingene</translation>
    </message>
    <message>
        <source>Reply to the chosen message</source>
        <translation>Svar på den valgte meldingen</translation>
    </message>
    <message>
        <source>Edit the chosen message</source>
        <translation>Rediger den valgte meldingen</translation>
    </message>
    <message>
        <source>Delete the chosen message</source>
        <translation>Slett den valgte meldingen</translation>
    </message>
    <message>
        <source>Undo its deletion</source>
        <translation>Angre slettingen</translation>
    </message>
    <message>
        <source>Select several messages</source>
        <translation>Velg flere meldinger</translation>
    </message>
    <message>
        <source>Message info</source>
        <translation>Om meldingen</translation>
    </message>
    <message>
        <source>Oldest, newest message</source>
        <translation>Eldste, nyeste melding</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Ny linje</translation>
    </message>
    <message>
        <source>Edit your last message (when empty)</source>
        <translation>Rediger din siste melding (når feltet er tomt)</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fet</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Struck through</source>
        <translation>Gjennomstreket</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Neste del av vinduet</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Forrige del av vinduet</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Your profile</source>
        <translation>Profilen din</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Legg til en konto</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Hurtigtaster</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Fullskjerm</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avslutt</translation>
    </message>
</context>
<context>
    <name>AddMemberDialog</name>
    <message>
        <source>Add to {group}</source>
        <translation>Legg til i {group}</translation>
    </message>
    <message>
        <source>Add member</source>
        <translation>Legg til medlem</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Brukernavn</translation>
    </message>
    <message>
        <source>Of somebody with an account on this server.</source>
        <translation>Til noen som har en konto på denne serveren.</translation>
    </message>
    <message>
        <source>A username goes here.</source>
        <translation>Skriv et brukernavn her.</translation>
    </message>
    <message>
        <source>Nobody on this server has this username.</source>
        <translation>Ingen på denne serveren har dette brukernavnet.</translation>
    </message>
    <message>
        <source>They are in this group already.</source>
        <translation>Personen er allerede med i gruppen.</translation>
    </message>
</context>
<context>
    <name>AdminPage</name>
    <message>
        <source>Loading…</source>
        <translation>Laster inn…</translation>
    </message>
    <message>
        <source>This could not be loaded.</source>
        <translation>Dette kunne ikke lastes inn.</translation>
    </message>
    <message numerus="yes">
        <source>%n shown, more below</source>
        <translation>
            <numerusform>%n vist, flere under</numerusform>
            <numerusform>%n vist, flere under</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>%n i alt</numerusform>
            <numerusform>%n i alt</numerusform>
        </translation>
    </message>
    <message>
        <source>None found.</source>
        <translation>Fant ingen.</translation>
    </message>
</context>
<context>
    <name>AdminWindow</name>
    <message>
        <source>Administration</source>
        <translation>Administrasjon</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Brukere</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupper</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldinger</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Brukernavn</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Visningsnavn</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Siden</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Sist sett</translation>
    </message>
    <message>
        <source>Reset password…</source>
        <translation>Tilbakestill passord…</translation>
    </message>
    <message>
        <source>Make superuser…</source>
        <translation>Gjør til superbruker…</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Aktiver</translation>
    </message>
    <message>
        <source>Deactivate…</source>
        <translation>Deaktiver…</translation>
    </message>
    <message>
        <source>Search users by name or e-mail</source>
        <translation>Søk etter brukere med navn eller e-post</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Deaktivert</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Pålogget</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Ikke pålogget</translation>
    </message>
    <message>
        <source>superuser</source>
        <translation>superbruker</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nå</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Aldri</translation>
    </message>
    <message>
        <source>Deactivate {name}?</source>
        <translation>Deaktivere {name}?</translation>
    </message>
    <message>
        <source>They are logged out everywhere and cannot log in until activated.</source>
        <translation>Personen logges ut overalt og kan ikke logge inn før kontoen aktiveres igjen.</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>Deaktiver</translation>
    </message>
    <message>
        <source>Make {name} a superuser?</source>
        <translation>Gjøre {name} til superbruker?</translation>
    </message>
    <message>
        <source>They can read every group and act on every user, you included.</source>
        <translation>Personen kan lese alle grupper og styre alle brukere, også deg.</translation>
    </message>
    <message>
        <source>Make superuser</source>
        <translation>Gjør til superbruker</translation>
    </message>
    <message>
        <source>Reset the password of {name}?</source>
        <translation>Tilbakestille passordet til {name}?</translation>
    </message>
    <message>
        <source>The old one stops working and they are logged out everywhere.</source>
        <translation>Det gamle slutter å virke, og personen logges ut overalt.</translation>
    </message>
    <message>
        <source>Reset password</source>
        <translation>Tilbakestill passord</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Emne</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Synlighet</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eier</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Medlemmer</translation>
    </message>
    <message>
        <source>Show messages</source>
        <translation>Vis meldinger</translation>
    </message>
    <message>
        <source>Delete group…</source>
        <translation>Slett gruppe…</translation>
    </message>
    <message>
        <source>Search groups by name</source>
        <translation>Søk etter grupper med navn</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Slettet</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Åpen</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Lukket</translation>
    </message>
    <message>
        <source>Delete {name} for everybody?</source>
        <translation>Slette {name} for alle?</translation>
    </message>
    <message>
        <source>All its messages go with it. This cannot be undone.</source>
        <translation>Alle meldingene forsvinner med den. Det kan ikke angres.</translation>
    </message>
    <message>
        <source>Delete group</source>
        <translation>Slett gruppe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Forfatter</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Melding</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Delete message…</source>
        <translation>Slett melding…</translation>
    </message>
    <message>
        <source>Search the messages of this group</source>
        <translation>Søk i meldingene i denne gruppen</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>(slettet)</translation>
    </message>
    <message>
        <source>Delete this message of {name}?</source>
        <translation>Slette denne meldingen fra {name}?</translation>
    </message>
    <message>
        <source>It is taken back for everybody.</source>
        <translation>Den fjernes for alle.</translation>
    </message>
    <message>
        <source>Delete message</source>
        <translation>Slett melding</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Redusert bevegelse</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>On</source>
        <translation>På</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>Nothing slides or fades: what changes is there at once.</source>
        <translation>Ingenting glir eller toner: det som endres, er der med en gang.</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>No messages yet. Say hello</source>
        <translation>Ingen meldinger ennå. Si hei</translation>
    </message>
    <message>
        <source>Everyone in the group will see what you write.</source>
        <translation>Alle i gruppen ser det du skriver.</translation>
    </message>
    <message>
        <source>Loading messages…</source>
        <translation>Laster inn meldinger…</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Reager</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>Gå til den nyeste meldingen</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ulest</numerusform>
            <numerusform>%n uleste</numerusform>
        </translation>
    </message>
    <message>
        <source>Today, {date}</source>
        <translation>I dag, {date}</translation>
    </message>
    <message>
        <source>Yesterday, {date}</source>
        <translation>I går, {date}</translation>
    </message>
    <message>
        <source>{who} created the group</source>
        <translation>{who} opprettet gruppen</translation>
    </message>
    <message>
        <source>{who} joined</source>
        <translation>{who} ble med</translation>
    </message>
    <message>
        <source>{who} added {whom}</source>
        <translation>{who} la til {whom}</translation>
    </message>
    <message>
        <source>{who} left</source>
        <translation>{who} forlot gruppen</translation>
    </message>
    <message>
        <source>{who} removed {whom}</source>
        <translation>{who} fjernet {whom}</translation>
    </message>
    <message>
        <source>{who} deleted the group</source>
        <translation>{who} slettet gruppen</translation>
    </message>
    <message>
        <source>{who} handed the group over</source>
        <translation>{who} ga gruppen videre</translation>
    </message>
    <message>
        <source>{who} made {whom} the owner</source>
        <translation>{who} gjorde {whom} til eier</translation>
    </message>
    <message>
        <source>{who} made {whom} an admin</source>
        <translation>{who} gjorde {whom} til administrator</translation>
    </message>
    <message>
        <source>{who} made {whom} a member</source>
        <translation>{who} gjorde {whom} til vanlig medlem</translation>
    </message>
    <message>
        <source>{who} renamed the group to “{name}”</source>
        <translation>{who} ga gruppen navnet «{name}»</translation>
    </message>
    <message>
        <source>{who} changed the topic to “{topic}”</source>
        <translation>{who} endret emnet til «{topic}»</translation>
    </message>
    <message>
        <source>{who} cleared the topic</source>
        <translation>{who} fjernet emnet</translation>
    </message>
    <message>
        <source>{who} made the group public</source>
        <translation>{who} gjorde gruppen åpen</translation>
    </message>
    <message>
        <source>{who} made the group private</source>
        <translation>{who} gjorde gruppen lukket</translation>
    </message>
    <message>
        <source>{who} changed the group</source>
        <translation>{who} endret gruppen</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Sletter…</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Meldingen er slettet</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>Kopier utvalget</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Kopier meldingen</translation>
    </message>
    <message>
        <source>Open this link?</source>
        <translation>Åpne denne lenken?</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Kopier lenken</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Åpne lenken</translation>
    </message>
    <message>
        <source>Its words are not its address. It leads to:</source>
        <translation>Ordene er ikke adressen. Den fører til:</translation>
    </message>
    <message>
        <source>Its address has letters that can be taken for others, or that are not seen. It leads to:</source>
        <translation>Adressen har bokstaver som kan forveksles med andre, eller som ikke vises. Den fører til:</translation>
    </message>
    <message>
        <source>What comes first in its address is a name, not a place. It leads to:</source>
        <translation>Det som står først i adressen, er et navn, ikke et sted. Den fører til:</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Forkast</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>Angre slettingen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Velg</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Rediger</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Slett</translation>
    </message>
    <message>
        <source>Message info</source>
        <translation>Om meldingen</translation>
    </message>
    <message>
        <source>Copy code, block {number}</source>
        <translation>Kopier koden, blokk {number}</translation>
    </message>
    <message>
        <source>Newest message</source>
        <translation>Nyeste melding</translation>
    </message>
    <message>
        <source>First unread message</source>
        <translation>Første uleste melding</translation>
    </message>
    <message>
        <source>Where the new messages began</source>
        <translation>Der de nye meldingene begynte</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Flere…</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nytt</translation>
    </message>
    <message>
        <source>This is where the group begins</source>
        <translation>Her begynner gruppen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laster inn…</translation>
    </message>
    <message>
        <source>in reply to {name}</source>
        <translation>svar til {name}</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sender</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>ikke sendt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>redigert</translation>
    </message>
    <message>
        <source>edited {time}</source>
        <translation>redigert {time}</translation>
    </message>
    <message>
        <source>Some messages are not here yet</source>
        <translation>Noen meldinger er ikke her ennå</translation>
    </message>
    <message>
        <source>They appear as soon as the server has sent them.</source>
        <translation>De vises så snart serveren har sendt dem.</translation>
    </message>
    <message numerus="yes">
        <source>Show all, %Ln more character(s)</source>
        <translation>
            <numerusform>Vis alt, %Ln tegn til</numerusform>
            <numerusform>Vis alt, %Ln tegn til</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Angre</translation>
    </message>
    <message>
        <source>Not sent: {problem}</source>
        <translation>Ikke sendt: {problem}</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Ikke sendt</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Kopier koden</translation>
    </message>
    <message>
        <source>Jump to another day</source>
        <translation>Gå til en annen dag</translation>
    </message>
    <message>
        <source>edited {moment}</source>
        <translation>redigert {moment}</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldinger</translation>
    </message>
    <message>
        <source>Deleting. Press U to undo.</source>
        <translation>Sletter. Trykk U for å angre.</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n ny melding</numerusform>
            <numerusform>%n nye meldinger</numerusform>
        </translation>
    </message>
    <message>
        <source>Message from {who}</source>
        <translation>Melding fra {who}</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Kopier alt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Fra</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Sendt</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Redigert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Slettet</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Melding</translation>
    </message>
    <message>
        <source>Place in the log</source>
        <translation>Plass i loggen</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Lengde</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln tegn</numerusform>
            <numerusform>%Ln tegn</numerusform>
        </translation>
    </message>
    <message>
        <source>Selected messages</source>
        <translation>Valgte meldinger</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) selected</source>
        <translation>
            <numerusform>%n melding valgt</numerusform>
            <numerusform>%n meldinger valgt</numerusform>
        </translation>
    </message>
    <message>
        <source>Select messages</source>
        <translation>Velg meldinger</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n of them</source>
        <translation>
            <numerusform>Slett %n av dem</numerusform>
            <numerusform>Slett %n av dem</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages can be deleted only with a connection.</source>
        <translation>Meldinger kan bare slettes når det er forbindelse.</translation>
    </message>
</context>
<context>
    <name>ChatPane</name>
    <message>
        <source>Message {group}</source>
        <translation>Skriv til {group}</translation>
    </message>
    <message>
        <source>Files cannot be sent yet. Of a small text file the text can be put in.</source>
        <translation>Filer kan ikke sendes ennå. Fra en liten tekstfil kan teksten settes inn.</translation>
    </message>
</context>
<context>
    <name>Client</name>
    <message>
        <source>The request could not be understood.</source>
        <translation>Forespørselen ble ikke forstått.</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>Logg inn først.</translation>
    </message>
    <message>
        <source>The name or the password is wrong.</source>
        <translation>Navnet eller passordet er feil.</translation>
    </message>
    <message>
        <source>This username is taken.</source>
        <translation>Dette brukernavnet er tatt.</translation>
    </message>
    <message>
        <source>An account with this e-mail exists already.</source>
        <translation>Det finnes allerede en konto med denne e-postadressen.</translation>
    </message>
    <message>
        <source>This name cannot be used.</source>
        <translation>Dette navnet kan ikke brukes.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Dette er ikke en e-postadresse.</translation>
    </message>
    <message>
        <source>A password has 8 to 1,024 characters.</source>
        <translation>Et passord har fra 8 til 1024 tegn.</translation>
    </message>
    <message>
        <source>There is no such group.</source>
        <translation>Denne gruppen finnes ikke.</translation>
    </message>
    <message>
        <source>There is no such user.</source>
        <translation>Denne brukeren finnes ikke.</translation>
    </message>
    <message>
        <source>There is no such message.</source>
        <translation>Denne meldingen finnes ikke.</translation>
    </message>
    <message>
        <source>You are not a member of this group.</source>
        <translation>Du er ikke med i denne gruppen.</translation>
    </message>
    <message>
        <source>Already a member of this group.</source>
        <translation>Allerede med i denne gruppen.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>Du har ikke lov til å gjøre dette.</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>Dette er for langt.</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>Det er ingenting å sende.</translation>
    </message>
    <message>
        <source>Too many requests; try again in a moment.</source>
        <translation>For mange forespørsler; prøv igjen om litt.</translation>
    </message>
    <message>
        <source>The server is busy; try again in a moment.</source>
        <translation>Serveren er opptatt; prøv igjen om litt.</translation>
    </message>
    <message>
        <source>The server cannot store anything at the moment.</source>
        <translation>Serveren kan ikke lagre noe akkurat nå.</translation>
    </message>
    <message>
        <source>Something went wrong on the server.</source>
        <translation>Noe gikk galt på serveren.</translation>
    </message>
    <message>
        <source>A username has {least} to {most} characters, without @ and spaces.</source>
        <translation>Et brukernavn har fra {least} til {most} tegn, uten @ og mellomrom.</translation>
    </message>
    <message>
        <source>A group&apos;s name has 1 to {most} characters.</source>
        <translation>Et gruppenavn har fra 1 til {most} tegn.</translation>
    </message>
    <message>
        <source>A message has at most {most} characters.</source>
        <translation>En melding har høyst {most} tegn.</translation>
    </message>
    <message>
        <source>At most {most} characters fit here.</source>
        <translation>Her er det plass til høyst {most} tegn.</translation>
    </message>
    <message>
        <source>This is not an emoji.</source>
        <translation>Dette er ikke en emoji.</translation>
    </message>
    <message>
        <source>Control characters are not allowed.</source>
        <translation>Kontrolltegn er ikke tillatt.</translation>
    </message>
    <message>
        <source>The old password is wrong.</source>
        <translation>Det gamle passordet er feil.</translation>
    </message>
    <message>
        <source>This session has ended; log in again.</source>
        <translation>Økten er avsluttet; logg inn på nytt.</translation>
    </message>
    <message>
        <source>A message has at most {most} different reactions.</source>
        <translation>En melding har høyst {most} ulike reaksjoner.</translation>
    </message>
    <message>
        <source>They are not a member of this group.</source>
        <translation>Personen er ikke med i denne gruppen.</translation>
    </message>
    <message>
        <source>Another superuser has to do this to you.</source>
        <translation>En annen superbruker må gjøre dette med deg.</translation>
    </message>
    <message>
        <source>They are a member already.</source>
        <translation>Personen er allerede medlem.</translation>
    </message>
    <message>
        <source>This account is deactivated.</source>
        <translation>Denne kontoen er deaktivert.</translation>
    </message>
    <message>
        <source>You are no longer in this group.</source>
        <translation>Du er ikke lenger med i denne gruppen.</translation>
    </message>
    <message>
        <source>This message is too long for the server.</source>
        <translation>Meldingen er for lang for serveren.</translation>
    </message>
    <message>
        <source>The message that this replies to is gone.</source>
        <translation>Meldingen det svares på, er borte.</translation>
    </message>
    <message>
        <source>This message could not be written down.</source>
        <translation>Meldingen kunne ikke lagres.</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Meldingen er slettet</translation>
    </message>
    <message>
        <source>“{text}” is no date. Write it like 2026-06-12.</source>
        <translation>«{text}» er ingen dato. Skriv den slik: 2026-06-12.</translation>
    </message>
    <message>
        <source>The connection to the server was lost.</source>
        <translation>Forbindelsen til serveren ble brutt.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Serveren er ikke tilgjengelig.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Serveren svarte ikke i tide.</translation>
    </message>
    <message>
        <source>There is no Parlance server at this address.</source>
        <translation>Det er ingen Parlance-server på denne adressen.</translation>
    </message>
    <message>
        <source>There is no Parlance server at this address. (HTTP {status})</source>
        <translation>Det er ingen Parlance-server på denne adressen. (HTTP {status})</translation>
    </message>
    <message>
        <source>The server speaks another version of the protocol; update Parlance or the server.</source>
        <translation>Serveren bruker en annen versjon av protokollen; oppdater Parlance eller serveren.</translation>
    </message>
    <message>
        <source>Your session has ended. Log in again.</source>
        <translation>Økten din er avsluttet. Logg inn på nytt.</translation>
    </message>
    <message>
        <source>The server is restarting.</source>
        <translation>Serveren starter på nytt.</translation>
    </message>
    <message>
        <source>The connection was too slow.</source>
        <translation>Forbindelsen var for treg.</translation>
    </message>
    <message>
        <source>The server asks to wait before connecting again.</source>
        <translation>Serveren ber deg vente før du kobler til igjen.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted: {words}.</source>
        <translation>Serverens sertifikat er ikke til å stole på: {words}.</translation>
    </message>
    <message>
        <source>The server does not offer an encrypted connection here.</source>
        <translation>Serveren tilbyr ikke en kryptert forbindelse her.</translation>
    </message>
    <message>
        <source>The server&apos;s name is not known to the network.</source>
        <translation>Nettverket kjenner ikke serverens navn.</translation>
    </message>
    <message>
        <source>The server is busy.</source>
        <translation>Serveren er opptatt.</translation>
    </message>
    <message>
        <source>This is not the address of a server.</source>
        <translation>Dette er ikke adressen til en server.</translation>
    </message>
    <message>
        <source>“{scheme}” is no kind of address that Parlance can connect to.</source>
        <translation>«{scheme}» er ikke en type adresse som Parlance kan koble til.</translation>
    </message>
    <message>
        <source>This account is already open in this window.</source>
        <translation>Denne kontoen er allerede åpen i dette vinduet.</translation>
    </message>
    <message>
        <source>The server&apos;s answer makes no sense.</source>
        <translation>Svaret fra serveren gir ingen mening.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>Det er ingen forbindelse til serveren.</translation>
    </message>
    <message>
        <source>Log out first.</source>
        <translation>Logg ut først.</translation>
    </message>
    <message>
        <source>A message was not deleted, since there is no connection to the server.</source>
        <translation>En melding ble ikke slettet, fordi det ikke er forbindelse til serveren.</translation>
    </message>
    <message>
        <source>Something in Parlance itself went wrong.</source>
        <translation>Noe gikk galt i selve Parlance.</translation>
    </message>
    <message>
        <source>What this program remembers cannot be written down: {reason}.</source>
        <translation>Det programmet husker, kan ikke lagres: {reason}.</translation>
    </message>
    <message>
        <source>This connection is not encrypted: others on the way can read your password and everything you write.</source>
        <translation>Denne forbindelsen er ikke kryptert: andre underveis kan lese passordet ditt og alt du skriver.</translation>
    </message>
    <message>
        <source>The local copy cannot be written: {reason}</source>
        <translation>Den lokale kopien kan ikke lagres: {reason}</translation>
    </message>
    <message>
        <source>The local copy cannot be read: {reason}</source>
        <translation>Den lokale kopien kan ikke leses: {reason}</translation>
    </message>
    <message>
        <source>The local copy was made by a newer version of Parlance. It was set aside and is fetched anew from the server.</source>
        <translation>Den lokale kopien ble laget av en nyere versjon av Parlance. Den er lagt til side og hentes på nytt fra serveren.</translation>
    </message>
    <message>
        <source>The local copy was damaged. It was set aside and is fetched anew from the server; messages that were not sent yet were kept as far as they could be read.</source>
        <translation>Den lokale kopien var skadet. Den er lagt til side og hentes på nytt fra serveren; meldinger som ikke var sendt ennå, er tatt vare på så langt de kunne leses.</translation>
    </message>
    <message>
        <source>{problem} (in {wait}).</source>
        <translation>{problem} (om {wait}).</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n sekund</numerusform>
            <numerusform>%n sekunder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minutt</numerusform>
            <numerusform>%n minutter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Suggestions</source>
        <translation>Forslag</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Pictures cannot be sent yet, only text.</source>
        <translation>Bilder kan ikke sendes ennå, bare tekst.</translation>
    </message>
    <message numerus="yes">
        <source>This message is %n character(s) too long to be sent.</source>
        <translation>
            <numerusform>Meldingen er %n tegn for lang til å sendes.</numerusform>
            <numerusform>Meldingen er %n tegn for lang til å sendes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This was too long: %n character(s) at the end were left out. Where you took it from it is still whole.</source>
        <translation>
            <numerusform>Dette var for langt: %n tegn på slutten ble utelatt. Der du hentet det fra, er alt fortsatt der.</numerusform>
            <numerusform>Dette var for langt: %n tegn på slutten ble utelatt. Der du hentet det fra, er alt fortsatt der.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lagre</translation>
    </message>
    <message>
        <source>{action} (Enter)</source>
        <translation>{action} (Enter)</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Connect anyway, and remember it for this server</source>
        <translation>Koble til likevel, og husk det for denne serveren</translation>
    </message>
    <message>
        <source>The way to this server is not encrypted. Whoever sits on it can read your password and your messages.</source>
        <translation>Veien til denne serveren er ikke kryptert. De som sitter underveis, kan lese passordet ditt og meldingene dine.</translation>
    </message>
</context>
<context>
    <name>ContextBar</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Reply to {name}</source>
        <translation>Svar til {name}</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>An earlier message</source>
        <translation>En tidligere melding</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Rediger melding</translation>
    </message>
</context>
<context>
    <name>CoverageLine</name>
    <message>
        <source>Search covers {percent} % so far: older messages are still being fetched.</source>
        <translation>Søket dekker {percent} % så langt: eldre meldinger hentes fortsatt.</translation>
    </message>
</context>
<context>
    <name>CreateGroupDialog</name>
    <message>
        <source>Create a group</source>
        <translation>Opprett en gruppe</translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Opprett gruppe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Emne</translation>
    </message>
    <message>
        <source>What it is about; optional</source>
        <translation>Hva den handler om; valgfritt</translation>
    </message>
</context>
<context>
    <name>DateJump</name>
    <message>
        <source>Nothing was said since that day.</source>
        <translation>Ingenting er sagt siden den dagen.</translation>
    </message>
</context>
<context>
    <name>DatePopup</name>
    <message>
        <source>Jump to a date</source>
        <translation>Gå til en dato</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Forrige måned</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Neste måned</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Begynnelsen</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Nyeste</translation>
    </message>
</context>
<context>
    <name>DayButton</name>
    <message>
        <source>{day}, today</source>
        <translation>{day}, i dag</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>{name} was logged out on {server}.</source>
        <translation>{name} ble logget ut på {server}.</translation>
    </message>
    <message>
        <source>Remove this account?</source>
        <translation>Fjerne denne kontoen?</translation>
    </message>
    <message>
        <source>Messages that are not sent yet, and what is kept here, are dropped.</source>
        <translation>Meldinger som ikke er sendt ennå, og det som er lagret her, forsvinner.</translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>Fjern kontoen</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Legg til en konto</translation>
    </message>
    <message>
        <source>Log in again</source>
        <translation>Logg inn på nytt</translation>
    </message>
    <message>
        <source>Your session on {server} has ended: by another device, a new password, or whoever runs the server.</source>
        <translation>Økten din på {server} er avsluttet: av en annen enhet, et nytt passord eller den som driver serveren.</translation>
    </message>
    <message>
        <source>Join a group</source>
        <translation>Bli med i en gruppe</translation>
    </message>
    <message>
        <source>Log in on {server} to join the group that the link names.</source>
        <translation>Logg inn på {server} for å bli med i gruppen som lenken gjelder.</translation>
    </message>
    <message>
        <source>This link leads to no group.</source>
        <translation>Denne lenken fører ikke til noen gruppe.</translation>
    </message>
</context>
<context>
    <name>DirectoryDelegate</name>
    <message>
        <source>Joined</source>
        <translation>Med</translation>
    </message>
</context>
<context>
    <name>DirectoryDialog</name>
    <message>
        <source>Find a group</source>
        <translation>Finn en gruppe</translation>
    </message>
    <message>
        <source>Search public groups</source>
        <translation>Søk i åpne grupper</translation>
    </message>
    <message>
        <source>Public groups</source>
        <translation>Åpne grupper</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laster inn…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Bli med</translation>
    </message>
    <message>
        <source>No public group has this in its name.</source>
        <translation>Ingen åpen gruppe har dette i navnet.</translation>
    </message>
    <message>
        <source>This server has no public groups yet.</source>
        <translation>Denne serveren har ingen åpne grupper ennå.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Åpne</translation>
    </message>
</context>
<context>
    <name>DirectoryModel</name>
    <message>
        <source>joined</source>
        <translation>du er med</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop text here</source>
        <translation>Slipp tekst her</translation>
    </message>
    <message>
        <source>It goes into your message; nothing is sent yet.</source>
        <translation>Den havner i meldingen din; ingenting sendes ennå.</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Søk etter emoji</translation>
    </message>
    <message>
        <source>No emoji has this name.</source>
        <translation>Ingen emoji heter dette.</translation>
    </message>
    <message>
        <source>Recently used</source>
        <translation>Nylig brukt</translation>
    </message>
    <message>
        <source>Smileys and feelings</source>
        <translation>Smilefjes og følelser</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Folk</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Dyr og natur</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Mat og drikke</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Reiser og steder</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Aktiviteter</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Gjenstander</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symboler</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flagg</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>light</source>
        <translation>lys</translation>
    </message>
    <message>
        <source>medium light</source>
        <translation>middels lys</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>middels</translation>
    </message>
    <message>
        <source>medium dark</source>
        <translation>middels mørk</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>mørk</translation>
    </message>
    <message>
        <source>Skin tone: {tone}</source>
        <translation>Hudtone: {tone}</translation>
    </message>
</context>
<context>
    <name>EmptyPages</name>
    <message>
        <source>Find your first group</source>
        <translation>Finn din første gruppe</translation>
    </message>
    <message>
        <source>Join a public group of this server, or create one and invite others.</source>
        <translation>Bli med i en åpen gruppe på denne serveren, eller opprett en og inviter andre.</translation>
    </message>
    <message>
        <source>Find a group</source>
        <translation>Finn en gruppe</translation>
    </message>
    <message>
        <source>Create a group</source>
        <translation>Opprett en gruppe</translation>
    </message>
    <message>
        <source>Choose a group</source>
        <translation>Velg en gruppe</translation>
    </message>
    <message>
        <source>Click a group on the left, or press Ctrl+K and type a part of its name.</source>
        <translation>Klikk på en gruppe til venstre, eller trykk Ctrl+K og skriv litt av navnet.</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Serveren er ikke tilgjengelig</translation>
    </message>
    <message>
        <source>Your groups appear as soon as it answers.</source>
        <translation>Gruppene dine vises så snart den svarer.</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Prøv nå</translation>
    </message>
    <message>
        <source>You are not logged in</source>
        <translation>Du er ikke innlogget</translation>
    </message>
    <message>
        <source>Log in, or create an account on a server you trust.</source>
        <translation>Logg inn, eller opprett en konto på en server du stoler på.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Logg inn</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Try again in {wait}.</source>
        <translation>Prøv igjen om {wait}.</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Generelt</translation>
    </message>
    <message>
        <source>Start at log-in</source>
        <translation>Start ved innlogging</translation>
    </message>
    <message>
        <source>Parlance opens when you log in to this computer.</source>
        <translation>Parlance åpnes når du logger inn på denne maskinen.</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Fortsett å kjøre i systemstatusfeltet</translation>
    </message>
    <message>
        <source>Closing the window leaves Parlance there, so that you hear of new messages.</source>
        <translation>Når du lukker vinduet, blir Parlance der, slik at du får vite om nye meldinger.</translation>
    </message>
    <message>
        <source>Open invite links</source>
        <translation>Åpne invitasjonslenker</translation>
    </message>
    <message>
        <source>Links that begin with parlance:// open in this program.</source>
        <translation>Lenker som begynner med parlance://, åpnes i dette programmet.</translation>
    </message>
    <message>
        <source>This cannot be written down: {reason}.</source>
        <translation>Dette kan ikke lagres: {reason}.</translation>
    </message>
</context>
<context>
    <name>GlobalSearch</name>
    <message>
        <source>Search people, groups, messages</source>
        <translation>Søk i folk, grupper, meldinger</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Det som ble funnet</translation>
    </message>
    <message>
        <source>The search understands {words}</source>
        <translation>Søket forstår {words}</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupper</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Folk</translation>
    </message>
    <message>
        <source>Look among public groups</source>
        <translation>Se blant åpne grupper</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmer</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldinger</translation>
    </message>
    <message>
        <source>No message has these words</source>
        <translation>Ingen meldinger har disse ordene</translation>
    </message>
    <message>
        <source>Searching messages…</source>
        <translation>Søker i meldinger…</translation>
    </message>
</context>
<context>
    <name>GroupActs</name>
    <message>
        <source>You are the last member: the group and its messages end with you.</source>
        <translation>Du er det siste medlemmet: gruppen og meldingene forsvinner med deg.</translation>
    </message>
    <message>
        <source>The longest-serving admin or member becomes the owner.</source>
        <translation>Administratoren eller medlemmet som har vært med lengst, blir eier.</translation>
    </message>
    <message>
        <source>You need a new invite to come back.</source>
        <translation>Du trenger en ny invitasjon for å komme tilbake.</translation>
    </message>
    <message>
        <source>You can join again whenever you like.</source>
        <translation>Du kan bli med igjen når du vil.</translation>
    </message>
    <message>
        <source>Leave {group}?</source>
        <translation>Forlate {group}?</translation>
    </message>
    <message>
        <source>Leave group</source>
        <translation>Forlat gruppen</translation>
    </message>
    <message>
        <source>Delete {group} for everybody?</source>
        <translation>Slette {group} for alle?</translation>
    </message>
    <message>
        <source>All its messages go with it. This cannot be undone.</source>
        <translation>Alle meldingene forsvinner med den. Det kan ikke angres.</translation>
    </message>
    <message>
        <source>Delete group</source>
        <translation>Slett gruppe</translation>
    </message>
    <message>
        <source>The group&apos;s id is on the clipboard.</source>
        <translation>Gruppens ID ligger på utklippstavlen.</translation>
    </message>
    <message>
        <source>Link copied. Others need an invite to join: see the settings.</source>
        <translation>Lenken er kopiert. Andre trenger en invitasjon for å bli med: se innstillingene.</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation>Lenken er kopiert.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Åpne</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Marker som lest</translation>
    </message>
    <message>
        <source>Why is this unread?</source>
        <translation>Hvorfor er dette ulest?</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Søk…</translation>
    </message>
    <message>
        <source>Jump to a date…</source>
        <translation>Gå til en dato…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Innstillinger…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Kopier lenken</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kopier ID</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>Forlat…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Slett…</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Varsler</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle meldinger</translation>
    </message>
    <message>
        <source>Only mentions</source>
        <translation>Bare omtaler</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ingenting</translation>
    </message>
    <message>
        <source>Find a public group…</source>
        <translation>Finn en åpen gruppe…</translation>
    </message>
    <message>
        <source>Create a group…</source>
        <translation>Opprett en gruppe…</translation>
    </message>
    <message>
        <source>Join by link or id…</source>
        <translation>Bli med via lenke eller ID…</translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message>
        <source>{name} is typing…</source>
        <translation>{name} skriver…</translation>
    </message>
    <message>
        <source>{one} and {other} are typing…</source>
        <translation>{one} og {other} skriver…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>Flere skriver…</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Utkast:</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ulest</numerusform>
            <numerusform>%n uleste</numerusform>
        </translation>
    </message>
    <message>
        <source>notifications off</source>
        <translation>varsler av</translation>
    </message>
</context>
<context>
    <name>GroupSearch</name>
    <message>
        <source>Search in this group</source>
        <translation>Søk i denne gruppen</translation>
    </message>
    <message>
        <source>Messages found</source>
        <translation>Meldinger som ble funnet</translation>
    </message>
    <message>
        <source>Close search</source>
        <translation>Lukk søket</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Eldre treff</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Nyere treff</translation>
    </message>
    <message>
        <source>Find messages by three or more letters in a row, or by how a word begins. It works without a connection.</source>
        <translation>Finn meldinger med tre eller flere bokstaver på rad, eller med begynnelsen av et ord. Det virker uten tilkobling.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Search in {group}</source>
        <translation>Søk i {group}</translation>
    </message>
    <message>
        <source>No message here has “{words}”.</source>
        <translation>Ingen meldinger her har «{words}».</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) found</source>
        <translation>
            <numerusform>%n melding funnet</numerusform>
            <numerusform>%n meldinger funnet</numerusform>
        </translation>
    </message>
    <message>
        <source>{place} of {many}</source>
        <translation>{place} av {many}</translation>
    </message>
</context>
<context>
    <name>GroupSettingsDialog</name>
    <message>
        <source>Save</source>
        <translation>Lagre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Emne</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Varsler</translation>
    </message>
    <message>
        <source>Everybody on this server can find and join this group.</source>
        <translation>Alle på denne serveren kan finne gruppen og bli med.</translation>
    </message>
    <message>
        <source>Only those who are added or have an invite link can join.</source>
        <translation>Bare de som legges til eller har en invitasjonslenke, kan bli med.</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Kopier lenken</translation>
    </message>
    <message>
        <source>Leave group…</source>
        <translation>Forlat…</translation>
    </message>
    <message>
        <source>Delete group…</source>
        <translation>Slett…</translation>
    </message>
    <message numerus="yes">
        <source>A topic has at most %n character(s).</source>
        <translation>
            <numerusform>Et emne har høyst %n tegn.</numerusform>
            <numerusform>Et emne har høyst %n tegn.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InviteSection</name>
    <message>
        <source>The link is good for</source>
        <translation>Lenken gjelder</translation>
    </message>
    <message>
        <source>For a day</source>
        <translation>I ett døgn</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>I en uke</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>For alltid</translation>
    </message>
    <message>
        <source>How many people may use the link</source>
        <translation>Hvor mange som kan bruke lenken</translation>
    </message>
    <message>
        <source>For anyone</source>
        <translation>For alle</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Én person</translation>
    </message>
    <message>
        <source>10 people</source>
        <translation>10 personer</translation>
    </message>
    <message>
        <source>Create link</source>
        <translation>Lag lenke</translation>
    </message>
    <message>
        <source>Links made on other devices still work, but are not listed here.</source>
        <translation>Lenker laget på andre enheter virker fortsatt, men vises ikke her.</translation>
    </message>
    <message>
        <source>Invite links</source>
        <translation>Invitasjonslenker</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>til {time}</translation>
    </message>
    <message numerus="yes">
        <source>for %n person(s)</source>
        <translation>
            <numerusform>for %n person</numerusform>
            <numerusform>for %n personer</numerusform>
        </translation>
    </message>
    <message>
        <source>for anyone, for ever</source>
        <translation>for alle, for alltid</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Kopier lenken</translation>
    </message>
    <message>
        <source>Revoke the link</source>
        <translation>Trekk tilbake lenken</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Join a group</source>
        <translation>Bli med i en gruppe</translation>
    </message>
    <message>
        <source>Join group</source>
        <translation>Bli med</translation>
    </message>
    <message>
        <source>Link or id</source>
        <translation>Lenke eller ID</translation>
    </message>
    <message>
        <source>An invite link starts with parlance://join/</source>
        <translation>En invitasjonslenke begynner med parlance://join/</translation>
    </message>
    <message>
        <source>This is neither a link to a group nor a group&apos;s id.</source>
        <translation>Dette er verken en lenke til en gruppe eller ID-en til en gruppe.</translation>
    </message>
    <message>
        <source>This link is for another server, {host}. Log in there to join.</source>
        <translation>Denne lenken er til en annen server, {host}. Logg inn der for å bli med.</translation>
    </message>
    <message>
        <source>This group does not exist, or the invite is no longer good.</source>
        <translation>Gruppen finnes ikke, eller invitasjonen gjelder ikke lenger.</translation>
    </message>
    <message>
        <source>You were removed from this group; ask there for a new invite.</source>
        <translation>Du ble fjernet fra denne gruppen; be om en ny invitasjon der.</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>What others write is not translated.</source>
        <translation>Det andre skriver, blir ikke oversatt.</translation>
    </message>
    <message>
        <source>Like the system ({language})</source>
        <translation>Som systemet ({language})</translation>
    </message>
</context>
<context>
    <name>Levels</name>
    <message>
        <source>All messages</source>
        <translation>Alle meldinger</translation>
    </message>
    <message>
        <source>Only mentions</source>
        <translation>Bare omtaler</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ingenting</translation>
    </message>
    <message>
        <source>Search your groups</source>
        <translation>Søk i gruppene dine</translation>
    </message>
    <message numerus="yes">
        <source>%n more group(s): search for them by name.</source>
        <translation>
            <numerusform>%n gruppe til: søk etter den med navn.</numerusform>
            <numerusform>%n grupper til: søk etter dem med navn.</numerusform>
        </translation>
    </message>
    <message>
        <source>No group of yours is called like that.</source>
        <translation>Ingen av gruppene dine heter det.</translation>
    </message>
    <message>
        <source>You are in no group yet.</source>
        <translation>Du er ikke med i noen gruppe ennå.</translation>
    </message>
</context>
<context>
    <name>LimitBar</name>
    <message>
        <source>Send as several messages</source>
        <translation>Send som flere meldinger</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too many</source>
        <translation>
            <numerusform>%n tegn for mye</numerusform>
            <numerusform>%n tegn for mye</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>%n tegn igjen</numerusform>
            <numerusform>%n tegn igjen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send as %n message(s)</source>
        <translation>
            <numerusform>Send som %n melding</numerusform>
            <numerusform>Send som %n meldinger</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogInPage</name>
    <message>
        <source>Log in</source>
        <translation>Logg inn</translation>
    </message>
    <message>
        <source>Username or e-mail</source>
        <translation>Brukernavn eller e-post</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passord</translation>
    </message>
    <message>
        <source>Which server? Its address goes here.</source>
        <translation>Hvilken server? Skriv adressen her.</translation>
    </message>
    <message>
        <source>Your username or e-mail goes here.</source>
        <translation>Skriv brukernavnet eller e-posten din her.</translation>
    </message>
    <message>
        <source>Your password goes here.</source>
        <translation>Skriv passordet ditt her.</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>Welcome to Parlance</source>
        <translation>Velkommen til Parlance</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Logg inn</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Opprett konto</translation>
    </message>
    <message>
        <source>Back to your groups</source>
        <translation>Tilbake til gruppene dine</translation>
    </message>
    <message>
        <source>Remove this account</source>
        <translation>Fjern denne kontoen</translation>
    </message>
    <message>
        <source>Log in to talk to your groups.</source>
        <translation>Logg inn for å snakke med gruppene dine.</translation>
    </message>
    <message>
        <source>Create an account on a server you trust.</source>
        <translation>Opprett en konto på en server du stoler på.</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Logger inn…</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Oppretter kontoen…</translation>
    </message>
</context>
<context>
    <name>Manners</name>
    <message>
        <source>Open</source>
        <comment>a notification&apos;s button</comment>
        <translation>Åpne</translation>
    </message>
</context>
<context>
    <name>MemberModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Online, %n</source>
        <translation>
            <numerusform>Pålogget, %n</numerusform>
            <numerusform>Pålogget, %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n</source>
        <translation>
            <numerusform>Frakoblet, %n</numerusform>
            <numerusform>Frakoblet, %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eier</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Typing…</source>
        <translation>Skriver…</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Deaktivert</translation>
    </message>
</context>
<context>
    <name>MembersPanel</name>
    <message>
        <source>Members of the group</source>
        <translation>Gruppens medlemmer</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Legg til et medlem</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laster inn…</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Tilbake til samtalen</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Medlemmer</translation>
    </message>
    <message>
        <source>{count} of {all} members are listed. Scroll on for more.</source>
        <translation>{count} av {all} medlemmer vises. Rull videre for flere.</translation>
    </message>
</context>
<context>
    <name>MessageActs</name>
    <message>
        <source>Message dropped; its text is on the clipboard.</source>
        <translation>Meldingen er forkastet; teksten ligger på utklippstavlen.</translation>
    </message>
</context>
<context>
    <name>MyProfileDialog</name>
    <message>
        <source>Your profile</source>
        <translation>Profilen din</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lagre</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Visningsnavn</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Om deg</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Bytt passord…</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Logg ut…</translation>
    </message>
</context>
<context>
    <name>NewPasswordDialog</name>
    <message>
        <source>New password</source>
        <translation>Nytt passord</translation>
    </message>
    <message>
        <source>{name} can log in with this password now. It is not shown again.</source>
        <translation>{name} kan logge inn med dette passordet nå. Det vises ikke igjen.</translation>
    </message>
    <message>
        <source>The new password</source>
        <translation>Det nye passordet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n ny melding</numerusform>
            <numerusform>%n nye meldinger</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} mentioned you in {group}</source>
        <translation>{name} nevnte deg i {group}</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier message(s)</source>
        <translation>
            <numerusform>%n tidligere melding</numerusform>
            <numerusform>%n tidligere meldinger</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more group(s)</source>
        <translation>
            <numerusform>og %n gruppe til</numerusform>
            <numerusform>og %n grupper til</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Varsler</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>Vis varsler</translation>
    </message>
    <message>
        <source>For groups that are not open before you.</source>
        <translation>For grupper du ikke har åpne foran deg.</translation>
    </message>
    <message>
        <source>Show who wrote, and what</source>
        <translation>Vis hvem som skrev, og hva</translation>
    </message>
    <message>
        <source>Otherwise only the group is named.</source>
        <translation>Ellers nevnes bare gruppen.</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Spill en lyd</translation>
    </message>
    <message>
        <source>The one that your desktop has for messages.</source>
        <translation>Den som skrivebordet ditt har for meldinger.</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Stille timer</translation>
    </message>
    <message>
        <source>No notifications at that time of the day, not even for mentions.</source>
        <translation>Ingen varsler på den tiden av døgnet, ikke engang for omtaler.</translation>
    </message>
    <message>
        <source>Every day from</source>
        <translation>Hver dag fra</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupper</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Somebody</source>
        <translation>Noen</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>Retry now</source>
        <translation>Prøv nå</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent.</source>
        <translation>
            <numerusform>%n melding venter på å bli sendt.</numerusform>
            <numerusform>%n meldinger venter på å bli sendt.</numerusform>
        </translation>
    </message>
    <message>
        <source>What you write is sent later.</source>
        <translation>Det du skriver, sendes senere.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>Hold meg innlogget</translation>
    </message>
    <message>
        <source>Use {server}, on this computer</source>
        <translation>Bruk {server}, på denne maskinen</translation>
    </message>
    <message>
        <source>Agree to the unencrypted connection, or use wss://.</source>
        <translation>Godta den ukrypterte forbindelsen, eller bruk wss://.</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Back to your groups</source>
        <translation>Tilbake til gruppene dine</translation>
    </message>
    <message>
        <source>Search in this group</source>
        <translation>Søk i denne gruppen</translation>
    </message>
    <message>
        <source>Show or hide the members</source>
        <translation>Vis eller skjul medlemmene</translation>
    </message>
    <message>
        <source>More about this group</source>
        <translation>Mer om denne gruppen</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n online</source>
        <translation>
            <numerusform>%n pålogget</numerusform>
            <numerusform>%n pålogget</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>Bytt passord</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Nåværende passord</translation>
    </message>
    <message>
        <source>At least {least} characters. Your other devices are logged out.</source>
        <translation>Minst {least} tegn. De andre enhetene dine logges ut.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nytt passord</translation>
    </message>
    <message>
        <source>Your current password goes here.</source>
        <translation>Skriv det nåværende passordet ditt her.</translation>
    </message>
    <message>
        <source>This is not your current password.</source>
        <translation>Dette er ikke det nåværende passordet ditt.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide password</source>
        <translation>Skjul passordet</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Vis passordet</translation>
    </message>
</context>
<context>
    <name>PeopleActs</name>
    <message>
        <source>Owner</source>
        <translation>Eier</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Password changed. Your other devices are logged out.</source>
        <translation>Passordet er byttet. De andre enhetene dine er logget ut.</translation>
    </message>
    <message>
        <source>Log out?</source>
        <translation>Logge ut?</translation>
    </message>
    <message>
        <source>Messages that are not sent yet, and what is kept here, are dropped.</source>
        <translation>Meldinger som ikke er sendt ennå, og det som er lagret her, forsvinner.</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Logg ut</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Make admin</source>
        <translation>Gjør til administrator</translation>
    </message>
    <message>
        <source>Make an ordinary member</source>
        <translation>Gjør til vanlig medlem</translation>
    </message>
    <message>
        <source>Hand the group over…</source>
        <translation>Gi gruppen videre…</translation>
    </message>
    <message>
        <source>Remove from the group…</source>
        <translation>Fjern fra gruppen…</translation>
    </message>
    <message>
        <source>Make {name} the owner?</source>
        <translation>Gjøre {name} til eier?</translation>
    </message>
    <message>
        <source>You become an admin. Only the new owner can give the group back.</source>
        <translation>Du blir administrator. Bare den nye eieren kan gi gruppen tilbake.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Gi videre</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>Fjerne {name}?</translation>
    </message>
    <message>
        <source>They can come back only by an invite, or when they are added again.</source>
        <translation>Personen kan bare komme tilbake med en invitasjon, eller ved å bli lagt til igjen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Fjern</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Privacy</source>
        <translation>Personvern</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Vis mappen</translation>
    </message>
    <message>
        <source>Kept on this computer</source>
        <translation>Lagret på denne maskinen</translation>
    </message>
    <message>
        <source>The messages of your groups, drafts and what waits to be sent: in files that only your user can read. They are not encrypted.</source>
        <translation>Meldingene i gruppene dine, utkast og det som venter på å sendes: i filer som bare din bruker kan lese. De er ikke kryptert.</translation>
    </message>
    <message>
        <source>Links and pictures</source>
        <translation>Lenker og bilder</translation>
    </message>
    <message>
        <source>Nothing that a message names is fetched or opened without your click.</source>
        <translation>Ingenting en melding viser til, hentes eller åpnes uten at du klikker.</translation>
    </message>
    <message>
        <source>Nobody else</source>
        <translation>Ingen andre</translation>
    </message>
    <message>
        <source>Parlance talks to your servers and to no other computer.</source>
        <translation>Parlance snakker med serverne dine og ingen andre maskiner.</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Logg ut…</translation>
    </message>
    <message>
        <source>Your session</source>
        <translation>Økten din</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Bytt passord…</translation>
    </message>
    <message>
        <source>A new password logs out all your other devices.</source>
        <translation>Et nytt passord logger ut alle de andre enhetene dine.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passord</translation>
    </message>
    <message>
        <source>Not kept: you log in at each start.</source>
        <translation>Lagres ikke: du logger inn ved hver start.</translation>
    </message>
    <message>
        <source>Kept in a file that only your user can read, as there is no keyring here.</source>
        <translation>Lagret i en fil som bare din bruker kan lese, siden det ikke finnes noen nøkkelring her.</translation>
    </message>
    <message>
        <source>Kept in the keyring of this computer. Your password is kept nowhere.</source>
        <translation>Lagret i nøkkelringen på denne maskinen. Passordet ditt lagres ingen steder.</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Pålogget</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Ikke pålogget</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>This account is deactivated.</source>
        <translation>Denne kontoen er deaktivert.</translation>
    </message>
    <message>
        <source>Copy username</source>
        <translation>Kopier brukernavnet</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Angre</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Gjør &amp;om</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Klipp &amp;ut</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopier</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Lim inn</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Slett</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Velg alt</translation>
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
        <translation>Shift</translation>
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
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Mellomrom</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Page Up</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Page Down</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Opp</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ned</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Venstre</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Høyre</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Angre</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Gjør &amp;om</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Klipp &amp;ut</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopier</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Lim inn</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Slett</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Velg alt</translation>
    </message>
</context>
<context>
    <name>QuietTimes</name>
    <message>
        <source>Quiet from</source>
        <translation>Stille fra</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Stille til</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from one time to another</comment>
        <translation>til</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Everything here has been read.</source>
        <translation>Alt her er lest.</translation>
    </message>
    <message>
        <source>This message is no longer there.</source>
        <translation>Meldingen finnes ikke lenger.</translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message>
        <source>person</source>
        <translation>person</translation>
    </message>
    <message>
        <source>group</source>
        <translation>gruppe</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>said by somebody</source>
        <translation>sagt av noen</translation>
    </message>
    <message>
        <source>said in a group</source>
        <translation>sagt i en gruppe</translation>
    </message>
    <message>
        <source>since a day</source>
        <translation>siden en dag</translation>
    </message>
    <message>
        <source>before a day</source>
        <translation>før en dag</translation>
    </message>
    <message>
        <source>these words in a row</source>
        <translation>disse ordene på rad</translation>
    </message>
    <message>
        <source>in {group}</source>
        <translation>i {group}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>I går</translation>
    </message>
    <message>
        <source>A week ago</source>
        <translation>For en uke siden</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>This takes too long to find. Add a word, or from: or in:.</source>
        <translation>Dette tar for lang tid å finne. Legg til et ord, eller from: eller in:.</translation>
    </message>
</context>
<context>
    <name>SettingsMenu</name>
    <message>
        <source>Your profile…</source>
        <translation>Profilen din…</translation>
    </message>
    <message>
        <source>Administration…</source>
        <translation>Administrasjon…</translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation>Legg til konto…</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Logg ut…</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Logg inn…</translation>
    </message>
    <message>
        <source>Notify me again</source>
        <translation>Varsle meg igjen</translation>
    </message>
    <message>
        <source>Quiet for an hour</source>
        <translation>Stille i en time</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Varsler</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Generelt</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Personvern</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Lagring</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Deler</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Hurtigtaster</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Your groups</source>
        <translation>Gruppene dine</translation>
    </message>
    <message>
        <source>New or existing group</source>
        <translation>Ny eller eksisterende gruppe</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Samtaler</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Your groups will be listed here.</source>
        <translation>Her kommer gruppene dine.</translation>
    </message>
</context>
<context>
    <name>SignUpPage</name>
    <message>
        <source>Create account</source>
        <translation>Opprett konto</translation>
    </message>
    <message>
        <source>{least} to {most} characters, no spaces and no @. It cannot be changed.</source>
        <translation>{least} til {most} tegn, uten mellomrom og @. Det kan ikke endres.</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Brukernavn</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Visningsnavn</translation>
    </message>
    <message>
        <source>What others see; optional</source>
        <translation>Det andre ser; valgfritt</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Valgfritt</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Add e-mail and country (optional)</source>
        <translation>Legg til e-post og land (valgfritt)</translation>
    </message>
    <message>
        <source>At least {least} characters. A few words make a good one.</source>
        <translation>Minst {least} tegn. Noen få ord gir et godt passord.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passord</translation>
    </message>
    <message>
        <source>Which server? Its address goes here.</source>
        <translation>Hvilken server? Skriv adressen her.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Offline</source>
        <translation>Frakoblet</translation>
    </message>
    <message>
        <source>Offline, retrying in {wait}</source>
        <translation>Prøver igjen om {wait}</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Kobler til…</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Logger inn…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Tilkoblet</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Ikke innlogget</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>Lagring</translation>
    </message>
    <message>
        <source>Your messages are on the server. A copy here lets you read and search them without a connection.</source>
        <translation>Meldingene dine er på serveren. En kopi her lar deg lese og søke i dem uten forbindelse.</translation>
    </message>
    <message>
        <source>Clear cache…</source>
        <translation>Tøm bufferen…</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Teller…</translation>
    </message>
    <message>
        <source>{size} on this computer</source>
        <translation>{size} på denne maskinen</translation>
    </message>
    <message>
        <source>Clear the local copy of this account?</source>
        <translation>Slette den lokale kopien av denne kontoen?</translation>
    </message>
    <message>
        <source>Messages are fetched again when you open a group. What waits to be sent and your drafts stay.</source>
        <translation>Meldinger hentes på nytt når du åpner en gruppe. Det som venter på å sendes, og utkastene dine blir.</translation>
    </message>
    <message>
        <source>Clear cache</source>
        <translation>Tøm bufferen</translation>
    </message>
</context>
<context>
    <name>Switcher</name>
    <message>
        <source>Go to a group or a person</source>
        <translation>Gå til en gruppe eller person</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Det som ble funnet</translation>
    </message>
    <message>
        <source>↑ ↓ to choose, Enter to open, Esc to close</source>
        <translation>↑ ↓ for å velge, Enter for å åpne, Esc for å lukke</translation>
    </message>
    <message>
        <source>Nobody and no group of yours is called “{text}”.</source>
        <translation>Ingen person og ingen av gruppene dine heter «{text}».</translation>
    </message>
</context>
<context>
    <name>SwitcherModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmer</numerusform>
        </translation>
    </message>
    <message>
        <source>person</source>
        <translation>person</translation>
    </message>
    <message>
        <source>group</source>
        <translation>gruppe</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ulest</numerusform>
            <numerusform>%n uleste</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextSize</name>
    <message>
        <source>Text size</source>
        <translation>Tekststørrelse</translation>
    </message>
    <message>
        <source>The load test is at 12,000 messages a second now.</source>
        <translation>Lasttesten er på 12 000 meldinger i sekundet nå.</translation>
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
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>Parlance: %n unread</source>
        <translation>
            <numerusform>Parlance: %n ulest</numerusform>
            <numerusform>Parlance: %n uleste</numerusform>
        </translation>
    </message>
    <message>
        <source>Open Parlance</source>
        <translation>Åpne Parlance</translation>
    </message>
    <message>
        <source>Quiet for an hour</source>
        <translation>Stille i en time</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avslutt</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Connecting…</source>
        <translation>Kobler til…</translation>
    </message>
    <message>
        <source>Your groups appear as soon as the server answers.</source>
        <translation>Gruppene dine vises så snart serveren svarer.</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Serveren er ikke tilgjengelig</translation>
    </message>
    <message>
        <source>Your groups appear as soon as it answers.</source>
        <translation>Gruppene dine vises så snart den svarer.</translation>
    </message>
    <message>
        <source>This connection is not safe</source>
        <translation>Denne forbindelsen er ikke sikker</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask whoever runs the server, and do not go on until it is mended.</source>
        <translation>Ingenting ble sendt. Spør den som driver serveren, og ikke gå videre før det er ordnet.</translation>
    </message>
    <message>
        <source>An update is needed</source>
        <translation>En oppdatering trengs</translation>
    </message>
    <message>
        <source>What you wrote is kept until then.</source>
        <translation>Det du skrev, blir tatt vare på så lenge.</translation>
    </message>
    <message>
        <source>This is not a Parlance server</source>
        <translation>Dette er ikke en Parlance-server</translation>
    </message>
    <message>
        <source>Check the address, or ask whoever gave it to you.</source>
        <translation>Sjekk adressen, eller spør den du fikk den av.</translation>
    </message>
    <message>
        <source>The server asks for patience</source>
        <translation>Serveren ber om tålmodighet</translation>
    </message>
    <message>
        <source>You are connected by yourself as soon as it is ready.</source>
        <translation>Du kobles til av deg selv så snart den er klar.</translation>
    </message>
    <message>
        <source>This device has a problem</source>
        <translation>Denne enheten har et problem</translation>
    </message>
    <message>
        <source>The log has the details.</source>
        <translation>Detaljene står i loggen.</translation>
    </message>
</context>
<context>
    <name>TypingLine</name>
    <message>
        <source>{name} is typing…</source>
        <translation>{name} skriver…</translation>
    </message>
    <message>
        <source>{one} and {other} are typing…</source>
        <translation>{one} og {other} skriver…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>Flere skriver…</translation>
    </message>
</context>
<context>
    <name>VisibilityChoice</name>
    <message>
        <source>Private</source>
        <translation>Lukket</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Åpen</translation>
    </message>
    <message>
        <source>Who can find it</source>
        <translation>Hvem som kan finne den</translation>
    </message>
    <message>
        <source>Only those who are added or have an invite link.</source>
        <translation>Bare de som legges til eller har en invitasjonslenke.</translation>
    </message>
    <message>
        <source>Everybody on this server can find and join it.</source>
        <translation>Alle på denne serveren kan finne den og bli med.</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>Something went wrong. The log has the details.</source>
        <translation>Noe gikk galt. Detaljene står i loggen.</translation>
    </message>
</context>
</TS>
