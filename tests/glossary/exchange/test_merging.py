from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.edit_file import change_file
from translate.glossary.exchange import merging
from translate.glossary.exchange.composing import Change, compose
from translate.glossary.exchange.merging import Conflict, Plan, apply_changes, differences, plan_import
from translate.glossary.exchange.terms import Imported, Term
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import load_glossary, parse_glossary

from .strategies import entries, glossaries

OURS = """\
# Terms of the desk
terms:

  # --- ships
  - source: [schip, vaartuig]  # both are common
    target: ship
    variants:
      - vessel   # at sea
      - craft
    forbidden: [boat]

  - source: NAVO   # never NATO
    target: NATO
    kind: acronym
    note: >
      An alliance,
      since 1949.

  # the last one
  - {source: drone, target: drone}
# the end
"""
DAY = date(2024, 5, 6)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text(OURS)
    return path


def imported(*terms: Term | Entry) -> Imported:
    return Imported("desk.tbx", "TBX", tuple(term if isinstance(term, Term) else Term(term) for term in terms))


def run(path: Path, *terms: Term | Entry, theirs: bool = False) -> Plan:
    plan = plan_import(path, imported(*terms), lambda _: theirs, DAY)
    apply_changes(path, plan)
    return plan


def changed_lines(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    old, new = OURS.splitlines(), path.read_text().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


# --- new entries -----------------------------------------------------------------------------------------------------


def test_new_entries_come_at_the_end_under_the_file_and_the_date(path: Path) -> None:
    plan = run(
        path,
        Entry(("fregat",), "frigate", kind="weapon", case="free", note="A warship: smaller", variants=("FFG", "a, b")),
        Entry(("Zr.Ms.",), "Zr.Ms.", translate=False, compounds=True),
    )
    assert path.read_text() == OURS + (
        "\n  # Imported from desk.tbx on 2024-05-06\n\n"
        '  - source: fregat\n    target: frigate\n    kind: weapon\n    case: free\n    note: "A warship: smaller"\n'
        '    variants: [FFG, "a, b"]\n\n'
        "  - source: Zr.Ms.\n    translate: false\n    compounds: true\n"
    )
    assert (len(plan.added), len(plan.changed), plan.unchanged) == (2, 0, 0)


@pytest.mark.parametrize("theirs", [Entry(("schip",), "ship"), Entry(("Drone",), "drone"), Entry(("NAVO",), "NATO")])
def test_what_is_there_already_changes_nothing(path: Path, theirs: Entry) -> None:
    before = path.stat()
    plan = run(path, theirs)
    assert (plan.changes, plan.conflicts, plan.unchanged) == ((), (), 1)
    assert (path.read_text(), path.stat().st_mtime_ns) == (OURS, before.st_mtime_ns)


def test_a_name_in_another_case_is_another_entry(path: Path) -> None:
    assert [change.after.id for change in run(path, Entry(("navo",), "nato")).added] == ["navo"]


# --- changed entries -------------------------------------------------------------------------------------------------

CHANGES = [
    # the term, the fields the file has, the lines that go, the lines that come
    (
        Entry(("schip", "boot"), "ship", variants=("hull",)),
        set(),
        ["  - source: [schip, vaartuig]  # both are common"],
        ["  - source: [schip, vaartuig, boot]  # both are common", "      - hull"],
    ),
    (
        Entry(("drone",), "drone", note="#1"),
        {"note"},
        ["  - {source: drone, target: drone}"],
        ['  - {source: drone, target: drone, note: "#1"}'],
    ),
    (
        Entry(("drone",), "drone", kind="weapon", case="exact"),
        {"kind"},
        ["  - {source: drone, target: drone}"],
        ["  - {source: drone, target: drone, kind: weapon}"],
    ),
    (
        Entry(("drone",), "drone", kind="weapon"),
        {"kind", "case"},
        ["  - {source: drone, target: drone}"],
        ["  - {source: drone, target: drone, kind: weapon, case: free}"],
    ),
    (Entry(("NAVO",), "NATO", expand="the Alliance"), {"expand"}, [], ["    expand: the Alliance"]),
    (Entry(("NAVO",), "NATO", forms=("NAVO's",)), set(), [], ["    forms: [NAVO's]"]),
    (Entry(("NAVO",), "NATO", note="x"), set(), [], []),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "given", "gone", "come"), CHANGES)
def test_what_is_empty_is_filled_and_lists_are_added_to(
    path: Path, theirs: Entry, given: set[str], gone: list[str], come: list[str]
) -> None:
    plan = run(path, Term(theirs, frozenset(given)))
    assert plan.conflicts == ()
    assert changed_lines(path) == (gone, come)


