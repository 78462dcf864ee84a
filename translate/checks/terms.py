"""The terms of the glossary: missed, in forbidden English, or where the Dutch does not ask for them."""

from __future__ import annotations

from collections.abc import Iterator

from translate.checks.masking import blank
from translate.checks.registry import Finding, check
from translate.document import Outcome, Segment, Span, TermMatch
from translate.terminology.verify import occurrences

_LEAST_STEM = 4  # letters
_ENDING = 2  # letters that another form of a word may have instead

_MISSED = TermMatch("onderzeeër", Span(3, 13), "submarine", why="the English does not have “submarine” for onderzeeër")
_FORBIDDEN = TermMatch(
    "De Wijk", Span(0, 7), "De Wijk", Span(0, 12), "forbidden", why="“The District” is forbidden for De Wijk"
)
_TWICE = TermMatch("luchtafweer", Span(3, 14), "air defence", Span(4, 15), "applied", "asked")


@check(
    "term missed",
    severity="error",
    explanation="A term of the glossary is in the Dutch sentence, and its English is not in the translation.",
    example=Segment("1.1", "De onderzeeër zonk.", target="The underwater boat sank.", terms=(_MISSED,)),
)
def term_missed(segment: Segment) -> Iterator[Finding]:
    """Find the terms that the translation does not have."""
    return _with_outcome(segment, "missed")


@check(
    "term forbidden",
    severity="error",
    explanation="A term of the glossary was translated with English that the glossary forbids for it.",
    example=Segment("1.1", "De Wijk zegt het.", target="The District says so.", terms=(_FORBIDDEN,)),
)
def term_forbidden(segment: Segment) -> Iterator[Finding]:
    """Find the terms whose translation is forbidden."""
    return _with_outcome(segment, "forbidden")


def _with_outcome(segment: Segment, outcome: Outcome) -> Iterator[Finding]:
    """Find the terms of an outcome; what no glossary asks for (an address) has a check of its own."""
    return (Finding(t.why, t.target, t.source) for t in segment.terms if t.entry and t.outcome == outcome)


@check(
    "term over-applied",
    severity="warning",
    explanation=(
        "The translation has the English of a term more often than the Dutch sentence asks for it: the term may have "
        "taken the place of another word."
    ),
    example=Segment(
        "1.1", "De luchtafweer schoot op de drone.", target="The air defence shot at the air defence.", terms=(_TWICE,)
    ),
)
def term_over_applied(segment: Segment) -> Iterator[Finding]:
    """Find the places of a term's English that are no term of the Dutch and no part of another."""
    for term in {match.term: match for match in segment.terms if match.entry and match.target}.values():
        taken = [match.target for match in segment.terms if match.target is not None]
        free = [
            span
            for span in occurrences(term.term, segment.target, exact=False)
            if not any(span.overlaps(other) for other in taken)
        ]
        more = len(free) - _other_reasons(term, segment)
        for span in free[-more:] if more > 0 else ():
            yield Finding(f"“{span.of(segment.target)}” more often than the Dutch has {term.entry}", span, term.source)


def _other_reasons(term: TermMatch, segment: Segment) -> int:
    """Count where the Dutch has the word of a term outside its terms: in compounds, and in another's translation."""
    source = blank(segment.source, (match.source for match in segment.terms)).lower()
    return max(source.count(_stem(term.source.of(segment.source))), source.count(_stem(term.term)))


def _stem(term: str) -> str:
    """Return the beginning of the last word of a term, which its other forms and compounds share."""
    word = term.lower().split()[-1]
    return word[: max(_LEAST_STEM, len(word) - _ENDING)]
