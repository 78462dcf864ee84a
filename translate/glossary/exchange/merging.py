"""What was imported brought into a glossary: what is new, what is added to, what contradicts, and the file written.

An entry of ours and one of a file are the same where they share Dutch, by the rule that a glossary has no Dutch twice.
The file's lists are added to ours, and its fields fill those that ours leaves empty. Where both say something, and not
the same, it is a conflict, and somebody decides.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from translate.errors import GlossaryError
from translate.folders import cache_folder
from translate.glossary.exchange.composing import Change, Composed, compose
from translate.glossary.exchange.terms import LISTS, Imported, Term, default_case, printable
from translate.glossary.model import Entry, Glossary
from translate.glossary.nodes import GlossaryInvalid, shown
from translate.glossary.store import load_glossary, parse_glossary

Side = Literal["ours", "theirs"]

_LOCK_WAIT = 10.0  # seconds; a change takes a small part of one
_DEFAULTS = {"kind": "other", "note": "", "compounds": False, "translate": True, "expand": ""}
_PROBLEM = re.compile(r"line (\d+): (.*)", re.S)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which our glossary and the file say different things, and which was taken.

    ``entry`` and ``line`` are those of ours.
    """

    entry: str
    line: int
    field: str
    ours: str
    theirs: str
    taken: Side


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does to a glossary file, checked, and not yet done.

    Attributes:
        changes: the entries that are new (``before`` is None) and that change, as they will be.
        conflicts: what the two differ on.
        unchanged: how many terms of the file say what ours say already.
        refused: terms that a glossary cannot have, a line each, with the reason.
        before: the bytes of the file that the plan was made for; None where there is no file.
        text: the file as it will be.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    unchanged: int
    refused: tuple[str, ...]
    before: bytes | None
    text: str

    @property
    def added(self) -> tuple[Change, ...]:
        """The changes that are new entries."""
        return tuple(change for change in self.changes if change.before is None)

    @property
    def changed(self) -> tuple[Change, ...]:
        """The changes of entries that are there."""
        return tuple(change for change in self.changes if change.before is not None)


Decide = Callable[[Conflict], bool]
"""Says of a conflict whether the file's side is taken."""


def plan_import(path: Path, imported: Imported, theirs: Decide, today: datetime.date | None = None) -> Plan:
    """Work out what an import does to a glossary file; nothing is written.

    Args:
        path: the glossary; it need not be there yet.
        imported: what was read.
        theirs: asked for each conflict whether to take the file's side.
        today: the date for the comment above new entries.

    Raises:
        GlossaryError: the glossary cannot be used or changed in place.
    """
    exists = os.path.lexists(path)
    glossary = load_glossary(path) if exists else Glossary(path=str(path))
    before = path.read_bytes() if exists else None
    merger = _Merger(glossary, theirs)
    for term in imported.terms:
        merger.add(term)
    day = (today or datetime.date.today()).isoformat()
    heading = f"Imported from {printable(Path(imported.path).name)} on {day}"
    text = (before or b"").decode("utf-8-sig")
    changes, refused = merger.changes(), list(merger.refused)
    composed, accepted = _checked(text, glossary, changes, refused, heading)
    return Plan(tuple(accepted), tuple(merger.conflicts), merger.unchanged, tuple(refused), before, composed.text)


