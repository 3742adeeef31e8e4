"""The people: the member list, profiles, adding somebody."""
