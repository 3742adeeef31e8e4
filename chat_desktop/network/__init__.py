"""The connection to a server: addresses, one WebSocket, and the loop that keeps it up."""
