"""Parts of a YAML list in brackets or mapping in braces: one more, one less."""

from __future__ import annotations

from collections.abc import Sequence

from translate.glossary.edit_layout import (
    Field,
    Value,
    column,
    line_break,
    line_end,
    line_start,
    next_line,
    skip_blanks,
)

Parts = Sequence[Value] | Sequence[Field]


def insert_part(text: str, parts: Parts, after: int, written: str) -> str:
    """Write a part behind the one with index ``after``: on a line of its own where that has one."""
    part = parts[after]
    comma = _comma(text, part)
    new_comma = " ," if text[part.end - 1] == ":" else ","  # behind a key without a value it needs a blank
    if _begins_line(text, part) and _ends_line(text, comma or part.end):
        line = line_break(text, part.end) + " " * column(text, part.start) + written + ("," if comma else "")
        end = line_end(text, comma or part.end)
        return text[: part.end] + ("" if comma else new_comma) + text[part.end : end] + line + text[end:]
    if comma:
        return f"{text[:comma]} {written},{text[comma:]}"
    return f"{text[: part.end]}{new_comma} {written}{text[part.end :]}"


def delete_part(text: str, parts: Parts, index: int) -> str:
    """Take one of several parts out, with a comma, and with its line where that is its own."""
    part = parts[index]
    comma = _comma(text, part)
    if _begins_line(text, part) and comma and _ends_line(text, comma):
        return text[: line_start(text, part.start)] + text[next_line(text, comma) :]
    if comma:
        blanks = len(text[comma:]) - len(text[comma:].lstrip(" "))
        return text[: part.start] + text[comma + blanks :]
    before = skip_blanks(text, parts[index - 1].end) if index else part.start
    if text[before : part.start].strip(", \r\n"):  # a comment: the comma before it stays, as YAML allows
        before = part.start
    return text[:before] + text[part.end :]


def _comma(text: str, part: Value | Field) -> int:
    """Return the place behind the comma that follows a part; 0 where none does."""
    place = skip_blanks(text, part.end)
    return place + 1 if text[place : place + 1] == "," else 0


def _begins_line(text: str, part: Value | Field) -> bool:
    return not text[line_start(text, part.start) : part.start].strip()


def _ends_line(text: str, place: int) -> bool:
    """Say whether nothing but a comment follows on the line."""
    rest = text[place : line_end(text, place)].strip()
    return not rest or rest.startswith("#")
