from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.edit_file import change_file
from translate.glossary.edit_render import entry_json, fields_of
from translate.glossary.edit_search import find_entry, search_entries
from translate.glossary.editing import add_entry, edit_entry, entry_text, new_entry, read_list, remove_entry
from translate.glossary.model import KINDS, Entry
from translate.glossary.nodes import GlossaryInvalid
from translate.glossary.store import load_glossary, parse_glossary

from .awkward import Written, files

ROOT = Path(__file__).parents[2]
MINE = """\
# My glossary. Keep it in order!
terms:

  # --- people
  - source: De Wijk
    target: De Wijk   # with a capital
    kind: person
    # ask him: one word?
    forbidden: [The Wijk, The District]

  # Russia's president
  - source: [Poetin, "Putin"]
    target: 'Putin'
    kind: person

  # --- weapons
  - source: Geran 2
    target: Geran 2
    kind: weapon
    variants:
      - Geran-2  # with a hyphen
      # the maker's own
      - Geran-II

  - {source: fregat, target: frigate, kind: weapon}
# the end
"""
VLOOT = Entry(("vloot",), "fleet", kind="concept")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text(MINE, encoding="utf-8")
    return path


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items the two have in common at the beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def changed(path: Path) -> str:
    """What differs from MINE: lines with - and +, blank ones left out."""
    old, new = ([line for line in text.splitlines() if line] for text in (MINE, path.read_text(encoding="utf-8")))
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    return "\n".join([*("-" + line for line in gone), *("+" + line for line in come)])


# --- adding ----------------------------------------------------------------------------------------------------------


def test_a_new_entry_stands_behind_the_last_of_its_kind_and_looks_like_it(mine: Path) -> None:
    entry = add_entry(mine, Entry(("Xi",), "Xi", kind="person", case="exact", note="Xi: a family name"))
    assert entry.line == 16
    assert changed(mine) == ('+  - source: Xi\n+    target: Xi\n+    kind: person\n+    note: "Xi: a family name"')
    assert load_glossary(mine).entries[2] == entry


def test_behind_an_entry_in_braces_it_gets_braces(mine: Path) -> None:
    add_entry(mine, Entry(("F-16",), "F-16", kind="weapon", case="exact", translate=False, variants=("F16", "a, b")))
    assert changed(mine) == '+  - {source: F-16, translate: false, kind: weapon, variants: [F16, "a, b"]}'


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({}, 27),  # no concepts yet: at the end, before the last comment
        ({"after": "de wijk"}, 11),
        ({"after": "PUTIN"}, 16),
        ({"group": "person"}, 16),
        ({"group": "place"}, 27),
    ],
)
def test_where_a_new_entry_comes(mine: Path, options: dict[str, str], line: int) -> None:
    assert add_entry(mine, VLOOT, **options).line == line
    assert set(MINE.splitlines()) <= set(mine.read_text(encoding="utf-8").splitlines())


def test_lists_get_a_line_an_item_where_the_neighbours_have_that(mine: Path) -> None:
    add_entry(mine, replace(VLOOT, variants=("navy", "- x")), after="Geran 2")
    assert changed(mine).splitlines()[-3:] == ["+    variants:", "+      - navy", '+      - "- x"']


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", "terms:\n  - source: vloot\n    target: fleet\n    kind: concept\n"),
        ("# mine", "# mine\nterms:\n  - source: vloot\n    target: fleet\n    kind: concept\n"),
        ("---\n", "---\nterms:\n  - source: vloot\n    target: fleet\n    kind: concept\n"),
        ("[]\n", "terms:\n  - source: vloot\n    target: fleet\n    kind: concept\n"),
        ("terms: []  # none\r\n", "terms:  # none\r\n  - source: vloot\r\n    target: fleet\r\n    kind: concept\r\n"),
        ("terms:", "terms:\n  - source: vloot\n    target: fleet\n    kind: concept"),
        ("terms: ~\n# end\n", "terms:\n  - source: vloot\n    target: fleet\n    kind: concept\n# end\n"),
    ],
)
def test_the_first_entry_of_a_file(tmp_path: Path, text: str, result: str) -> None:
    path = tmp_path / "g.yaml"
    path.write_bytes(text.encode())
    add_entry(path, VLOOT)
    assert path.read_bytes().decode() == result


