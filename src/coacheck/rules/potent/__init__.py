"""The checks of strength: label claims, totals, THC, one file a check. Entry: label_claim.py."""