CONFLICTS = [
    # the term, the fields the file has, the field in conflict, ours, theirs, the lines that come if theirs is taken
    (Entry(("NAVO",), "Nato"), {"target"}, "target", "NATO", "Nato", ["    target: Nato"]),
    (
        Entry(("NAVO",), "NATO", note="Brussels"),
        {"note"},
        "note",
        "An alliance, since 1949.",
        "Brussels",
        ["    note: Brussels"],
    ),
    (Entry(("NAVO",), "NATO"), {"note"}, "note", "An alliance, since 1949.", "", ['    note: ""']),
    (Entry(("NAVO",), "NATO", kind="event"), {"kind"}, "kind", "acronym", "event", ["    kind: event"]),
    (
        Entry(("schip",), "ship", variants=("hull", "craft")),
        {"variants"},
        "variants",
        "vessel, craft",
        "hull, craft",
        ["      [hull, craft]"],
    ),
    (Entry(("schip",), "ship"), {"variants"}, "variants", "vessel, craft", "", ["      []"]),
    (
        Entry(("schip",), "ship"),
        {"source"},
        "source",
        "schip, vaartuig",
        "schip",
        ["  - source: schip  # both are common"],
    ),
    (
        Entry(("schip",), "ship", variants=("boat",)),
        set(),
        "forbidden",
        "boat forbidden",
        "boat accepted",
        ["      - boat", "    forbidden: []"],
    ),
    (
        Entry(("schip",), "ship", forbidden=("craft",)),
        set(),
        "forbidden",
        "craft accepted",
        "craft forbidden",
        ["      [vessel]", "    forbidden: [boat, craft]"],
    ),
    (Entry(("schip",), "boat"), set(), "target", "ship", "boat", ["    target: boat", "    forbidden: []"]),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "given", "field", "our_side", "their_side", "come"), CONFLICTS)
def test_a_conflict_is_ours_unless_it_is_said(
    path: Path, theirs: Entry, given: set[str], field: str, our_side: str, their_side: str, come: list[str]
) -> None:
    term = Term(theirs, frozenset(given))
    line = load_glossary(path).entries[0].line if theirs.id == "schip" else 12
    entry = "schip" if theirs.id == "schip" else "NAVO"
    (conflict,) = run(path, term).conflicts
    assert conflict == Conflict(entry, line, field, our_side, their_side, "ours")
    assert path.read_text() == OURS
    plan = run(path, term, theirs=True)
    assert [c.taken for c in plan.conflicts] == ["theirs"]
    came = [line.split("  #")[0].rstrip() if "[" in line else line for line in changed_lines(path)[1]]
    assert came == come
    assert run(path, term, theirs=True).changes == ()