BLOCK, BRACES = "source: vloot\n  target: fleet\n  kind: concept", "{source: vloot, target: fleet, kind: concept}"
SHAPES = [
    # the file, and what an entry more puts in the place of the §
    ("- source: a1\n  target: b§\n", f"\n\n- {BLOCK}"),
    ("- source: a1\n  target: b§", f"\n\n- {BLOCK}"),
    ("- source: a1\n  target: b§\n- source: c\n  target: d\n", f"\n- {BLOCK}"),
    ("- source: a1\n  target: b§\n\n\n- source: c\n  target: d", f"\n\n\n- {BLOCK}"),
    (
        "-   source: 'a1'\n    target: 'b'§\n",
        "\n\n-   source: 'vloot'\n    target: 'fleet'\n    kind: 'concept'",
    ),
    ("- source: a1\n  target: b\n  # kind: place§\n\n# end\n...\n", f"\n\n- {BLOCK}"),
    ("- source: a1\n  target: b§\n\n# kind: place\n", f"\n\n- {BLOCK}"),
    ("- {source: a1, target: b}§\r\n", f"\r\n- {BRACES}"),
    ("- {source: a1, target: b, kind: }§\n", f"\n- {BRACES}"),
    ("- { source: a1, target: b }§\n", f"\n- {BRACES.replace('{', '{ ').replace('}', ' }')}"),
    ("terms: [{source: a1, target: b}§]", f", {BRACES}"),
    ("terms: [\n  {source: a1, target: b},  # first§\n]\n", f"\n  {BRACES},"),
    ('[\n  {"source": "a1", "target": "b"}§\n]\n', ',\n  {"source": "vloot", "target": "fleet", "kind": "concept"}'),
]


