from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from typer.testing import CliRunner

from translate.cli.glossary import app
from translate.errors import GlossaryError
from translate.glossary.matching import Matcher
from translate.glossary.model import KINDS, NAME_KINDS, Entry
from translate.glossary.stopwords import STOPWORDS
from translate.glossary.store import (
    GlossaryInvalid,
    find_glossary,
    init_glossary,
    load_glossary,
    parse_glossary,
)

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "translate" / "glossary" / "starter.yaml"


def one(text: str) -> Entry:
    (entry,) = parse_glossary(text)
    return entry


# --- what is read ----------------------------------------------------------------------------------------------------


def test_every_field_is_read() -> None:
    entry = one(
        """
terms:
  - source: [havenstad, zeehaven]
    target: port city
    forms: [havensteden]
    case: exact
    kind: concept
    note: >
      A city that lives
      from its port.
    variants: [port town]
    forbidden:
      - harbour city
    compounds: true
    expand: city with a port
"""
    )
    assert entry == Entry(
        sources=("havenstad", "zeehaven"),
        target="port city",
        forms=("havensteden",),
        case="exact",
        kind="concept",
        note="A city that lives from its port.",
        variants=("port town",),
        forbidden=("harbour city",),
        compounds=True,
        expand="city with a port",
    )
    assert entry.line == 3


def test_a_list_without_terms_is_a_glossary_too() -> None:
    assert one("- source: bondgenoot\n  target: ally\n") == one("terms:\n  - {source: bondgenoot, target: ally}\n")


@pytest.mark.parametrize(
    ("kind", "case"), [("person", "exact"), ("acronym", "exact"), ("concept", "free"), ("title", "free")]
)
def test_names_are_exact_and_words_free_unless_it_is_said(kind: str, case: str) -> None:
    entry = f"- source: Xi\n  target: Xi\n  kind: {kind}\n"
    assert one(entry).case == case
    assert one(entry + "  case: free\n").case == "free"


@pytest.mark.parametrize("written", ["No", "NO", "yes", "on", "2024", "1e3", "0x1F", "1_000", "12:30:45", "2024-05-01"])
def test_a_text_stays_as_it_was_typed(written: str) -> None:
    assert one(f"- source: {written}\n  target: {written}\n  case: exact\n").sources == (written,)


def test_kept_as_it_is_takes_its_first_source() -> None:
    entry = one("- source: [Zwijnenburg, Swijnenburg]\n  translate: false\n  kind: person\n")
    assert (entry.target, entry.translate) == ("Zwijnenburg", False)


def test_a_field_left_blank_is_a_field_left_out() -> None:
    blank = "- source: drone\n  target: drone\n" + "".join(
        f"  {key}:\n" for key in ("forms", "case", "kind", "note", "variants", "forbidden", "compounds", "expand")
    )
    assert one(blank) == Entry(sources=("drone",), target="drone")


def test_white_space_and_composition_do_not_matter() -> None:
    entry = one('- source: "  Port\u00a0 Soedan "\n  target: Port Sudan\n  variants: [Oekrai\u0308ne]\n')
    assert entry.sources == ("Port Soedan",)
    assert entry.variants == ("Oekra\u00efne",)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes("\ufeffterms:\r\n  - source: Oekraïne\r\n    target: Ukraine\r\n".encode())
    glossary = load_glossary(path)
    assert [entry.target for entry in glossary] == ["Ukraine"]
    assert glossary.path == str(path)


def test_an_acronym_may_look_like_a_stop_word() -> None:
    assert one("- source: OM\n  target: Public Prosecution Service\n  kind: acronym\n").id == "OM"


def test_exact_entries_may_differ_in_case_alone() -> None:
    glossary = parse_glossary(
        "- {source: PAX, target: PAX, case: exact}\n- {source: pax, target: passengers, case: exact}\n"
    )
    assert len(glossary) == 2


# --- what is refused -------------------------------------------------------------------------------------------------

