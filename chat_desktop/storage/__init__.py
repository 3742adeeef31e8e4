"""What a profile keeps on disk: settings, token, and one cache per account."""
