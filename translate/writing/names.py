"""Formats and file names, checked before a translation begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from translate.document import Article
from translate.errors import WritingError
from translate.writing.files import stem_of
from translate.writing.registry import WRITERS


def check_formats(formats: Sequence[str]) -> None:
    """Refuse formats that nobody writes.

    Raises:
        WritingError: no format, or an unknown one.
    """
    known = ", ".join(sorted(WRITERS))
    if not formats:
        raise WritingError("no output format", where="--to", mend=f"choose from {known}")
    for name in formats:
        if name not in WRITERS:
            raise WritingError(f"no format {name!r}", where="--to", mend=f"choose from {known}")


def unique_stems(articles: Sequence[Article]) -> list[str]:
    """Return a file name for each article, numbered where two inputs of a run share theirs: iran, iran-2."""
    seen: Counter[str] = Counter()
    stems: list[str] = []
    for stem in map(stem_of, articles):
        seen[stem] += 1
        name = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        while name in stems:
            seen[stem] += 1
            name = f"{stem}-{seen[stem]}"
        stems.append(name)
    return stems
