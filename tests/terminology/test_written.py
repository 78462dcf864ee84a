"""Terms in English that a person wrote."""

from __future__ import annotations

import pytest

from translate.document import Span
from translate.glossary.matching import Matcher
from translate.glossary.store import parse_glossary
from translate.terminology.asking import make_requests
from translate.terminology.request import Request
from translate.terminology.written import verify_written

GLOSSARY = parse_glossary("""
- {source: drone, target: UAV, variants: [unmanned aircraft], forbidden: [drone]}
- {source: Poetin, target: Putin, kind: person}
- {source: minister van Defensie, target: Minister of Defence, kind: title}
- {source: Trouw, target: Trouw, kind: organisation}
""")
MATCHER = Matcher(GLOSSARY)


def requests_of(sentence: str) -> tuple[Request, ...]:
    return make_requests(MATCHER.find(sentence), sentence, "text", set(), frozenset())


@pytest.mark.parametrize(
    ("dutch", "english", "expected"),
    [
        ("De drone viel.", "The UAV fell.", [("drone", "applied", "UAV", "the reviewer wrote it")]),
        ("De drones vielen.", "Unmanned aircraft fell.", [("drone", "applied", "Unmanned aircraft", None)]),
        ("De drone viel.", "The thing fell.", [("drone", "missed", None, "does not have “UAV” for drone")]),
        ("De drones vielen.", "The UAV fell.", [("drone", "missed", "UAV", "where “UAVs” was asked for")]),
        ("De drone viel.", "The drone fell.", [("drone", "forbidden", "drone", "which the glossary forbids")]),
        (
            "Poetin sprak met de minister van Defensie.",
            "The Minister of Defence was spoken to by Putin.",
            [("Poetin", "applied", "Putin", None), ("minister van Defensie", "applied", "Minister of Defence", None)],
        ),
        ("Mail naar a.b@c.nl.", "Write to a.b@c.nl.", [("", "applied", "a.b@c.nl", None)]),
        ("Het regent.", "It is raining.", []),
    ],
)
def test_says_which_terms_the_english_has(
    dutch: str, english: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = verify_written(dutch, english, requests_of(dutch))
    assert [(t.entry, t.outcome, t.target and t.target.of(english)) for t in found] == [row[:3] for row in expected]
    for term, (_, _, _, why) in zip(found, expected, strict=True):
        assert (why or "the reviewer wrote it") in term.why


@pytest.mark.parametrize(
    ("english", "expected"),
    [("Trouw writes it.", ["Trouw"]), ("Loyalty is important.", [])],
)
def test_a_name_that_may_be_a_word_is_asked_for_only_where_it_was_read_as_the_name(
    english: str, expected: list[str]
) -> None:
    sentence = "Trouw is belangrijk."
    assert requests_of(sentence)[0].doubtful
    assert [term.entry for term in verify_written(sentence, english, requests_of(sentence))] == expected


def test_the_alignment_tells_two_equal_words_apart() -> None:
    dutch, english = "Het toestel naast de drone.", "The UAV beside the UAV."
    first, second = Span(4, 7), Span(19, 22)
    alignment = ((Span(4, 11), first), (Span(21, 26), second))
    assert [t.target for t in verify_written(dutch, english, requests_of(dutch), alignment)] == [second]
    assert [t.target for t in verify_written(dutch, english, requests_of(dutch))] == [first]
