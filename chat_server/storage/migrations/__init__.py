"""Numbered steps from one schema to the next; playhouse.migrations reads the files from disk."""
