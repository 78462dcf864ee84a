from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.formats.translated import in_english, untranslated
from translate.document import Article
from translate.errors import ReadingError, WritingError
from translate.reading import read_bytes
from translate.reading.markdown import read_markdown
from translate.writing import write_back

ENGLISH = {
    "Inleiding": "Introduction",
    "met": "with",
    "vet": "bold",
    "en": "and",
    "een": "one",
    "Kop": "Heading",
    "schuin": "italic",
    "zie": "see",
    "woord": "word",
    "Citaat": "Quotation",
    "Land": "Country",
}


def english(source: str, words: dict[str, str] = ENGLISH) -> str:
    data = source.encode()
    return write_back(data, in_english(read_bytes(data, "a.md"), words)).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Inleiding met **vet** en *schuin*.", "Introduction with **bold** and *italic*."),
        ("een __vet__ en _schuin_ woord", "one __bold__ and _italic_ word"),
        ('zie [een *vet* woord](u "Titel (x)") en [een][p]\n\n[p]: https://x.nl',
         'see [one *bold* word](u "Titel (x)") and [one][P]\n\n[p]: https://x.nl'),
        ("zie <https://x.nl/a_b> en `een *woord*`", "see <https://x.nl/a_b> and `one *woord*`"),
        ("Kop\n===\n\n## Kop ##\n", "Heading\n===\n\n## Heading ##\n"),
        ("een\n  woord\nen\n\nzie", "one word and\n\nsee"),
        ("- een\n  woord\n  - zie\n\n1) een", "- one word\n  - see\n\n1) one"),
        ("> Citaat met\n> een woord\n\nzie", "> Quotation with one word\n\nsee"),
        ("> een\\\n> woord  \n> zie<br>en", "> one\\\n> word\\\n> see<br>and"),
        ("| Land | een |\n|:--|--:|\n| **vet** | a \\| b |", "| Country | one |\n|:--|--:|\n| **bold** | a \\| b |"),
        ("![een *woord*](f.jpg) zie", "![one *word*](f.jpg) see"),
        ("[![een](f.jpg)](u)", "[![one](f.jpg)](u)"),
        ("een.[^1]\n\n[^1]: een *woord*", "one.[^1]\n\n[^1]: one *word*"),
        ("```\neen\n```\n\n<div>\neen\n</div>\n\neen", "```\neen\n```\n\n<div>\neen\n</div>\n\none"),
        ("een <b class='x'>woord</b> <!-- zie -->", "one <b class='x'>word</b> <!-- zie -->"),
        ("- [ ] een\n* [x]  **vet** woord\n  met\n1. [X] zie", "- [ ] one\n* [x]  **bold** word with\n1. [X] see"),
        ("een\n: woord\n  met\n:   zie\n\n> een\n> : zie", "one\n: word with\n:   see\n\n> one\n> : see"),
        ("een $E = mc^2$, \\(b_a\\) en $$a  |x|$$", "one $E = mc^2$, \\(b_a\\) and $$a  |x|$$"),
        ("> een $a\n> = \\text{b}$ zie\n\n- een $a\n  b$", "> one $a\n> = \\text{b}$ see\n\n- one $a\n  b$"),
        ("| een | $x \\| y$ |\n|---|---|\n", "| one | $x \\| y$ |\n|---|---|\n"),
        ("een\n$$\n  een\n= 2\n$$\nzie\n\n\\[b^2\\]\n", "one\n$$\n  een\n= 2\n$$\nsee\n\n\\[b^2\\]\n"),
        ("![een $a_b$](f.jpg) zie $5 en $10", "![one $a_b$](f.jpg) see $5 and $10"),
        ("\ufeffeen\r\n\r\n# Kop\r\n", "\ufeffone\r\n\r\n# Heading\r\n"),
    ],
)  # fmt: skip
def test_the_text_alone_is_replaced(source: str, expected: str) -> None:
    assert english(source) == expected


@pytest.mark.parametrize(
    ("dutch", "written"),
    [
        ("woord *ster*", "\\*ster\\* word"),
        ("woord", "1\\. word"),
        ("woord", "\\# word"),
        ("woord", "\\- word"),
        ("woord", "\\> word"),
        ("woord", "\\<b> word"),
        ("woord", "&amp;amp; word"),
        ("woord", "\\[x\\](y) word"),
        ("woord", "snake_case \\_x\\_ R&D 3 < 4"),
        ("woord", "a \\| b"),
        ("woord", "US$5, $5 and $x\\$, $\\$y\\$\\$ z"),
        ("woord", "\\: word"),
        ("woord", "\\[a word = b\\]"),
    ],
)
def test_english_is_never_taken_for_mark_up(dutch: str, written: str) -> None:
    source = dutch.split()[0].encode()
    text = written.replace("\\", "").replace("&amp;", "&")
    article = in_english(read_bytes(source, "a.md"), {"woord": text})
    back = write_back(source, article).decode()
    assert [each.text for each in read_bytes(back.encode(), "a.md").paragraphs] == [text]
    assert back == written.replace("&amp;amp;", "\\&amp;")


def test_english_in_brackets_is_no_formula() -> None:
    written = english("woord", {"woord": "[a_b]"})
    assert [each.text for each in read_bytes(written.encode(), "a.md").paragraphs] == ["[a_b]"]


