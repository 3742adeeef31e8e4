"""The words of the desktop in other languages, and which language is in use."""
