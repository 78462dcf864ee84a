"""Entries added to, changed in and taken out of a glossary file, whose comments, order and spelling of YAML stay."""

from __future__ import annotations

import json
import shlex
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary.edit_file import change_file
from translate.glossary.edit_layout import Value, entry_list, line_end, line_start, read_layout, said
from translate.glossary.edit_render import LISTS, Fields, FieldValue, fields_of
from translate.glossary.edit_search import find_entry, same_dutch
from translate.glossary.edit_splice import begin_list, delete_entry, entry_end, insert_entry, set_field, unset_field
from translate.glossary.model import KINDS, Entry, Glossary
from translate.glossary.nodes import GlossaryInvalid, Problems, read_nodes, shown, where
from translate.glossary.store import parse_glossary

__all__ = ["add_entry", "edit_entry", "entry_text", "new_entry", "read_list", "remove_entry"]


def new_entry(fields: Fields) -> Entry:
    """Return the entry that fields make, named and meaning what they do in the file; what is empty is left out.

    Raises:
        GlossaryInvalid: something is wrong with them.
    """
    normal = {key: _normal(key, value) for key, value in fields.items()}
    return _checked({key: value for key, value in normal.items() if value not in ("", ())})


def add_entry(path: Path, entry: Entry, *, after: str = "", group: str = "") -> Entry:
    """Write a new entry into a glossary file and return it with its line.

    Args:
        path: the file.
        entry: what to write, in the style of the entries around it.
        after: the entry to put it behind (`find_entry`); empty for its group.
        group: put it behind the last entry of this kind; of its own kind if empty. At the end where there is none,
            and where it is of no kind in particular (``other``).

    Raises:
        GlossaryError: its Dutch is in the glossary already, something else is wrong with it, there is no entry
            ``after``, or the file cannot be changed. The file is as it was.
    """
    new = _checked(fields_of(entry))
    fields = fields_of(new)

    def change(glossary: Glossary, text: str) -> tuple[str, Sequence[Entry]]:
        entries = list(glossary)
        _refuse_duplicates(new, glossary)
        index = _place(glossary, new, after, group)
        new_text = insert_entry(text, index, fields) if entries else begin_list(text, fields)
        return new_text, [*entries[: index + 1], new, *entries[index + 1 :]]

    return _with_id(change_file(path, change), new.id)


def edit_entry(
    path: Path,
    name: str,
    *,
    set: Mapping[str, FieldValue] | None = None,
    unset: Sequence[str] = (),
    add: Mapping[str, Sequence[str]] | None = None,
    drop: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Entry, tuple[str, ...]]:
    """Change fields of an entry in a glossary file; return it as it is now, and the names of the fields that changed.

    To set a ``target`` takes ``translate: false`` away, and the other way round.

    Args:
        path: the file.
        name: the entry (`find_entry`).
        set: the fields to write: texts, lists of texts, booleans.
        unset: the fields to take out.
        add: texts to put at the end of lists; those that are there already stay where they are.
        drop: texts to take out of lists.

    Raises:
        GlossaryError: there is no such entry, field or text in a list, the entry would be wrong, or the file cannot
            be changed. The file is as it was.
    """
    changed: list[str] = []
    result: list[Entry] = []

    def change(glossary: Glossary, text: str) -> tuple[str, Sequence[Entry]]:
        entries = list(glossary)
        old = find_entry(glossary, name)
        index = _index(glossary, old)
        before = _written(text, index)
        after = _changed(old, before, set or {}, unset, add or {}, drop or {})
        new = _checked(after)
        _refuse_duplicates(new, glossary, old)
        for key in [key for key in before if key not in after]:
            text = unset_field(text, index, key)
            changed.append(key)
        for key in [key for key in after if before.get(key) != after[key]]:
            text = set_field(text, index, key, after[key])
            changed.append(key)
        result.append(new)
        return text, [*entries[:index], new, *entries[index + 1 :]]

    glossary = change_file(path, change)
    return _with_id(glossary, result[0].id), tuple(changed)


def remove_entry(path: Path, name: str) -> Entry:
    """Take an entry out of a glossary file and return it as it was.

    Comments above it stay: they may be about more than this entry.

    Raises:
        GlossaryError: there is no such entry, it is the only one, or the file cannot be changed.
    """
    removed: list[Entry] = []

    def change(glossary: Glossary, text: str) -> tuple[str, Sequence[Entry]]:
        old = find_entry(glossary, name)
        if len(glossary) == 1:
            mend = "change it with: translate glossary edit, or delete the file"
            raise GlossaryError("the only entry, and a glossary needs one", where=_where(glossary, old), mend=mend)
        removed.append(old)
        return delete_entry(text, _index(glossary, old)), [entry for entry in glossary if entry is not old]

    change_file(path, change)
    return removed[0]


def entry_text(text: str, entry: Entry) -> str:
    """Return the lines of a glossary file that an entry stands on, without line breaks at the end.

    Args:
        text: the text of the file.
        entry: an entry that was read from this text.
    """
    entries = entry_list(read_layout(text))
    assert entries is not None
    index = next(i for i, other in enumerate(parse_glossary(text)) if other.id == entry.id)
    item = entries.items[index]
    if entries.style == "[":
        return text[line_start(text, item.start) : line_end(text, item.end)]
    return text[line_start(text, entries.dashes[index]) : entry_end(text, entries, index)]


