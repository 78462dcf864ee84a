from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from translate.document import Article
from translate.errors import ReadingError
from translate.reading import read_article
from translate.reading.text import read_text

SEED = Path(__file__).parents[2] / "seeds" / "iran-rusland-drones.txt"
SENTENCE = "Een zin zonder punt die te lang is voor een kop omdat hij maar doorgaat tot hij over de honderd tekens is"
LONG = "Een lange zin die door zijn lengte laat zien dat de regels niet op breedte zijn afgebroken. " * 3


def read(text: str) -> Article:
    return read_text.read(text.encode(), "a.txt")


def outline(article: Article) -> list[str]:
    return [f"{paragraph.kind}: {paragraph.text}" for paragraph in article.paragraphs]


def test_the_seed_article() -> None:
    article = read_article(SEED)
    assert article.date == "2025-06"
    assert article.title == ""
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    assert kinds == ["text"] * 13 + ["heading"] + ["text"] * 2 + ["heading"] + ["text"] * 2
    headings = [(each.text, each.line) for each in article.paragraphs if each.kind == "heading"]
    assert headings == [("Minder afhankelijk", 27), ("Onaangename positie", 33)]
    assert article.paragraphs[0].text.startswith("Het is daarom geen toeval dat juist deze landen")
    assert [paragraph.line for paragraph in article.paragraphs] == list(range(1, 39, 2))
    assert article.metadata == ()
    source = unicodedata.normalize("NFC", SEED.read_text("utf-8")).replace("date 2025-06", "")
    assert " ".join(paragraph.text for paragraph in article.paragraphs).split() == source.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eén regel.\nDie doorloopt.\n\nTwee.", ["text: Eén regel. Die doorloopt.", "text: Twee."]),
        ("  Ingesprongen.  \n\n\n\n\tTwee. ", ["text: Ingesprongen.", "text: Twee."]),
        ("De samen-\nwerking groeit.", ["text: De samen- werking groeit."]),
        ("Kop van het stuk\n\nTekst.", ["title: Kop van het stuk", "text: Tekst."]),
        ("Minder afhankelijk", ["title: Minder afhankelijk"]),
        ("Tekst.\n\nMinder afhankelijk\n\nMeer.", ["text: Tekst.", "heading: Minder afhankelijk", "text: Meer."]),
        ("Tekst.\n\nRedactie Buitenland", ["text: Tekst.", "text: Redactie Buitenland"]),
        ("Poetin: ‘Wij zijn klaar’\n\nTekst.", ["title: Poetin: ‘Wij zijn klaar’", "text: Tekst."]),
        ("'s Nachts in Kiev\n\nTekst.", ["title: 's Nachts in Kiev", "text: Tekst."]),
        ("Iran 2025\n\nTekst.", ["title: Iran 2025", "text: Tekst."]),
        # Not headings: closed by punctuation, wholly a quotation, a date, an address, no letters, too long.
        ("Wat nu?\n\nTekst.", ["text: Wat nu?", "text: Tekst."]),
        ('"Wij zijn klaar"\n\nTekst.', ['text: "Wij zijn klaar"', "text: Tekst."]),
        ("“Wij zijn klaar.”\n\nTekst.", ["text: “Wij zijn klaar.”", "text: Tekst."]),
        ("vrijdag 13 juni 2025, 14:30\n\nTekst.", ["text: vrijdag 13 juni 2025, 14:30", "text: Tekst."]),
        ("https://nos.nl/artikel\n\nTekst.", ["text: https://nos.nl/artikel", "text: Tekst."]),
        ("* * *\n\nTekst.", ["text: * * *", "text: Tekst."]),
        (f"{SENTENCE}\n\nTekst.", [f"text: {SENTENCE}", "text: Tekst."]),
        # Lists.
        ("- een\n- twee\n  en door", ["list item: een", "list item: twee en door"]),
        ("* een\n\n* twee", ["list item: een", "list item: twee"]),
        ("Nodig:\n• melk\n• brood", ["text: Nodig:", "list item: melk", "list item: brood"]),
        ("Nodig\n1. melk\n2. brood", ["text: Nodig", "list item: melk", "list item: brood"]),
        ("Het land\n- zo zegt hij - is groot.", ["text: Het land - zo zegt hij - is groot."]),
        ("De oorlog eindigde op\n12. Daarna was het stil.", ["text: De oorlog eindigde op 12. Daarna was het stil."]),
        ("-zonder spatie\n-nog een", ["text: -zonder spatie -nog een"]),
        # A file with a paragraph on each line, as word processors save it.
        (
            f"Kop\n{LONG}\nTussenkop\n{LONG}",
            ["title: Kop", f"text: {LONG.strip()}", "heading: Tussenkop", f"text: {LONG.strip()}"],
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert outline(read(text)) == expected


def test_list_items_keep_their_marker_depth_and_line() -> None:
    article = read("Nodig:\n\n- een\n  1. twee\n  2. drie\n- vier\n\nTekst.\n\n  • vijf")
    items = [(each.marker, each.level, each.line) for each in article.paragraphs if each.kind == "list item"]
    assert items == [("-", 1, 3), ("1.", 2, 4), ("2.", 2, 5), ("-", 1, 6), ("•", 1, 10)]


@pytest.mark.parametrize(
    ("text", "date", "first"),
    [
        (" date 2025-06 Het is daarom.", "2025-06", ("text", "Het is daarom.", 1)),
        ("DATUM: 2025-06-17 Het is daarom.", "2025-06-17", ("text", "Het is daarom.", 1)),
        ("date: 2025-06-17\nHet is daarom.", "2025-06-17", ("text", "Het is daarom.", 2)),
        ("\n\ndatum: 12 juni 2025\n\nKop\n\nTekst.", "12 juni 2025", ("title", "Kop", 5)),
        ("Datum: vrijdag 13 juni 2025, 14:30\n\nTekst.", "vrijdag 13 juni 2025, 14:30", ("text", "Tekst.", 3)),
        ("datum: 17-06-2025\n\nTekst.", "17-06-2025", ("text", "Tekst.", 3)),
        ("Kop\n\nDatum: juni 2025\n\nTekst.", "juni 2025", ("title", "Kop", 1)),
        # Not metadata: no label, a sentence about a date, a date that is none, or too far down.
        ("2025-06-17 was een dinsdag.", "", ("text", "2025-06-17 was een dinsdag.", 1)),
        ("Datum 12 juni 2025 was een dag.", "", ("text", "Datum 12 juni 2025 was een dag.", 1)),
        ("date 2025-13 Het is.", "", ("text", "date 2025-13 Het is.", 1)),
        ("date 2025 Het is.", "", ("text", "date 2025 Het is.", 1)),
        ("Update 2025-06 Het is.", "", ("text", "Update 2025-06 Het is.", 1)),
        ("Een.\n\nTwee.\n\ndate 2025-06 Drie.", "", ("text", "Een.", 1)),
    ],
)
def test_a_leading_date_is_metadata(text: str, date: str, first: tuple[str, str, int]) -> None:
    article = read(text)
    assert article.date == date
    assert (article.paragraphs[0].kind, article.paragraphs[0].text, article.paragraphs[0].line) == first


def test_the_title_is_the_articles_too() -> None:
    article = read("Iran en Rusland\n\nTekst.")
    assert article.title == "Iran en Rusland"
    assert article.paragraphs[0].level == 1


def test_dropped_control_characters_are_listed() -> None:
    assert read("woord " * 300 + "\x07.").metadata == (("left out", "1 control character, line 1"),)


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFD", text)))


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("-*•12.) \n\n\t\"'aeé"))))
def test_every_letter_survives_in_order(text: str) -> None:
    try:
        article = read(text)
    except ReadingError:
        assume(False)
        raise
    assume(not article.date)
    assert letters("".join(paragraph.text for paragraph in article.paragraphs)) == letters(text)
    lines = [paragraph.line for paragraph in article.paragraphs]
    assert lines == sorted(lines)
    assert all(paragraph.text and paragraph.text == paragraph.text.strip() for paragraph in article.paragraphs)
