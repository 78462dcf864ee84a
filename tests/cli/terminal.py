"""The command in a terminal of its own."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """What the terminal was sent (``raw``), and that without control sequences (``plain``)."""

    status: int
    raw: str

    @property
    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.raw)


def in_terminal(*arguments: str) -> Shown:
    """Run ``translate`` with a terminal as its standard input, output and error."""
    ours, its = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    process = subprocess.Popen(
        [sys.executable, "-m", "translate", *arguments], stdin=its, stdout=its, stderr=its, env=environment
    )
    os.close(its)
    data = b""
    while block := _read(ours):
        data += block
    os.close(ours)
    return Shown(process.wait(), data.decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way to say that the other side is closed
        return b""
