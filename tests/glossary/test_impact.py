from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article, Paragraph, Segment, Span, TermMatch
from translate.glossary.impact import TermChange, Touched, changed_entries, find_touched, outdated
from translate.glossary.matching import Matcher
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import parse_glossary
from translate.library import Library
from translate.pipeline import glossary_name
from translate.terminology.asking import key_entries, make_requests
from translate.terminology.doubt import names_in

NUMBERS = itertools.count()

GLOSSARY = parse_glossary("""
- {source: drone, target: drone, compounds: true}
- {source: De Wijk, target: De Wijk, kind: person}
- {source: PAX, target: PAX, kind: organisation}
- {source: AIVD, target: AIVD, kind: service, expand: General Intelligence and Security Service}
- {source: raket, target: missile}
""")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "translations.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("shared") / "translations.db") as opened:
        yield opened


def paragraph_of(number: int, sentences: Sequence[str], kind: str = "text") -> Paragraph:
    segments = [Segment(f"{number}.{n}", s, " ", "English.", "translated") for n, s in enumerate(sentences, 1)]
    return Paragraph(kind, "".join(s + " " for s in sentences), segments=tuple(segments))  # type: ignore[arg-type]


def article_of(*paragraphs: Paragraph, glossary: Glossary = GLOSSARY) -> Article:
    """An article that a machine translated with a glossary; its English does not matter here."""
    return Article(paragraphs, sha256=f"{next(NUMBERS):064x}", model="m", glossary=glossary_name(glossary))


def save(library: Library, *sentences: str, glossary: Glossary = GLOSSARY) -> int:
    """Save an article of one paragraph a sentence."""
    paragraphs = (paragraph_of(number, [sentence]) for number, sentence in enumerate(sentences, 1))
    article_id = library.save_article(article_of(*paragraphs, glossary=glossary))
    library.remember_glossary(glossary)
    return article_id


def changed(entry: str, **fields: object) -> Glossary:
    return Glossary(tuple(replace(e, **fields) if e.id == entry else e for e in GLOSSARY))  # type: ignore[arg-type]


def without(entry: str) -> Glossary:
    return Glossary(tuple(e for e in GLOSSARY if e.id != entry))


def with_more(yaml: str) -> Glossary:
    return Glossary((*GLOSSARY, *parse_glossary(yaml)))


