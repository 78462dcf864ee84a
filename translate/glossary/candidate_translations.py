"""What a translation made of a Dutch term, read from the word alignment of its segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from translate.document import Segment, Span
from translate.terminology.english import pluralise, possessive

# English that an alignment adds to a term, and that belongs to the sentence: to Ukraine, port city of.
_SMALL = ("the", "a", "an", "of", "to", "for", "in", "on", "at", "by", "from", "with", "and", "as")
_LEADING = frozenset((*_SMALL, "off", "into", "its", "their", "his", "her", "this", "that"))
_TRAILING = frozenset((*_SMALL, "is", "are"))


@dataclass(frozen=True, slots=True)
class Rendering:
    """English that stands for a term in the translation, and how often."""

    text: str
    count: int


def rendering(segment: Segment, source: Span) -> Span | None:
    """Return where the translation of a stretch of the source stands; None where no word is aligned with it.

    Words in between that are aligned with nothing belong to it (of in court of appeal). Where the aligned words are
    apart, with words of something else between them, the longest run counts.
    """
    ours = sorted({target for own, target in segment.alignment if own.overlaps(source)})
    others = {target for own, target in segment.alignment if not own.overlaps(source)} - set(ours)
    runs: list[Span] = []
    for target in ours:
        last = runs[-1] if runs else None
        if last is not None and not any(last.end <= other.start < target.start for other in others):
            runs[-1] = Span(last.start, max(last.end, target.end))
        else:
            runs.append(target)
    return max(runs, key=lambda run: (run.end - run.start, -run.start), default=None)


def renderings_of(places: Iterable[tuple[Segment, Span, bool]]) -> tuple[Rendering, ...]:
    """Return the translations of a term, the commonest first.

    Args:
        places: for each place the segment, where the term stands in its source, and whether it stands there in the
            plural. Singular and plural, genitives, capitals and articles make no difference.
    """
    texts: Counter[str] = Counter()
    plurals: Counter[str] = Counter()
    for segment, source, plural in places:
        span = rendering(segment, source) if segment.target else None
        if span is not None:
            text = _bare(span.of(segment.target), opens=span.start == 0)
            if span.start == 0 and source.of(segment.source).islower() and text[1:].islower():
                text = text.lower()  # the capital is the sentence's
            if text:
                (plurals if plural else texts)[text] += 1
    for text, count in plurals.items():
        texts[_singular(text, texts)] += count
    counts = sorted(_merged(texts).items(), key=lambda item: (-item[1], item[0]))
    return tuple(Rendering(text, count) for text, count in counts)


def _bare(text: str, *, opens: bool) -> str:
    """Return English without the genitive and the small words at its ends; nothing where it is nothing else.

    A small word with a capital stays inside a sentence (The Hague) and goes where the text ``opens`` one.
    """
    words = text.split()
    while words and (words[0].lower() if opens else words[0]) in _LEADING:
        del words[0]
    while words and words[-1].lower() in _TRAILING:
        del words[-1]
    if words:
        words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    return " ".join(words)


def _singular(text: str, known: Counter[str]) -> str:
    """Return the singular of an English plural where the rules, or another place, know it."""
    if text in known:
        return text
    bases = (text[:-1], text[:-2], text[:-3] + "y", text.replace("men", "man"))
    found = [base for base in bases if base and base != text and pluralise(base) == text]
    return next((base for base in found if base in known), found[0] if found else text)


def _merged(texts: Counter[str]) -> dict[str, int]:
    """Count texts that differ in case, in a genitive or by a verb beside a name, as the one that is commoner."""
    counts: dict[str, int] = {}
    for text, count in sorted(texts.items(), key=lambda item: (-item[1], item[0])):
        kept = next((other for other in counts if _is_same(text, other)), text)
        counts[kept] = counts.get(kept, 0) + count
    return counts


def _is_same(text: str, other: str) -> bool:
    if text.casefold() in (other.casefold(), possessive(other.casefold())):
        return True
    before, found, after = text.partition(other)
    return bool(found) and other[0].isupper() and (before + after).islower() and (before + after)[:1] != "-"