def test_front_matter_is_kept_with_its_language_and_title() -> None:
    source = "---\ntitle: 'Kop: een'\ndatum: 2025-06-17\ntags:\n  - oorlog\n---\n\neen woord\n"
    assert english(source) == (
        '---\ntitle: "Heading: one"\ndatum: 2025-06-17\ntags:\n  - oorlog\nlang: en\n---\n\none word\n'
    )
    assert english("---\ntaal: nl\ntitel: Kop\n---\n# Kop\n") == '---\ntaal: en\ntitel: "Heading"\n---\n# Heading\n'
    assert english("---\ntitle: >\n  Kop\n  een\n---\nwoord") == '---\ntitle: "Heading one"\nlang: en\n---\nword'


def test_another_articles_texts_are_refused() -> None:
    article = read_bytes(b"Een *woord*", "a.md")
    with pytest.raises(WritingError, match="not those of the article"):
        write_back(b"Een *woord*", in_english(article, {}).__class__(article.paragraphs[:0], format="Markdown"))


Outline = list[tuple[str, int, str, str, list[tuple[str, int, int, str]]]]


def outline(article: Article, shift: int = 0) -> Outline:
    """Kind, level, marker, text and inlines; with a shift as they are once nothing has been translated."""
    return [
        (
            each.kind,
            each.level,
            each.marker,
            untranslated(each.text) if shift else each.text,
            [(i.kind, i.span.start + shift, i.span.end + shift, i.value) for i in each.inlines],
        )
        for each in article.paragraphs
    ]


SHIFT = untranslated("").index("]")
MARKS = st.sampled_from(
    [
        "# ",
        "- ",
        "> ",
        "```",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "[",
        "](u)",
        ")",
        "<",
        "<b>",
        "</b>",
        "<sub>",
        "</sub>",
        "-->",
        "!--",
        "|",
        "&amp;",
        "\\",
        "---",
        "===",
        ": ",
        "    ",
        "1. ",
        "`",
        "woord",
        "é",
        " ",
        "\t",
        "[^1]:",
        "[^1]",
        "![",
        "~~",
        "title",
        "  \n",
        "\\\n",
        "<br>",
        "<https://x.nl>",
        "|---|",
        "!",
        "a_b",
        "<i class='x'>",
        "</i>",
        "[p]: x\n\n",
        "#",
        "+",
        "$",
        "$$",
        "\\(",
        "\\)",
        "5",
        "[x] ",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(MARKS, max_size=25).map("".join))
def test_any_markdown_is_written_with_the_same_structure(source: str) -> None:
    try:
        article = read_markdown.read(source.encode(), "a.md")
    except ReadingError:
        return
    paragraphs = article.paragraphs
    # What stands at an edge, or is cut in two by Markdown's own marks, has no place that would be the same again.
    assume(all(untranslated(each.text).index(each.text) == SHIFT for each in paragraphs))
    inlines = [(each, inline) for each in paragraphs for inline in each.inlines]
    assume(not any(i.kind == "break" and i.span.start in (0, len(each.text)) for each, i in inlines))
    assume(not any(i.kind == "object" and i.value in ("b", "i", "sub") for _, i in inlines))
    written = rewritten(source, article)
    assert outline(read_markdown.read(written.encode(), "a.md")) == outline(article, SHIFT)


WORDS = st.text(st.characters(categories=["L", "P", "N"], max_codepoint=0x17F), min_size=1, max_size=6)
PLAIN = WORDS.filter(str.isalpha)
SENTENCES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        inner.map(lambda each: f"<b>{each}</b>"),
        inner.map(lambda each: f"<span class=k>{each}</span>"),
        PLAIN.map(lambda each: f"**{each}**"),
        PLAIN.map(lambda each: f"[{each}](u)"),
        PLAIN.map(lambda each: f"~~{each}~~ `{each}`"),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["", "- ", "> ", "## ", "| a |\n|---|\n| "]), SENTENCES), min_size=1, max_size=4)
)
def test_documents_of_any_nesting_keep_every_span(blocks: list[tuple[str, str]]) -> None:
    source = "\n\n".join(start + text for start, text in blocks)
    article = read_markdown.read(source.encode(), "a.md")
    assume(all(untranslated(each.text).index(each.text) == SHIFT for each in article.paragraphs))
    for paragraph in article.paragraphs:
        for index, outer in enumerate(paragraph.inlines):
            for inner in paragraph.inlines[index + 1 :]:
                assert not outer.span.overlaps(inner.span) or outer.span.end >= inner.span.end
    written = rewritten(source, article)
    assert outline(read_markdown.read(written.encode(), "a.md")) == outline(article, SHIFT)


@settings(deadline=None)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_english_of_any_characters_is_read_as_itself(dutch: str, target: str) -> None:
    assume(dutch.isalnum() and read_markdown.read(b"x", "a.md").paragraphs)
    source = f"een **{dutch}** woord\n\n- {dutch}\n\n## {dutch}\n\n| {dutch} |\n|---|\n"
    article = read_markdown.read(source.encode(), "a.md")
    words = {each.text: target for each in article.paragraphs[1:]}
    written = rewritten(source, in_english(article, words))
    again = read_markdown.read(written.encode(), "a.md")
    assert [each.text for each in again.paragraphs[1:]] == [" ".join(target.split())] * 3
    assert [each.kind for each in again.paragraphs] == [each.kind for each in article.paragraphs]


def rewritten(source: str, article: Article) -> str:
    from translate.writing.back_markdown import rewrite_markdown

    return rewrite_markdown.rewrite(source.encode(), article).decode()
