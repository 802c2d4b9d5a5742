"""What stands outside tables: figures, lists, statuses, claims, notices. Entry: shown.py."""
