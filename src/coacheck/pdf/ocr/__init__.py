"""Text that stands in pictures: pages, stamps, seals. Entry: pages.py."""
