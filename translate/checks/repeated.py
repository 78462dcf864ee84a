"""Sentences that an article has twice in one language and not in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from translate.checks.registry import Finding, article_check
from translate.document import Issue, Segment

_LEAST_WORDS = 3  # shorter ones are headings and interjections, which may well differ
_AROUND = " .…!?:;,-–—\"'“”„‘’«»()"


# The messages name the other sentence and do not quote it: an issue that a person dismissed is known by its message,
# and must not come back because somebody edits another sentence. `quote_of` says what that one reads.
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
        yield odd.id, Finding(f"the same Dutch has other English in {usual.id}")


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
        yield odd.id, Finding(f"the same English is for other Dutch in {usual.id}")


def place_of(issue: Issue) -> str:
    """Return the id of the other sentence that one of these checks named; empty for an issue of another check."""
    if issue.check not in (same_dutch.name, same_english.name):
        return ""
    return issue.message.rpartition(" in ")[2]


def quote_of(issue: Issue, segments: Mapping[str, Segment]) -> str:
    """Return what that other sentence reads on the side that differs; empty where it is not there.

    Args:
        issue: any issue.
        segments: the article's, by id.
    """
    other = segments.get(place_of(issue))
    if other is None:
        return ""
    return other.target if issue.check == same_dutch.name else other.source


class Alike:
    """The sentences of an article by their bare Dutch and their bare English.

    What these checks find in a sentence depends on those that have either in common with it, and on no others.
    """

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._groups: tuple[dict[str, list[str]], ...] = ({}, {})  # ids by Dutch, and by English
        self._texts: dict[str, tuple[str, ...]] = {}  # both by id; none where there is nothing to compare
        self.put(segments)

    def put(self, segments: Iterable[Segment]) -> None:
        """Take in sentences, new ones or with new texts."""
        for segment in segments:
            for group, text in zip(self._groups, self._texts.get(segment.id, ()), strict=False):
                group[text].remove(segment.id)
            texts = _bare(segment.source), _bare(segment.target)
            self._texts[segment.id] = texts if all(texts) else ()
            for group, text in zip(self._groups, self._texts[segment.id], strict=False):
                group.setdefault(text, []).append(segment.id)

    def to(self, ids: Iterable[str]) -> set[str]:
        """Return these ids and those of the sentences that have the Dutch or the English of one of them."""
        near = set(ids)
        groups = (g[text] for name in near for g, text in zip(self._groups, self._texts[name], strict=False))
        return near.union(*groups)


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


@lru_cache(maxsize=12_000)  # the texts of a long article, each of which is asked for several times
def _bare(text: str) -> str:
    """Return a text in lower case, with one blank between words, without the marks and quotes around it."""
    return " ".join(text.casefold().split()).strip(_AROUND)
