"""The text of a glossary file with entries changed and added; what is not changed stays to the character."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from translate.errors import GlossaryError
from translate.glossary.exchange.terms import default_case
from translate.glossary.model import Entry

Value = str | bool | tuple[str, ...]

_ORDER = (
    "source",
    "target",
    "translate",
    "forms",
    "kind",
    "case",
    "compounds",
    "note",
    "expand",
    "variants",
    "forbidden",
)
_PLAIN = re.compile(r"[^\W\d_][\w .'’/&()+%–-]*")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_LINE_END = re.compile(r"\r?\n|\r")
_DASH = re.compile(r"( *)- ")


class Change(NamedTuple):
    """An entry as it was in the file, None for a new one, and as it is to be."""

    before: Entry | None
    after: Entry


class Composed(NamedTuple):
    """The new text, and the lines that each change has in it: first, end (half-open, 1-based), index of the change."""

    text: str
    places: list[tuple[int, int, int]]

    def change_on(self, line: int) -> int | None:
        """Return the index of the change whose lines a line is among, None for a line that was there before."""
        place = bisect_right(self.places, line, key=lambda place: place[0]) - 1
        if place < 0 or line >= self.places[place][1]:
            return None
        return self.places[place][2]


def compose(text: str, entries: Sequence[Entry], changes: Sequence[Change], heading: str, name: str) -> Composed:
    """Return the text of a glossary file with its changes made: changed entries in place, new ones at the end.

    Args:
        text: the file, without a byte order mark; empty for one that is yet to be.
        entries: what is in it, with their lines.
        changes: what is to be done.
        heading: the comment that new entries stand under.
        name: the file, for errors.

    Raises:
        GlossaryError: the file is written in a way that cannot be changed in place.
    """
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    pieces = _pieces(text or f"terms:{newline}", entries, changes, name)
    added = [(index, change.after) for index, change in enumerate(changes) if change.before is None]
    if added:
        margin = _margin(text, entries, name)
        pieces.append((None, _gap("".join(part for _, part in pieces), newline) + f"{margin}# {heading}{newline}"))
        for index, entry in added:
            lines = [margin + line for line in _entry_lines(entry)]
            pieces.append((index, newline.join(["", *lines, ""])))
    places = []
    line = 1
    for changed, part in pieces:
        end = line + len(part.splitlines())
        if changed is not None:
            places.append((line, end, changed))
        line = end
    return Composed("".join(part for _, part in pieces), places)


def _gap(text: str, newline: str) -> str:
    """Return what must stand between a text and a comment below it: a blank line, unless it has only its ``terms:``."""
    gap = "" if text.endswith(("\n", "\r")) else newline
    return gap if text == f"terms:{newline}" or text.endswith(2 * newline) else gap + newline


def _pieces(text: str, entries: Sequence[Entry], changes: Sequence[Change], name: str) -> list[tuple[int | None, str]]:
    """Return the text in pieces, those of changed entries changed, each with the index of its change."""
    lines = text.splitlines(keepends=True)
    begins = sorted({entry.line for entry in entries})
    ends = dict(zip(begins, [*(line - 1 for line in begins[1:]), len(lines)], strict=False))
    changed = {change.before.line: index for index, change in enumerate(changes) if change.before is not None}
    pieces: list[tuple[int | None, str]] = []
    done = 0
    for line, index in sorted(changed.items()):
        pieces.append((None, "".join(lines[done : line - 1])))
        snippet = _changed("".join(lines[line - 1 : ends[line]]), changes[index])
        if snippet is None:
            mend = 'begin each entry with "- source:" on a line of its own, or change this one by hand'
            raise GlossaryError("an entry that cannot be changed in place", where=f"{name}:{line}", mend=mend)
        pieces.append((index, snippet))
        done = ends[line]
    pieces.append((None, "".join(lines[done:])))
    return pieces


def _margin(text: str, entries: Sequence[Entry], name: str) -> str:
    """Return the blanks before the dash of an entry."""
    if not entries:
        return "  "
    line = max(entry.line for entry in entries)
    found = _DASH.match(text.splitlines()[line - 1])
    if found is None:
        what = "a list of terms that entries cannot be added to"
        raise GlossaryError(what, where=f"{name}:{line}", mend='begin each entry with "- source:" on a line of its own')
    return found[1]


# --- changed entries -------------------------------------------------------------------------------------------------


def _changed(snippet: str, change: Change) -> str | None:
    """Return the lines of an entry with the fields changed that differ; None where they are not one entry."""
    import yaml  # type: ignore[import-untyped]

    try:
        root = yaml.compose(snippet, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1:
        return None
    (mapping,) = root.value
    present = {key.value: (key, value) for key, value in mapping.value}
    edits, new = [], []
    for key, value in _differing(change, "case" in present).items():
        if key in present:
            edits.append(_edit(snippet, *present[key], value))
        else:
            new.append(f"{key}: {_value(value)}")
    if new:
        edits.append(_insertion(snippet, mapping, new))
    for start, end, text in sorted(edits, reverse=True):
        snippet = snippet[:start] + text + snippet[end:]
    return snippet


def _differing(change: Change, has_case: bool) -> dict[str, Value]:
    before, after = change
    assert before is not None  # a new entry has no lines to change
    fields = {key: value for key, value in _fields(after).items() if value != _fields(before)[key]}
    if "kind" in fields and (has_case or after.case != default_case(after.kind)):
        fields["case"] = after.case
    elif "case" in fields and not has_case and after.case == default_case(after.kind):
        del fields["case"]
    return fields


def _edit(snippet: str, key: Any, node: Any, value: Value) -> tuple[int, int, str]:
    """Return where the value of a field stands, half-open, and what is to stand there."""
    start, end = node.start_mark.index, _end(snippet, node)
    if start >= end:  # nothing is written there: behind the colon
        place = snippet.index(":", key.end_mark.index) + 1
        return place, place, " " + _value(value)
    if isinstance(node.value, list) and node.value and not node.flow_style and isinstance(value, tuple):
        written = tuple(item.value for item in node.value)
        if value[: len(written)] == written:  # more items: the lines of the others stay, with their comments
            place = _line_end(snippet, end)
            margin = _newline(snippet) + " " * node.start_mark.column + "- "
            return place, place, "".join(margin + _text(text) for text in value[len(written) :])
    return start, end, _value(value)


def _insertion(snippet: str, mapping: Any, new: list[str]) -> tuple[int, int, str]:
    """Return where new fields go, behind the last that is there, and their text."""
    key, value = mapping.value[-1]
    end = max(_end(snippet, value), snippet.index(":", key.end_mark.index) + 1)
    if mapping.flow_style:
        return end, end, "".join(f", {field}" for field in new)
    place = _line_end(snippet, end)
    margin = _newline(snippet) + " " * mapping.start_mark.column
    return place, place, "".join(margin + field for field in new)


def _end(snippet: str, node: Any) -> int:
    """Return where a value ends, without the blanks and comments below it that PyYAML counts in."""
    if isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(snippet, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return int(start + len(snippet[start:end].rstrip()))


def _line_end(text: str, place: int) -> int:
    found = _LINE_END.search(text, place)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


# --- entries as YAML -------------------------------------------------------------------------------------------------


def _fields(entry: Entry) -> dict[str, Value]:
    """Return all fields of an entry by their names in the file."""
    return {
        "source": entry.id if len(entry.sources) == 1 else entry.sources,
        **{key: getattr(entry, key) for key in _ORDER if key != "source"},
    }


def _entry_lines(entry: Entry) -> list[str]:
    """Return a new entry, a field a line, without what goes without saying."""
    plain = _fields(Entry(entry.sources, entry.target, case=default_case(entry.kind)))
    fields = _fields(entry)
    always = ("source", "target") if entry.translate or entry.target != entry.id else ("source",)
    said = [key for key in _ORDER if key in always or fields[key] != plain[key]]
    return [f"{'  ' if index else '- '}{key}: {_value(fields[key])}" for index, key in enumerate(said)]


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_text(text) for text in value)}]"
    return _text(value)


def _text(text: str) -> str:
    """Return a text as YAML: plain where no reader of YAML takes it for anything else, within brackets too."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    quoted = json.dumps(text, ensure_ascii=False)  # YAML knows all of JSON's escapes
    return "".join(c if c.isprintable() or c == "\u00a0" else f"\\U{ord(c):08x}" for c in quoted)
