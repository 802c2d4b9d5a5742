"""The checks of the report itself: who, when, for what, altered or not, one file a check. Entry: identity.py."""
