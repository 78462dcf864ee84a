"""Both versions of XLIFF are what their standards say, and hold what a translator needs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from translate.document import Article, Inline, Issue, Paragraph, Segment, Span
from translate.formats.xliff import packed, unpacked
from translate.writing import render
from translate.writing.xliff_content import Around, At, Tag, fill

from .articles import articles, iran
from .exchanged import all_segments, exchanged
from .xliff_rules import CORE, CORE_12, problems, problems_12

ITS = "{http://www.w3.org/2005/11/its}"


def rendered(article: Article, format: str = "xliff") -> etree._Element:
    data = render(article, format)
    assert isinstance(data, bytes)
    return etree.fromstring(data)


def written(element: etree._Element, tag: str) -> str:
    """Return an element's content as it is written, without name spaces."""
    child = element if element.tag.endswith(f"}}{tag}") else next(element.iter(f"{{*}}{tag}"))
    text = etree.tostring(child, encoding="unicode", with_tail=False)
    head, _, body = text.partition(">")
    return "" if head.endswith("/") else body.rpartition("<")[0]


@settings(max_examples=60, deadline=None)
@given(exchanged())
def test_any_article_makes_a_valid_file(article: Article) -> None:
    assert problems(render(article, "xliff")) == []
    assert problems_12(render(article, "xliff12")) == []


@settings(max_examples=30, deadline=None)
@given(articles(st.characters()))
def test_even_ids_that_cannot_be_ids_make_a_valid_file(article: Article) -> None:
    assert problems(render(article, "xliff")) == []
    assert problems_12(render(article, "xliff12")) == []


def test_an_empty_article_makes_a_valid_file() -> None:
    assert problems(render(Article(()), "xliff")) == []
    assert problems_12(render(Article(()), "xliff12")) == []


def test_the_drone_article_in_xliff_2() -> None:
    root = rendered(iran())
    segments = root.findall(f".//{{{CORE}}}segment")
    assert len(segments) == len(all_segments(iran()))
    assert ["".join(s.find(f"{{{CORE}}}source").itertext()) for s in segments] == [
        s.source for s in all_segments(iran())
    ]
    file = root.find(f"{{{CORE}}}file")
    assert (file.get("original"), file.get("id")) == ("iran-rusland-drones.txt", "2c" * 32)
    about = {meta.get("type"): meta.text for meta in file[0].iter("{*}meta")}
    assert about["model"] == "nl-en-compact@3f2a91c0d1e2" and about["title"].startswith("Iran en Rusland")
    first = segments[0]
    assert (first.get("state"), first.get("subState")) == ("translated", "nl-en-translate:mt")
    whole = first.find(f"{{{CORE}}}target")[0]
    assert (whole.get(f"{ITS}mtConfidence"), whole.get(f"{ITS}tool")) == ("0.7334", "nl-en-translate")
    assert [mark.text for mark in first.iter("{*}mrk") if mark.get("type") == "term"] == ["bondgenoten", "allies"]
    entry = root.find(".//{*}glossEntry")
    assert [part.text for part in entry] == ["bondgenoot", "allies"]


def test_what_is_to_be_looked_at_is_marked_and_said() -> None:
    root = rendered(iran())
    found = {mark.get(f"{ITS}locQualityIssueComment"): mark for mark in root.iter("{*}mrk", "{*}sm")}
    number = found["“duizenden” is thousands; the English says hundreds."]
    assert (number.text, number.get(f"{ITS}locQualityIssueType")) == ("hundreds", "other")
    missed = found["gelegenheidspartnerschap: partnership of convenience"]
    assert (missed.get(f"{ITS}locQualityIssueType"), missed.get(f"{ITS}locQualityIssueSeverity")) == (
        "terminology",
        "100",
    )
    notes = [(note.get("category"), note.text.partition(": ")[2]) for note in root.iter("{*}note")]
    assert ("term", "terms: gelegenheidspartnerschap: partnership of convenience") in notes
    remark = next(mark for mark in root.iter("{*}mrk") if mark.get("type") == "comment")
    assert remark.getparent().tag == f"{{{CORE}}}target" or remark.getparent().getparent().tag == f"{{{CORE}}}target"


