"""What a check is, and how the checks are found: every module of this package may hold some.

To check for something else, add a module beside this one with a function under ``@check(...)``, or ``@article_check``
where it must see the sentences of an article together; nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias, TypeVar

from translate.document import Issue, Segment, Severity, Span
from translate.words.capitals import is_in_capitals, ordinary_dutch, ordinary_english

# A Dutch sentence and a translation; a whole segment where the check looks at more (its terms, its confidence).
Example: TypeAlias = tuple[str, str] | Segment


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a message for the reviewer, and where it is in the translation and in the Dutch."""

    message: str
    target: Span | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is looked for in every segment.

    ``explanation`` tells a reviewer in a sentence or two what it looks for; ``details`` says more, for the
    documentation alone. The check finds something in each of ``examples`` and nothing in any of ``correct``, which look
    as if it might. ``find`` is only given segments whose texts are not empty.
    """

    name: str
    severity: Severity
    explanation: str
    examples: tuple[Segment, ...]
    find: Callable[[Segment], Iterator[Finding]]
    correct: tuple[Segment, ...] = ()
    details: str = ""


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """Something that is looked for in the segments of an article together; the fields are those of Check.

    ``example`` is an article in which it finds something. ``find`` yields the id of a segment with each finding.
    """

    name: str
    severity: Severity
    explanation: str
    example: tuple[Segment, ...]
    find: Callable[[Sequence[Segment]], Iterator[tuple[str, Finding]]]
    details: str = ""


def check(
    name: str,
    *,
    severity: Severity,
    explanation: str,
    example: Example,
    examples: Sequence[Example] = (),
    correct: Sequence[Example] = (),
    details: str = "",
) -> Callable[[Callable[[Segment], Iterator[Finding]]], Check]:
    """Make a function that yields findings into a Check; ``examples`` are more than the one that there must be."""

    def make(find: Callable[[Segment], Iterator[Finding]]) -> Check:
        wrong, right = _segments([example, *examples]), _segments(correct)
        return Check(name, severity, explanation, wrong, find, right, details)

    return make


def article_check(
    name: str, *, severity: Severity, explanation: str, example: Sequence[Example], details: str = ""
) -> Callable[[Callable[[Sequence[Segment]], Iterator[tuple[str, Finding]]]], ArticleCheck]:
    """Make a function that yields segment ids and findings into an ArticleCheck; the arguments are its fields."""

    def make(find: Callable[[Sequence[Segment]], Iterator[tuple[str, Finding]]]) -> ArticleCheck:
        return ArticleCheck(name, severity, explanation, _segments(example), find, details)

    return make


def _segments(examples: Iterable[Example]) -> tuple[Segment, ...]:
    return tuple(
        one if isinstance(one, Segment) else Segment(f"1.{number}", one[0], target=one[1])
        for number, one in enumerate(examples, 1)
    )


NOT_TRANSLATED = "not translated"  # the issue of a segment without a translation, for which no check is asked


@cache
def checks() -> tuple[Check, ...]:
    """Return the checks of segments that the modules of this package hold, in order of name."""
    return _held(Check)


@cache
def article_checks() -> tuple[ArticleCheck, ...]:
    """Return the checks of articles that the modules of this package hold, in order of name."""
    return _held(ArticleCheck)


_Kind = TypeVar("_Kind", Check, ArticleCheck)


def _held(kind: type[_Kind]) -> tuple[_Kind, ...]:
    package = __name__.rpartition(".")[0]
    found: dict[str, _Kind] = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        held = vars(importlib.import_module(f"{package}.{module.name}"))
        found.update({value.name: value for value in held.values() if isinstance(value, kind)})
    return tuple(found[name] for name in sorted(found))


def run_checks(segment: Segment) -> tuple[Issue, ...]:
    """Return what the checks find in a segment, in order of place: of one without a translation only that.

    What ``segment.issues`` holds already is neither looked at nor returned.
    """
    if not segment.source.strip():
        return ()
    if not segment.target.strip():
        return (Issue(NOT_TRANSLATED, "error", "there is no English for this sentence"),)
    if segment.target.isupper() and is_in_capitals(segment.source):
        # Letter for letter the same, so that what is found stands in the same place.
        dutch, english = ordinary_dutch(segment.source), ordinary_english(segment.target, segment.source)
        segment = replace(segment, source=dutch, target=english)
    return in_order(_issue(one, finding) for one in checks() for finding in one.find(segment))


def run_article_checks(segments: Sequence[Segment]) -> dict[str, tuple[Issue, ...]]:
    """Return what the checks find in the segments of an article together, by segment id, in order of place.

    Segments without a translation are left out before. Only ids, sources and targets need be there.
    """
    translated = [segment for segment in segments if segment.source.strip() and segment.target.strip()]
    issues: dict[str, list[Issue]] = {}
    for one in article_checks():
        for segment_id, finding in one.find(translated):
            issues.setdefault(segment_id, []).append(_issue(one, finding))
    return {segment_id: in_order(found) for segment_id, found in issues.items()}


def _issue(one: Check | ArticleCheck, finding: Finding) -> Issue:
    return Issue(one.name, one.severity, finding.message, finding.source, finding.target)


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Sort issues by their place in the translation; those of the whole sentence come first."""
    return tuple(sorted(issues, key=lambda issue: issue.target or Span(0, 0)))
