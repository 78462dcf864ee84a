from __future__ import annotations

import csv
from pathlib import Path

import pytest

from translate.errors import TranslateError
from translate.glossary.exchange import Imported, read_terms, write_terms
from translate.glossary.model import Entry, Glossary


def read(tmp_path: Path, data: str | bytes, columns: str = "") -> Imported:
    path = tmp_path / "terms"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_terms(path, columns)


def found(imported: Imported) -> list[tuple[str, str]]:
    return [(entry.id, entry.target) for entry in imported.entries]


SHIP = [("schip", "ship"), ("Oekraïne", "Ukraine")]
TABLES = [
    # what it is, the file, --columns
    ("DeepL's website", "schip,ship,NL,EN\nOekraïne,Ukraine,NL,EN-GB\n", ""),
    ("DeepL's generator, with a relevance", "schip,ship,nl,en,0.9\nOekraïne,Ukraine,nl,en,0.4\n", ""),
    ("both directions, told by row", "ship,schip,EN-US,NL\nOekraïne,Ukraine,NL,EN\n", ""),
    ("quoted throughout", '"schip","ship","nl","en"\r\n"Oekraïne","Ukraine","nl","en"\r\n', ""),
    ("codes as header", "nl,en\nschip,ship\nOekraïne,Ukraine\n", ""),
    ("English first", "en-GB,nl-BE\nship,schip\nUkraine,Oekraïne\n", ""),
    ("languages as header", "Dutch (Netherlands)\tEnglish (United Kingdom)\nschip\tship\nOekraïne\tUkraine\n", ""),
    ("in Dutch", "Engels;Nederlands\nship;schip\nUkraine;Oekraïne\n", ""),
    ("sides with codes", "Source [nl],Target [en]\nschip,ship\nOekraïne,Ukraine\n", ""),
    (
        "sides with language columns",
        "source,target,source_lang,target_lang\nschip,ship,nl,en\nUkraine,Oekraïne,en,nl\n",
        "",
    ),
    ("DeepL's API, pairs alone", "schip\tship\nOekraïne\tUkraine\n", "nl,en"),
    ("pairs alone, English first", "ship,schip\nUkraine,Oekraïne\n", "en,nl"),
    ("a header that does not say it", "source,target\nschip,ship\nOekraïne,Ukraine\n", "nl,en"),
    ("Excel NL", "nl;en\nschip;ship\nOekraïne;Ukraine\n".encode("cp1252"), ""),
    ("Excel's own line", "sep=;\r\nnl;en\r\nschip;ship\r\nOekraïne;Ukraine\r\n", ""),
    ("Excel's Unicode text", "nl\ten\r\nschip\tship\r\nOekraïne\tUkraine\r\n".encode("utf-16"), ""),
    ("UTF-16, the other way round", b"\xfe\xff" + "nl\ten\nschip\tship\nOekraïne\tUkraine\n".encode("utf-16-be"), ""),
    ("a byte order mark and blank lines", "\ufeffnl,en\n\nschip,ship\n,\nOekraïne,Ukraine\n\n", ""),
    ("old Mac line ends", "nl,en\rschip,ship\rOekraïne,Ukraine\r", ""),
    ("no last line end, blanks around", "nl,en\n schip , ship\nOekrai\u0308ne,Ukraine", ""),
    ("OmegaT, with a heading of ours", "# nl\ten\tcomment\nschip\tship\t\nOekraïne\tUkraine\n# the end\n", ""),
    ("OmegaT, without", "# my terms\nschip\tship\nOekraïne\tUkraine\n", "nl,en"),
    ("columns to pass over", "7,schip,ship\n8,Oekraïne,Ukraine\n", "-,nl,en"),
]


