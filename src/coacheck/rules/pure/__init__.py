"""The checks of purity: contaminants and their limits, one file a check. Entry: limits.py."""
