"""Rule sets as data, and which of them judge. Entry: profile.py."""
