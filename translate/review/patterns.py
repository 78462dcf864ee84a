"""Regular expressions that somebody typed, applied to many texts within a second or two, whatever they are.

A pattern like ``(a+)+$`` may run for years, one like ``a{9999999}`` may take all memory, and Python's ``re`` cannot be
interrupted: so it runs in a process of its own, with a limit of memory, which is killed when its time is over.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from translate.review.workspace import ReviewError

SECONDS = 2.0  # of waiting; an ordinary pattern takes a tenth of one, most of it to start Python
LONGEST = 1_000  # characters of a pattern


class SearchError(ReviewError):
    """A pattern, or what to put in its place, that cannot be used."""


def search_texts(pattern: str, texts: Sequence[str], *, ignore_case: bool) -> list[int]:
    """Return the numbers of the texts in which a regular expression is found.

    Raises:
        SearchError: the pattern is wrong, or takes too long.
    """
    return [number for number, _ in _run(pattern, None, texts, ignore_case)]


def replace_in_texts(pattern: str, put: str, texts: Sequence[str], *, ignore_case: bool) -> dict[int, str]:
    r"""Return the texts that change, by number, when what a regular expression finds is replaced.

    Args:
        pattern: the regular expression; where it finds an empty stretch, nothing is put.
        put: what to put, which may have groups (``\1``, ``\g<name>``).
        texts: where.
        ignore_case: let small letters and capitals be the same.

    Raises:
        SearchError: the pattern or what to put is wrong, or takes too long.
    """
    return dict(_run(pattern, put, texts, ignore_case))


def _run(pattern: str, put: str | None, texts: Sequence[str], ignore_case: bool) -> list[tuple[int, str]]:
    if len(pattern) > LONGEST:
        raise SearchError(f"a pattern of more than {LONGEST:,} characters", mend="write a shorter one")
    job = {"pattern": pattern, "put": put, "texts": list(texts), "ignore_case": ignore_case}
    command = [sys.executable, "-I", "-S", str(Path(__file__).with_name("pattern_worker.py"))]
    try:
        done = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        mend = "write a pattern without repetitions within repetitions"
        raise SearchError(f"the pattern {pattern} takes too long", mend=mend) from error
    except OSError as error:
        raise SearchError(f"the search cannot be started: {error.strerror}", mend="try it again") from error
    if done.returncode:
        raise SearchError(f"the pattern {pattern} takes too much memory", mend="write a simpler one")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "wrong" in answer:
        raise SearchError(f"not a regular expression that can be used: {answer['wrong']}", mend="correct it")
    return [(number, text) for number, text in answer["found"]]
