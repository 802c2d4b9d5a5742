"""What an extra needs, as a command that works where it is printed: for this very Python, whatever it came from."""

from __future__ import annotations

import re
import sys
from importlib import metadata

_OF_EXTRA = re.compile(r"""(?P<need>[^;]+);.*\bextra == ['"](?P<extra>[\w-]+)['"]""")


def cure(extra: str) -> str:
    """ "/usr/bin/python3 -m pip install "onnxruntime>=1.20" …": the packages themselves, so that no index must have
    coacheck; quotes that every shell knows."""
    needs = " ".join(f'"{need}"' for need in _needs(extra)) or f'"coacheck[{extra}]"'
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {needs}"


def _needs(extra: str) -> list[str]:
    try:
        told = metadata.requires("coacheck") or []
    except metadata.PackageNotFoundError:
        return []
    found = (match for line in told if (match := _OF_EXTRA.fullmatch(line)))
    return [match["need"].strip() for match in found if match["extra"] == extra]
