"""Pages put right before they are read: size, glyphs, misread words. Entry: respell.py."""
