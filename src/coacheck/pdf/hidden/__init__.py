"""Which words a person sees, and which are hidden. Entry: parted.py."""
