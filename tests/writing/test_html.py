from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article, Issue, Paragraph, Segment, Span, TermMatch
from translate.writing import render
from translate.writing.english import english, segments_of
from translate.writing.marking import shown

from .articles import articles, iran, long_article, paragraph, segment, with_notes

VOID = {"meta", "link", "br"}
HOSTILE = ['<script>alert("x")</script>', "</style><b>", '"><img src=x onerror=alert(1)>', "' --> ]]> &lt;", "\u202e)("]


class Page(HTMLParser):
    """The page's sentences, by side and number, its tags and attributes; fails where elements do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sentences: dict[tuple[str, str], str] = defaultdict(str)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str] | None] = []
        self.side = ""
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag in VOID:
            return
        self.open.append(tag)
        if (attributes.get("class") or "") in ("nl", "en"):
            self.side = attributes["class"] or ""
        number = attributes.get("data-s")
        self.inside.append((self.side, number) if number else self.inside[-1] if self.inside else None)
        if number:
            self.sentences[self.side, number] += ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data
        if self.inside and self.inside[-1]:
            self.sentences[self.inside[-1]] += data

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]


def page_of(*segments: Segment) -> Page:
    return Page(render(Article((paragraph(*segments),)), "html"))


def test_the_page_of_the_drone_article() -> None:
    page = Page(render(iran(), "html"))
    headings = [(tag, attributes.get("lang")) for tag, attributes in page.elements if re.fullmatch("h[1-6]", tag)]
    assert headings == [("h1", "nl"), ("h1", "en"), ("h2", "nl"), ("h2", "en"), *[("h2", None)] * 3]
    for expected in (
        "iran-rusland-drones.txt",
        "nl-en-compact@3f2a91c0d1e2",
        "8c1f0e5b7a2d4496",
        "Redactie Buitenland",
        "juni 2025",
        "11 paragraphs, 19 sentences, ",
        "18 applied, 3 repaired, 1 missed",
        "1 not translated",
        "no repair read as well.",
        "Every hypothesis repeated itself.",
        "[untranslated: Rusland zou personeel ronselen",
    ):
        assert expected in page.text
    assert [tag for tag, _ in page.elements].count("blockquote") == 2
    assert [attributes["data-marker"] for tag, attributes in page.elements if "data-marker" in attributes] == ["•"] * 4


@settings(max_examples=60, deadline=None)
@given(articles(st.characters() | st.sampled_from("<>&\"'\u202e\0 \n")))
def test_both_texts_stand_in_the_page_whole_and_in_order_whatever_is_marked(article: Article) -> None:
    page = Page(render(article, "html"))
    segments = [segment for part in article.paragraphs for segment in segments_of(part)]
    assert len(page.sentences) == 2 * len(segments)
    for number, segment_ in enumerate(segments, 1):
        assert page.sentences["nl", str(number)] == shown(segment_.source)
        assert page.sentences["en", str(number)] == shown(english(segment_))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_mark_up_in_the_article_is_text(hostile: str) -> None:
    match = TermMatch(hostile, Span(0, 3), hostile, Span(0, 3), "missed", "flagged", hostile, hostile)
    issue = Issue(hostile, "error", hostile, Span(1, 4), Span(0, 2))
    one = Segment(hostile, hostile, "", hostile, terms=(match,), issues=(issue,), note=hostile)
    kinds = ("title", "heading", "text", "list item", "quote", "caption")
    article = Article(
        tuple(Paragraph(kind, hostile, 1, hostile, segments=(one,)) for kind in kinds),
        *(hostile, hostile, hostile, f"in/{hostile.replace('/', '')}", hostile, (), hostile, hostile),
    )
    page = Page(render(article, "html"))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "link", "object"}
    assert [tag for tag, _ in page.elements].count("script") == 1
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"src", "style"}
    assert set(page.sentences.values()) == {hostile}


def test_the_page_needs_nothing_from_elsewhere_and_lets_nothing_else_run() -> None:
    text = render(iran(), "html")
    policy = re.search('Content-Security-Policy" content="([^"]*)"', text)
    assert policy and policy[1].startswith("default-src 'none'; ")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
        assert "url(" not in content and "@import" not in content and "http" not in content
    links = [attributes["href"] for _, attributes in Page(text).elements if "href" in attributes]
    assert links and all(link and link.startswith("#") for link in links)


def test_links_lead_to_something() -> None:
    elements = Page(render(iran(), "html")).elements
    places = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(places) == len(set(places))
    assert {attributes["href"] for tag, attributes in elements if tag == "a"} <= {f"#{place}" for place in places}


def test_a_term_is_marked_on_both_sides_and_says_what_became_of_it() -> None:
    settled = {"outcome": "repaired", "rung": "n-best", "why": "the second hypothesis", "note": "A peace organisation."}
    page = page_of(segment("Volgens PAX.", "According to PAX.", terms=[("PAX", "PAX", settled)]))
    dutch, english_ = page.with_class("repaired")
    assert dutch == english_ and dutch["tabindex"] == "0"
    description = "PAX → PAX\nRepaired (n-best): the second hypothesis\nA peace organisation."
    assert dutch["aria-description"] == description


def test_a_missed_term_is_marked_numbered_and_listed_with_its_reason() -> None:
    missed = {"outcome": "missed", "rung": "flagged", "term": "ally", "why": "No repair read well."}
    page = page_of(segment("Een bondgenoot.", "A friend.", terms=[("bondgenoot", "", missed)]))
    assert len(page.with_class("missed")) == 1
    assert [(tag, a["data-n"]) for tag, a in page.elements if "data-n" in a] == [("sup", "1")]
    assert page.text.count("bondgenoot → ally") == 2  # beside the paragraph, and after the article
    assert page.text.count("No repair read well.") == 2
    assert ("a", {"href": "#s1"}) in page.elements


@pytest.mark.parametrize(
    ("issue", "shows"),
    [
        (Issue("numbers", "warning", "A number is gone."), 2),
        (Issue("numbers", "info", "A number is gone."), 2),
        (Issue("numbers", "warning", "A number is gone.", dismissed=True), 0),
        (Issue("terms", "error", "A number is gone.", Span(4, 14)), 0),
        (Issue("numbers", "error", "A number is gone.", Span(4, 14)), 2),
    ],
    ids=["warning", "info", "dismissed", "repeats a missed term", "another matter with the same words"],
)
def test_issues_are_listed_unless_dismissed_or_said_already(issue: Issue, shows: int) -> None:
    missed = {"outcome": "missed", "rung": "flagged", "term": "ally", "why": "No."}
    page = page_of(segment("Een bondgenoot.", "A friend.", terms=[("bondgenoot", "", missed)], issues=[issue]))
    assert page.text.count("A number is gone.") == shows


def test_an_untranslated_sentence_stands_in_dutch_and_is_pointed_out() -> None:
    page = page_of(segment("Wie weet?", ""), segment("Ja.", "Yes."))
    assert page.sentences["en", "1"] == "[untranslated: Wie weet?]"
    assert page.with_class("untranslated") and "Not translated" in page.text
    bare = Page(render(Article((Paragraph("text", "Nog niet gesplitst."),)), "html"))
    assert bare.sentences["en", "1"] == "[untranslated: Nog niet gesplitst.]"


def test_marks_of_notes_stand_on_both_sides_and_lead_to_the_notes() -> None:
    text = render(with_notes(), "html")
    page = Page(text)
    marks = [(each["data-n"], each.get("href")) for each in page.with_class("ref")]
    assert marks == [("1", "#note-1"), ("2", "#note-2"), ("9", None)] * 2
    assert [each["id"] for each in page.with_class("note")] == ["note-1", "note-2"]
    assert [each["data-marker"] for each in page.with_class("noted")] == ["[1]", "[1]", "[2]", "[2]"]
    assert re.search('levert<a class="ref"[^>]*></a> Iran.<a class="ref"[^>]*></a></span> <span', text)
    assert re.search('supplies<a class="ref"[^>]*></a> drones.<a class="ref"[^>]*></a></span> <span', text)
    # They are no text, so that neither copies nor the places of words have them.
    assert page.sentences["en", "1"] == "Iran supplies drones." and page.sentences["nl", "2"] == "Ze vliegen."


def test_an_article_without_terms_or_text_makes_a_page() -> None:
    assert "Terms missed" not in page_of(segment("Ja.", "Yes.")).text
    assert "None: the English has every term" in page_of(segment("PAX.", "PAX.", terms=[("PAX", "PAX", {})])).text
    assert "<h1>Article</h1>" in render(Article(()), "html")
    assert "<h1>x.txt</h1>" in render(Article((), path="in/x.txt"), "html")
    assert '<h1 lang="nl">Kop</h1>' in render(Article((), title="Kop", path="x.txt"), "html")


def test_alignment_counts_the_units_a_browser_counts() -> None:
    page = page_of(segment("👍 ja", "👍 yes", "ja=yes"))
    (numbers,) = [attributes["data-a"] for _, attributes in page.elements if "data-a" in attributes]
    assert numbers == "3 5 3 6"


def test_alignment_outside_the_text_is_left_out() -> None:
    beyond = replace(segment("ja", "yes"), alignment=((Span(0, 9), Span(0, 3)), (Span(0, 2), Span(1, 1))))
    assert not [1 for _, attributes in page_of(beyond).elements if "data-a" in attributes]


def test_a_long_article_stays_lean_and_is_laid_out_as_it_comes_into_view() -> None:
    text = render(long_article(400), "html")
    assert text.count("<span") < 2 * 2_000 * 3
    assert '<main class="long">' in text
    assert '<main class="long">' not in render(iran(), "html")


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7.0),
        ("ink", "lit", 7.0),
        ("ink", "word", 4.5),
        ("ink", "wash", 7.0),
        ("soft", "paper", 4.5),
        ("soft", "lit", 4.5),
        ("soft", "wash", 4.5),
        ("amber", "paper", 4.5),
        ("amber", "wash", 4.5),
        ("amber", "lit", 4.5),
        ("link", "paper", 4.5),
        ("line", "paper", 3.0),
        ("line", "lit", 3.0),
    ],
)
def test_colours_have_the_contrast_wcag_asks_for(scheme: int, front: str, back: str, least: float) -> None:
    style = files("translate.writing").joinpath("static/page.css").read_text()
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
    light, dark = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least
