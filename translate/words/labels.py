"""Words that stand alone (Inleiding, Bijlage 2, Ja): a model of sentences guesses at them, a list need not."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from translate.document import Span

# A number before it (2.1 Inleiding), a number or a letter behind it (Tabel 3, Bijlage A), and signs.
_ALONE = re.compile(
    r"(?P<before>[\W\d_]*)(?P<words>[^\W\d_](?:[^\W\d_]|[-' ’.](?=[^\W\d_]))*?\.?)"
    r"(?P<after>(?:\s+(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+))?[\s.:?!…*)]*)"
)
_LONGEST = 40  # characters


class Label(NamedTuple):
    """English, and where in the Dutch and in it the words stand that it has from the list."""

    english: str
    source: Span
    target: Span


def label(dutch: str) -> Label | None:
    """Return the English of a Dutch word or phrase that stands alone, with its capitals; None for any other text."""
    match = _ALONE.fullmatch(dutch) if len(dutch) <= _LONGEST else None
    if match is None:
        return None
    words, after = match["words"], match["after"]
    found = _labels().get(words.lower().replace("’", "'"))
    if found is None and words.endswith("."):
        words, after = words[:-1], "." + after
        found = _labels().get(words.lower().replace("’", "'"))
    if found is None:
        return None
    start = len(match["before"])
    english = found if words.islower() else found[0].upper() + found[1:]
    if len(words) > 1 and words.isupper():
        english = found.upper()
    spans = Span(start, start + len(words)), Span(start, start + len(english))
    return Label(match["before"] + english + after, *spans)


@cache
def _labels() -> dict[str, str]:
    text = resources.files("translate.words").joinpath("data", "labels.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {dutch: english for dutch, english in pairs}
