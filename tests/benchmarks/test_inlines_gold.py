"""Mark-up lands where people marked that it belongs."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from inlines import GOLD, REQUIRED, in_proportion, measure, read_gold, share

from translate.inlines import target_inlines


@pytest.mark.parametrize("path", [GOLD, GOLD.with_name("second.jsonl")], ids=lambda path: path.stem)
def test_nearly_all_spans_are_exactly_right(path: Path) -> None:
    gold = read_gold(path)
    ours, naive = (list(chain(*measure(gold, place).values())) for place in (target_inlines, in_proportion))
    assert share(ours) >= REQUIRED
    assert share(naive) < 0.5


def test_every_span_of_the_gold_lies_in_its_sentence_and_every_alignment_too() -> None:
    for one in (*read_gold(GOLD), *read_gold(GOLD.with_name("second.jsonl"))):
        source, target = one.segment.source, one.segment.target
        assert all(inline.span.end <= len(source) for inline in one.inlines)
        assert all(span.end <= len(target) for places in one.right for span in places)
        assert all(a.of(source).strip() and b.of(target).strip() for a, b in one.segment.alignment)
