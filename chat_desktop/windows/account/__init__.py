"""The account: logging in, signing up, one's own profile and password."""
