from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Article
from translate.errors import ReadingError
from translate.reading.markdown import read_markdown, recognise_markdown


def read(text: str) -> Article:
    return read_markdown.read(text.encode(), "a.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een regel\ndie doorloopt.\n\nTwee.", [("text", 0, "", 1, "Een regel die doorloopt."), ("text", 0, "", 4, "Twee.")]),
        ("# Kop\n\n## Sub ##\n\n### *Diep*", [("title", 1, "", 1, "Kop"), ("heading", 2, "", 3, "Sub"), ("heading", 3, "", 5, "Diep")]),
        ("Kop\n===\n\nSub\n---\n\n# Nog een", [("title", 1, "", 1, "Kop"), ("heading", 2, "", 4, "Sub"), ("heading", 1, "", 7, "Nog een")]),
        ("- een\n* twee\n\n3. drie\n4) vier", [("list item", 1, "-", 1, "een"), ("list item", 1, "*", 2, "twee"), ("list item", 1, "3.", 4, "drie"), ("list item", 1, "4)", 5, "vier")]),
        ("- een\n  door\n\n  en verder\n  - diep\n    1. dieper", [("list item", 1, "-", 1, "een door"), ("list item", 1, "", 4, "en verder"), ("list item", 2, "-", 5, "diep"), ("list item", 3, "1.", 6, "dieper")]),
        ("> Citaat\n> van twee regels\n>\n> - punt\n\nTekst", [("quote", 0, "", 1, "Citaat van twee regels"), ("list item", 1, "-", 4, "punt"), ("text", 0, "", 6, "Tekst")]),
        ("- > citaat\n\n# kop", [("quote", 0, "", 1, "citaat"), ("title", 1, "", 3, "kop")]),
        ("| Land | Aantal |\n|---|--:|\n| **Iran** | 100 |\n| | 5 |", [("text", 0, "", 1, "Land | Aantal"), ("text", 0, "", 3, "Iran | 100"), ("text", 0, "", 4, "| 5")]),
        ("![Een *drone*](d.jpg)", [("caption", 0, "", 1, "Een drone")]),
        ("Zie ![drone](d.jpg) hier.\n\n[![](leeg.jpg)](u)\n\nSlot", [("text", 0, "", 1, "Zie hier."), ("caption", 0, "", 1, "drone"), ("text", 0, "", 5, "Slot")]),
        ("Eerste  \nregel\\\nbreuk<br>einde", [("text", 0, "", 1, "Eerste regel breuk einde")]),
        ("Een. [^1]\n\n[^1]: Volkskrant\n[^2]: De *bron*\n  loopt door", [("text", 0, "", 1, "Een. [^1]"), ("list item", 1, "[^1]:", 3, "Volkskrant"), ("list item", 1, "[^2]:", 4, "De bron loopt door")]),
        ("a\n\n***\n\nb", [("text", 0, "", 1, "a"), ("text", 0, "", 5, "b")]),
        ("\u00a0\u00a0\u00a0\u00a0Inspringing met vaste spaties", [("text", 0, "", 1, "Inspringing met vaste spaties")]),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[str, int, str, int, str]]) -> None:
    paragraphs = read(text).paragraphs
    assert [(each.kind, each.level, each.marker, each.line, each.text) for each in paragraphs] == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**vet**, *schuin*, __vet__ en ~~weg~~", "vet, schuin, vet en weg"),
        ("zie [De Wijk](https://x.nl \"titel\") en [PAX][p]\n\n[p]: https://pax.nl", "zie De Wijk en PAX"),
        ("<https://x.nl/een> en https://y.nl/twee_drie_", "https://x.nl/een en https://y.nl/twee_drie_"),
        ("de opdracht `drone --fly`", "de opdracht drone --fly"),
        (r"2 \* 3, \[geen link\] en snake_case_naam", "2 * 3, [geen link] en snake_case_naam"),
        ("caf&eacute; &amp; R&D, 5&nbsp;&euro;, Oekra&shy;&iuml;ne &#8230;", "café & R&D, 5 €, Oekraïne …"),
        ("<b>vet</b> <span class='x'>en</span> meer", "vet en meer"),
        ("3 < 4 en > 2", "3 < 4 en > 2"),
    ],
)  # fmt: skip
def test_inline_markup_is_reduced_to_its_text(source: str, text: str) -> None:
    assert [paragraph.text for paragraph in read(source).paragraphs] == [text]


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


def test_front_matter() -> None:
    article = read(
        "---\ntitel: 'Iran: de drones'\ndatum: 2025-06-17\nauteur: [Jan de Vries, Piet]\n"
        "bron: NOS\ngelezen: yes\nleeg:\ntags:\n  - oorlog\n---\n\nTekst."
    )
    assert (article.title, article.date, article.byline) == ("Iran: de drones", "2025-06-17", "Jan de Vries, Piet")
    assert article.metadata == (("bron", "NOS"), ("gelezen", "yes"), ("left out", "front matter: tags, line 8"))
    assert [(each.kind, each.line, each.text) for each in article.paragraphs] == [
        ("title", 2, "Iran: de drones"),
        ("text", 12, "Tekst."),
    ]


def test_a_heading_is_the_title_paragraph_also_where_front_matter_names_one() -> None:
    article = read("---\ntitle: Van de voorkant\n---\nInleiding.\n\n# De kop\n")
    assert article.title == "Van de voorkant"
    assert [(each.kind, each.text) for each in article.paragraphs] == [("text", "Inleiding."), ("title", "De kop")]


def test_a_line_of_dashes_is_not_front_matter() -> None:
    assert [paragraph.text for paragraph in read("---\n\nTekst\n\n---\n").paragraphs] == ["Tekst"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("---\ntitle: een: twee\n---\nx", "a.md, line 2", "broken front matter"),
        ('---\nbron: NOS\ntitle: "open\n---\nx', "a.md, line 3", "broken front matter"),
        ("---\na: *onbekend\n---\nx", "a.md, line 2", "broken front matter"),
        ("---\na: " + "[" * 5000 + "\n---\nx", "a.md, line 1", "nested too deep"),
        ("---\ntitle: nooit gesloten\n\nTekst", "a.md, line 1", "not closed"),
        ("x\n\n" + ">" * 200 + " diep", "a.md, line 3", "deep"),
        ("\n".join("  " * depth + "- diep" for depth in range(60)), "a.md, line 50", "deep"),
        ("x\n\n" + "woord " * 40_000, "a.md, line 3", "240,000 characters"),
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


MARKS = st.sampled_from(["# ", "- ", "> ", "```", "\n", "\n\n", "*", "[", "](", ")", "<", "!--", "-->", "|", "&amp;", "\\",
                         "---", ": ", "    ", "1. ", "`", "woord", "é", "\t", "[^1]:", "![", "~~", "title", "\u00ad"])  # fmt: skip


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


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1).map(" ".join))
def test_every_word_of_plain_prose_survives(text: str) -> None:
    import unicodedata

    assert read(text).paragraphs[0].text == unicodedata.normalize("NFC", text)