def apply_changes(path: Path, plan: Plan) -> None:
    """Write a glossary file as planned; whole, or not at all.

    Raises:
        GlossaryError: the file has changed since the plan was made, or cannot be written.
    """
    if not plan.changes:
        return
    real = Path(os.path.realpath(path))
    bom = b"\xef\xbb\xbf" if (plan.before or b"").startswith(b"\xef\xbb\xbf") else b""
    temporary = real.with_name(f".{real.name}.{os.getpid()}.tmp")
    try:
        with _lock(real):
            temporary.write_bytes(bom + plan.text.encode())
            if plan.before is not None:
                shutil.copymode(real, temporary)
            if (real.read_bytes() if real.exists() else None) != plan.before:  # an editor knows nothing of our lock
                raise GlossaryError("it has been changed meanwhile", where=str(path), mend="import again")
            os.replace(temporary, real)
    except TimeoutError as error:
        raise GlossaryError("another program is changing it", where=str(path), mend="try again") from error
    except OSError as error:
        mend = "choose a glossary that you may write"
        raise GlossaryError(f"cannot be written: {error.strerror}", where=str(path), mend=mend) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _lock(real: Path) -> AbstractContextManager[object]:
    """Return the lock of a glossary file, the one that every change to it takes. It is kept out of the user's way."""
    import filelock

    folder = cache_folder() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(str(real).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return filelock.FileLock(folder / f"{name}.lock", timeout=_LOCK_WAIT)


def _checked(
    text: str, glossary: Glossary, changes: list[Change], refused: list[str], heading: str
) -> tuple[Composed, list[Change]]:
    """Return the new text, and the changes that a glossary can have; those that it cannot are noted as refused."""
    while True:
        composed = compose(text, glossary.entries, changes, heading, glossary.path)
        if not changes:
            return composed, changes
        try:
            parsed = parse_glossary(composed.text)
        except GlossaryInvalid as error:
            bad = _bad_changes(error, composed, glossary.path)
            refused += [f"{_place(changes[index])}{reason}" for index, reason in sorted(bad.items())]
            changes = [change for index, change in enumerate(changes) if index not in bad]
            continue
        if parsed.entries != _expected(glossary, changes):
            what = "it is written in a way that cannot be changed in place"
            mend = 'begin each entry with "- source:", and write each field on a line of its own'
            raise GlossaryError(what, where=glossary.path, mend=mend)
        return composed, changes


def _bad_changes(error: GlossaryInvalid, composed: Composed, path: str) -> dict[int, str]:
    """Return the changes that make a glossary wrong, by index, with the first reason."""
    bad: dict[int, str] = {}
    for problem in error.problems:
        found = _PROBLEM.fullmatch(problem)
        # Of the same Dutch in two entries it may be the first that is new: its line is in the text of the problem.
        lines = map(int, re.findall(r"\bline (\d+)", problem))
        index = next((index for line in lines if (index := composed.change_on(line)) is not None), None)
        if found is None or index is None or found[2].startswith("not YAML"):
            what = f"the import would make it wrong: {problem}"
            raise GlossaryError(what, where=path, mend="mend it in the file that is imported") from None
        bad.setdefault(index, found[2])
    return bad


def _place(change: Change) -> str:
    return f"line {change.after.line}: " if change.before is None and change.after.line else ""


def _expected(glossary: Glossary, changes: Sequence[Change]) -> tuple[Entry, ...]:
    changed = {change.before.line: change.after for change in changes if change.before is not None}
    kept = (changed.get(entry.line, entry) for entry in glossary)
    return (*kept, *(change.after for change in changes if change.before is None))


# --- merging ---------------------------------------------------------------------------------------------------------


class _Index:
    """Entries by their Dutch, by the rule of the glossary: written alike, or but for case where neither minds case."""

    def __init__(self) -> None:
        self._written: dict[str, int] = {}
        self._folded: dict[str, int] = {}

    def add(self, entry: Entry, number: int) -> None:
        for text in (*entry.sources, *entry.forms):
            self._written.setdefault(text, number)
            if entry.case == "free":
                self._folded.setdefault(text.casefold(), number)

    def find(self, entry: Entry) -> set[int]:
        texts = (*entry.sources, *entry.forms)
        found = {self._written.get(text) for text in texts}
        if entry.case == "free":
            found |= {self._folded.get(text.casefold()) for text in texts}
        return {number for number in found if number is not None}


@dataclass(slots=True)
class _Slot:
    before: Entry | None
    after: Entry


class _Merger:
    """Takes the terms of a file one by one, and keeps what becomes of the glossary."""

    def __init__(self, glossary: Glossary, theirs: Decide) -> None:
        self.conflicts: list[Conflict] = []
        self.refused: list[str] = []
        self.unchanged = 0
        self._theirs = theirs
        self._slots = [_Slot(entry, entry) for entry in glossary]
        self._index = _Index()
        for number, entry in enumerate(glossary):
            self._index.add(entry, number)
        self._file: list[Entry] = []
        self._of_file = _Index()

    def changes(self) -> list[Change]:
        """Return what is new and what differs from before."""
        return [Change(slot.before, slot.after) for slot in self._slots if slot.before != slot.after]

    def add(self, term: Term) -> None:
        """Bring in one term."""
        entry = term.entry
        for number in sorted(self._of_file.find(entry)):
            first = self._file[number]
            if first.target != entry.target:
                sides = f"for {shown(first.target)} and {shown(entry.target)}"
                self.refused.append(f"{shown(entry.id)} stands twice in the file, {sides}; the first is taken")
                return
        self._of_file.add(entry, len(self._file))
        self._file.append(entry)
        same = self._index.find(entry)
        if not same:
            self._index.add(entry, len(self._slots))
            self._slots.append(_Slot(None, entry))
        elif len(same) > 1:
            lines = ", ".join(str(self._slots[number].after.line) for number in sorted(same))
            self._conflict(entry, "source", f"in several entries (lines {lines})", ", ".join(entry.sources))
        else:
            self._merge(same.pop(), term)

    def _merge(self, number: int, term: Term) -> None:
        slot, conflicts = self._slots[number], len(self.conflicts)
        after = _Merge(slot.after, term, self._conflict).result()
        if after != slot.after and self._index.find(after) - {number}:
            self._conflict(slot.after, "source", "in another entry", ", ".join(term.entry.sources))
        elif after != slot.after:
            slot.after = after
            self._index.add(after, number)
        elif len(self.conflicts) == conflicts:
            self.unchanged += 1

    def _conflict(self, ours: Entry, field: str, our_side: str, their_side: str, *, open: bool = False) -> bool:
        """Note a conflict; return whether the file's side is taken. One that is not ``open`` leaves no choice."""
        conflict = Conflict(ours.id, ours.line, field, our_side, their_side, "ours")
        taken = open and self._theirs(conflict)
        self.conflicts.append(replace(conflict, taken="theirs") if taken else conflict)
        return taken


class _Merge:
    """One entry of ours with one of a file."""

    def __init__(self, ours: Entry, term: Term, conflict: Callable[..., bool]) -> None:
        self._ours, self._theirs, self._given = ours, term.entry, term.given
        self._conflict = conflict
        self._fields: dict[str, Any] = {}

    def result(self) -> Entry:
        """Return the entry as it is to be."""
        for field in ("target", "kind", "note", "compounds", "translate", "expand"):
            self._value(field)
        self._case()
        self._sources()
        for field in LISTS:
            self._list(field)
        return self._consistent(replace(self._ours, **self._fields))

    def _takes(self, field: str, ours: object, theirs: object) -> bool:
        return self._conflict(self._ours, field, _shown(ours), _shown(theirs), open=True)

    def _value(self, field: str) -> None:
        ours, theirs = getattr(self._ours, field), getattr(self._theirs, field)
        if ours == theirs or (field != "target" and field not in self._given):
            return
        unsaid = field in _DEFAULTS and ours == _DEFAULTS[field]
        if unsaid or self._takes(field, ours, theirs):
            self._fields[field] = theirs

    def _case(self) -> None:
        """Take over the case rule; where neither gives one it goes with the kind."""
        ours, kind = self._ours, self._fields.get("kind", self._ours.kind)
        unsaid = ours.case == default_case(ours.kind)
        if "case" in self._given:
            if ours.case != self._theirs.case and (unsaid or self._takes("case", ours.case, self._theirs.case)):
                self._fields["case"] = self._theirs.case
        elif unsaid:
            self._fields["case"] = default_case(kind)

    def _sources(self) -> None:
        ours, theirs = self._ours.sources, self._theirs.sources
        if "source" in self._given and set(ours) - set(theirs):
            if self._takes("source", ours, theirs):
                self._fields["sources"] = theirs
            return
        known = {self._key(text) for text in (*ours, *self._ours.forms)}
        self._fields["sources"] = (*ours, *(text for text in theirs if self._key(text) not in known))

    def _key(self, text: str) -> str:
        return text.casefold() if self._ours.case == "free" else text

    def _list(self, field: str) -> None:
        ours, theirs = getattr(self._ours, field), getattr(self._theirs, field)
        if field in self._given and set(ours) - set(theirs):
            if self._takes(field, ours, theirs):
                self._fields[field] = theirs
        else:
            self._fields[field] = (*ours, *(text for text in theirs if text not in ours))

    def _consistent(self, entry: Entry) -> Entry:
        """Settle English that is now both accepted and forbidden, and Dutch that is kept and yet translated."""
        for text in entry.forbidden:
            if text in (entry.target, entry.expand, *entry.variants):
                entry = self._settled(entry, text)
        if not entry.translate and entry.target != entry.id:
            entry = replace(entry, translate=True)
        return entry

    def _settled(self, entry: Entry, text: str) -> Entry:
        forbidden_by_us = text in self._ours.forbidden
        sides = (f"{text} forbidden", f"{text} accepted")
        if text == entry.target or self._takes("forbidden", *sides[:: 1 if forbidden_by_us else -1]) == forbidden_by_us:
            return replace(entry, forbidden=tuple(other for other in entry.forbidden if other != text))
        variants = tuple(other for other in entry.variants if other != text)
        return replace(entry, variants=variants, expand="" if entry.expand == text else entry.expand)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def differences(change: Change) -> list[tuple[str, str, str]]:
    """Return the fields that a change of an entry alters: the field's name, the value before and the value after."""
    before, after = change
    if before is None:
        return []
    fields = ("sources", "target", "forms", "case", "kind", "note", "compounds", "translate", "expand", *LISTS[1:])
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in fields)
    return [
        ("source" if field == "sources" else field, _shown(old), _shown(new)) for field, old, new in pairs if old != new
    ]