def test_dutch_that_is_kept_is_translated_when_the_file_has_english_for_it(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("- source: Kamer\n  translate: false\n")
    run(path, Entry(("Kamer",), "House"), theirs=True)
    assert path.read_text() == "- source: Kamer\n  translate: true\n  target: House\n"


def test_dutch_of_two_entries_of_ours_is_left_to_the_user(path: Path) -> None:
    plan = run(path, Entry(("schip", "drone"), "ship"), theirs=True)
    assert path.read_text() == OURS
    (conflict,) = plan.conflicts
    assert (conflict.ours, conflict.taken) == ("in several entries (lines 5, 20)", "ours")


def test_the_same_dutch_twice_in_a_file_is_refused_the_second_time(path: Path) -> None:
    plan = run(path, Entry(("bank",), "bank"), Entry(("Bank",), "couch"), Entry(("bank",), "bank"))
    assert [change.after.target for change in plan.added] == ["bank"]
    assert plan.refused == ('"Bank" stands twice in the file, for "bank" and "couch"; the first is taken',)


REFUSED = [
    (Entry(("over",), "over", line=7), 'line 7: entry "over": "over" is a Dutch stop word'),
    (Entry(("--",), "dash"), "has no letter or digit"),
    (Entry(("a " * 13 + "b",), "x"), "source is too long"),
    (Entry(("schuit",), "b\u200boat"), "an invisible character (U+200B) in target"),
    (Entry(("schuit",), "⦃boat⦄"), "a term mark"),
    (Entry(("schuit",), "boat", forbidden=("boat",)), '"boat" is the target, and forbidden'),
    (Entry(("schuit",), "boat", translate=False), "translate is false"),
    (Entry(("schuit",), "boat", note="\x1b[31m"), "an invisible character (U+001B) in note"),
    (Entry(("schuit\0",), "boat"), "an invisible character (U+0000) in source"),
]


@pytest.mark.parametrize(("bad", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_a_glossary_cannot_have_is_refused_and_the_rest_taken(path: Path, bad: Entry, said: str) -> None:
    plan = run(path, Entry(("fregat",), "frigate"), bad, Entry(("korvet",), "corvette"))
    assert [change.after.id for change in plan.added] == ["fregat", "korvet"]
    assert len(plan.refused) == 1 and said in plan.refused[0]
    assert len(load_glossary(path)) == 5


def test_a_change_that_would_make_an_entry_wrong_is_refused(path: Path) -> None:
    plan = run(path, Entry(("NAVO", "het"), "NATO"), theirs=True)
    assert path.read_text() == OURS
    assert plan.refused == ('entry "NAVO": "het" is a Dutch stop word; write the whole term it belongs to',)


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_glossary_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    run(path, Entry(("schip",), "ship"))
    assert (
        path.read_text() == "terms:\n  # Imported from desk.tbx on 2024-05-06\n\n  - source: schip\n    target: ship\n"
    )


FILES = [
    b"- source: a1\n  target: b1\n",
    b"- source: a1\n  target: b1",
    b"\xef\xbb\xbfterms:\r\n- source: a1\r\n  target: b1\r\n",
    "terms:\n    -   source: é1   # ü\n        target: 'b1'\n\n\n".encode(),
    b"terms:\n  - source: a1\n    target: b1\n    note: |\n      one\n\n      two\n\n\n# end\n",
]


@pytest.mark.parametrize("data", FILES)
def test_every_byte_stays_but_what_is_asked_for(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes(data)
    first = load_glossary(path).entries[0]
    run(path, Entry((first.id,), "b1", expand="B one"), Entry(("nieuw",), "new"))
    run(path, Term(Entry((first.id,), "b1", expand="B one"), frozenset({"expand"})))
    new = path.read_bytes()
    before = data.decode("utf-8-sig").splitlines()
    after = new.decode("utf-8-sig").splitlines()
    assert new[:3] == data[:3]
    assert [line for line in before if line not in after] == []
    assert (b"\r\n" in new) == (b"\r\n" in data) and new.count(b"\n") == (new.count(b"\r\n") or new.count(b"\n"))
    assert [(e.id, e.target, e.expand) for e in load_glossary(path)] == [
        (first.id, "b1", "B one"),
        ("nieuw", "new", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("terms: [{source: a1, target: b1}]\n", "glossary.yaml:1: a list of terms that entries cannot be added to"),
        ("terms:\n  -\n    target: b1\n    source: a1\n", ":3: a list of terms that entries cannot be added to"),
        ("- source: a1\n  target: b1\n...\n", "the import would make it wrong"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_and_stays(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(text)
    with pytest.raises(GlossaryError) as caught:
        run(path, Entry(("nieuw",), "new"))
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


def test_an_entry_that_shares_its_lines_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("[{source: a1, target: b1}, {source: a2, target: b2}]\n")
    with pytest.raises(GlossaryError, match=r"glossary\.yaml:1: an entry that cannot be changed in place"):
        run(path, Entry(("a2",), "b2", variants=("x",)))


def test_a_file_that_was_changed_meanwhile_is_left_alone(path: Path) -> None:
    plan = plan_import(path, imported(Entry(("fregat",), "frigate")), lambda _: False)
    path.write_text(OURS + "# mine\n")
    with pytest.raises(GlossaryError, match="changed meanwhile; import again"):
        apply_changes(path, plan)
    assert path.read_text() == OURS + "# mine\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_another_command_is_changing_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_LOCK_WAIT", 0)
    plan = plan_import(path, imported(Entry(("fregat",), "frigate")), lambda _: False)

    def change(glossary: Glossary, text: str) -> tuple[str, tuple[Entry, ...]]:
        with pytest.raises(GlossaryError, match="another program is changing it; try again"):
            apply_changes(path, plan)
        return text, glossary.entries

    change_file(path, change)
    assert path.read_text() == OURS


def test_permissions_and_links_stay(path: Path, tmp_path: Path) -> None:
    os.chmod(path, 0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    run(link, Entry(("fregat",), "frigate"))
    assert link.is_symlink() and path.stat().st_mode & 0o777 == 0o640
    assert len(load_glossary(path)) == 4


def test_what_cannot_be_written_is_said(path: Path, tmp_path: Path) -> None:
    plan = plan_import(tmp_path / "none" / "glossary.yaml", imported(Entry(("fregat",), "frigate")), lambda _: False)
    with pytest.raises(GlossaryError, match="cannot be written: No such file"):
        apply_changes(tmp_path / "none" / "glossary.yaml", plan)


# --- properties ------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(
    glossary=glossaries(), theirs=st.lists(entries(), min_size=1, max_size=4), take=st.booleans(), all_=st.booleans()
)
def test_what_is_planned_is_what_the_file_then_says(
    tmp_path_factory: pytest.TempPathFactory, glossary: Glossary, theirs: list[Entry], take: bool, all_: bool
) -> None:
    """Whatever is imported, the file stays a glossary, and a second import with the same choice changes nothing."""
    path = tmp_path_factory.getbasetemp() / "merged.yaml"
    new = [Change(None, entry) for entry in glossary]
    path.write_bytes(compose("", (), new, "x", "").text.encode())
    assert load_glossary(path).entries == glossary.entries
    given = frozenset({"source", "target", "case", "kind", "note", "expand", "variants", "forbidden"} if all_ else ())
    terms = imported(*(Term(entry, given) for entry in theirs))
    plan = plan_import(path, terms, lambda _: take)
    apply_changes(path, plan)
    merged = load_glossary(path)
    assert {change.after for change in plan.changes} <= set(merged)
    assert len(merged) == len(glossary) + len(plan.added)
    assert parse_glossary(plan.text).entries == merged.entries
    assert all(differences(change) for change in plan.changed)
