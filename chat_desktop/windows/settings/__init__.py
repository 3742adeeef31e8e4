"""The settings: a window with a list of sections; every change takes effect at once."""
