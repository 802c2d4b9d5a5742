"""The operators of a page → marks: characters, strokes, pictures, covers. Entry: content.py."""
