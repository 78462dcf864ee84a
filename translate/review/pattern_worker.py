"""A process of its own that applies one regular expression to many texts, and may be killed while it does.

It reads a job as JSON from standard input and writes the answer as JSON; it imports nothing but the standard library,
so that it starts at once. See ``patterns``.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress

MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 5  # of processor time, should nobody be left to kill it


def main() -> None:
    """Answer one job: ``{"found": [[number, text], …]}``, or ``{"wrong": what is wrong}``."""
    _limit()
    job = json.load(sys.stdin)
    answer: dict[str, object]
    try:
        put = job["put"]
        # Who searches both languages has a line of each in one text: ^ and $ are then those of either.
        flags = re.MULTILINE if put is None else 0
        pattern = re.compile(job["pattern"], flags | (re.IGNORECASE if job["ignore_case"] else 0))
        if put is not None:
            pattern.sub(put, "")  # says what is wrong with it, even where the pattern is nowhere found
        answer = {"found": _search(pattern, job["texts"]) if put is None else _replace(pattern, put, job["texts"])}
    except (re.error, IndexError, OverflowError) as error:
        answer = {"wrong": str(error)}
    except (RecursionError, MemoryError):
        answer = {"wrong": "too large"}
    json.dump(answer, sys.stdout)


def _search(pattern: re.Pattern[str], texts: list[str]) -> list[tuple[int, str]]:
    return [(number, text) for number, text in enumerate(texts) if pattern.search(text)]


def _replace(pattern: re.Pattern[str], put: str, texts: list[str]) -> list[tuple[int, str]]:
    """Replace what the pattern finds; that it finds nothing at all between two letters is not meant."""
    made = (pattern.sub(lambda match: match.expand(put) if match.group() else "", text) for text in texts)
    return [(number, new) for number, (new, old) in enumerate(zip(made, texts, strict=True)) if new != old]


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with suppress(ValueError, OSError):  # macOS knows no such memory limit, and a lower one may be set already
            resource.setrlimit(kind, (most, most))
    os.nice(10)  # whoever approves a segment meanwhile comes first


if __name__ == "__main__":
    main()
