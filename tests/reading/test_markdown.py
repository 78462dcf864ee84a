from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article
from translate.errors import ReadingError
from translate.reading.markdown import read_markdown, recognise_markdown


def read(text: str) -> Article:
    return read_markdown.read(text.encode(), "a.md")


def outline(article: Article) -> list[str]:
    """Each paragraph as ``line: kind level marker | text``."""
    return [
        " ".join(filter(None, (f"{each.line}:", each.kind, str(each.level or ""), each.marker, f"| {each.text}")))
        for each in article.paragraphs
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een regel\ndie doorloopt.\n\nTwee.", ["1: text | Een regel die doorloopt.", "4: text | Twee."]),
        ("# Kop\n\n## Sub ##\n\n### *Diep*", ["1: title 1 | Kop", "3: heading 2 | Sub", "5: heading 3 | Diep"]),
        ("Kop\n===\n\nSub\n---\n\n# Nog een", ["1: title 1 | Kop", "4: heading 2 | Sub", "7: heading 1 | Nog een"]),
        (
            "- een\n* twee\n\n3. drie\n4) vier",
            [
                "1: list item 1 - | een",
                "2: list item 1 * | twee",
                "4: list item 1 3. | drie",
                "5: list item 1 4) | vier",
            ],
        ),
        (
            "- een\n  door\n\n  en verder\n  - diep\n    1. dieper",
            [
                "1: list item 1 - | een door",
                "4: list item 1 | en verder",
                "5: list item 2 - | diep",
                "6: list item 3 1. | dieper",
            ],
        ),
        (
            "> Citaat\n> van twee regels\n>\n> - punt\n\nTekst",
            ["1: quote | Citaat van twee regels", "4: list item 1 - | punt", "6: text | Tekst"],
        ),
        ("- > citaat\n\n# kop", ["1: quote | citaat", "3: title 1 | kop"]),
        (
            "| Land | Aantal |\n|---|--:|\n| **Iran** | 100 |\n| | 5 |",
            ["1: text | Land", "1: text | Aantal", "3: text | Iran", "3: text | 100", "4: text | 5"],
        ),
        ("![Een *drone*](d.jpg)", ["1: caption | Een drone"]),
        (
            "Zie ![drone](d.jpg) hier.\n\n[![](leeg.jpg)](u)\n\nSlot",
            ["1: text | Zie hier.", "1: caption | drone", "5: text | Slot"],
        ),
        ("Eerste  \nregel\\\nbreuk<br>einde", ["1: text | Eerste regel breuk einde"]),
        (
            "Een. [^1]\n\n[^1]: Volkskrant\n[^2]: De *bron*\n  loopt door",
            ["1: text | Een.", "3: list item 1 [^1]: | Volkskrant", "4: list item 1 [^2]: | De bron loopt door"],
        ),
        ("a\n\n***\n\nb", ["1: text | a", "5: text | b"]),
        (
            "- [ ] Brief\n- [x]  Rapport\n  [ ] en door\n* [X] **Klaar**\n  - [ ] diep\n1. [ ] een",
            [
                "1: list item 1 - [ ] | Brief",
                "2: list item 1 - [x] | Rapport [ ] en door",
                "4: list item 1 * [X] | Klaar",
                "5: list item 2 - [ ] | diep",
                "6: list item 1 1. [ ] | een",
            ],
        ),
        (
            "- [x](u) is af\n- [ ]\n- [x]af\n\n[ ] geen lijst\n\n> [ ] citaat",
            [
                "1: list item 1 - | x is af",
                "2: list item 1 - | [ ]",
                "3: list item 1 - | [x]af",
                "5: text | [ ] geen lijst",
                "7: quote | [ ] citaat",
            ],
        ),
        (
            "Kamer\n: Het parlement\n  van nu\n:   Een *vertrek*\n\nTerm\n\n: Uitleg",
            [
                "1: text | Kamer",
                "2: text | Het parlement van nu",
                "4: text | Een vertrek",
                "6: text | Term",
                "8: text | Uitleg",
            ],
        ),
        ("Om 12:00 zei hij:\n:-) of :x", ["1: text | Om 12:00 zei hij: :-) of :x"]),
        ("\u00a0\u00a0\u00a0\u00a0Inspringing met vaste spaties", ["1: text | Inspringing met vaste spaties"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert outline(read(text)) == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**vet**, *schuin*, __vet__ en ~~weg~~", "vet, schuin, vet en weg"),
        ('zie [De Wijk](https://x.nl "titel") en [PAX][p]\n\n[p]: https://pax.nl', "zie De Wijk en PAX"),
        ("<https://x.nl/een> en https://y.nl/twee_drie_", "https://x.nl/een en https://y.nl/twee_drie_"),
        ("de opdracht `drone --fly`", "de opdracht drone --fly"),
        (r"2 \* 3, \[geen link\] en snake_case_naam", "2 * 3, [geen link] en snake_case_naam"),
        ("caf&eacute; &amp; R&D, 5&nbsp;&euro;, Oekra&shy;&iuml;ne &#8230;", "café & R&D, 5 €, Oekraïne …"),
        ("<b>vet</b> <span class='x'>en</span> meer", "vet en meer"),
        ("3 < 4 en > 2", "3 < 4 en > 2"),
    ],
)
def test_inline_markup_is_reduced_to_its_text(source: str, text: str) -> None:
    assert [paragraph.text for paragraph in read(source).paragraphs] == [text]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**vet**, *schuin* en ~~weg~~", ["bold(vet)", "italic(schuin)", "strike(weg)"]),
        ("__vet *en schuin*__", ["bold(vet en schuin)", "italic(en schuin)"]),
        ("zie [De *Wijk*](https://x.nl)", ["link(De Wijk) https://x.nl", "italic(Wijk)"]),
        ("[PAX][p] en [p]\n\n[p]: https://pax.nl", ["link(PAX) https://pax.nl", "link(p) https://pax.nl"]),
        ("<https://x.nl/een> `drone --fly`", ["link(https://x.nl/een) https://x.nl/een", "code(drone --fly)"]),
        ("H<sub>2</sub>O, m<sup>2</sup>, <u>ja</u>", ["subscript(2)", "superscript(2)", "underline(ja)"]),
        ("<span class='x'>en</span>", ["style(en) x"]),
        ("een  \nregel\\\nbreuk<br>einde", ["break()", "break()", "break()"]),
        ("Uit $E = mc^2$ en \\(a_i\\) of $$x *y* z$$.", ["code(E = mc^2)", "code(a_i)", "code(x *y* z)"]),
        ("Lang: $a\n= b$, *$c$*; `$d$`", ["code(a = b)", "italic(c)", "code(c)", "code($d$)"]),
        ("5$ of 6$, $5 en $10, US$5 (US$)", []),
        (r"\$x$ en $ y$", []),
        ("zei \\(red.\\) en \\[red.\\] in \\(2024\\)", []),
        ("zin.[^1] Nog ![foto](f.jpg) een <b>zin", ["object() [^1]", "object() f.jpg", "object() b"]),
    ],
)
def test_mark_up_in_a_sentence_stands_off_from_it(source: str, expected: list[str]) -> None:
    paragraph = read(source).paragraphs[0]
    shown = [f"{each.kind}({each.span.of(paragraph.text)}) {each.value}".rstrip() for each in paragraph.inlines]
    assert shown == expected


