"""The chat pane: header, chat view, typing line and composer of the open group."""