@pytest.mark.parametrize(("data", "columns"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_tables_of_all_sorts(tmp_path: Path, data: str | bytes, columns: str) -> None:
    assert found(read(tmp_path, data, columns)) == SHIP


CELLS = [
    # the file, what is read
    ('nl,en\n"Wijk, Rob de","De Wijk, Rob"\n', [("Wijk, Rob de", "De Wijk, Rob")]),
    ('nl,en\n"het ""Kremlin""","the ""Kremlin"""\n', [('het "Kremlin"', 'the "Kremlin"')]),
    ('nl\ten\n"een\ttab"\t"a\ttab"\n', [("een tab", "a tab")]),
    ('nl\ten\n"zonder eind\twithout end\nschip\tship\n', [('"zonder eind', "without end"), ("schip", "ship")]),
    ('# nl\ten\n"letterlijk"\t"literally"\n', [('"letterlijk"', '"literally"')]),
    ('nl,en\n"Verenigde\nStaten","United\r\nStates"\n', [("Verenigde Staten", "United States")]),
    ("nl;en\nWijk, Rob;Rob Wijk\nschip, groot;ship, big\n", [("Wijk, Rob", "Rob Wijk"), ("schip, groot", "ship, big")]),
    ("nl,en,variants\nschip,ship,vessel; craft\nboot,boat,dinghy; punt\n", [("schip", "ship"), ("boot", "boat")]),
    ("nl,en\n#metoo,#metoo\n=1+1,=1+1\n", [("#metoo", "#metoo"), ("=1+1", "=1+1")]),
    ("nl\ten\n#metoo\t#metoo\n# een\tone\n#\n", [("#metoo", "#metoo")]),
    ("Nederlands,Dutch,NL,EN\nEngels,English,NL,EN\n", [("Nederlands", "Dutch"), ("Engels", "English")]),
    ("nl,en,NL,EN\n", [("nl", "en")]),
    ("<b>,bold,NL,EN\n", [("<b>", "bold")]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), CELLS)
def test_cells_of_all_sorts(tmp_path: Path, data: str, expected: list[tuple[str, str]]) -> None:
    assert found(read(tmp_path, data)) == expected


def test_columns_of_a_glossary_are_read_by_name(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "Engels,Nederlands,kind,case,note,variants,compounds,translate,colour\n"
        'ship,schip,Wapens,exact,,"vessel\ncraft",ja,,grey\n'
        ',Zwijnenburg,person,,Works at PAX,,maybe,nee,\n',
    )  # fmt: skip
    assert imported.entries == (
        Entry(
            ("schip",), "ship", kind="weapon", case="exact", variants=("vessel", "craft"), compounds=True
        ),
        Entry(("Zwijnenburg",), "Zwijnenburg", kind="person", case="exact", note="Works at PAX", translate=False),
    )  # fmt: skip
    assert imported.left_out == ("column 9 (colour) is passed over", "row 4: compounds is 'maybe', not true or false")
    assert "note" in imported.terms[0].given and "case" not in imported.terms[1].given


def test_the_third_column_of_omegat_is_a_comment(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, "schip\tship\tof the navy\n", "nl,en").entries
    assert entry.note == "of the navy"


def test_rows_with_the_same_dutch_are_one_entry(tmp_path: Path) -> None:
    imported = read(tmp_path, "nl,en\nschip,ship\nschip,vessel\nschip,ship\nboot,boat\n")
    assert imported.entries == (Entry(("schip",), "ship", variants=("vessel",)), Entry(("boot",), "boat"))
    assert imported.left_out == (
        "row 3: a second English for the same Dutch, taken as a variant",
        "row 4: a row that says what another says",
    )


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    imported = read(tmp_path, "a,b,de,en\nschip,ship,nl,en\n,x,nl,en\ny,,nl,en\nz,z,nl,de\n")
    assert found(imported) == [("schip", "ship")]
    assert imported.left_out == (
        "a row in other languages (2 times, first at row 1)",
        "row 3: a row without Dutch",
        "row 4: a row without English",
    )


MEND = "say which column is which, for example --columns nl,en"
REFUSED = [
    ("schip\tship\n", "", f"does not say which column is Dutch and which is English; {MEND}"),
    ("source,target\nschip,ship\n", "", "does not say which column"),
    ("schip,ship,en,vessel\n", "", "does not say which column"),
    ("nl,de\nschip,Schiff\n", "", "does not say which column"),
    ("Volgens De Wijk is PAX kritisch.\n", "", "not a table"),
    ("schip ship\n", "nl,en", "not a table"),
    ("", "", "blank"),
    ("\n\n  \n", "", "blank"),
    ("nl,en\n", "", "no terms in it"),
    ("nl,en\nschip,\n", "", "no terms in it (row 2: a row without English)"),
    ('nl,en\nschip,ship\n"boot,boat\ntank,tank\n', "", "line 3: a quote that is never closed"),
    ('nl,en\n"schip"s,ship\n', "", "line 2: a quote in the wrong place"),
    ('nl,en\n"' + "schip,ship\n" * 20_000, "", "line 2: a cell of more than 131,072 characters; close the quote"),
    ("nl\ten\nschip\t" + "s" * 140_000, "", "line 2: a cell of more than 131,072 characters"),
    (b"nl,en\nsch\0ip,ship\n", "", "NUL bytes"),
    ("nl,en\nschip,ship\n".encode("utf-16-le"), "", "UTF-16 without a byte order mark"),
    ("nl,en\nschip,ship\n".encode("utf-32"), "", "UTF-32"),
    ("nl,en\nOekraïne,Ukraine\n".encode("cp437"), "", "encoding"),
    ("nl,en\nяхта,yacht\nбольшой корабль,ship\n".encode("cp1251"), "", "encoding"),
    ("nl,en\nOekraïne,Ukraïne".encode()[:-3], "", "UTF-8"),
    (b"%PDF-1.7 nl,en", "", "a PDF, not a glossary"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "", "an old Excel file, or one with a password"),
    ("{\\rtf1 nl,en}", "", "rich text"),
    ("<!doctype html><table><tr><td>nl", "", "a web page (HTML), not a glossary"),
    ("<html><table><tr><td>nl,en", "", "a web page"),
    ("schip,ship\n", "nl,fr", "unknown column 'fr'; known are nl, en,"),
    ("schip,ship\n", "nl,note", "does not name nl and en once"),
    ("schip,ship\n", "nl,nl,en", "does not name nl and en once"),
]


@pytest.mark.parametrize(("data", "columns", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, data: str | bytes, columns: str, said: str) -> None:
    with pytest.raises(TranslateError) as caught:
        read(tmp_path, data, columns)
    line = str(caught.value)
    assert said in line and "; " in line and "\n" not in line


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TranslateError, match="cannot be read"):
        read_terms(tmp_path)
    with pytest.raises(TranslateError, match="cannot be read"):
        read_terms(tmp_path / "none.csv")
    with pytest.raises(TranslateError, match="no such file"):
        read_terms(tmp_path / "a\0b")


# --- written ---------------------------------------------------------------------------------------------------------

GLOSSARY = Glossary(
    (
        Entry(
            ("Poetin", "Putin"),
            "Putin",
            kind="person",
            case="exact",
            note="President\nof Russia",
            forbidden=("Poetin",),
        ),
        Entry(('het "Kremlin", Moskou',), "the Kremlin, Moscow", variants=("Kremlin",), expand="x", compounds=True),
        Entry(("#metoo",), "#metoo", forms=("metoo's",), translate=False),
        Entry(("-tal",), "a number of"),
    )
)  # fmt: skip
GUARDED = (
    "-tal: nothing, but an apostrophe keeps spreadsheets from taking it for a formula; remove it for other programs"
)
LOST_TO_ALL = [
    "Poetin: case", "Poetin: kind", "Poetin: forbidden",
    'het "Kremlin", Moskou: variants', 'het "Kremlin", Moskou: compounds', 'het "Kremlin", Moskou: expand',
    "#metoo: forms", "#metoo: translate",
]  # fmt: skip


@pytest.mark.parametrize(
    ("format", "text", "lost"),
    [
        (
            "csv",
            "Poetin,Putin,NL,EN\nPutin,Putin,NL,EN\n"
            '"het ""Kremlin"", Moskou","the Kremlin, Moscow",NL,EN\n#metoo,#metoo,NL,EN\n'
            "'-tal,a number of,NL,EN\n",
            ["Poetin: note", GUARDED],
        ),
        (
            "tsv",
            'Poetin\tPutin\nPutin\tPutin\n"het ""Kremlin"", Moskou"\tthe Kremlin, Moscow\n'
            "#metoo\t#metoo\n'-tal\ta number of\n",
            ["Poetin: note", GUARDED],
        ),
        (
            "omegat",
            "# nl\ten\tcomment\nPoetin\tPutin\tPresident of Russia\nPutin\tPutin\tPresident of Russia\n"
            'het "Kremlin", Moskou\tthe Kremlin, Moscow\t\n-tal\ta number of\t\n',
            ["Poetin: line breaks in note", "#metoo: a term that OmegaT would take for a comment"],
        ),
    ],
)
def test_what_is_written_and_what_is_lost(tmp_path: Path, format: str, text: str, lost: list[str]) -> None:
    exported = write_terms(GLOSSARY, tmp_path / "terms", format)
    assert (tmp_path / "terms").read_text() == text
    assert exported.entries == 4
    assert sorted(line.split(":")[0] + ":" + line.split(":")[1] for line in exported.lost) == sorted(LOST_TO_ALL + lost)


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_no_term_comes_out_as_a_live_formula(tmp_path: Path, format: str) -> None:
    live = ['=HYPERLINK("http://x.test","schip")', "+31 bellen", "-tal", "@handle", "'=al beschermd"]
    write_terms(Glossary(tuple(Entry((text,), text) for text in live)), tmp_path / "terms", format)
    with (tmp_path / "terms").open(encoding="utf-8", newline="") as file:
        cells = [row[:2] for row in csv.reader(file, delimiter="," if format == "csv" else "\t")]
    assert cells == [[f"'{text}"] * 2 for text in live]
    read = read_terms(tmp_path / "terms", "" if format == "csv" else "nl,en")
    assert found(read) == [(text, text) for text in live]
