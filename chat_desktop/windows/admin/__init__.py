"""The superuser's window: tables of users, groups and messages, and what may be done to them."""