@pytest.mark.parametrize(("text", "more"), SHAPES)
def test_an_entry_more_and_the_same_entry_less(tmp_path: Path, text: str, more: str) -> None:
    path = tmp_path / "g.yaml"
    path.write_bytes(text.replace("§", "").encode())
    add_entry(path, VLOOT, after="a1")
    assert path.read_bytes().decode() == text.replace("§", more)
    remove_entry(path, "vloot")
    assert path.read_bytes().decode() == text.replace("§", "")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            Entry(("De Wijk",), "x"),
            ":5: \"De Wijk\" is there already; change it with: translate glossary edit 'De Wijk'",
        ),
        (Entry(("Putin",), "x"), ':12: "Putin" is there already, in the entry "Poetin"; change it with: translate'),
        (Entry(("schip",), "x", forms=("fregat",)), ':25: "fregat" is there already; change it with'),
        (
            Entry(("Géran-2",), "x", case="exact"),
            ':17: "Géran-2" is the same as "Geran 2" when terms are looked for; change it with: translate',
        ),
        (Entry(("het",), "the"), 'entry "het": "het" is a Dutch stop word; write the whole term it belongs to'),
        (Entry(("schip",), ""), 'entry "schip": empty target; write the English'),
        (Entry(("schip",), "ship", kind="boat"), 'entry "schip": unknown kind "boat"; known are: person'),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_added_is_refused_in_a_line(mine: Path, entry: Entry, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        add_entry(mine, entry)
    assert said in str(caught.value)
    assert mine.read_text(encoding="utf-8") == MINE


# --- editing ---------------------------------------------------------------------------------------------------------

FREGAT = "  - {source: fregat, target: frigate, kind: weapon}"
WIJK = "-    forbidden: [The Wijk, The District]"
EDITS = [
    # the entry, the change, and what is different in the file
    (
        "De Wijk",
        {"set": {"target": "Rob"}},
        "-    target: De Wijk   # with a capital\n+    target: Rob   # with a capital",
    ),
    (
        "de wijk",
        {"add": {"forbidden": ["The: Area", "The District"]}},
        WIJK + '\n+    forbidden: [The Wijk, The District, "The: Area"]',
    ),
    ("De Wijk", {"drop": {"forbidden": ["The Wijk"]}}, WIJK + "\n+    forbidden: [The District]"),
    ("De Wijk", {"drop": {"forbidden": ["The Wijk", "The District"]}}, WIJK),
    ("De Wijk", {"unset": ["forbidden"]}, WIJK),
    ("De Wijk", {"set": {"note": "A # sign"}}, '+    note: "A # sign"'),
    (
        "De Wijk",
        {"set": {"translate": False}},
        "-    target: De Wijk   # with a capital\n+    translate: false",
    ),
    ("De Wijk", {"unset": ["kind"], "set": {"case": "exact"}}, "-    kind: person\n+    case: exact"),
    ("Putin", {"set": {"target": "Vladimir Putin"}}, "-    target: 'Putin'\n+    target: 'Vladimir Putin'"),
    ("Putin", {"drop": {"source": ["Poetin"]}}, '-  - source: [Poetin, "Putin"]\n+  - source: ["Putin"]'),
    (
        "Putin",
        {"set": {"source": ("Poetin", "Vladimir Poetin", "Putin")}},
        '-  - source: [Poetin, "Putin"]\n+  - source: [Poetin, Vladimir Poetin, Putin]',
    ),
    ("Geran 2", {"drop": {"variants": ["Geran-2"]}}, "-      - Geran-2  # with a hyphen"),
    ("Geran-2", {"add": {"variants": ["Geran: 2"]}}, '+      - "Geran: 2"'),
    ("Geran 2", {"add": {"source": ["Shahed"]}}, "-  - source: Geran 2\n+  - source: [Geran 2, Shahed]"),
    ("Geran 2", {"set": {"compounds": True}}, "+    compounds: true"),
    ("Geran 2", {"add": {"forms": ["Gerans"]}}, "+    forms:\n+      - Gerans"),
    ("fregat", {"set": {"note": "a, b"}}, f'-{FREGAT}\n+{FREGAT[:-1]}, note: "a, b"}}'),
    ("fregat", {"unset": ["kind"]}, f"-{FREGAT}\n+  - {{source: fregat, target: frigate}}"),
    ("fregat", {"set": {"target": "frigate"}}, ""),
]


@pytest.mark.parametrize(("name", "change", "difference"), EDITS)
def test_an_edit_changes_the_lines_of_its_fields_and_no_others(
    mine: Path, name: str, change: dict[str, object], difference: str
) -> None:
    before = find_entry(load_glossary(mine), name)
    entry, _ = edit_entry(mine, name, **change)  # type: ignore[arg-type]
    assert changed(mine) == difference
    assert entry.line == before.line
    assert [e for e in load_glossary(mine) if e.line == before.line] == [entry]


def test_an_edit_tells_which_fields_changed(mine: Path) -> None:
    assert edit_entry(mine, "PUTIN", set={"target": "Putin", "kind": "title", "note": "x"})[1] == ("kind", "note")
    assert edit_entry(mine, "putin", set={"kind": "title"})[1] == ()
    assert edit_entry(mine, "Poetin", set={"translate": False}, unset=["note"])[1] == ("target", "note", "translate")
    assert edit_entry(mine, "Poetin", set={"target": "Putin"})[1] == ("translate", "target")


def test_the_first_field_of_an_entry_may_go(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(
        "- kind: place  # which?\n  source: Kyiv\n  target: Kyiv\n"
        "- note: x\n  # of old\n  source: Kiev\n  target: Kyiv\n"
    )
    edit_entry(path, "Kyiv", unset=["kind"])
    edit_entry(path, "Kiev", unset=["note"])
    assert path.read_text() == "- source: Kyiv\n  target: Kyiv\n- \n  # of old\n  source: Kiev\n  target: Kyiv\n"


def test_a_text_over_several_lines_becomes_one_line(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("- source: Kyiv\n  note: >\n    A city\n    with # signs\n\n  # here\n  target: Kyiv\n")
    edit_entry(path, "Kyiv", set={"note": "A capital"})
    assert path.read_text() == "- source: Kyiv\n  note: A capital\n\n  # here\n  target: Kyiv\n"


def test_a_field_left_blank_is_filled_in_or_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("- source: Kyiv\n  kind:   # which?\n  note:\n  target: Kyiv\n")
    edit_entry(path, "Kyiv", set={"kind": "place"}, unset=["note"])
    assert path.read_text() == "- source: Kyiv\n  kind: place   # which?\n  target: Kyiv\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"set": {"nte": "x"}}, 'entry "Geran 2": unknown key "nte"; did you mean note?'),
        ({"set": {"kind": "wapen"}}, 'unknown kind "wapen"; did you mean weapon?'),
        ({"set": {"compounds": "yes"}}, 'compounds is "yes"; write true or false'),
        ({"set": {"note": " "}}, "note is empty; take it out with unset"),
        ({"unset": ["note"]}, 'entry "Geran 2" has no note; it has: source, target, kind, variants'),
        ({"unset": ["target"]}, "empty target"),
        ({"add": {"note": ["x"]}}, "note is no list; lists are: forbidden, forms, source, variants"),
        ({"drop": {"variants": ["x"]}}, 'variants of entry "Geran 2" has no "x"; it has: Geran-2, Geran-II'),
        ({"drop": {"forms": ["x"]}}, 'forms of entry "Geran 2" has no "x"; it has no forms'),
        ({"drop": {"source": ["Geran 2"]}}, "empty source"),
        ({"add": {"source": ["Poetin"]}}, ':12: "Poetin" is there already; change it with'),
        ({"add": {"forbidden": ["Geran-2"]}}, '"Geran-2" is a variant, and forbidden; keep it in one place'),
    ],
)
def test_an_edit_that_cannot_be_is_refused_in_a_line(mine: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        edit_entry(mine, "Geran 2", **change)  # type: ignore[arg-type]
    assert said in str(caught.value)
    assert mine.read_text(encoding="utf-8") == MINE


def test_dutch_that_differs_in_capitals_is_another_entry_where_one_minds_case(mine: Path) -> None:
    add_entry(mine, Entry(("FREGAT",), "x", case="exact"))
    with pytest.raises(GlossaryError, match=r':27: "FREGAT" is there already; change it with'):
        add_entry(mine, Entry(("schip",), "x", forms=("FREGAT",)))


def test_two_entries_that_are_the_same_already_may_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(
        "- {source: Geran 2, target: a}\n- {source: Geran-2, target: b}\n"
        "- {source: PAX, target: c, case: exact}\n- {source: pax, target: d}\n"
    )
    edit_entry(path, "Geran-2", set={"target": "a"})
    with pytest.raises(GlossaryError, match=r':4: "PAX" is there already; change it with: translate glossary edit pax'):
        edit_entry(path, "PAX", set={"case": "free"})


# --- removing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("De Wijk", [5, 6, 7, 8, 9, 10]),
        ("Poetin", [12, 13, 14, 15]),
        ("Geran 2", [17, 18, 19, 20, 21, 22, 23]),
        ("fregat", [25]),
    ],
)
def test_a_removed_entry_leaves_the_comments_around_it(mine: Path, name: str, lines: list[int]) -> None:
    removed = remove_entry(mine, name)
    assert removed.id == name
    left = mine.read_text(encoding="utf-8").splitlines()
    kept = [line for number, line in enumerate(MINE.splitlines(), 1) if number not in lines]
    assert [line for line in left if line] == [line for line in kept if line]
    assert "\n\n\n" not in "\n".join(left)


