"""Characters → words, as a person sees them. Entry: printed.py."""
