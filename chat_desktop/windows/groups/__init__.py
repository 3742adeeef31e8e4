"""The groups: the sidebar, the directory, creating, joining, settings, the quick switcher."""