def read_list(value: str) -> tuple[str, ...]:
    """Return the texts of a list typed as in the file, ``[UAV, drone]``; of any other text, that text.

    Raises:
        GlossaryInvalid: it begins and ends like a list, and is not one.
    """
    if not (value.startswith("[") and value.endswith("]")):
        return (value,)
    problems = Problems("")
    node = read_nodes(value, problems)
    problems.raise_any()
    return tuple(item.text or "" for item in (node.items if node is not None else None) or ())


# --- what an entry is to be ------------------------------------------------------------------------------------------


def _written(text: str, index: int) -> dict[str, FieldValue]:
    """Return what the file says of an entry; a field left blank is an empty text."""
    entries = entry_list(read_layout(text))
    assert entries is not None
    return {field.name: _normal(field.name, _value(field.value)) for field in entries.items[index].fields}


def _value(value: Value) -> FieldValue:
    return tuple(item.text for item in value.items) if value.style in ("[", "-") else value.text


def _normal(key: str, value: FieldValue) -> FieldValue:
    """Return a value as it is to be written: composed, without needless blanks, true and false as booleans."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return tuple(map(said, value))
    if key in ("translate", "compounds"):
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    return unicodedata.normalize("NFC", value.strip()) if key == "note" else said(value)


def _changed(
    entry: Entry,
    before: Fields,
    set: Fields,
    unset: Sequence[str],
    add: Mapping[str, Sequence[str]],
    drop: Mapping[str, Sequence[str]],
) -> dict[str, FieldValue]:
    """Return the fields of an entry after a change."""
    after = dict(before)
    for key in unset:
        if key not in after:
            raise GlossaryError(f"entry {shown(entry.id)} has no {key}", mend=f"it has: {', '.join(after)}")
        del after[key]
    for key, value in set.items():
        after[key] = _normal(key, value)
        if after[key] in ("", ()):
            raise GlossaryError(f"{key} is empty", mend="take it out with unset")
    if "target" in set and "translate" not in set:
        after.pop("translate", None)
    if "translate" in set and after["translate"] is False and "target" not in set:
        after.pop("target", None)
    for key in (*add, *drop):
        if key not in LISTS:
            raise GlossaryError(f"{key} is no list", mend=f"lists are: {', '.join(sorted(LISTS))}")
    for key, texts in add.items():
        after[key] = tuple(dict.fromkeys([*_texts(after.get(key)), *map(said, texts)]))
    for key, texts in drop.items():
        after[key] = _without(entry, key, _texts(after.get(key)), [said(text) for text in texts])
        if not after[key]:
            del after[key]
    return after


def _texts(value: FieldValue | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),) if value else ()


def _without(entry: Entry, key: str, have: tuple[str, ...], texts: Sequence[str]) -> tuple[str, ...]:
    for text in texts:
        if text not in have:
            mend = f"it has: {', '.join(have)}" if have else f"it has no {key}"
            raise GlossaryError(f"{key} of entry {shown(entry.id)} has no {shown(text)}", mend=mend)
    return tuple(text for text in have if text not in texts)


def _checked(fields: Fields) -> Entry:
    """Return the entry that the fields make.

    Raises:
        GlossaryInvalid: something is wrong with them.
    """
    try:
        (entry,) = parse_glossary(json.dumps([dict(fields)], ensure_ascii=False))
    except GlossaryInvalid as error:
        problems = [GlossaryError(problem.removeprefix("line 1: ")) for problem in error.problems]
        raise GlossaryInvalid(problems) from error
    return entry


def _refuse_duplicates(new: Entry, glossary: Glossary, old: Entry | None = None) -> None:
    """Refuse Dutch that another entry has, naming the line of that entry.

    As ``parse_glossary`` does, and of what ``old`` did not have also what differs only in what is not minded when terms
    are looked for.
    """
    had = {*old.sources, *old.forms} if old is not None else set()
    for other in glossary:
        free = other.case == new.case == "free"
        pairs = [(text, have) for text in (*new.sources, *new.forms) for have in (*other.sources, *other.forms)]
        for text, have in pairs if other is not old else ():
            if text == have or (free and text.casefold() == have.casefold()):
                same = "is there already"
            elif text not in had and same_dutch(text, new, have, other):
                same = f"is the same as {shown(have)} when terms are looked for"
            else:
                continue
            entry = "" if have == other.id else f", in the entry {shown(other.id)}"
            mend = f"change it with: translate glossary edit {shlex.quote(other.id)}"
            raise GlossaryError(f"{shown(text)} {same}{entry}", where=_where(glossary, other), mend=mend)


def _place(glossary: Glossary, new: Entry, after: str, group: str) -> int:
    """Return the index of the entry to put a new one behind; -1 in an empty glossary."""
    if group and group not in KINDS:
        raise GlossaryError(f"unknown kind {shown(group)}", mend=f"known are: {', '.join(KINDS)}")
    if after:
        return _index(glossary, find_entry(glossary, after))
    kind = group or (new.kind if new.kind != "other" else "")
    kin = [i for i, entry in enumerate(glossary) if entry.kind == kind]
    return kin[-1] if kin else len(glossary) - 1


def _index(glossary: Glossary, entry: Entry) -> int:
    return next(i for i, other in enumerate(glossary) if other is entry)


def _with_id(glossary: Glossary, name: str) -> Entry:
    return next(entry for entry in glossary if entry.id == name)


def _where(glossary: Glossary, entry: Entry) -> str:
    return where(glossary.path, entry.line)
