"""TMX of any tool is read by its language codes; what is not sound is refused in one line."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from translate.errors import ReadingError
from translate.library import MemoryUnit
from translate.memory.tmx_reading import check_tmx, read_tmx

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="paragraph" o-tmf="x" adminlang="en" srclang="*all*"'
    ' datatype="xml"/>'
)


def tmx(*units: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n', header: str = HEADER) -> str:
    return f'{head}<tmx version="1.4">\n{header}\n<body>\n' + "\n".join(units) + "\n</body></tmx>\n"


def tu(dutch: str = "Hij zwijgt.", english: str = "He keeps silent.", nl: str = "nl", en: str = "en") -> str:
    return f'<tu><tuv xml:lang="{nl}"><seg>{dutch}</seg></tuv><tuv xml:lang="{en}"><seg>{english}</seg></tuv></tu>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.tmx"


def read(file: Path, text: str | bytes) -> tuple[list[MemoryUnit], Counter[str]]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    left_out: Counter[str] = Counter()
    return list(read_tmx(file, left_out)), left_out


def pairs(file: Path, text: str | bytes) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read(file, text)[0]]


@pytest.mark.parametrize(
    ("nl", "en"),
    [("nl", "en"), ("nl-NL", "en-GB"), ("NL_be", "EN-US"), ("NL", "EN"), ("nld", "eng"), ("nl-Latn-NL", "en-001")],
)
def test_the_codes_say_which_is_which(file: Path, nl: str, en: str) -> None:
    swapped = tu("He keeps silent.", "Hij zwijgt.", nl=en, en=nl)
    expected = ("Hij zwijgt.", "He keeps silent.")
    assert pairs(file, tmx(tu(nl=nl, en=en), swapped, header=HEADER.replace("*all*", "en"))) == [expected, expected]


def test_other_languages_are_left_out_and_counted(file: Path) -> None:
    german = '<tuv xml:lang="de-DE"><seg>Er schweigt.</seg></tuv>'
    three = tu().replace("</tu>", f"{german}</tu>")
    units, left_out = read(file, tmx(three, tu(en="fr"), tu(english=" "), "<tu/>"))
    assert len(units) == 1
    assert left_out == {
        "another language: de-de": 1,
        "another language: fr": 1,
        "a unit without Dutch or without English": 2,
        "a unit whose Dutch or English is empty": 1,
    }


def test_of_several_variants_british_english_and_the_dutch_of_the_netherlands_are_taken(file: Path) -> None:
    text = tmx(
        '<tu><tuv xml:lang="en-US"><seg>color</seg></tuv><tuv xml:lang="nl-BE"><seg>kleur?</seg></tuv>'
        '<tuv xml:lang="en-GB"><seg>colour</seg></tuv><tuv xml:lang="nl-NL"><seg>kleur</seg></tuv></tu>'
    )
    units, left_out = read(file, text)
    assert (units[0].source, units[0].target) == ("kleur", "colour")
    assert left_out == {"another variant of the same language (nl)": 1, "another variant of the same language (en)": 1}


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ('De <bpt i="1">&lt;b&gt;</bpt>grote<ept i="1">&lt;/b&gt;</ept> dag.', "De grote dag."),
        ('<it pos="begin">&lt;i&gt;</it>De dag.', "De dag."),
        ("De <hi>grote <hi>rode</hi></hi> dag.", "De grote rode dag."),
        ("Zie<ph>&lt;br/&gt;</ph>hier.", "Zie hier."),
        ("Zie<ph/>, hier <ph/>ook.", "Zie, hier ook."),
        ("Noot<ph>\\note{<sub>onderaan</sub>}</ph>.", "Noot."),
        ("<ut>{\\b</ut>De dag<ut>}</ut>.", "De dag."),
        ("\n      De dag\n      van vandaag.\n   ", "De dag van vandaag."),
        ("A &amp; B &lt; C &#233; <![CDATA[<d>]]>", "A & B < C é <d>"),
        ("Voor<!-- x -->na", "Voorna"),
    ],
)
def test_inline_tags_go_and_their_text_stays(file: Path, segment: str, text: str) -> None:
    assert pairs(file, tmx(tu(segment))) == [(text, "He keeps silent.")]


def test_inline_tags_are_said(file: Path) -> None:
    _, left_out = read(file, tmx(tu('<bpt i="1"/>A<ept i="1"/> <ph><sub>b</sub></ph>c'), tu("<ph/>a")))
    assert left_out["an inline tag: ph"] == 2 and left_out["an inline tag: bpt"] == 1
    assert left_out["text inside an inline tag: sub"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(file: Path, encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    head = f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    assert pairs(file, tmx(tu("Oekraïne", "Ukraine"), head=head).encode(encoding)) == [("Oekraïne", "Ukraine")]


def test_neither_a_dtd_nor_an_address_is_fetched(file: Path) -> None:
    (file.parent / "tmx14.dtd").write_text('<!ENTITY x "fetched"><!ATTLIST seg y CDATA "fetched">', encoding="utf-8")
    for address in ("tmx14.dtd", "http://127.0.0.1:9/tmx14.dtd", (file.parent / "tmx14.dtd").as_uri()):
        assert pairs(file, tmx(tu(), head=f'<!DOCTYPE tmx SYSTEM "{address}">\n')) == [
            ("Hij zwijgt.", "He keeps silent.")
        ]


@pytest.mark.parametrize(
    ("attributes", "on_variant", "at", "creator"),
    [
        ('creationdate="20220306T093912Z" creationid="Erik"', "", "2022-03-06T09:39:12+00:00", "Erik"),
        ('creationdate="20220306T093912Z" changedate="20230101T000000Z"', "", "2023-01-01T00:00:00+00:00", ""),
        (
            'changedate="20230101T000000Z"',
            'changedate="20240101T000000Z" changeid="An"',
            "2024-01-01T00:00:00+00:00",
            "An",
        ),
        ('creationdate="2022-03-06T09:39:12Z"', "", "2022-03-06T09:39:12+00:00", ""),
        ('creationdate="yesterday"', "", "", ""),
    ],
)
def test_when_and_by_whom(file: Path, attributes: str, on_variant: str, at: str, creator: str) -> None:
    text = tu().replace("<tu>", f"<tu {attributes}>").replace('<tuv xml:lang="en"', f'<tuv {on_variant} xml:lang="en"')
    (unit,) = read(file, tmx(text))[0]
    assert (unit.at, unit.creator, unit.article, unit.segment, unit.id) == (at, creator, None, None, 0)


@pytest.mark.parametrize(
    ("in_unit", "in_dutch"),
    [
        ('<prop type="x-previous-source-text">A &amp; B.</prop><prop type="x-next-source-text">C.</prop>', ""),
        ('<prop type="prev">A &amp; B.</prop><prop type="next">C.</prop>', ""),
        ("", '<prop type="context_prev">A &amp; B.</prop><prop type="context_next">C.</prop>'),
        (
            "",
            '<prop type="x-context-pre">&lt;seg&gt;A &amp;amp; B.&lt;/seg&gt;</prop>'
            '<prop type="x-context-post">&lt;seg&gt;C.&lt;/seg&gt;</prop>',
        ),
    ],
    ids=["XTM and we", "OmegaT", "Phrase", "memoQ"],
)
def test_the_neighbours_that_tools_write(file: Path, in_unit: str, in_dutch: str) -> None:
    text = tu().replace("<tu>", f"<tu>{in_unit}").replace('xml:lang="nl">', f'xml:lang="nl">{in_dutch}')
    (unit,) = read(file, tmx(text))[0]
    assert (unit.previous, unit.following) == ("A & B.", "C.")


def test_an_old_version_with_plain_lang(file: Path) -> None:
    assert pairs(file, tmx(tu()).replace("xml:lang", "lang").replace("1.4", "1.1")) == [
        ("Hij zwijgt.", "He keeps silent.")
    ]


BOMB = (
    '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>\n'
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ", line 1: not sound XML: "),
        ("Hij zwijgt.\tHe keeps silent.\n", ", line 1: not sound XML: "),
        (tmx(tu())[:-20], ", line 5: not sound XML: "),
        (tmx(tu(), tu("A < B")), ", line 6: not sound XML: "),
        (tmx(tu()).replace("</body>", "</boby>"), ", line 6: not sound XML: "),
        ("<xliff version='1.2'><tu/></xliff>", ", line 1: XML, but not TMX (it begins with <xliff>)"),
        ("<html>\n<body></body></html>", ", line 1: XML, but not TMX"),
        (tmx(tu("&c;"), head=BOMB), ", line 1: it declares entities"),
        (
            tmx(tu("&x;"), head='<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
            ", line 1: it declares entities",
        ),
        (
            tmx(tu(), head='<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>\n'),
            ", line 1: it declares",
        ),
        (tmx(tu("&eacute;")), ", line 5: it uses entities that are not allowed: "),
        (tmx(tu("&eacute;"), head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'), ", line 5: it uses the entity &eacute;"),
        (tmx(), ": no unit with Dutch and English; "),
        (tmx(tu(en="de")), ": no unit with Dutch and English: another language: de (1 times), a unit without"),
        (tmx(f"<tu>{'<x>' * 300}{'</x>' * 300}</tu>"), ", line 5: not sound XML: "),
    ],
)
def test_bad_input_is_one_line_with_file_and_line(file: Path, text: str, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadingError) as caught:
        check_tmx(file)
    assert caught.value.line().startswith(f"{file}{message}") and caught.value.mend
    assert "\n" not in caught.value.line()


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.tmx"):
        with pytest.raises(ReadingError, match="cannot be read"):
            check_tmx(path)


READ = """
import resource, sys
from pathlib import Path
from translate.memory.tmx_reading import check_tmx
used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
check_tmx(Path(sys.argv[1]))
before = used()
units, _ = check_tmx(Path(sys.argv[2]))
print(units, used() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss differs")
def test_a_large_file_needs_little_memory(file: Path) -> None:
    small = file.with_name("small.tmx")
    small.write_text(tmx(tu()), encoding="utf-8")
    file.write_text(tmx(*(tu(f"{n} {'x ' * 1000}", f"{n} {'y ' * 1000}") for n in range(8_000))), encoding="utf-8")
    assert file.stat().st_size > 32_000_000
    done = subprocess.run([sys.executable, "-c", READ, small, file], capture_output=True, text=True, check=True)
    units, kilobytes = map(int, done.stdout.split())
    assert units == 8_000 and kilobytes < 8_000
