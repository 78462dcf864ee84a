"""What is Dutch of one wording and English of several: sentences, the glossary's terms, and names that it has not.

A term is compared by the English that the terminology found for it, a name by the words that the alignment gives it.
Left out is what differs for a reason: a term spelt out at its first mention, a genitive, an article, a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from translate.document import Segment, Span
from translate.glossary.matching import Found, Shape
from translate.glossary.model import Glossary
from translate.library import Library
from translate.terminology.english import wanted
from translate.words.sentences import words_of

Kind = Literal["sentence", "term", "name"]
KINDS: tuple[Kind, ...] = ("sentence", "term", "name")

# What may stand between two words of a name: Koning Willem, Nagorno-Karabach, Universiteit van Amsterdam.
_WITHIN_NAME = re.compile(r"-|(?: (?:aan|al|bin|de|den|der|el|het|ibn|in|of|ten|ter|van|von|voor))* ")
_LEAST_NAME = 2  # letters
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Use:
    """Where something was translated: the article's id and title (its path where it has none), and the segment."""

    article: int
    title: str
    segment: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English wording, and where it is used."""

    english: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Dutch that was translated in several ways, the most frequent first."""

    kind: Kind
    dutch: str
    renderings: tuple[Rendering, ...]


def find_inconsistencies(
    library: Library, glossary: Glossary, articles: Sequence[int] | None = None
) -> list[Inconsistency]:
    """Return what is translated in several ways: sentences, then terms, then names, the most frequent first.

    Args:
        library: the translations.
        glossary: says what is spelt out at its first mention.
        articles: report only what is in one of these articles (their ids), compared with the whole library; None for
            all of it.

    Raises:
        LibraryError: the library cannot be read.
    """
    spelt_out = {
        (entry.id, wanted(Found(entry, Span(0, 0), shape), expand=True).term)
        for entry in glossary
        for shape in get_args(Shape)
        if entry.expand
    }
    found: dict[tuple[Kind, str, str], dict[str, list[tuple[str, Use]]]] = {}
    for article in library.names():
        for stored in library.segments(article.id):
            segment = stored.segment
            use = Use(article.id, article.shown, segment.id, segment.source, segment.target)
            for kind, key, dutch, english in _translated(segment, spelt_out):
                ways = found.setdefault((kind, key, dutch), {})
                ways.setdefault(_compared(kind, english), []).append((english, use))
    several = [
        Inconsistency(kind, dutch, _renderings(ways.values()))
        for (kind, _, dutch), ways in found.items()
        if len(ways) > 1
    ]
    chosen = [one for one in several if articles is None or any(use.article in articles for use in _uses(one))]
    return sorted(chosen, key=lambda one: (KINDS.index(one.kind), -sum(1 for _ in _uses(one)), one.dutch))


def _translated(segment: Segment, spelt_out: set[tuple[str, str]]) -> Iterator[tuple[Kind, str, str, str]]:
    """Yield what may be compared: its kind, what else must be the same, the Dutch, and the English."""
    if not segment.target.strip():
        return
    first = {term.source for term in segment.terms if (term.entry, term.term) in spelt_out}
    yield "sentence", str(sorted(first)), " ".join(segment.source.split()), segment.target
    for term in segment.terms:
        if term.entry and term.target is not None and term.source not in first:
            dutch = " ".join(term.source.of(segment.source).casefold().split())
            yield "term", term.entry, dutch, term.target.of(segment.target)
    for name in _names(segment):
        english = _aligned(segment, name)
        if english:
            yield "name", "", name.of(segment.source), english


def _names(segment: Segment) -> Iterator[Span]:
    """Yield where a Dutch sentence has names of one word or several, outside its terms.

    Names that are a part of a hyphenated word are left out: the alignment has whole words.
    """
    source, names = segment.source, list[Span]()
    for word in words_of(source):
        if word.is_name and not any(term.source.overlaps(word.span) for term in segment.terms):
            if names and _WITHIN_NAME.fullmatch(source, names[-1].end, word.start):
                names[-1] = Span(names[-1].start, word.span.end)
            else:
                names.append(word.span)
    for name in names:
        around = source[max(name.start - 1, 0) : name.start] + source[name.end : name.end + 1]
        if name.end - name.start >= _LEAST_NAME and not any(hyphen in around for hyphen in _HYPHENS):
            yield name


def _aligned(segment: Segment, name: Span) -> str:
    """Return the English of a name: the words with a capital or a digit that are aligned with it.

    It is empty where there are none, or where words between them belong to other Dutch: there the alignment errs.
    """
    target = segment.target
    ours = {english for dutch, english in segment.alignment if dutch.overlaps(name)}
    others = {english for _, english in segment.alignment} - ours
    named = sorted(english for english in ours if english.of(target)[:1].isupper() or english.of(target)[:1].isdigit())
    if not named:
        return ""
    whole = Span(named[0].start, named[-1].end)
    return "" if any(other.overlaps(whole) for other in others) else whole.of(target)


def _compared(kind: Kind, english: str) -> str:
    """Return English without what may differ between two uses of one wording."""
    words = " ".join(english.split())
    if kind == "sentence":
        return words
    words = re.sub(rf"[{_HYPHENS}]", " ", words.casefold().replace("’", "'")).removeprefix("the ")
    return words.removesuffix("'s").removesuffix("'")


def _renderings(ways: Iterable[list[tuple[str, Use]]]) -> tuple[Rendering, ...]:
    by_frequency = sorted(ways, key=len, reverse=True)
    return tuple(Rendering(uses[0][0], tuple(use for _, use in uses)) for uses in by_frequency)


def _uses(one: Inconsistency) -> Iterator[Use]:
    return (use for rendering in one.renderings for use in rendering.uses)
