"""What a file says of its making and of later changes. Entry: making.py."""
