"""``translate glossary add | edit | remove | show | search``: the glossary changed, and looked at."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.glossary_report import AsJson, check_command, glossary_path, print_json, shown_path, stats_command
from translate.cli.options import GlossaryOption

if TYPE_CHECKING:
    from translate.glossary.edit_render import FieldValue
    from translate.glossary.model import Entry

EntryArgument = Annotated[
    str, typer.Argument(metavar="ENTRY", help="The entry's Dutch; capitals, accents and hyphens need not be right.")
]


def register(app: typer.Typer) -> None:
    """Add these commands, and those that report, to the app of ``translate glossary``."""
    for name, command in (
        ("add", add_command),
        ("edit", edit_command),
        ("remove", remove_command),
        ("show", show_command),
        ("search", search_command),
        ("check", check_command),
        ("stats", stats_command),
    ):
        app.command(name)(command)


# --- changing --------------------------------------------------------------------------------------------------------


def add_command(
    source: Annotated[str | None, typer.Argument(metavar="SOURCE", help="The Dutch, as a dictionary lists it.")] = None,
    target: Annotated[str | None, typer.Argument(metavar="TARGET", help="The English.")] = None,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="TEXT", help="Another Dutch spelling or word for the same.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="What it is: person, place, concept and so on.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What a reader may want to know.")] = "",
    variant: Annotated[
        list[str] | None, typer.Option("--variant", metavar="TEXT", help="Other English that is right.")
    ] = None,
    forbid: Annotated[
        list[str] | None, typer.Option("--forbid", metavar="TEXT", help="English that must not be used.")
    ] = None,
    form: Annotated[
        list[str] | None, typer.Option("--form", metavar="TEXT", help="A Dutch form that no rule yields.")
    ] = None,
    case: Annotated[
        str, typer.Option("--case", metavar="CASE", help="Write exact or free; as its kind has it if left out.")
    ] = "",
    compounds: Annotated[bool, typer.Option("--compounds", help="Find it inside closed compounds too.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the Dutch as it is (translate: false).")] = False,
    expand: Annotated[
        str, typer.Option("--expand", metavar="TEXT", help="The English spelt out, for its first mention.")
    ] = "",
    after: Annotated[str, typer.Option("--after", metavar="ENTRY", help="Put it behind this entry.")] = "",
    group: Annotated[
        str, typer.Option("--group", metavar="KIND", help="Put it behind the last entry of this kind, not of its own.")
    ] = "",
    glossary: GlossaryOption = None,
    as_json: AsJson = False,
) -> None:
    """Add an entry to the glossary, behind the last of its kind.

    Asks for the Dutch and the English where they are left out, on a terminal. Options for lists may be given several
    times.
    """
    from translate.glossary.editing import add_entry, new_entry

    path = glossary_path(glossary)
    if not source or not (target or keep):
        source, target, kind, note = _ask_entry(source, target, kind, note, keep=keep)
        keep = not target
    fields: dict[str, FieldValue] = {
        "source": (source, *also) if also else source,
        "target": target or "",
        "translate": not keep,
        "forms": tuple(form or ()),
        "kind": kind,
        "case": case,
        "compounds": compounds,
        "note": note,
        "expand": expand,
        "variants": tuple(variant or ()),
        "forbidden": tuple(forbid or ()),
    }
    entry = add_entry(path, new_entry(fields), after=after, group=group)
    if as_json:
        print_json(_described(entry, path))
    else:
        print(f"Added {entry.id} → {entry.target}: {shown_path(path)}, line {entry.line}")


def edit_command(
    entry: EntryArgument,
    target: Annotated[str | None, typer.Option("--target", metavar="TEXT", help="The English it is to have.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Write a field; a list as [a, b], or with --set for each."),
    ] = None,
    unset: Annotated[list[str] | None, typer.Option("--unset", metavar="KEY", help="Take a field out.")] = None,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="KEY=VALUE", help="Put a text at the end of a list.")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", metavar="KEY=VALUE", help="Take a text out of a list.")
    ] = None,
    glossary: GlossaryOption = None,
    as_json: AsJson = False,
) -> None:
    """Change fields of an entry, and no other line of the file.

    Options may be given several times. The fields are source, target, translate, forms, kind, case, compounds, note,
    expand, variants and forbidden.
    """
    from translate.errors import GlossaryError
    from translate.glossary.edit_render import LISTS
    from translate.glossary.editing import edit_entry, read_list

    path = glossary_path(glossary)
    fields: dict[str, FieldValue] = {} if target is None else {"target": target}
    for key, values in _pairs(set_, "--set").items():
        if key not in LISTS and (len(values) > 1 or key in fields):
            raise GlossaryError(f"{key} is given twice", where="--set", mend="give it once")
        texts = tuple(text for value in values for text in read_list(value)) if key in LISTS else ()
        fields[key] = values[0] if key not in LISTS or (key == "source" and len(texts) == 1) else texts
    if not (fields or unset or add or drop):
        raise GlossaryError("nothing to change", mend="say what: --target, --set, --unset, --add or --drop")
    changed, names = edit_entry(
        path, entry, set=fields, unset=unset or (), add=_pairs(add, "--add"), drop=_pairs(drop, "--drop")
    )
    if as_json:
        print_json(_described(changed, path))
    elif names:
        print(f"Changed {changed.id} ({', '.join(names)}): {shown_path(path)}, line {changed.line}")
    else:
        print(f"{changed.id} is so already: {shown_path(path)}, line {changed.line}")


def remove_command(
    entry: EntryArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    glossary: GlossaryOption = None,
    as_json: AsJson = False,
) -> None:
    """Take an entry out of the glossary. Comments above it stay."""
    from translate.errors import GlossaryError
    from translate.glossary.editing import remove_entry

    path = glossary_path(glossary)
    found, lines = _find(path, entry)
    if not yes:
        if not sys.stdin.isatty():
            raise GlossaryError(f"not sure that {found.id} is to go", mend="say so with --yes")
        print(lines, file=sys.stderr)
        if _ask("Remove this entry? [y/N] ").lower() not in ("y", "yes"):
            print("Nothing removed.", file=sys.stderr)
            raise typer.Exit(1)
    removed = remove_entry(path, found.id)
    if as_json:
        print_json(_described(removed, path))
    else:
        print(f"Removed {removed.id} → {removed.target}: {shown_path(path)}, line {removed.line}")


# --- looking ---------------------------------------------------------------------------------------------------------


def show_command(entry: EntryArgument, glossary: GlossaryOption = None, as_json: AsJson = False) -> None:
    """Show an entry as it stands in the file."""
    path = glossary_path(glossary)
    found, lines = _find(path, entry)
    if as_json:
        print_json(_described(found, path))
    else:
        print(f"{shown_path(path)}, line {found.line}:\n{lines}")


def search_command(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="Part of any field; several words are one text.")],
    glossary: GlossaryOption = None,
    as_json: AsJson = False,
) -> None:
    """Search all fields, whatever the capitals and accents.

    Where nothing has the text, entries are shown that have something like it. The exit code is 1 where nothing has.
    """
    from translate.glossary.edit_search import search_entries
    from translate.glossary.store import load_glossary

    path = glossary_path(glossary)
    sought = " ".join(text)
    hits = search_entries(load_glossary(path), sought)
    if as_json:
        print_json([{**_described(h.entry, path), "found_in": h.field, "close": h.close} for h in hits])
    elif hits:
        if hits[0].close:
            print(f"translate: nothing has {sought}; this is like it:", file=sys.stderr)
        width = max(len(str(hit.entry.line)) for hit in hits)
        for hit in hits:
            where = "" if hit.field in ("sources", "target", "kind") else f"  {hit.field}: {' '.join(hit.text.split())}"
            print(f"{hit.entry.line:>{width}}  {hit.entry.id} → {hit.entry.target}  ({hit.entry.kind}){where}")
    else:
        print(f"translate: nothing has {sought}, or anything like it", file=sys.stderr)
    if not hits:
        raise typer.Exit(1)


def _described(entry: Entry, path: Path) -> dict[str, Any]:
    from translate.glossary.edit_render import entry_json

    return {**entry_json(entry), "file": str(path)}


# --- what was asked for ----------------------------------------------------------------------------------------------


def _find(path: Path, name: str) -> tuple[Entry, str]:
    """Return an entry and its lines."""
    from translate.glossary.edit_search import find_entry
    from translate.glossary.editing import entry_text
    from translate.glossary.store import load_glossary

    entry = find_entry(load_glossary(path), name)
    return entry, entry_text(path.read_text(encoding="utf-8-sig"), entry)


def _pairs(given: Sequence[str] | None, option: str) -> dict[str, list[str]]:
    """Return the values of KEY=VALUE options by key."""
    from translate.errors import GlossaryError

    found: defaultdict[str, list[str]] = defaultdict(list)
    for pair in given or ():
        key, equals, value = pair.partition("=")
        if not equals:
            raise GlossaryError(f"no = in {pair!r}", where=option, mend="write it as KEY=VALUE")
        found[key.strip()].append(value.strip())
    return found


def _ask_entry(
    source: str | None, target: str | None, kind: str, note: str, *, keep: bool
) -> tuple[str, str, str, str]:
    """Ask for what an entry must have and may have, on a terminal."""
    from translate.errors import GlossaryError
    from translate.glossary.model import KINDS

    if not sys.stdin.isatty():
        if source:
            raise GlossaryError(
                f"no English for {source}", mend="give it after the Dutch, or keep the Dutch with --keep"
            )
        raise GlossaryError("nothing to add", mend="give the Dutch and the English")
    while not source:
        source = _ask("Dutch: ")
    if not target and not keep:
        target = _ask("English (nothing keeps the Dutch): ")
    while not kind:
        kind = _ask("Kind (nothing for other): ") or "other"
        if kind not in KINDS:
            print(f"known are: {', '.join(KINDS)}", file=sys.stderr)
            kind = ""
    return source, target or "", kind, note or _ask("Note: ")


def _ask(question: str) -> str:
    from translate.errors import GlossaryError

    print(question, end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        print(file=sys.stderr)
        raise GlossaryError("no answer", mend="nothing was changed")
    return answer.strip()
