"""English that is there already, as an engine reads it: its tokens, and which Dutch each of them looks at."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from translate.document import Span
from translate.engines.base import Engine, Hypothesis


def read_targets(engine: Engine, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
    """Return English texts as hypotheses of the engine: it is made to begin with each, and what it adds is cut off.

    Spans count code points of the targets as given, whatever the tokeniser makes of their quotes and double spaces; a
    token that stands for none of their text has an empty span. Tokens that the engine added have empty spans too.

    Args:
        engine: any engine.
        sources: what it is given; none of them blank, none longer than the engine takes.
        targets: the English of each, not blank.
    """
    answers = engine.translate(sources, beam=1, prefixes=targets)
    return [_within(answer[0], target) for answer, target in zip(answers, targets, strict=True)]


def _within(made: Hypothesis, target: str) -> Hypothesis:
    if made.text.startswith(target):
        spans = tuple(span if span.end <= len(target) else Span(0, 0) for span in made.tokens)
    else:
        places = _places(made.text, target)
        spans = tuple(_moved(span, places) for span in made.tokens)
    return Hypothesis(target, spans, made.source_tokens, made.score, made.attention)


def _places(text: str, target: str) -> dict[int, int]:
    """Return where the characters of a text stand in the target, of those that do."""
    blocks = SequenceMatcher(None, text, target, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}


def _moved(span: Span, places: dict[int, int]) -> Span:
    found = [places[at] for at in range(span.start, span.end) if at in places]
    return Span(found[0], found[-1] + 1) if found else Span(0, 0)