def test_several_issues_of_one_stretch_stand_in_a_list() -> None:
    issues = (Issue("spacing", "info", "Two spaces."), Issue("length", "warning", "Short."))
    article = Article((Paragraph("text", "Ja.", segments=(Segment("1.1", "Ja.", target="Yes.", issues=issues),)),))
    assert problems(render(article, "xliff")) == []
    root = rendered(article)
    listed = root.find(".//{*}locQualityIssues")
    assert [issue.get("locQualityIssueType") for issue in listed] == ["whitespace", "length"]
    id = listed.get("{http://www.w3.org/XML/1998/namespace}id")
    assert f'locQualityIssuesRef="#its={id}"' in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("state", "origin", "confidence", "said"),
    [
        ("translated", "mt", -0.5, {"tool": "nl-en-translate", "mtConfidence": "0.6065"}),
        ("translated", "mt", None, {"tool": "nl-en-translate"}),
        ("translated", "mt", float("-inf"), {"tool": "nl-en-translate", "mtConfidence": "0.0000"}),
        ("translated", "mt", float("nan"), {"tool": "nl-en-translate"}),
        ("reviewed", "mt", 0.0, {"tool": "nl-en-translate", "mtConfidence": "1.0000", "revPerson": "reviewer"}),
        ("final", "human", -0.5, {"person": "translator", "revPerson": "reviewer"}),
        ("translated", "memory", None, {}),
    ],
)
def test_who_made_a_translation(state: str, origin: str, confidence: float | None, said: dict[str, str]) -> None:
    segment = Segment("1.1", "Ja.", target="Yes.", state=state, origin=origin, confidence=confidence)
    root = rendered(Article((Paragraph("text", "Ja.", segments=(segment,)),)))
    marks = [mark.attrib for mark in root.iter("{*}mrk")]
    assert [{k.removeprefix(ITS): v for k, v in m.items() if k.startswith(ITS)} for m in marks] == [said] * bool(said)


def marked_up() -> Article:
    """Return two sentences: bold in the first, italics over both, a break and a link in the second."""
    pairs = lambda *spans: tuple((Span(a, b), Span(c, d)) for a, b, c, d in spans)  # noqa: E731
    first = Segment(
        "1.1", "Dit is vet.", " ", "This is bold.", alignment=pairs((0, 3, 0, 4), (4, 6, 5, 7), (7, 10, 8, 12))
    )
    second = Segment("1.2", "Lees dit eens.", "", "Read this.", alignment=pairs((0, 4, 0, 4), (5, 8, 5, 9)))
    inlines = (
        Inline("b", "bold", Span(7, 10)),
        Inline("i", "italic", Span(7, 20)),
        Inline("l", "link", Span(17, 20), "https://example.org/"),
        Inline("k", "break", Span(21, 21)),
    )
    inlines = (replace(inlines[1], span=Span(7, 20)), inlines[0], inlines[2], inlines[3])
    return Article((Paragraph("text", "Dit is vet. Lees dit eens.", segments=(first, second), inlines=inlines),))


def test_mark_up_is_codes_in_xliff_2() -> None:
    assert problems(render(marked_up(), "xliff")) == []
    first, second = rendered(marked_up()).iter(f"{{{CORE}}}segment")
    bare = lambda segment, side: [  # noqa: E731
        (e.tag.rpartition("}")[2], e.get("id") or e.get("startRef"), "".join(e.itertext()))
        for e in segment.find(f"{{{CORE}}}{side}").iter("{*}pc", "{*}sc", "{*}ec", "{*}ph")
    ]
    assert bare(first, "source") == [("sc", "i1", ""), ("pc", "i2", "vet")]
    assert bare(first, "target") == [("sc", "i1", ""), ("pc", "i2", "bold")]
    assert bare(second, "source") == [("pc", "i3", "dit"), ("ec", "i1", ""), ("ph", "i4", "")]
    link = next(e for e in second.iter("{*}pc"))
    assert (link.get("type"), link.get("dispStart")) == ("link", "https://example.org/")