def told(touched: Sequence[Touched]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [(t.stored.segment.id, [(c.dutch, c.old, c.new) for c in t.changes]) for t in touched]


SENTENCES = (
    "De dronefabriek maakt drones.",
    "PAX telt raketten, zegt De Wijk.",
    "De AIVD waarschuwt.",
    "De AIVD zwijgt.",
    "Het onweer trekt weg.",
)
SPELT_OUT = "General Intelligence and Security Service (AIVD)"
EDITS = {
    "a note": (changed("PAX", note="peace organisation"), []),
    "the order": (Glossary(GLOSSARY.entries[::-1]), []),
    "a target": (
        changed("drone", target="UAV"),
        [("1.1", [("drone", "drone", "UAV"), ("drones", "drones", "UAVs")])],
    ),
    "an entry that is gone": (without("PAX"), [("2.1", [("PAX", "PAX", "")])]),
    "an entry that is new": (
        with_more("- {source: onweer, target: thunderstorm}"),
        [("5.1", [("onweer", "", "thunderstorm")])],
    ),
    "a longer term over an old one": (
        with_more("- {source: PAX telt, target: PAX counts}"),
        [("2.1", [("PAX", "PAX", ""), ("PAX telt", "", "PAX counts")])],
    ),
    "no compounds any more": (
        changed("drone", compounds=False),
        [("1.1", [("drone", "drone", ""), ("drones", "drones", "drones")])],
    ),
    "a spelling more": (
        changed("raket", sources=("raket", "projectiel")),
        [("2.1", [("raketten", "missiles", "missiles")])],
    ),
    "English that is forbidden": (changed("PAX", forbidden=("Pax",)), [("2.1", [("PAX", "PAX", "PAX")])]),
    "nothing spelt out": (
        changed("AIVD", expand=""),
        [("3.1", [("AIVD", SPELT_OUT, "AIVD")]), ("4.1", [("AIVD", "AIVD", "AIVD")])],
    ),
    "another first mention": (
        with_more("- {source: AIVD waarschuwt, target: AIVD warns}"),
        [
            ("3.1", [("AIVD", SPELT_OUT, ""), ("AIVD waarschuwt", "", "AIVD warns")]),
            ("4.1", [("AIVD", "AIVD", SPELT_OUT)]),
        ],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_touches_the_sentences_it_is_about_and_no_others(library: Library, edit: str) -> None:
    glossary, expected = EDITS[edit]
    save(library, *SENTENCES)
    found = find_touched(library, glossary)
    assert told(found) == expected
    assert find_touched(library, glossary, since=GLOSSARY) == found
    assert find_touched(library, GLOSSARY) == []


def test_changes_say_which_entry(library: Library) -> None:
    save(library, "Drones vliegen.")
    (touched,) = find_touched(library, changed("drone", target="UAV"))
    assert touched.changes == (TermChange("drone", "Drones", "drones", "UAVs"),)
    assert [request.wanted.term for request in touched.requests] == ["UAVs"]
    assert touched.stored.segment.target == "English."


def test_only_the_articles_that_were_chosen_are_looked_at(library: Library) -> None:
    one, other = save(library, "Drones vliegen."), save(library, "Een drone.")
    glossary = changed("drone", target="UAV")
    assert [t.stored.article for t in find_touched(library, glossary)] == [one, other]
    assert [t.stored.article for t in find_touched(library, glossary, articles=[other])] == [other]
    assert outdated(library, glossary, [other]) == {GLOSSARY.fingerprint(): [other]}


def test_each_segment_is_compared_with_the_glossary_it_was_translated_with(library: Library) -> None:
    older, newer = without("PAX"), changed("drone", target="UAV")
    save(library, "PAX telt drones.", glossary=older)
    save(library, "PAX telt drones.", glossary=newer)
    assert told(find_touched(library, newer)) == [("1.1", [("PAX", "", "PAX"), ("drones", "drones", "UAVs")])]
    assert len(find_touched(library, newer, since=GLOSSARY)) == 2


def test_an_article_translated_without_a_glossary_is_asked_everything_now(library: Library) -> None:
    save(library, "PAX telt drones.", glossary=Glossary())
    assert told(find_touched(library, GLOSSARY)) == [("1.1", [("PAX", "", "PAX"), ("drones", "", "drones")])]


def test_of_a_glossary_that_is_not_known_the_matches_that_were_found_count(library: Library) -> None:
    """An article that a program translated and saved itself: its fingerprint is all there is of the glossary."""
    sentences = ("PAX telt drones.", "De Wijk zwijgt op pax.nl.", "Trouw schrijft.")
    terms = (
        (TermMatch("PAX", Span(0, 3), "PAX"), TermMatch("drone", Span(9, 15), "unmanned aircraft")),
        (TermMatch("De Wijk", Span(0, 7), "De Wijk"), TermMatch("", Span(18, 24), "pax.nl")),
        (),  # taken for the ordinary word when it was translated
    )
    paragraphs = []
    for number, (sentence, found) in enumerate(zip(sentences, terms, strict=True), 1):
        paragraph = paragraph_of(number, [sentence])
        paragraphs.append(replace(paragraph, segments=(replace(paragraph.segments[0], terms=found),)))
    library.save_article(replace(article_of(*paragraphs), glossary="0123456789abcdef"))
    glossary = with_more("- {source: Trouw, target: Trouw, kind: organisation}")
    assert told(find_touched(library, glossary)) == [("1.1", [("drones", "unmanned aircraft", "drones")])]


def test_a_review_does_not_hide_a_segment(library: Library) -> None:
    article_id = save(library, "PAX telt drones.")
    library.confirm(article_id, "1.1", "PAX counts drones.")
    (touched,) = find_touched(library, without("PAX"))
    assert touched.stored.segment.state == "reviewed"


# Texts and glossaries in which much can go wrong: forms, compounds, accents, apostrophes, soft hyphens, names that are
# words, terms within terms.
WORDS = re.findall(
    r"\S+",
    "drone drones DRONES dronefabriek kamikazedrones PAX PAX-onderzoeker Pax De de Wijk Wijks Geran 2 Geran-2 Geran2 "
    "raket raketten brieven brief huizen steden stad AIVD AIVD-chef chef Trouw trouw Vos vos VOS foto’s foto's te "
    "Oekraïne Oekrai\u0308ne Oekraine dro\u00adne grote groot grote, zwijgt. (Vos) vluchten info@pax.nl 's ‘Vos’ een "
    "minister ministers van Defensie baby’tje de\u00a0Wijk ﬁets ß",
)
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
PARAGRAPH = st.tuples(st.sampled_from(["text", "text", "title"]), st.lists(SENTENCE, min_size=1, max_size=3))
VARIED = (
    [Entry(("drone",), t, compounds=c) for t in ("drone", "UAV") for c in (True, False)],
    [Entry(("PAX",), "PAX", case="exact", kind="organisation", forbidden=f) for f in ((), ("Pax",))],
    [Entry(("De Wijk",), "De Wijk", case=c, kind="person") for c in ("exact", "free")],
    [Entry((name,), "Geran 2", case="exact", kind="weapon") for name in ("Geran 2", "Geran")],
    [Entry(("raket", "brief"), "x"), Entry(("raket",), "rocket", forms=("brieven",)), Entry(("brief",), "letter")],
    [Entry(("stad",), "city"), Entry(("grote stad",), "big city"), Entry(("huis",), "house", forms=("steden",))],
    [Entry(("AIVD",), "AIVD", case="exact", kind="service", expand=e) for e in ("", "the Service")],
    [Entry(("AIVD-chef",), "head"), Entry(("chef",), "head", compounds=True), Entry(("AIVD de",), "x")],
    [Entry(("Trouw",), "Trouw", case="exact", kind="organisation")],
    [Entry(("Vos",), "Vos", case="exact", kind=k, compounds=c) for k in ("person", "weapon") for c in (True, False)],
    [Entry(("vos",), "fox", compounds=c) for c in (True, False)],
    [Entry(("VOS",), "VOS", case="exact", kind="acronym")],
    [Entry(("foto",), "photo"), Entry(("baby",), "baby"), Entry(("fiets",), "bicycle")],
    [Entry(("Oekraïne",), t, case="exact", kind="place") for t in ("Ukraine", "the Ukraine")],
    [Entry(("minister van Defensie",), "Minister of Defence", expand=e) for e in ("", "the Dutch Minister")],
    [Entry(("minister",), "minister"), Entry(("vlucht",), "flight")],
)  # fmt: skip


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    chosen = [draw(st.none() | st.sampled_from(ways)) for ways in VARIED]
    return Glossary(tuple(draw(st.permutations([entry for entry in chosen if entry]))))


def asked_of(article: Article, glossary: Glossary) -> dict[str, list[str]]:
    """What the pipeline asks of every segment of an article, translated from beginning to end."""
    matcher, mentioned = Matcher(glossary), set[str]()
    names = names_in([paragraph.text for paragraph in article.paragraphs])
    return {
        s.id: key_entries(make_requests(matcher.find(s.source), s.source, paragraph.kind, mentioned, names))
        for paragraph in article.paragraphs
        for s in paragraph.segments
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=5), glossaries(), glossaries(), glossaries(), st.data())
def test_what_is_found_is_what_a_comparison_of_everything_finds(
    shared_library: Library,
    texts: list[tuple[str, list[str]]],
    first: Glossary,
    second: Glossary,
    now: Glossary,
    data: st.DataObject,
) -> None:
    """An article was translated with one glossary; then some of it with another, for that run was interrupted."""
    library = shared_library
    article = article_of(*(paragraph_of(n, sentences, kind) for n, (kind, sentences) in enumerate(texts, 1)))
    article_id = library.save_article(replace(article, glossary=glossary_name(first)))
    library.remember_glossary(first)
    again = data.draw(st.sets(st.sampled_from(range(len(texts)))))
    library.save_article(
        replace(
            article,
            paragraphs=tuple(replace(p, segments=()) for p in article.paragraphs),
            glossary=glossary_name(second),
        )
    )
    library.remember_glossary(second)
    library.save_paragraphs(article_id, {index: article.paragraphs[index] for index in again})

    was = {False: asked_of(article, first), True: asked_of(article, second)}
    asks = asked_of(article, now)
    expected = [
        segment.id
        for index, paragraph in enumerate(article.paragraphs)
        for segment in paragraph.segments
        if was[index in again][segment.id] != asks[segment.id]
    ]
    found = find_touched(library, now, articles=[article_id])
    assert [touched.stored.segment.id for touched in found] == expected
    assert all(key_entries(touched.requests) == asks[touched.stored.segment.id] for touched in found)
    assert all(touched.changes for touched in found)
    since = find_touched(library, now, since=first, articles=[article_id])
    assert [t.stored.segment.id for t in since] == [name for name, asked in asks.items() if was[False][name] != asked]


@settings(max_examples=60, deadline=None)
@given(SENTENCE, glossaries(), glossaries())
def test_a_sentence_without_changed_entries_is_matched_as_before(sentence: str, old: Glossary, new: Glossary) -> None:
    gone, come = changed_entries(old, new)
    if not Matcher(gone).find(sentence) and not Matcher(come).find(sentence):
        assert Matcher(old).find(sentence) == Matcher(new).find(sentence)
