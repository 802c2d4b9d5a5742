"""Pictures: as input, of pages, and the codes in them. Entry: pictures.py."""
