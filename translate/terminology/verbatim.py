"""What must come through letter by letter whatever the glossary says: addresses, handles, file names, code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.document import Span, TermMatch
from translate.glossary.matching import ADDRESS, Found
from translate.glossary.model import Entry
from translate.terminology.candidate import Translation
from translate.terminology.request import Request

_ADDRESS_NOTE = "not translated: an address or a name of a file"
_CODE_NOTE = "not translated: code"


def find_verbatim(sentence: str, code: Sequence[Span] = ()) -> list[Found]:
    """Return what a sentence holds that is not to be translated, in order of its place.

    Args:
        sentence: the Dutch.
        code: stretches of it that are code, in order, apart from each other; an address inside one of them is its part.
    """
    found = [_fixed(sentence, span, _CODE_NOTE) for span in code]
    for match in ADDRESS.finditer(sentence):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(other) for other in code):
            found.append(_fixed(sentence, span, _ADDRESS_NOTE))
    return sorted(found, key=lambda one: one.span.start)


def with_verbatim(found: Sequence[Found], sentence: str, code: Sequence[Span] = ()) -> list[Found]:
    """Add them to the terms found; a term inside one of them gives way."""
    fixed = find_verbatim(sentence, code)
    if not fixed:
        return list(found)
    terms = [one for one in found if not any(one.span.overlaps(other.span) for other in fixed)]
    return sorted([*fixed, *terms], key=lambda one: one.span.start)


def all_verbatim(sentence: str, requests: Sequence[Request]) -> tuple[TermMatch, ...] | None:
    """Return the terms of a sentence that is all code and addresses, so that nobody need translate it, else None."""
    if not requests or not all(request.found.verbatim for request in requests):
        return None
    spans = [request.found.span for request in requests]
    inside = {place for span in spans for place in range(span.start, span.end)}
    if any(character.isalnum() and place not in inside for place, character in enumerate(sentence)):
        return None
    return tuple(
        TermMatch("", r.found.span, r.wanted.term, r.found.span, "applied", "already right", note=r.found.entry.note)
        for r in requests
    )


def restore_verbatim(made: Translation) -> Translation:
    """Write what must come through as it is letter by letter where the translation has it but for a capital or a space.

    Terms of a glossary, which have an entry, are left as they are.
    """
    for match in made.terms:
        if not match.entry and match.target is not None and match.target.of(made.text) != match.term:
            made = _written(made, match.target, match.term)
    return made


def _written(made: Translation, place: Span, new: str) -> Translation:
    """Replace a stretch of the text; what lies inside it covers the new one, what comes after it moves."""
    shift = len(new) - (place.end - place.start)

    def moved(span: Span) -> Span:
        if span.end <= place.start:
            return span
        if span.start >= place.end:
            return Span(span.start + shift, span.end + shift)
        return Span(min(span.start, place.start), max(span.end, place.end) + shift)

    return replace(
        made,
        text=made.text[: place.start] + new + made.text[place.end :],
        alignment=tuple((source, moved(target)) for source, target in made.alignment),
        terms=tuple(replace(term, target=term.target and moved(term.target)) for term in made.terms),
        issues=tuple(replace(issue, target=issue.target and moved(issue.target)) for issue in made.issues),
    )


def _fixed(sentence: str, span: Span, note: str) -> Found:
    text = span.of(sentence)
    entry = Entry((text,), text, case="exact", translate=False, note=note)
    return Found(entry, span, verbatim=True)