def test_mark_up_is_paired_in_each_unit_of_xliff_1() -> None:
    assert problems_12(render(marked_up(), "xliff12")) == []
    first, second = rendered(marked_up(), "xliff12").iter(f"{{{CORE_12}}}trans-unit")
    ids = lambda unit, side: [  # noqa: E731
        (e.tag.rpartition("}")[2], e.get("ctype"), "".join(e.itertext()))
        for e in unit.find(f"{{{CORE_12}}}{side}").iter("{*}g", "{*}x")
    ]
    assert ids(first, "source") == [("g", "italic", "vet."), ("g", "bold", "vet")]
    assert ids(second, "source") == [("g", "italic", "Lees dit"), ("g", "link", "dit"), ("x", "lb", "")]


def test_terms_and_issues_are_notes_in_xliff_1() -> None:
    notes = [note.text for note in rendered(iran(), "xliff12").iter("{*}note")]
    assert "term: het Westen = the West" in notes
    assert "terms: gelegenheidspartnerschap: partnership of convenience" in notes
    assert "Ask the desk whether we write Professor with a capital." in notes


@pytest.mark.parametrize(
    ("state", "approved", "target"),
    [("initial", "no", "new"), ("translated", "no", "needs-review-translation"), ("reviewed", "yes", "signed-off"),
     ("final", "yes", "final")],
)  # fmt: skip
def test_states_of_xliff_1(state: str, approved: str, target: str) -> None:
    segment = Segment("1.1", "Ja.", target="Yes.", state=state)
    unit = next(rendered(Article((Paragraph("text", "Ja.", segments=(segment,)),)), "xliff12").iter("{*}trans-unit"))
    assert (unit.get("approved"), unit.find("{*}target").get("state")) == (approved, target)


@given(st.dictionaries(st.sampled_from(["mark", "segment", "origin"]), st.text(st.characters())))
def test_packed_facts_come_back(facts: dict[str, str]) -> None:
    line = packed(facts)
    assert unpacked(line) == facts and line.isascii() and line.isprintable()


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, list[Span], list[int]]:
    text = draw(st.text(st.sampled_from("ab<&\0\ud800 \n"), max_size=12))
    places = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(st.tuples(places, places), max_size=5))]
    return text, spans, draw(st.lists(places, max_size=3))


@given(contents())
def test_text_with_elements_in_it_keeps_every_character_and_every_stretch(
    case: tuple[str, list[Span], list[int]],
) -> None:
    text, spans, places = case
    root = etree.Element("source")
    arounds = [
        Around(span, Tag("mrk", {"id": str(n)}), (Tag("sm", {"id": str(n)}), Tag("em", {"startRef": str(n)})))
        for n, span in enumerate(spans)
    ]
    fill(root, text, arounds, [At(place, Tag("ph")) for place in places], "cp")
    seen = ""
    found: dict[str, list[int]] = {}
    points = []
    for event, element in etree.iterwalk(etree.fromstring(etree.tostring(root)), ("start", "end")):
        if event == "start":
            found.setdefault(element.get("id", ""), []).append(len(seen))
            points += [len(seen)] if element.tag == "ph" else []
            seen += chr(int(element.get("hex"), 16)) if element.tag == "cp" else ""
            if element.tag == "em":
                found[element.get("startRef")].append(len(seen))
            seen += element.text or ""
        else:
            if element.tag == "mrk":
                found[element.get("id")].append(len(seen))
            seen += element.tail or ""
    assert seen == text
    assert sorted(points) == sorted(places)
    assert [found[str(n)] for n in range(len(spans))] == [[span.start, span.end] for span in spans]
