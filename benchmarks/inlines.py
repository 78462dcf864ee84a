"""Measure where mark-up lands: bold, links and the rest of 100 Dutch sentences, placed by hand on their English.

    python benchmarks/inlines.py [--errors]

``benchmarks/inlines/gold.jsonl`` has the translations and their alignment with it, so that another model changes
nothing. A span is right where it covers exactly the characters that were marked by hand. Overlap is the share of
characters that two spans have in common, of those that either has. Beside it stands what comes of placing spans in
proportion to the length of the sentence, at whole words.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from translate.document import Inline, Segment, Span, TermMatch
from translate.inlines import target_inlines

GOLD = Path(__file__).parent / "inlines" / "gold.jsonl"
REQUIRED = 0.95  # share placed exactly right


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its mark-up, and for each inline the places that are right; none where the English dropped it."""

    segment: Segment
    inlines: tuple[Inline, ...]
    right: tuple[tuple[Span, ...], ...]


Place = Callable[[Segment, Sequence[Inline]], Sequence[Inline]]


def read_gold(path: Path = GOLD) -> list[Sentence]:
    """Read the sentences that were marked by hand."""
    return [_sentence(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _sentence(row: dict[str, Any]) -> Sentence:
    segment = Segment(
        "1",
        row["source"],
        target=row["target"],
        state="translated",
        alignment=tuple((Span(a, b), Span(c, d)) for a, b, c, d in row["alignment"]),
        terms=tuple(
            TermMatch("", Span(a, b), row["target"][c:d], Span(c, d), "applied") for a, b, c, d in row["terms"]
        ),
    )
    inlines = tuple(
        Inline(str(number), span["kind"], Span(*span["source"])) for number, span in enumerate(row["spans"], 1)
    )
    return Sentence(segment, inlines, tuple(tuple(Span(*place) for place in span["target"]) for span in row["spans"]))


def in_proportion(segment: Segment, inlines: Sequence[Inline]) -> list[Inline]:
    """Place mark-up without an alignment: as far along the English as it is along the Dutch, at whole words."""
    edges = sorted({0, len(segment.target), *(m.start() for m in re.finditer(r"\b", segment.target))})
    scale = len(segment.target) / max(len(segment.source), 1)

    def at(place: int) -> int:
        return min(edges, key=lambda edge: abs(edge - place * scale))

    return [Inline(i.id, i.kind, Span(at(i.span.start), max(at(i.span.end), at(i.span.start)))) for i in inlines]


def overlap(one: Span, other: Span) -> float:
    """Return the share of characters in common, 0 to 1; of two points 1 where they are the same."""
    common = min(one.end, other.end) - max(one.start, other.start)
    union = max(one.end, other.end) - min(one.start, other.start)
    return max(common, 0) / union if union else 1.0


def measure(
    sentences: Sequence[Sentence], place: Place, *, errors: bool = False
) -> dict[str, list[tuple[bool, float]]]:
    """Return for each kind of mark-up whether each span is right, and its overlap."""
    results: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for sentence in sentences:
        placed = {inline.id: inline.span for inline in place(sentence.segment, sentence.inlines)}
        for inline, right in zip(sentence.inlines, sentence.right, strict=True):
            if not right:
                continue
            span = placed[inline.id]
            results[inline.kind].append((span in right, max(overlap(span, one) for one in right)))
            if errors and span not in right:
                source, target = sentence.segment.source, sentence.segment.target
                print(f"  {inline.kind}: {inline.span.of(source)!r}: {span.of(target)!r}, not {right[0].of(target)!r}")
                print(f"      {target}")
    return results


def share(results: Sequence[tuple[bool, float]]) -> float:
    """Return the share of spans that are right."""
    return sum(right for right, _ in results) / len(results)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure where mark-up lands in the English.")
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="a file marked by hand")
    parser.add_argument("--errors", action="store_true", help="print every span that is not right")
    arguments = parser.parse_args()
    sentences = read_gold(arguments.gold)
    dropped = sum(not right for sentence in sentences for right in sentence.right)
    placed = measure(sentences, target_inlines, errors=arguments.errors)
    naive = measure(sentences, in_proportion)
    print(f"{len(sentences)} sentences; {dropped} spans left out, for the English has nothing of them")
    print(f"{'':12} {'spans':>5}  {'right':>7} {'overlap':>7}   in proportion: {'right':>7} {'overlap':>7}")
    rows = [(kind, placed[kind], naive[kind]) for kind in sorted(placed)]
    rows.append(("all", list(chain(*placed.values())), list(chain(*naive.values()))))
    for kind, ours, theirs in rows:
        means = [sum(value for _, value in results) / len(results) for results in (ours, theirs)]
        left, right = (
            f"{share(results):7.1%} {mean:7.1%}" for results, mean in zip((ours, theirs), means, strict=True)
        )
        print(f"{kind:12} {len(ours):5}  {left}   {'':14} {right}")


if __name__ == "__main__":
    main()
