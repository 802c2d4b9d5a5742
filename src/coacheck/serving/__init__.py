"""A page on this machine to drop reports into. Begin with `server.py`."""
