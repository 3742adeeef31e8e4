"""What people write, as a small bounded tree of blocks and spans: no Qt, no HTML, no pictures."""