GOOD = "terms:\n  - source: drone\n    target: drone\n"
BROKEN = [
    # the file, the line, what must be said
    (GOOD + "    tagret: uav\n", 4, ['entry "drone"', 'unknown key "tagret"', "did you mean target?"]),
    (GOOD + "    colour: red\n", 4, ['entry "drone"', 'unknown key "colour"', "known are: source, target"]),
    (GOOD + "    target: uav\n", 4, ['entry "drone"', "target stands twice", "line 3", "remove one"]),
    (GOOD + "    [a]: b\n", 4, ['entry "drone"', "a key that is no text"]),
    (GOOD + "    kind: wapen\n", 4, ['unknown kind "wapen"', "did you mean weapon?"]),
    (GOOD + "    case: strict\n", 4, ['unknown case "strict"', "known are: exact, free"]),
    (GOOD + "    compounds: yes\n", 4, ['compounds is "yes"', "write true or false"]),
    (GOOD + "    variants: UAV\n", 4, ["variants is no list", "write variants: [UAV]"]),
    (GOOD + "    variants: {a: b}\n", 4, ["variants is no list"]),
    (GOOD + "    variants: [UAV, '']\n", 4, ["an empty item in variants", "remove it"]),
    (GOOD + "    variants: [UAV, UAV]\n", 4, ['"UAV" stands twice in variants']),
    (GOOD + "    variants: [[UAV]]\n", 4, ["variants holds a list", "write a text"]),
    (GOOD + "    note: [a, b]\n", 4, ["note holds a list", "write a text"]),
    (GOOD + "    forbidden: [drone]\n", 4, ['"drone" is the target, and forbidden']),
    (GOOD + "    variants: [UAV]\n    forbidden: [UAV]\n", 5, ['"UAV" is a variant, and forbidden', "in one place"]),
    (GOOD + "    expand: UAV\n    forbidden: [UAV]\n", 5, ['"UAV" is expand, and forbidden']),
    (GOOD + "    forms: [de]\n", 4, ['"de" is a Dutch stop word']),
    ("- source: drone\n", 1, ['entry "drone"', "empty target", "translate: false"]),
    ("- source: drone\n  target:\n", 2, ['entry "drone"', "empty target"]),
    ("- source: drone\n  target: ~\n", 2, ["empty target"]),
    ("- source: drone\n  target: [a]\n", 2, ["target holds a list"]),
    ("- target: drone\n", 1, ["empty source", "write the Dutch"]),
    ("- source: '  '\n  target: drone\n", 1, ["empty source"]),
    ("- source: []\n  target: drone\n", 1, ["empty source"]),
    ("- source: {a: b}\n  target: drone\n", 1, ["source holds a list or a mapping"]),
    ("- source: het\n  target: the\n", 1, ['"het" is a Dutch stop word', "whole term"]),
    ("- source: Een\n  target: One\n  kind: person\n", 1, ['"Een" is a Dutch stop word']),
    ("- source: '--'\n  target: dash\n", 1, ["has no letter or digit"]),
    ("- source: De Wijk\n  target: ⦃ De Wijk ⦄\n", 2, ['entry "De Wijk"', "a term mark", "other brackets"]),
    ('- source: "De\\nWijk"\n  target: x\n', 1, ["a line break in source", "on one line"]),
    ('- source: De Wijk\n  target: "De\\tWijk"\n', 2, ["an invisible character (U+0009) in target"]),
    ("- source: De\u200bWijk\n  target: x\n", 1, ["an invisible character (U+200B) in source"]),
    ('- source: De Wijk\n  target: x\n  note: "\\e[31m"\n', 3, ["an invisible character (U+001B) in note"]),
    ("- source: " + "woord " * 13 + "\n  target: x\n", 1, ["source is too long", "within 12 words"]),
    ("- source: woord\n  target: " + "x" * 1025 + "\n", 2, ["target is too long", "1024 bytes"]),
    ("- source: PAX\n  target: Peace\n  translate: false\n", 2, ["translate is false", '"Peace"', "leave target out"]),
    ("- drone\n", 1, ['entry "drone"', "an entry without keys"]),
    ("- [drone]\n", 1, ["an entry without keys"]),
    ("- source: &x drone\n  target: *x\n", 1, ["an anchor (&x)", "an alias (*x)", "write the value out"]),
    ("- source: !!python/name:os.system drone\n  target: x\n", 1, ["a tag (", "remove it"]),
    ("source: drone\ntarget: drone\n", 1, ["an entry outside a list", 'write "- "']),
    ("term: []\n", 1, ['unknown key "term"', "did you mean terms?"]),
    ("terms: drone\n", 1, ["not a list of terms", "- source:"]),
    ("drone\n", 1, ["not a list of terms"]),
    ("", 1, ["no terms", "translate glossary init"]),
    ("# nothing yet\n", 1, ["no terms"]),
    ("terms:\n", 1, ["no terms"]),
    ("terms: []\n", 1, ["no terms"]),
    (GOOD + "---\n" + GOOD, 4, ["a second document", "one list"]),
    ("terms:\n\t- source: drone\n", 2, ["not YAML", "spaces instead of tabs"]),
    ("- source: drone\n  target: drone\n  note: PAX: peace\n", 3, ["not YAML", "between quotes"]),
    ("- source: drone\n  target: @drone\n", 2, ["not YAML", "special character", "between quotes"]),
    ("- source: drone\n  target drone\n  kind: concept\n", 2, ["not YAML", "a colon and a space"]),
    ("- source: 'drone\n  target: drone\n", 1, ["not YAML", "close the quotes"]),
    ("- source: [drone\n  target: drone\n", 2, ["not YAML"]),
    ("- source: dro\x00ne\n", 1, ["a control character (U+0000)", "remove it"]),
    ("[" * 500 + "]" * 500, 1, ["lists within lists"]),
    ("{" * 500, 1, ["lists within lists"]),
    (GOOD + "  - source: Drone\n    target: drone\n", 4, ['entry "Drone"', "is on line 2 already", "remove one"]),
    (GOOD + "  - source: UAV\n    target: UAV\n    forms: [drone]\n", 4, ['"drone" is on line 2 already']),
    (GOOD + "  - source: drone\n    target: bee\n", 4, ['asks for "drone" and not "bee"', "keep the one"]),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN, ids=[f"{i}: {b[2][0]}" for i, b in enumerate(BROKEN)])