def test_what_is_not_prose_is_left_out_and_listed() -> None:
    article = read(
        "Een <!-- geheim --> zin.\n\n```py\nx = 1\n```\n\n    code\n\n<!-- noot\n-->\n\n<div>\ntekst\n</div>\n"
    )
    assert [paragraph.text for paragraph in article.paragraphs] == ["Een zin."]
    assert article.metadata == (
        ("left out", "HTML comment, line 1"),
        ("left out", "code block, line 3"),
        ("left out", "code block, line 7"),
        ("left out", "HTML comment, line 9"),
        ("left out", "HTML block, line 12"),
    )


@pytest.mark.parametrize(
    ("source", "texts", "line"),
    [
        ("Een\n\n$$E = mc^2$$\n\ntwee", ["Een", "twee"], 3),
        ("Een\n$$\na\n= b\n- c\n===\n$$\ntwee", ["Een", "twee"], 2),
        ("Een\n\n\\[ a\n+ b \\]\n\ntwee", ["Een", "twee"], 3),
        ("> $$\n> x\n> $$", [], 1),
        ("- een\n\n  $$x\n  $$\n- twee", ["een", "twee"], 3),
    ],
)
def test_a_formula_by_itself_is_left_out_and_listed(source: str, texts: list[str], line: int) -> None:
    article = read(source)
    assert [paragraph.text for paragraph in article.paragraphs] == texts
    assert article.metadata == (("left out", f"formula, line {line}"),)


@pytest.mark.parametrize(
    "source", ["$$", "$$ open\n\neinde", "\\[red.\\]", "\\[...\\]", "\\[ open\neinde", "$$x$$ einde"]
)
def test_what_is_no_formula_by_itself_is_read(source: str) -> None:
    article = read(source)
    assert article.paragraphs and not article.metadata


