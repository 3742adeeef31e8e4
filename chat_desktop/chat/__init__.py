"""The chat view: an own canvas of message bubbles, and the model and layouts behind it."""