def test_a_broken_file_is_refused_with_place_and_remedy(text: str, line: int, said: list[str], tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(GlossaryInvalid) as caught:
        load_glossary(path)
    problems = "\n".join(caught.value.problems)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert all(part in problems for part in said), problems
    assert all("; " in problem and "\n" not in problem for problem in caught.value.problems)


def test_all_problems_are_reported_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(GlossaryInvalid) as caught:
        parse_glossary("- source: PAX\n  knd: x\n- source: drone\n  target: drone\n- target: x\n", "my.yaml")
    assert caught.value.problems == [
        'my.yaml:1: entry "PAX": empty target; write the English after target:, or translate: false to keep the Dutch',
        'my.yaml:2: entry "PAX": unknown key "knd"; did you mean kind?',
        "my.yaml:5: empty source; write the Dutch after source:",
    ]
    assert str(caught.value) == caught.value.problems[0] + " (and 2 more)"


def test_a_text_that_is_no_file_is_told_by_line() -> None:
    with pytest.raises(GlossaryError, match=r"^line 1: entry \"drone\": empty target"):
        parse_glossary("- source: drone\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"terms:\n  - source: Oekra\xefne\n", ":2: not UTF-8; save the file as UTF-8"),
        ("terms:\n".encode("utf-16"), ":1: not UTF-8; save the file as UTF-8"),
    ],
)
def test_another_encoding_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes(data)
    with pytest.raises(GlossaryError) as caught:
        load_glossary(path)
    assert str(caught.value) == f"{path}{said}"


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no such glossary; make one with: translate glossary init"):
        load_glossary(tmp_path / "none.yaml")
    with pytest.raises(GlossaryError, match="cannot read the glossary"):
        load_glossary(tmp_path)


# --- properties ------------------------------------------------------------------------------------------------------

