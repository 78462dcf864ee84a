"""Sentences that an article has twice in one language and not in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from translate.checks.registry import Finding, article_check
from translate.document import Segment

_LEAST_WORDS = 3  # shorter ones are headings and interjections, which may well differ
_AROUND = " .…!?:;,-–—\"'“”„‘’«»()"


@article_check(
    "same Dutch, other English",
    severity="warning",
    explanation=(
        "The article has this Dutch sentence in another place too, with another translation. Case, white space, "
        "quotes and end marks do not count, nor do sentences of one or two words."
    ),
    example=[
        ("Wordt vervolgd in deel 2.", "To be continued in part 2."),
        ("Wordt vervolgd in deel 2.", "Continues in part 2."),
    ],
)
def same_dutch(segments: Sequence[Segment]) -> Iterator[tuple[str, Finding]]:
    """Find the repeated Dutch sentences whose English is not the one that most of them have."""
    for odd, usual in _differing(segments, lambda segment: (segment.source, segment.target)):
        yield odd.id, Finding(f"the same Dutch is “{usual.target}” in {usual.id}")


@article_check(
    "same English, other Dutch",
    severity="info",
    explanation=(
        "The translation has this English sentence in another place too, for other Dutch. Case, white space, "
        "quotes and end marks do not count, nor do sentences of one or two words."
    ),
    example=[
        ("De minister wil dat niet.", "The minister does not want that."),
        ("De minister kan dat niet.", "The minister does not want that."),
    ],
)
def same_english(segments: Sequence[Segment]) -> Iterator[tuple[str, Finding]]:
    """Find the repeated English sentences whose Dutch is not the one that most of them have."""
    for odd, usual in _differing(segments, lambda segment: (segment.target, segment.source)):
        yield odd.id, Finding(f"the same English is for “{usual.source}” in {usual.id}")


def _differing(
    segments: Sequence[Segment], texts: Callable[[Segment], tuple[str, str]]
) -> Iterator[tuple[Segment, Segment]]:
    """Yield segments with a text that others have too and another counterpart than most; and the first of those.

    Of counterparts that are equally common, the one that comes first counts as the usual.
    """
    groups: dict[str, list[Segment]] = {}
    for segment in segments:
        groups.setdefault(_bare(texts(segment)[0]), []).append(segment)
    for text, group in groups.items():
        if len(group) > 1 and text.count(" ") >= _LEAST_WORDS - 1:
            counterparts = [_bare(texts(segment)[1]) for segment in group]
            usual, _ = Counter(counterparts).most_common(1)[0]
            first = group[counterparts.index(usual)]
            yield from ((s, first) for s, other in zip(group, counterparts, strict=True) if other != usual)


def _bare(text: str) -> str:
    """Return a text in lower case, with one blank between words, without the marks and quotes around it."""
    return " ".join(text.casefold().split()).strip(_AROUND)
