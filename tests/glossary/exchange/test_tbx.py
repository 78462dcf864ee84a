from __future__ import annotations

from pathlib import Path

import pytest

from translate.errors import GlossaryError
from translate.glossary.exchange import read_terms, write_terms
from translate.glossary.model import Entry, Glossary

from .tbx_rules import problems

DATA = Path(__file__).with_name("data")


def tbx(concepts: str, head: str = "", root: str = 'tbx style="dca" type="TBX-Basic"') -> str:
    closing = root.split()[0]
    return f"<?xml version='1.0'?>{head}<{root}><text><body>{concepts}</body></text></{closing}>"


def concept(dutch: str, english: str, more: str = "") -> str:
    sections = "".join(
        f'<langSec xml:lang="{language}"><termSec><term>{term}</term></termSec></langSec>'
        for language, term in (("nl", dutch), ("en", english))
    )
    return f'<conceptEntry id="c">{more}{sections}</conceptEntry>'


def read(tmp_path: Path, text: str | bytes) -> list[Entry]:
    path = tmp_path / "terms.tbx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_terms(path).entries)


# --- files as they are in the field ----------------------------------------------------------------------------------


def test_a_version_2_file_with_three_languages_and_a_dtd_elsewhere() -> None:
    imported = read_terms(DATA / "multiterm.tbx")
    missile, nato = imported.entries
    assert imported.format == "TBX v2"
    assert missile == Entry(
        sources=("kruisraket", "kruisvluchtwapen"),  # the preferred term first
        target="cruise missile",
        kind="weapon",
        case="exact",
        note="A guided missile that flies low and at a steady speed.",
        forbidden=("flying bomb",),
    )
    assert nato == Entry(
        sources=("NAVO",),
        target="NATO",
        kind="acronym",
        case="exact",
        expand="North Atlantic Treaty Organization",
    )
    assert "terms in another language (de-DE) (2 times, first at d-101)" in imported.left_out
    assert "d-101: no place for source" in imported.left_out
    assert "d-101: no place for transactions" in imported.left_out
    assert "d-101: no place for partOfSpeech (noun)" in imported.left_out
    assert "d-103: a concept without English" in imported.left_out


def test_a_version_2_file_with_term_groups_and_a_byte_order_mark() -> None:
    repository, redmond = read_terms(DATA / "software.tbx").entries
    assert (repository.sources, repository.target) == (("opslagplaats",), "repository")
    assert repository.note == "A place to keep files."
    assert redmond.case == "exact"  # a proper noun


def test_a_version_3_file_with_categories_of_its_own() -> None:
    imported = read_terms(DATA / "europe.tbx")
    capacity = imported.entries[0]
    assert capacity.sources == ("snelle-inzetcapaciteit", "snel inzetbare capaciteit")
    assert (capacity.target, capacity.variants) == ("rapid deployment capacity", ("RDC",))
    assert "904321: no place for reliabilityCode" in imported.left_out
    assert "904321: no place for subjectField (EU institutions;defence policy)" in imported.left_out
    assert "904321: no place for termType (variant)" in imported.left_out


def test_data_categories_as_tags_with_a_prefix_for_the_core() -> None:
    imported = read_terms(DATA / "prefixed.tbx")
    assert imported.format == "TBX v3, DCT"
    assert imported.entries == (
        Entry(
            sources=("minister-president",),
            target="minister-president",
            kind="title",
            note="Only in Belgium.\nCanadian usage.",
            variants=("regional premier",),
            forbidden=("prime minister",),
        ),
    )
    assert "be-7: no place for grammaticalGender" in imported.left_out


@pytest.mark.parametrize("tag", ["nl", "NL", "nl-BE", "nl_NL", "nld", "dut", "nl-Latn-NL", "Dutch"])
@pytest.mark.parametrize("english", ["en", "eng", "en-IE"])
def test_languages_are_told_by_their_codes_whatever_their_order(tmp_path: Path, tag: str, english: str) -> None:
    dutch = f'<langSec xml:lang="{tag}"><termSec><term>schip</term></termSec></langSec>'
    british = f'<langSec xml:lang="{english}"><termSec><term>ship</term></termSec></langSec>'
    for sections in (dutch + british, british + dutch):
        assert read(tmp_path, tbx(f'<conceptEntry id="c">{sections}</conceptEntry>')) == [Entry(("schip",), "ship")]