words = st.from_regex(r"[A-Za-zéïëüŁж0-9][A-Za-zéïëü0-9'’/&.:#,\-]{0,11}", fullmatch=True)
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)
dutch = texts.filter(lambda text: text.lower() not in STOPWORDS)
many = st.lists(texts, max_size=3, unique=True).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    sources = draw(st.lists(dutch, min_size=1, max_size=3, unique_by=str.casefold))
    translate = draw(st.booleans())
    target = draw(texts) if translate else sources[0]
    variants, expand = draw(many), draw(st.just("") | texts)
    accepted = {target, expand, *variants}
    return Entry(
        sources=tuple(sources),
        target=target,
        forms=draw(st.lists(dutch, max_size=2, unique=True).map(tuple)),
        case=draw(st.sampled_from(["exact", "free"])),
        kind=draw(st.sampled_from(KINDS)),  # type: ignore[arg-type]
        note=draw(st.just("") | texts),
        variants=variants,
        forbidden=tuple(text for text in draw(many) if text not in accepted),
        compounds=draw(st.booleans()),
        translate=translate,
        expand=expand,
    )


def as_yaml(entry: Entry) -> dict[str, object]:
    """Write an entry as a person would: without what goes without saying."""
    written: dict[str, object] = {"source": entry.sources[0] if len(entry.sources) == 1 else list(entry.sources)}
    if entry.translate:
        written["target"] = entry.target
    else:
        written["translate"] = False
    if entry.case != ("exact" if entry.kind in NAME_KINDS else "free"):
        written["case"] = entry.case
    for key in ("kind", "note", "expand"):
        if getattr(entry, key):
            written[key] = getattr(entry, key)
    for key in ("forms", "variants", "forbidden"):
        if getattr(entry, key):
            written[key] = list(getattr(entry, key))
    if entry.compounds:
        written["compounds"] = True
    return written


def forms_of(entry: Entry) -> set[str]:
    return {text.casefold() for text in (*entry.sources, *entry.forms)}


