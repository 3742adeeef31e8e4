"""The windows: login, the main window with its columns and dialogs, the superuser's tables."""
