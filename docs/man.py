"""Write the man pages, made of the help texts, into a folder (man1): python docs/man.py FOLDER."""

import sys
from pathlib import Path

from click_man.core import write_man_pages

from coacheck import __version__
from coacheck.cli import app

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "man1")
    folder.mkdir(parents=True, exist_ok=True)
    write_man_pages("coacheck", app, version=__version__, target_dir=str(folder))
