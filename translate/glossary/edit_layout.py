"""Where everything stands in a glossary file, to the character: what ``editing`` needs to change one entry alone.

PyYAML's events say where values begin and end. They do not say where the dash of an entry stands, nor where a block
ends: both are found here. Anchors, tags and deep nesting never come here: ``parse_glossary`` has refused them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

Style = Literal["", "'", '"', "|", ">", "[", "-", "{", ":"]

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # what ends a line for YAML 1.1, and so for PyYAML
_BREAKS = "\n\r\x85\u2028\u2029"
_BETWEEN = re.compile(r"(?:[ \t\ufeff\n\r\x85\u2028\u2029]|#[^\n\r\x85\u2028\u2029]*)*")
_COLON = re.compile(r"[ \t]*:")


class Value(NamedTuple):
    """A value in the file, ``text[start:end]``: half-open, in code points, without the blanks and comments behind it.

    Attributes:
        start: where it begins: the first key of a block mapping, the first dash of a block list.
        end: where it ends.
        style: empty for a plain text, the quote of a quoted one, ``|`` or ``>`` for a block of lines; ``[`` and ``-``
            for a list, ``{`` and ``:`` for a mapping.
        text: what the text says.
        items: the values of a list.
        dashes: where the dash of each item stands, in a block list.
        fields: the fields of a mapping.
    """

    start: int
    end: int
    style: Style
    text: str = ""
    items: tuple[Value, ...] = ()
    dashes: tuple[int, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing is written there."""
        return self.start == self.end

    def field(self, name: str) -> Field | None:
        """Return the field of that name, None where the mapping has none."""
        return next((field for field in self.fields if field.name == name), None)


class Field(NamedTuple):
    """A key and its value. ``after_key`` is where the key ends, with its colon where it has one."""

    name: str
    key: Value
    after_key: int
    value: Value

    @property
    def start(self) -> int:
        """Where the key begins."""
        return self.key.start

    @property
    def end(self) -> int:
        """Where the field ends: its value, or its colon where the value is blank."""
        return max(self.after_key, self.value.end)


def read_layout(text: str) -> Value | None:
    """Return what the file holds, as ``parse_glossary`` accepts it; None for a file without YAML in it."""
    import yaml  # type: ignore[import-untyped]

    events = read_events(text)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _build(next(events), events, text)
    return None


def read_events(text: str) -> Iterator[Any]:
    """Yield PyYAML's events, over libyaml where it is there."""
    import yaml

    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def said(text: str) -> str:
    """Return a term as ``parse_glossary`` reads it: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def entry_list(root: Value | None) -> Value | None:
    """Return the value that holds the entries: what stands under ``terms``, or the list that the file is."""
    terms = root.field("terms") if root is not None else None
    return terms.value if terms is not None else root


def _build(event: Any, events: Iterator[Any], text: str) -> Value:
    """Return the value that begins with ``event``, taking the rest of it from ``events``."""
    import yaml

    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):  # its end is the next line that is not blank
            end = start + len(text[start:end].rstrip())
        return Value(start, end, event.style or "", event.value)
    parts = []
    for inner in events:
        if isinstance(inner, yaml.CollectionEndEvent):
            end = inner.end_mark.index
            break
        parts.append(_build(inner, events, text))
    if isinstance(event, yaml.SequenceStartEvent):
        return _list(start, end, event.flow_style, tuple(parts), text)
    fields = tuple(_field(key, value, text) for key, value in zip(parts[::2], parts[1::2], strict=True))
    if event.flow_style:
        return Value(start, end, "{", fields=fields)
    return Value(start, fields[-1].end, ":", fields=fields)


def _list(start: int, end: int, flow: bool, items: tuple[Value, ...], text: str) -> Value:
    if flow:
        return Value(start, end, "[", items=items)
    dashes, place = [], start
    for item in items:
        dashes.append(skip_blanks(text, place))
        place = item.end
    return Value(dashes[0], place, "-", items=items, dashes=tuple(dashes))


def _field(key: Value, value: Value, text: str) -> Field:
    found = _COLON.match(text, key.end)
    colon = found.end() if found else key.end
    if value.blank:  # PyYAML puts a value that is not there before whatever comes next
        value = Value(colon, colon, "")
    return Field(key.text, key, colon, value)


# --- lines -----------------------------------------------------------------------------------------------------------


def skip_blanks(text: str, place: int) -> int:
    """Return the first place from ``place`` on that is no blank, line break or comment."""
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def line_start(text: str, place: int) -> int:
    """Return where the line that ``place`` is on begins."""
    return max(text.rfind(char, 0, place) for char in _BREAKS) + 1


def line_end(text: str, place: int) -> int:
    """Return where the line that ``place`` is on ends, before its line break."""
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def next_line(text: str, place: int) -> int:
    """Return where the line after that of ``place`` begins; the end of the text where there is none."""
    found = _BREAK.search(text, place)
    return found.end() if found else len(text)


def end_before(text: str, place: int) -> int:
    """Return where the line before that of ``place`` ends, before its line break; 0 where there is none."""
    start = line_start(text, place)
    return max(start - (2 if text[start - 2 : start] == "\r\n" else 1), 0)


def line_break(text: str, place: int) -> str:
    """Return the line break that ends the line of ``place``, else the one before it, else that of Unix."""
    found = _BREAK.search(text, place) or _BREAK.search(text, end_before(text, place))
    return found.group() if found else "\n"


def column(text: str, place: int) -> int:
    """Return how many characters stand before ``place`` on its line."""
    return place - line_start(text, place)
