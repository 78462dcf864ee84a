"""Articles for the tests of the library: one real, and any that hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from translate.document import Article, Inline, Issue, Paragraph, Segment, Span, TermMatch

SHA = "9f" * 32

DE_WIJK = Segment(
    id="2.1",
    source="Rusland krijgt drones, zegt De Wijk.",
    gap=" ",
    target="Russia gets drones, says De Wijk.",
    state="translated",
    confidence=-0.25,
    alignment=((Span(0, 7), Span(0, 6)), (Span(15, 21), Span(12, 18)), (Span(28, 35), Span(25, 32))),
    terms=(
        TermMatch("drone", Span(15, 21), "drones", Span(12, 18), "applied", "already right"),
        TermMatch("De Wijk", Span(28, 35), "De Wijk", Span(25, 32), "repaired", "span replacement", "was: The Wijk"),
    ),
    issues=(Issue("length", "warning", "shorter than usual", target=Span(0, 33)),),
)
PAX = Segment(id="2.2", source="PAX telt er 12.", target="PAX counts 12.", state="translated", confidence=-0.5)
TITLE = Paragraph(
    "title",
    "Iran levert drones",
    line=1,
    segments=(Segment("1.1", "Iran levert drones", target="Iran supplies drones", state="translated"),),
)
TEXT = Paragraph(
    "text",
    DE_WIJK.source + " " + PAX.source,
    line=3,
    segments=(DE_WIJK, PAX),
    inlines=(Inline("1", "link", Span(15, 21), "https://example.org/drones"), Inline("2", "bold", Span(15, 21))),
)
ARTICLE = Article(
    (TITLE, TEXT),
    title="Iran levert drones",
    date="2023-01-09",
    path="iran.txt",
    sha256=SHA,
    metadata=(("section", "Buitenland"),),
    model="nl-en-compact@3f2a",
    glossary="12ab",
    options=(("beam", "4"),),
    format="web page",
)


def unsegmented(article: Article) -> Article:
    """The article as it is just after reading."""
    paragraphs = tuple(replace(paragraph, segments=()) for paragraph in article.paragraphs)
    return replace(article, paragraphs=paragraphs, model="", glossary="", options=())


# Drawn whole: to think of every text anew makes hypothesis slow. Sources and targets are any text at all.
NASTY = ("", " ", "\0", "naïef", "🇳🇱", "e\u0301", "'; --", '"', "\r\n", "\u2028", "[1]", "\\", "\ufeff", "De Wijk")
TEXTS = st.sampled_from(NASTY)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
SPANS = st.tuples(st.integers(0, 300), st.integers(0, 30)).map(lambda pair: Span(pair[0], sum(pair)))
TERMS = st.builds(
    TermMatch,
    entry=TEXTS,
    source=SPANS,
    term=TEXTS,
    target=st.none() | SPANS,
    outcome=st.sampled_from(["applied", "repaired", "missed", "forbidden"]),
    rung=st.sampled_from(["asked", "n-best", "flagged"]),
    why=TEXTS,
    note=TEXTS,
)
ISSUES = st.builds(
    Issue,
    check=TEXTS,
    severity=st.sampled_from(["error", "warning", "info"]),
    message=TEXTS,
    source=st.none() | SPANS,
    target=st.none() | SPANS,
    dismissed=st.booleans(),
)
INLINES = st.builds(Inline, id=TEXTS, kind=st.sampled_from(["bold", "link", "break"]), span=SPANS, value=TEXTS)
ALIGNMENTS = st.lists(st.tuples(SPANS, SPANS), max_size=4).map(tuple)
CONFIDENCES = st.none() | st.floats(max_value=0)
SEGMENTS = st.builds(
    Segment,
    id=TEXTS,
    source=ANY_TEXT,
    gap=st.sampled_from(["", " ", "\n"]),
    target=ANY_TEXT,
    state=st.sampled_from(["initial", "translated", "reviewed", "final"]),
    origin=st.sampled_from(["mt", "memory", "fuzzy", "human"]),
    confidence=CONFIDENCES,
    alignment=ALIGNMENTS,
    terms=st.lists(TERMS, max_size=2).map(tuple),
    issues=st.lists(ISSUES, max_size=2).map(tuple),
    note=TEXTS,
)
KINDS = st.sampled_from(["title", "heading", "text", "list item", "quote", "caption"])
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article: segmented or not, translated or not, with any text that UTF-8 can hold."""
    pool = draw(st.lists(SEGMENTS, max_size=6, unique_by=lambda segment: segment.id))
    paragraphs = []
    while pool or draw(st.booleans()):
        count = draw(st.integers(0, len(pool)))
        segments, pool = tuple(pool[:count]), pool[count:]
        text = "".join(s.source + s.gap for s in segments) if segments else draw(TEXTS)
        numbers = draw(st.integers(0, 6)), draw(TEXTS), draw(st.integers(0, 9))
        inlines = tuple(draw(st.lists(INLINES, max_size=2)))
        paragraphs.append(Paragraph(draw(KINDS), text, *numbers, segments, inlines))
    names = [draw(TEXTS) for _ in range(4)]
    return Article(tuple(paragraphs), *names, SHA, draw(PAIRS), draw(TEXTS), draw(TEXTS), draw(PAIRS), draw(TEXTS))
