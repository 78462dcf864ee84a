from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from translate.document import Article, Inline, Paragraph, Span
from translate.footnotes import footnotes
from translate.reading import read_bytes
from translate.writing import render
from translate.writing.english import english_line

from .articles import articles, iran, paragraph, segment, with_notes

SPECIALS = "\\`*_{}[]()#+-.!|~<>&$=:\"'/ 1\t"
FRONT = ("title", "date", "model", "glossary")


def blocks(markdown: str) -> list[tuple[str, str]]:
    """Read Markdown (CommonMark and GitHub's tables and strike-through): the element around each text, and the text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    kinds, found = {"h1": "title", "li": "list item", "blockquote": "quote"}, []
    open_tags: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            open_tags.append(token.tag)
        elif token.nesting == -1:
            open_tags.pop()
        else:
            assert token.type == "inline", token
            literal = {"text", "text_special", "em_open", "em_close"}
            assert {child.type for child in token.children or []} <= literal
            emphasis = any(child.type == "em_open" for child in token.children or [])
            tag = next((tag for tag in reversed(open_tags) if tag != "p"), "p")
            kind = "caption" if emphasis else kinds.get(tag, "heading" if tag.startswith("h") else "text")
            found.append((kind, "".join(child.content for child in token.children or []).strip()))
    return found


def parts(markdown: str) -> tuple[dict[str, str], str]:
    """Part the front matter, read as YAML, from the rest."""
    if not markdown.startswith("---\n"):
        return {}, markdown
    front, _, body = markdown[4:].partition("\n---\n")
    return dict(YAML(typ="safe").load(io.StringIO(front))), body


def test_the_drone_article_as_markdown() -> None:
    front, body = parts(render(iran(), "md"))
    assert front == {
        "title": "Iran and Russia: allies with drones",
        "date": "juni 2025",
        "model": "nl-en-compact@3f2a91c0d1e2",
        "glossary": "8c1f0e5b7a2d4496",
    }
    assert body.startswith("\n# Iran and Russia: allies with drones\n\nIn the military field")
    assert "\n\n## Less dependent\n\n" in body
    assert "\n\n- Arms deliveries from Iran\n- Small engines from China\n\n> “Putin has" in body


def test_a_task_keeps_its_box() -> None:
    items = [
        Paragraph("list item", text, 1, marker, segments=(segment(text, text, gap=""),))
        for text, marker in (("Een", "- [x]"), ("Twee", "1. [ ]"), ("Drie", "*"))
    ]
    assert render(Article(tuple(items)), "md") == "- [x] Een\n1. [ ] Twee\n- Drie\n"


@pytest.mark.parametrize(
    ("kind", "level", "english", "markdown"),
    [
        ("text", 0, "1. no list", "1\\. no list"),
        ("text", 0, "2025 was a year", "2025 was a year"),
        ("text", 0, "- no list", "\\- no list"),
        ("text", 0, "# no heading", "\\# no heading"),
        ("text", 0, "a * b_c [d](e) <f> `g` & $h$", "a \\* b\\_c \\[d\\](e) \\<f\\> \\`g\\` \\& \\$h\\$"),
        ("heading", 3, "in C #", "### in C \\#"),
        ("heading", 0, "Why", "## Why"),
        ("quote", 0, "> twice", "> \\> twice"),
        ("caption", 0, "A drone *", "*A drone \\**"),
        ("list item", 1, "+ item", "- \\+ item"),
    ],
)
def test_text_is_literal(kind: str, level: int, english: str, markdown: str) -> None:
    article = Article((paragraph(segment("x", english), kind=kind, level=level),))
    assert render(article, "md") == f"{markdown}\n"


def test_lists_nest_and_keep_their_numbers() -> None:
    items = [("-", 1, "a"), ("3.", 2, "b"), ("*", 3, "c"), ("1.", 2, "d"), ("-", 1, "e")]
    article = Article(tuple(paragraph(segment("x", t), kind="list item", level=n, marker=m) for m, n, t in items))
    text = render(article, "md")
    assert text == "- a\n\n  3. b\n     - c\n  1. d\n- e\n"
    assert [text for _, text in blocks(text)] == ["a", "b", "c", "d", "e"]
    assert MarkdownIt("commonmark").render(text).count("<ol") == 1


def test_notes_are_footnotes_where_both_ends_are_known() -> None:
    text = render(with_notes(), "md")
    assert text == ("Iran supplies[^1] drones.[^2] They fly.\n\n[^1]: According to PAX.\n\n[^2]: See \\*PAX\\*.\n")
    again = footnotes(read_bytes(text.encode(), "a.md").paragraphs)
    assert [each.own.name for each in again if each.own] == ["1", "2"]
    assert [note.name for note in again[0].marks.values()] == ["1", "2"]


@pytest.mark.parametrize(
    ("english", "at", "value", "markdown"),
    [
        ("Iran (and Russia)", 5, "footnote 1", "Iran [^1]\\(and Russia)"),
        (": so it is", 0, "footnote 1", "[^1]\\: so it is"),
        ("1. no list", 10, "[^1]", "1\\. no list[^1]"),
        ("Iran", 4, "footnote *", "Iran"),
        ("Iran", 4, "picture", "Iran"),
    ],
)
def test_text_beside_a_mark_is_literal(english: str, at: int, value: str, markdown: str) -> None:
    text = replace(paragraph(segment(english, english)), inlines=(Inline("a", "object", Span(at, at), value),))
    notes = [paragraph(segment("Noot", "Note"), marker=marker) for marker in ("[^1]:", "[^*]:")]
    assert render(Article((text, *notes)), "md").split("\n")[0] == markdown


@settings(max_examples=100, deadline=None)
@given(articles(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from(SPECIALS)))
def test_markdown_reads_back_as_the_same_blocks_of_the_same_text(article: Article) -> None:
    front, body = parts(render(article, "md"))
    lines = [(part.kind, english_line(part)) for part in article.paragraphs]
    assert blocks(body) == [(kind, line) for kind, line in lines if line]
    assert front.get("date", "") == article.date and front.get("model", "") == article.model


@given(st.text(min_size=1, max_size=20))
def test_front_matter_is_yaml_whatever_stands_in_it(text: str) -> None:
    article = Article((), date=text, path="x.txt")
    front, _ = parts(render(article, "md"))
    assert front["date"] == "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def test_an_empty_article_is_an_empty_file() -> None:
    assert render(Article(()), "md") == render(Article((Paragraph("text", ""),)), "txt") == ""
