"""Finding messages, people and groups: in a group, everywhere, by date."""