@given(st.lists(entries(), min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_read_back(written: list[Entry], flow: bool) -> None:
    distinct: list[Entry] = []
    for entry in written:
        if not any(forms_of(entry) & forms_of(other) for other in distinct):
            distinct.append(entry)
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.allow_unicode = True
    stream = StringIO()
    yaml.dump({"terms": [as_yaml(entry) for entry in distinct]}, stream)
    assert parse_glossary(stream.getvalue()).entries == tuple(distinct)


YAML_PIECES = """source target terms drone true ~ : [ ] { } ' " &a *a ! # | > --- % ? << , - \\u"""
pieces = st.sampled_from(
    [*YAML_PIECES.split(), ": ", ":\n", "\n", "\n  ", "- ", " ", "\t", "\x85", "\ufeff", "translate: false"]
)


@given(st.text() | st.lists(pieces, max_size=30).map("".join))
def test_random_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        assert len(parse_glossary(text)) > 0
    except GlossaryError as error:
        assert str(error).startswith("line ")


@given(st.binary(max_size=60))
def test_random_bytes_are_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "random.yaml"
    path.write_bytes(data)
    try:
        assert len(load_glossary(path)) > 0
    except GlossaryError as error:
        assert str(error).startswith(str(path))


def test_many_entries_that_are_all_wrong_are_all_reported() -> None:
    with pytest.raises(GlossaryInvalid) as caught:
        parse_glossary("- source: x1\n" * 2000)
    assert len(caught.value.problems) == 2000


# --- found and begun -------------------------------------------------------------------------------------------------


def test_the_nearest_glossary_upwards_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "june"
    folder.mkdir(parents=True)
    assert find_glossary(folder) is None
    (tmp_path / "glossary.yaml").write_text(GOOD)
    assert find_glossary(folder) == (tmp_path / "glossary.yaml").resolve()
    (folder / "glossary.yaml").write_text(GOOD)
    assert find_glossary(folder / "article.txt") == (folder / "glossary.yaml").resolve()
    (folder.parent / "glossary.yaml").mkdir()
    assert find_glossary(folder.parent) == (tmp_path / "glossary.yaml").resolve()


def test_a_starter_is_written_but_never_over_a_glossary(tmp_path: Path) -> None:
    path = init_glossary(tmp_path)
    assert path == tmp_path / "glossary.yaml"
    assert path.read_bytes() == STARTER.read_bytes()
    path.write_text(GOOD)
    with pytest.raises(GlossaryError, match="there is a glossary already; use --force"):
        init_glossary(tmp_path)
    assert path.read_text() == GOOD
    init_glossary(tmp_path, force=True)
    assert path.read_bytes() == STARTER.read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["glossary.yaml", "glossary.yaml.bak"]


def test_a_starter_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no such folder"):
        init_glossary(tmp_path / "none")


def test_the_command_writes_into_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = typer.Typer()
    command.add_typer(app, name="glossary")
    first = CliRunner().invoke(command, ["glossary", "init"])
    assert first.exit_code == 0
    assert first.output.startswith(f"Wrote glossary.yaml with {len(load_glossary(STARTER))} terms")
    again = CliRunner().invoke(command, ["glossary", "init"])
    assert isinstance(again.exception, GlossaryError)
    assert CliRunner().invoke(command, ["glossary", "init", "--force"]).exit_code == 0


# --- the starter -----------------------------------------------------------------------------------------------------


def test_the_project_keeps_the_glossary_it_ships() -> None:
    assert (ROOT / "glossary.yaml").read_bytes() == STARTER.read_bytes()


def test_the_starter_is_a_good_glossary() -> None:
    glossary = load_glossary(STARTER)
    assert len(glossary) >= 110
    assert {"person", "organisation", "place", "weapon", "service", "acronym", "concept", "title"} <= {
        entry.kind for entry in glossary
    }


def test_the_starter_can_be_edited_without_losing_its_looks() -> None:
    text = STARTER.read_text(encoding="utf-8")
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    stream = StringIO()
    yaml.dump(yaml.load(text), stream)
    assert stream.getvalue() == text


def test_the_starter_covers_the_names_and_terms_of_the_seed_article() -> None:
    article = (ROOT / "seeds" / "iran-rusland-drones.txt").read_text(encoding="utf-8")
    matcher = Matcher(load_glossary(STARTER))
    found = {match.span.of(line): match.entry.target for line in article.splitlines() for match in matcher.find(line)}
    expected = {
        "De Wijk": "De Wijk",
        "Peter Wijninga": "Peter Wijninga",
        "Wijninga": "Wijninga",
        "Wim Zwijnenburg": "Wim Zwijnenburg",
        "Zwijnenburg": "Zwijnenburg",
        "PAX": "PAX",
        "HCSS": "HCSS",
        "Haags Centrum voor Strategische Studies": "Hague Centre for Strategic Studies",
        "Humanitaire Ontwapening": "Humanitarian Disarmament",
        "Geran 2": "Geran 2",
        "Geran 3": "Geran 3",
        "Avash-drone": "Avash drone",
        "Poetin": "Putin",
        "Xi": "Xi",
        "Trump": "Trump",
        "Port Soedan": "Port Sudan",
        "Soedan": "Sudan",
        "Oekraïne": "Ukraine",
        "Oekraïense": "Ukrainian",
        "Israëlische": "Israeli",
        "Chinese": "Chinese",
        "Noord-Korea": "North Korea",
        "Amerika": "America",
        "Midden-Oosten": "Middle East",
        "Westen": "West",
        "westerse": "Western",
        "inval van Oekraïne": "invasion of Ukraine",
        "gelegenheidspartnerschap": "partnership of convenience",
        "doorvoerland": "transit country",
        "wapenleverancier": "arms supplier",
        "bondgenoten": "ally",
        "bondgenootschap": "alliance",
        "defensie-expert": "defence expert",
        "defensie- en wapenexperts": "defence and weapons expert",
        "gewapend conflict": "armed conflict",
        "gewapende groepen": "armed group",
        "vredesorganisatie": "peace organisation",
        "olie-installaties": "oil installation",
        "elektriciteitscentrales": "power station",
        "havenstad": "port city",
        "leveranties": "delivery",
        "hoogleraar": "professor",
        "projectleider": "project leader",
        "escalatie": "escalation",
    }
    assert expected.items() <= found.items()
