"""Words that the model was not sure of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from translate.document import Span
from translate.engines import Engine
from translate.review.confidence import low_words
from translate.review.forcing import read_targets
from translate.review.reviewing import approve
from translate.review.workspace import Workspace


def as_machine(desk: Workspace, segment_id: str, target: str) -> None:
    """Let a segment read as if the model had written it."""
    stored = desk.segment(1, segment_id)
    new = replace(stored.segment, target=target)
    desk.library.confirm_segments(1, [(new, stored.revision)])


def low(desk: Workspace, *ids: str) -> dict[str, list[Span]]:
    return low_words(desk, 1, [desk.segment(1, name).segment for name in ids])


def words(desk: Workspace, segment_id: str) -> list[str]:
    target = desk.segment(1, segment_id).segment.target
    return [span.of(target) for span in low(desk, segment_id)[segment_id]]


def test_a_word_that_is_not_in_the_dutch_is_uncertain(desk: Workspace) -> None:
    as_machine(desk, "2.2", "The Minister of Defence spoke to the “bicycle”.")
    assert words(desk, "2.2") == ["bicycle"]


def test_of_a_good_translation_few_words_are_and_no_terms(desk: Workspace) -> None:
    found = low(desk, "1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2")
    assert set(found) == {"1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"}
    assert sum(map(len, found.values())) <= 4
    for name, spans in found.items():
        terms = [term.target for term in desk.segment(1, name).segment.terms if term.target]
        assert not any(span.overlaps(term) for span in spans for term in terms)


def test_of_what_a_person_wrote_nothing_is_said(desk: Workspace) -> None:
    approve(desk, 1, "2.2", "The Minister of Defence spoke to the bicycle.", None)
    assert low(desk, "2.2") == {"2.2": []}


def test_the_second_time_the_engine_is_not_asked(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    as_machine(desk, "2.2", "The Minister of Defence spoke to the bicycle.")
    first = low(desk, "2.2")
    monkeypatch.setattr(type(desk.engine), "score", lambda *_: pytest.fail("the engine was asked"))
    assert low(desk, "2.2") == first != {"2.2": []}


@pytest.mark.parametrize(
    "target",
    ["It is “raining”  – still.", "It’s raining…", "Raining ½ of ☂ the day 😀!", "It is raining", "ﬁne  ﬁne"],
)
def test_tokens_are_found_in_the_english_as_it_is(engine: Engine, target: str) -> None:
    (read,) = read_targets(engine, ["Het regent."], [target])
    assert read.text == target
    spans = [span for span in read.tokens if span.start < span.end]
    assert spans == sorted(spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    missing = [c for at, c in enumerate(target) if at not in covered and c.isascii() and not c.isspace()]
    assert missing == []
