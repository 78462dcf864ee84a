"""Articles to be exchanged: any text, any mark-up that nests, terms and issues anywhere, states of all kinds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from translate.document import Article, Inline, Paragraph, Segment, Span

from .articles import segments

KINDS = ["bold", "italic", "underline", "strike", "superscript", "subscript", "code", "link", "style"]
STATES = st.sampled_from(["initial", "translated", "reviewed", "final"])
ORIGINS = st.sampled_from(["mt", "memory", "fuzzy", "human"])
HASHES = st.sampled_from(["", "2c" * 32, "0f" * 32])


@st.composite
def inlines(draw: st.DrawFn, length: int) -> tuple[Inline, ...]:
    """Return mark-up that nests, on a text of that many characters."""
    spans: list[Span] = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, length))
        span = Span(start, draw(st.integers(start, length)))
        if not any(_cross(span, other) for other in spans):
            spans.append(span)
    spans.sort(key=lambda span: (span.start, -span.end))
    made = []
    for number, span in enumerate(spans):
        point = span.start == span.end and draw(st.booleans())
        kind = draw(st.sampled_from(["break", "object"] if point else KINDS))
        made.append(Inline(f"x{number}", kind, span, draw(st.sampled_from(["", "https://example.org/?a=1&b=\0"]))))
    return tuple(made)


def _cross(one: Span, other: Span) -> bool:
    first, second = sorted((one, other), key=lambda span: (span.start, -span.end))
    return first.start < second.start < first.end < second.end


@st.composite
def exchanged(draw: st.DrawFn, characters: st.SearchStrategy[str] | None = None) -> Article:
    """Return an article as the library holds one: segments with ids of their own, states, notes, mark-up."""
    parts = segments(st.characters() if characters is None else characters)
    paragraphs = []
    for number in range(draw(st.integers(0, 3))):
        named = tuple(
            replace(
                part,
                id=f"{number}.{place}",
                state=draw(STATES),
                origin=draw(ORIGINS),
                note=draw(st.sampled_from(["", "Ask the desk.", "<b> & ]]>"])),
            )
            for place, part in enumerate(draw(st.lists(parts, max_size=3)), start=1)
        )
        text = "".join(part.source + part.gap for part in named)
        kind = draw(st.sampled_from(["title", "text", "list item"]))
        paragraphs.append(Paragraph(kind, text, segments=named, inlines=draw(inlines(len(text)))))
    model, title = draw(st.sampled_from(["", "m@1", "a model|with \0 spaces"])), draw(st.sampled_from(["", "T\x01<"]))
    return Article(tuple(paragraphs), title=title, path="a/b.docx", sha256=draw(HASHES), model=model, format="Word")


def all_segments(article: Article) -> list[Segment]:
    return [segment for paragraph in article.paragraphs for segment in paragraph.segments]
