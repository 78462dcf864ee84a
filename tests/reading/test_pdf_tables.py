"""Tables in PDFs: the cells of a row follow one another, and columns of text stay columns of text."""

from __future__ import annotations

import textwrap

import pytest

from tests.reading.pdf_writer import PdfPage, pdf
from translate.reading.pdf import read_pdf

TEXT = (
    "Het onderzoek naar de herkomst van de onderdelen duurt al maanden en leverde weinig op voor het ministerie. " * 4
)
ITEMS = [f"{number}. Het gebrek aan toezicht op de uitvoer" for number in range(1, 9)]
SHORT = [
    ("Land", "Aantal drones", "Opmerking"),
    ("Nederland", "1.250", "Ja, geleverd in maart"),
    ("Duitsland", "3,5 miljoen", "Nee"),
    ("Frankrijk", "12.000", "Onbekend"),
]
LONG = [
    ("Land", "Wat er is toegezegd", "Stand van zaken"),
    (
        "Nederland",
        "achttien stuks van het type dat het leger zelf gebruikt",
        "in de eerste maand geleverd, meldt de NOS",
    ),
    (
        "Frankrijk",
        "dertig stuks, met de opleiding van de bemanning erbij",
        "nog niet geleverd, want de fabriek is laat",
    ),
]


def texts(page: PdfPage) -> list[str]:
    return [paragraph.text for paragraph in read_pdf.read(pdf(page), "rapport.pdf").paragraphs]


def rule(page: PdfPage, x: float, y: float, width: float, height: float) -> None:
    page.content.append(f"{x} {y} {width} {height} re f")


def table(
    page: PdfPage, rows: list[tuple[str, ...]], top: float, ruled: str, width: float = 144, left: float = 60
) -> float:
    """Set a table, with all rules, those between its cells alone, or none, and return where it ends."""
    heights = [top]
    for row in rows:
        cells = [textwrap.wrap(cell, int(width / 6) - 2) for cell in row]
        for number, cell in enumerate(cells):
            page.lines(left + number * width, heights[-1] - 11, "\n".join(cell))
        heights.append(heights[-1] - 12 * max(map(len, cells)) - 4)
    count = len(rows[0])
    if ruled:
        for height in heights:
            rule(page, left - 5, height, count * width, 0.5)
        for number in range(count + 1) if ruled == "all" else range(1, count):
            rule(page, left - 5 + number * width, heights[-1], 0.5, top - heights[-1])
    return heights[-1]


@pytest.mark.parametrize(
    ("rows", "ruled"), [(SHORT, "all"), (SHORT, "between"), (SHORT, ""), (LONG, "all"), (LONG, "between")]
)
def test_the_cells_of_a_row_follow_one_another_below_a_list(rows: list[tuple[str, ...]], ruled: str) -> None:
    page = PdfPage().lines(60, 700, "\n".join(ITEMS))
    end = table(page, rows, 590, ruled)
    page.lines(60, end - 30, "\n".join(textwrap.wrap(TEXT, 70)))
    assert texts(page)[len(ITEMS) : -1] == [" | ".join(row) for row in rows]


def test_a_hyphen_at_the_end_of_a_line_of_a_cell_goes() -> None:
    page = PdfPage().lines(60, 690, "de dronefa-\nbriek in").text(204, 690, "Tatarstan")
    for height in (704, 670):
        rule(page, 55, height, 288, 0.5)
    for place in (55, 199, 343):
        rule(page, place, 670, 0.5, 34)
    page.lines(60, 640, "\n".join(textwrap.wrap(TEXT, 70)))
    assert texts(page)[0] == "de dronefabriek in | Tatarstan"


def test_lines_that_rules_do_not_part_are_rows_of_their_own() -> None:
    page = PdfPage().lines(60, 689, "Iran\nRusland\nOekraïne").lines(204, 689, "1.200\n6.000\n4.000")
    for height in (700, 660):
        rule(page, 55, height, 288, 0.5)
    for place in (55, 199, 343):
        rule(page, place, 660, 0.5, 40)
    page.lines(60, 640, "\n".join(textwrap.wrap(TEXT, 70)))
    assert texts(page)[:3] == ["Iran | 1.200", "Rusland | 6.000", "Oekraïne | 4.000"]


@pytest.mark.parametrize("lines", [3, 20], ids=["a few lines in the second column", "two full columns"])
def test_text_in_columns_is_read_column_by_column_with_a_ruled_table_in_one(lines: int) -> None:
    left, right = textwrap.wrap(TEXT, 36), textwrap.wrap(TEXT.replace("Het", "Dit"), 36)[:lines]
    page = PdfPage().lines(60, 700, "\n".join(left)).lines(310, 700, "\n".join(right))
    table(page, [("Land", "Drones"), ("Iran", "1.200"), ("Rusland", "6.000")], 690 - 12 * len(left), "all", width=110)
    expected = [" ".join(left), "Land | Drones", "Iran | 1.200", "Rusland | 6.000", " ".join(right)]
    assert texts(page) == expected


def test_a_rule_between_columns_of_text_parts_no_cells() -> None:
    left, right = textwrap.wrap(TEXT, 36), textwrap.wrap(TEXT.replace("Het", "Dit"), 36)
    page = PdfPage().lines(60, 700, "\n".join(left * 2)).lines(310, 700, "\n".join(right * 2))
    rule(page, 295, 300, 0.5, 420)
    for height in (300, 720):
        rule(page, 55, height, 480, 0.5)
    assert texts(page)[0].startswith(" ".join(left))
    assert " | " not in "".join(texts(page))
