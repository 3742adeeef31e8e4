"""The server's database: the core's `Store` and `Reader` on Peewee."""
