"""How the desktop looks: colours and sizes, fonts, icons, avatars, the style of every widget."""
