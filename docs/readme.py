"""Put what the program prints into the code blocks of README.md and docs/ that begin with "$ coacheck".

python docs/readme.py
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PROGRAM = Path(sys.executable).with_name("coacheck")
BLOCK = re.compile(r"^```\n\$ coacheck (?P<args>.*)\n(?P<shown>(?:.*\n)*?)```$", re.MULTILINE)


def printed(args: str) -> str:
    env = os.environ | {"COLUMNS": "80", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([PROGRAM, *shlex.split(args)], capture_output=True, env=env, cwd=ROOT, timeout=60)
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines())


def fill(block: re.Match[str]) -> str:
    return f"```\n$ coacheck {block['args']}\n{printed(block['args'])}\n```"


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(BLOCK.sub(fill, page.read_text("utf-8")), encoding="utf-8")
