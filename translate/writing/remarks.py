"""What other tools are told of a sentence: issues and terms that went wrong, in the words of ITS 2.0.

The types are those of ITS 2.0, section 8.17 (Localization Quality Issue); severity runs from 0 to 100 there and has no
meaning of its own, so that ours are three steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from translate.document import Issue, Segment, Severity, Span, TermMatch

SEVERITIES: Mapping[Severity, int] = MappingProxyType({"error": 100, "warning": 50, "info": 10})
NOT_AS_ASKED: Mapping[str, str] = MappingProxyType({"missed": "term missed", "forbidden": "term forbidden"})
_TYPES = {
    "address changed": "inconsistent-entities",
    "brackets unbalanced": "typographical",
    "capital at start": "typographical",
    "currency changed": "numbers",
    "date changed": "numbers",
    "end punctuation": "typographical",
    "identical to source": "untranslated",
    "length": "length",
    "lost words": "omission",
    "name missing": "inconsistent-entities",
    "negation added": "mistranslation",
    "negation lost": "mistranslation",
    "number added": "numbers",
    "number format": "locale-violation",
    "number lost": "numbers",
    "percentage changed": "numbers",
    "question mark": "typographical",
    "quotes lost": "typographical",
    "quotes unbalanced": "typographical",
    "repeated words": "duplication",
    "scale changed": "numbers",
    "sentence missing or added": "omission",
    "spacing": "whitespace",
    "time changed": "numbers",
    "unknown character": "characters",
    "unknown word": "misspelling",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: the check that found it, its ITS type, how bad it is, in words, and where."""

    check: str
    type: str
    severity: Severity
    text: str
    source: Span | None = None
    target: Span | None = None

    @property
    def kind(self) -> Literal["term", "issue"]:
        """Whether it is about a term of the glossary."""
        return "term" if self.type == "terminology" else "issue"


def remarks(segment: Segment) -> Iterator[Remark]:
    """Yield what there is to look at in a segment: terms that went wrong, then issues that nobody has dismissed.

    A term is told once, whether or not a check says so too. Spans are cut to the text; those of nothing are None.
    """
    said = [issue for issue in segment.issues if issue.check.startswith("term")]
    for match in segment.terms:
        if match.outcome in NOT_AS_ASKED and not any(issue.source == match.source for issue in said):
            text = match.why or _asked(match, segment)
            yield _remark(segment, Issue(NOT_AS_ASKED[match.outcome], "error", text, match.source, match.target))
    for issue in segment.issues:
        if not issue.dismissed:
            yield _remark(segment, issue)


def within(span: Span | None, text: str) -> Span | None:
    """Return a span cut to a text, None where nothing is left of it."""
    if span is None or span.start >= min(span.end, len(text)):
        return None
    return Span(span.start, min(span.end, len(text)))


def _remark(segment: Segment, issue: Issue) -> Remark:
    type_ = "terminology" if issue.check.startswith("term") else _TYPES.get(issue.check, "other")
    text = issue.message or issue.check
    source, target = within(issue.source, segment.source), within(issue.target, segment.target)
    return Remark(issue.check, type_, issue.severity, text, source, target)


def _asked(match: TermMatch, segment: Segment) -> str:
    return f"{match.source.of(segment.source)}: {match.term}"