def test_british_english_comes_first_and_american_is_a_variant(tmp_path: Path) -> None:
    sections = "".join(
        f'<langSec xml:lang="{tag}"><termSec><term>{term}</term></termSec></langSec>'
        for tag, term in (("en-US", "defense"), ("nl", "verdediging"), ("en-GB", "defence"))
    )
    (entry,) = read(tmp_path, tbx(f'<conceptEntry id="x">{sections}</conceptEntry>'))
    assert (entry.target, entry.variants) == ("defence", ("defense",))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_encodings_that_xml_declares(tmp_path: Path, encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = tbx(concept("Oekraïne", "Ukraine")).replace("version='1.0'", f"version='1.0' encoding='{declared}'")
    assert read(tmp_path, text.encode(encoding)) == [Entry(("Oekraïne",), "Ukraine")]


# --- what is written -------------------------------------------------------------------------------------------------

FULL = Entry(
    sources=("AIVD", "Algemene Inlichtingen- en Veiligheidsdienst"),
    target="AIVD",
    forms=("AIVD'ers",),
    case="free",
    kind="service",
    note="The Dutch civil service.\n\nSince 2002.",
    variants=("Dutch intelligence",),
    forbidden=("secret police",),
    compounds=True,
    expand="General Intelligence and Security Service",
)


@pytest.mark.parametrize(
    ("format", "lines"),
    [
        (
            "tbx",
            [
                '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en">',
                '<descrip type="subjectField">service</descrip>',
                '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
                '<termNote type="termType">fullForm</termNote>',
                "<note>glossary.yaml case: free</note>",
                "<note>glossary.yaml compounds: true</note>",
            ],
        ),
        (
            "tbx-dct",
            [
                'xmlns:min="http://www.tbxinfo.net/ns/min"',
                "<min:subjectField>service</min:subjectField>",
                "<min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>",
                "<basic:termType>shortForm</basic:termType>",
            ],
        ),
    ],
)
def test_standard_categories_where_there_are_and_notes_for_the_rest(
    tmp_path: Path, format: str, lines: list[str]
) -> None:
    path = tmp_path / "terms.tbx"
    write_terms(Glossary((FULL,)), path, format)
    text = path.read_text()
    assert [line for line in lines if line not in text] == []
    assert problems(path.read_bytes()) == []
    assert read_terms(path).entries == (FULL,)


def test_the_rules_that_files_are_checked_by_find_what_is_wrong(tmp_path: Path) -> None:
    write_terms(Glossary((FULL,)), tmp_path / "terms.tbx", "tbx")
    good = (tmp_path / "terms.tbx").read_text()
    for old, new in [
        ("deprecatedTerm-admn-sts", "forbidden"),
        ('type="subjectField"', 'type="kind"'),
        ('style="dca"', 'style="dct"'),
        ('<conceptEntry id="c1">', '<conceptEntry id="1">'),
        ("<note>glossary.yaml case: free</note>", "<case>free</case>"),
        ("<term>AIVD</term>", "<term/>"),
    ]:
        assert old in good
        assert problems(good.replace(old, new).encode()), new


def test_a_file_of_ours_says_all_and_another_only_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    write_terms(Glossary((Entry(("schip",), "ship"),)), path, "tbx")
    assert {"note", "variants", "source"} <= read_terms(path).terms[0].given
    path.write_text(path.read_text().replace("<p>glossary.yaml", "<p>another program"))
    assert read_terms(path).terms[0].given == {"target"}


# --- what is refused -------------------------------------------------------------------------------------------------

BOMB = '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED = [
    (tbx(concept("&i;", "x"), BOMB + "]>"), "declares entities"),
    (tbx(concept("x", "x"), BOMB + "]>", 'tbx style="&i;"'), "entit"),
    (tbx(concept("&a;", "x"), '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "declares entities"),
    (tbx(concept("x", "y"), '<!DOCTYPE tbx [<!ENTITY % a SYSTEM "http://x.test/a.dtd"> %a;]>'), "entit"),
    (tbx(concept("&eacute;", "x")), "entit"),
    (tbx(concept("&eacute;", "x"), '<!DOCTYPE tbx SYSTEM "tbx.dtd">'), "&eacute;"),
    (tbx(concept("x", "y"))[:-9], "not sound XML"),
    (tbx(concept("\0", "y")), "not sound XML"),
    (tbx("<a>" * 300 + "</a>" * 300), "not sound XML"),
    (tbx(concept("x" * 11_000_000, "y")), "not sound XML"),
    ("<?xml version='1.0' encoding='utf-16'?><tbx/>", "not sound XML"),
    ("<?xml version='1.0'?><tmx><body/></tmx>", "XML, but not TBX (it begins with <tmx>)"),
    ("<?xml version='1.0'?><xliff version='2.1'/>", "begins with <xliff>"),
    (tbx(""), "no concepts in it"),
    (tbx(concept("x", "y").replace('"nl"', '"de"')), "no concept with Dutch and English"),
    (tbx(concept("x", "y").replace('"nl"', '"en"')), "a concept without Dutch"),
    (tbx(concept(" ", "y")), "a concept without Dutch"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_is_no_glossary_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(tmp_path, text)
    line = str(caught.value)
    assert said in line and line.startswith(str(tmp_path)) and "; " in line and "\n" not in line
    assert len(line) < 400


def test_a_concept_with_nothing_but_forbidden_english_is_left_out(tmp_path: Path) -> None:
    status = (
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry>'
    )
    bad = concept("schip", "boat").replace("</termSec></langSec></conceptEntry>", status)
    path = tmp_path / "terms.tbx"
    path.write_text(tbx(bad + concept("boot", "boat")))
    imported = read_terms(path)
    assert [entry.id for entry in imported.entries] == ["boot"]
    assert imported.left_out == ("c: a concept without English that may be used",)


def test_notes_of_ours_that_make_no_sense_are_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    more = "<note>glossary.yaml case: loud</note><note>glossary.yaml colour: red</note>"
    path.write_text(tbx(concept("schip", "ship", more)))
    imported = read_terms(path)
    assert imported.entries == (Entry(("schip",), "ship"),)
    assert imported.left_out == (
        "c: a note that is not understood: glossary.yaml case: loud",
        "c: a note that is not understood: glossary.yaml colour: red",
    )
