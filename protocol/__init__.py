"""The wire contract of Parlance: messages, codec, error codes and rules that both sides share."""
