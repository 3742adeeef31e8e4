"""The store on PostgreSQL; nothing here is imported where the database is a file."""