def test_front_matter() -> None:
    article = read(
        "---\ntitel: 'Iran: de drones'\ndatum: 2025-06-17\nauteur: [Jan de Vries, Piet]\n"
        "bron: NOS\ngelezen: yes\nleeg:\ntags:\n  - oorlog\n---\n\nTekst."
    )
    assert (article.title, article.date, article.byline) == ("Iran: de drones", "2025-06-17", "Jan de Vries, Piet")
    assert article.metadata == (("bron", "NOS"), ("gelezen", "yes"), ("left out", "front matter: tags, line 8"))
    assert outline(article) == ["2: title 1 | Iran: de drones", "12: text | Tekst."]


def test_a_heading_is_the_title_paragraph_also_where_front_matter_names_one() -> None:
    article = read("---\ntitle: Van de voorkant\n---\nInleiding.\n\n# De kop\n")
    assert article.title == "Van de voorkant"
    assert article.metadata == (("left out", "front matter: title, line 2"),)
    assert outline(article) == ["4: text | Inleiding.", "6: title 1 | De kop"]


def test_a_line_of_dashes_is_not_front_matter() -> None:
    assert [paragraph.text for paragraph in read("---\n\nTekst\n\n---\n").paragraphs] == ["Tekst"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("---\ntitle: een: twee\n---\nx", "a.md, line 2", "broken front matter"),
        ('---\nbron: NOS\ntitle: "open\n---\nx', "a.md, line 3", "broken front matter"),
        ("---\na: *onbekend\n---\nx", "a.md, line 2", "broken front matter"),
        ("---\na: " + "{a: " * 2000 + "\n---\nx", "a.md, line 1", "nested too deep"),
        ("---\ntitle: nooit gesloten\n\nTekst", "a.md, line 1", "not closed"),
        ("x\n\n" + ">" * 200 + " diep", "a.md, line 3", "deep"),
        ("\n".join("  " * depth + "- diep" for depth in range(60)), "a.md, line 50", "deep"),
        ("x\n\n" + "woord " * 40_000, "a.md, line 3", "239,999 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(text: str, where: str, what: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(text)
    line = str(caught.value)
    assert line.startswith(f"{where}: ")
    assert what in line
    assert line.endswith(f"; {caught.value.mend}")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Zomaar tekst.", "a.md", True),
        ("---\ntitle: x\n---\nTekst.", "a.txt", True),
        ("# Kop\n\nTekst.", "-", True),
        ("Tekst.\n\n## Kop\n\nTekst.", "a.txt", True),
        ("Zie [PAX](https://pax.nl) en **let op**.", "-", True),
        # One sign may be chance.
        ("---\nEen: twee.\n\nDrie.", "a.txt", False),
        ("Tekst.\n# 1 in de lijst\nTekst.", "a.txt", False),
        ("#iran is een hashtag", "a.txt", False),
        ("> zei hij\n\nTekst.", "a.txt", False),
        ("Zie [PAX](https://pax.nl).", "a.txt", False),
        ("- een\n- twee", "a.txt", False),
        ("<!doctype html><html>", "a.md", False),
    ],
)
def test_markdown_is_recognised_by_content(text: str, name: str, expected: bool) -> None:
    assert recognise_markdown(text.encode(), name) is expected


MARKS = st.sampled_from(
    [
        "# ",
        "- ",
        "> ",
        "```",
        "\n",
        "\n\n",
        "*",
        "[",
        "](",
        ")",
        "<",
        "!--",
        "-->",
        "|",
        "&amp;",
        "\\",
        "---",
        ": ",
        "    ",
        "1. ",
        "`",
        "woord",
        "é",
        "\t",
        "[^1]:",
        "![",
        "~~",
        "title",
        "\u00ad",
    ]
)


@settings(deadline=None)
@given(st.lists(MARKS).map("".join))
def test_any_markdown_reads_or_is_refused(text: str) -> None:
    try:
        article = read(text)
    except ReadingError as error:
        assert "\n" not in str(error)
        return
    last = text.count("\n") + 1
    for paragraph in article.paragraphs:
        assert paragraph.text
        assert paragraph.text == paragraph.text.strip()
        assert 1 <= paragraph.line <= last


@settings(deadline=None)
@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1).map(" ".join))
def test_every_word_of_plain_prose_survives(text: str) -> None:
    assert read(text).paragraphs[0].text == unicodedata.normalize("NFC", text)
