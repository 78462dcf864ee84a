"""What must come through letter by letter whatever the glossary says: addresses, handles, file names."""

from __future__ import annotations

from collections.abc import Sequence

from translate.document import Span
from translate.glossary.matching import ADDRESS, Found
from translate.glossary.model import Entry


def find_verbatim(sentence: str) -> list[Found]:
    """Return what a sentence holds that is not to be translated, in order of its place."""
    found = []
    for match in ADDRESS.finditer(sentence):
        text = match.group()
        entry = Entry(
            (text,), text, case="exact", translate=False, note="not translated: an address or a name of a file"
        )
        found.append(Found(entry, Span(match.start(), match.end()), verbatim=True))
    return found


def with_verbatim(found: Sequence[Found], sentence: str) -> list[Found]:
    """Add them to the terms found; a term inside one of them gives way."""
    fixed = find_verbatim(sentence)
    if not fixed:
        return list(found)
    terms = [one for one in found if not any(one.span.overlaps(other.span) for other in fixed)]
    return sorted([*fixed, *terms], key=lambda one: one.span.start)
