"""What must come through letter by letter whatever the glossary says: web and e-mail addresses, handles, file names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.document import Span
from translate.glossary.matching import Found
from translate.glossary.model import Entry

_VERBATIM = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]*[\w/]"  # what closes a sentence or a bracket is not part of an address
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w{2,}"
    r"|(?<!\w)[@#]\w{2,}"
)


def find_verbatim(sentence: str) -> list[Found]:
    """Return what a sentence holds that is not to be translated, in order of its place."""
    found = []
    for match in _VERBATIM.finditer(sentence):
        text = match.group()
        entry = Entry((text,), text, case="exact", translate=False, note="not translated: an address or a handle")
        found.append(Found(entry, Span(match.start(), match.end())))
    return found


def with_verbatim(found: Sequence[Found], sentence: str) -> list[Found]:
    """Add them to the terms found; a term inside one of them gives way."""
    fixed = find_verbatim(sentence)
    if not fixed:
        return list(found)
    terms = [one for one in found if not any(one.span.overlaps(other.span) for other in fixed)]
    return sorted([*fixed, *terms], key=lambda one: one.span.start)
