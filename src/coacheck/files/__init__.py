"""What a report comes as: a file is known by its bytes and handed on as a document. Entry: opened.py."""