def test_the_only_entry_stays(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("- {source: Kyiv, target: Kyiv}\n")
    with pytest.raises(GlossaryError, match=r":1: the only entry, and a glossary needs one; change it"):
        remove_entry(path, "Kyiv")


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_file_with_an_anchor_is_refused_as_it_is_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("- source: &x Kyiv\n  target: *x\n")
    for change in (lambda: add_entry(path, VLOOT), lambda: remove_entry(path, "Kyiv")):
        with pytest.raises(GlossaryInvalid, match=r":1: an anchor \(&x\); remove it"):
            change()
    assert path.read_text() == "- source: &x Kyiv\n  target: *x\n"


def test_unusual_yaml_is_left_to_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    text = (
        "? terms\n: - ? source\n    : Kyiv\n    ? target\n    : Kyiv\n    ? kind\n  - source: Rome\n    target: Rome\n"
    )
    path.write_text(text)
    with pytest.raises(GlossaryError, match="written in a way that cannot be changed from here; use your editor"):
        remove_entry(path, "Kyiv")
    assert path.read_text() == text
    edit_entry(path, "Kyiv", set={"target": "Kiev"})
    assert path.read_text() == text.replace("target\n    : Kyiv", "target\n    : Kiev")


def test_a_text_that_does_not_hold_what_it_should_is_not_written(mine: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be changed from here; use your editor"):
        change_file(mine, lambda glossary, text: (text + "\n  - {source: x1, target: y}\n", list(glossary)))
    assert mine.read_text(encoding="utf-8") == MINE


def test_what_another_program_writes_meanwhile_is_not_lost(mine: Path) -> None:
    def change(glossary: object, text: str) -> tuple[str, list[Entry]]:
        mine.write_text("- {source: Rome, target: Rome}\n")  # as an editor would, without asking
        return "- {source: Kyiv, target: Kyiv}\n", [Entry(("Kyiv",), "Kyiv")]

    with pytest.raises(GlossaryError, match="another program changed it just now; try it again"):
        change_file(mine, change)
    assert mine.read_text() == "- {source: Rome, target: Rome}\n"
    assert [file.name for file in mine.parent.iterdir()] == ["glossary.yaml"]


def test_links_and_permissions_stay(mine: Path, tmp_path: Path) -> None:
    mine.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(mine)
    add_entry(link, VLOOT)
    assert link.is_symlink()
    assert mine.stat().st_mode & 0o777 == 0o640
    assert len(load_glossary(mine)) == 5


ADD_TEN = """
import sys
from pathlib import Path
from translate.glossary.editing import add_entry
from translate.glossary.model import Entry
for n in range(10):
    add_entry(Path(sys.argv[1]), Entry((f"{sys.argv[2]} {n}",), "x", kind="place", case="exact"))
"""


def test_changes_by_two_processes_at_the_same_time_are_all_there(mine: Path) -> None:
    runs = [subprocess.Popen([sys.executable, "-c", ADD_TEN, str(mine), name], cwd=ROOT) for name in ("Aa", "Bb")]
    for n in range(10):
        edit_entry(mine, "fregat", add={"variants": [f"ship {n}"]})
    assert [run.wait() for run in runs] == [0, 0]
    entries = load_glossary(mine).entries
    assert {f"{name} {n}" for name in ("Aa", "Bb") for n in range(10)} <= {entry.id for entry in entries}
    assert find_entry(load_glossary(mine), "fregat").variants == tuple(f"ship {n}" for n in range(10))
    assert set(MINE.splitlines()) - {"  - {source: fregat, target: frigate, kind: weapon}"} <= set(
        mine.read_text(encoding="utf-8").splitlines()
    )


# --- properties ------------------------------------------------------------------------------------------------------

NEW = Entry(("nieuw: woord",), "new, word", kind="weapon", case="exact", variants=("x", "y: z"), note="n # m\n- o")
some = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("awkward") / "glossary.yaml"


def common(one: bytes, other: bytes) -> tuple[int, int]:
    """How many bytes two texts have in common at the beginning, and at the end."""
    return alike(one, other), alike(one[::-1], other[::-1])


@some
@given(files(), st.sampled_from(["", "first"]))
def test_adding_to_any_file_puts_lines_in_and_removing_takes_them_out(place: Path, file: Written, after: str) -> None:
    place.write_bytes(file.data)
    add_entry(place, NEW, after=after and file.ids[0])
    more = place.read_bytes()
    start, end = common(file.data, more)
    assert file.bracketed or start + end >= len(file.data)
    remove_entry(place, NEW.id)
    less = place.read_bytes()
    assert less.replace(b",", b"").split() == file.data.replace(b",", b"").split()


CHANGES = st.sampled_from(
    [
        {"set": {"target": 'a "new": # one'}},
        {"set": {"note": "a new: note"}},
        {"set": {"kind": "event", "case": "free"}},
        {"set": {"variants": ("q", "r, s")}},
        {"set": {"translate": False}},
        {"add": {"variants": ["t: u", "No"], "forms": ["2024"]}},
        {"unset": ["variants"]},
        {"unset": ["kind"]},
        {"unset": ["note"]},
    ]
)


@some
@given(files(), st.integers(0, 3), CHANGES)
def test_editing_any_file_changes_that_entry_alone(
    place: Path, file: Written, which: int, change: dict[str, dict[str, object]]
) -> None:
    place.write_bytes(file.data)
    text = file.data.decode("utf-8-sig")
    old = parse_glossary(text).entries[which % len(file.ids)]
    written = fields_of(old)
    assume(all(key in written for key in change.get("unset", ())))
    lines = entry_text(text, old).encode()
    assume(file.data.count(lines) == 1)
    new, names = edit_entry(place, old.id, **change)  # type: ignore[arg-type]
    start, end = common(file.data, place.read_bytes())
    assert names == () or start >= file.data.index(lines)
    assert names == () or end >= len(file.data) - file.data.index(lines) - len(lines)
    for key, value in change.get("set", {}).items():
        assert entry_json(new)[key] == (list(value) if isinstance(value, tuple) else value)
    if "variants" not in names:  # a list of which nothing is left is written anew
        assert comment_lines(text) == comment_lines(place.read_text(encoding="utf-8-sig"))


def comment_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("# a comment")]


@some
@given(files(), st.integers(0, 3), st.sampled_from(["variants", "forbidden", "forms"]), st.integers(0, 2))
def test_dropping_an_item_from_any_list_leaves_the_others(
    place: Path, file: Written, which: int, key: str, item: int
) -> None:
    place.write_bytes(file.data)
    old = load_glossary(place).entries[which % len(file.ids)]
    texts = entry_json(old)[key]
    assume(texts)
    gone = texts[item % len(texts)]
    new, names = edit_entry(place, old.id, drop={key: [gone]})
    assert names == (key,)
    assert entry_json(new)[key] == [text for text in texts if text != gone]
    edit_entry(place, old.id, add={key: [gone]})
    assert set(entry_json(find_entry(load_glossary(place), old.id))[key]) == set(texts)


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"])
pieces = st.sampled_from(
    [*"?:-#,[]{}&*!|>'\"%@`~ ", ": ", " #", "- ", "a", "null", "No", "1", "---", "...", "<<", "\\n"]
)
texts = st.text(letters, min_size=1, max_size=12) | st.lists(pieces, min_size=1, max_size=6).map("".join)


@some
@given(texts, texts, st.sampled_from(['"', "'", ""]), st.booleans())
def test_any_text_is_written_so_that_it_reads_back(place: Path, target: str, note: str, quote: str, flow: bool) -> None:
    first = "- {source: %s, target: b}\n" if flow else "- source: %s\n  target: b\n"
    place.write_text(first % (quote + "a1" + quote))
    try:
        entry = new_entry({"source": "vloot", "target": target, "note": note, "variants": ["v", target + " v"]})
    except GlossaryError:
        return
    assert add_entry(place, entry) == entry
    edited, _ = edit_entry(place, "a1", set={"target": target, "note": note if note.strip() else "x"})
    assert (edited.target, edited.note) == (entry.target, entry.note or "x")


# --- finding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "found"), [("De Wijk", "De Wijk"), ("de-wijk", "De Wijk"), ("PUTIN", "Poetin"), ("geran-2", "Geran 2")]
)
def test_an_entry_is_found_by_its_dutch(mine: Path, name: str, found: str) -> None:
    assert find_entry(load_glossary(mine), name).id == found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fregatt", 'there is no entry "fregatt"; did you mean fregat?'),
        ("zee", 'there is no entry "zee"; look for it with: translate glossary search'),
    ],
)
def test_an_entry_that_is_not_there(mine: Path, name: str, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        find_entry(load_glossary(mine), name)
    assert str(caught.value) == f"{mine}: {said}"


def test_a_name_of_several_entries_must_be_exact() -> None:
    glossary = parse_glossary(
        "- {source: PAX, target: PAX, case: exact}\n- {source: pax, target: passengers, case: exact}\n"
    )
    assert find_entry(glossary, "pax").target == "passengers"
    with pytest.raises(GlossaryError, match='"Pax" may be several entries; choose: PAX, pax'):
        find_entry(glossary, "Pax")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("putin", [("Poetin", "sources", False)]),
        ("DISTRICT", [("De Wijk", "forbidden", False)]),
        ("geran ii", [("Geran 2", "variants", False)]),
        ("weapon", [("Geran 2", "kind", False), ("fregat", "kind", False)]),
        ("poettin", [("Poetin", "sources", True)]),
        ("the distrikt", [("De Wijk", "forbidden", True)]),
        ("xyz", []),
        (" ", []),
    ],
)
def test_a_search_looks_in_every_field_and_then_for_what_is_like_it(
    mine: Path, text: str, found: list[tuple[str, str, bool]]
) -> None:
    hits = search_entries(load_glossary(mine), text)
    assert [(hit.entry.id, hit.field, hit.close) for hit in hits] == found


def test_accents_do_not_matter_to_a_search() -> None:
    glossary = parse_glossary("- {source: Oekraïne, target: Ukraine}\n")
    assert search_entries(glossary, "oekraine")[0].text == "Oekraïne"


def test_a_list_may_be_typed_as_in_the_file() -> None:
    assert read_list("[UAV, 'a, b']") == ("UAV", "a, b")
    assert read_list("UAV, drone") == ("UAV, drone",)
    with pytest.raises(GlossaryInvalid):
        read_list("['UAV]")


@pytest.mark.parametrize("kind", KINDS)
def test_fields_say_what_makes_the_entry(kind: str) -> None:
    for entry in load_glossary(ROOT / "glossary.yaml"):
        if entry.kind == kind:
            assert new_entry(fields_of(entry)) == entry
            assert json.loads(json.dumps(entry_json(entry)))["source"] == list(entry.sources)
