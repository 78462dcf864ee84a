"""Changes to the text of a glossary file, each a splice: what stands outside of it stays, to the character.

Every function takes the text and returns the new text. Entries are named by their 0-based index in the file.
"""

from __future__ import annotations

from translate.glossary.edit_flow import delete_part, insert_part
from translate.glossary.edit_layout import (
    Field,
    Value,
    column,
    end_before,
    entry_list,
    line_break,
    line_end,
    line_start,
    next_line,
    read_layout,
    said,
)
from translate.glossary.edit_render import (
    ORDER,
    Fields,
    FieldValue,
    Looks,
    looks_of,
    render_entry,
    render_field,
    render_text,
    render_value,
)

# --- entries ---------------------------------------------------------------------------------------------------------


def insert_entry(text: str, after: int, fields: Fields) -> str:
    """Write an entry behind the one with index ``after``, in its style."""
    entries = _entries(text)
    looks = looks_of(text, entries.items, after)
    if entries.style == "[":
        (written,) = render_entry(fields, looks._replace(braces=True))
        return insert_part(text, entries.items, after, written)
    dash = entries.dashes[after]
    gap = text[dash + 1 : entries.items[after].start]
    gap = gap if not gap.strip(" ") else " "
    margin = " " * column(text, dash)
    first, *others = render_entry(fields, looks)
    lines = [margin + "-" + gap + first, *(margin + " " + " " * len(gap) + line for line in others)]
    end = entry_end(text, entries, after)
    ending = line_break(text, end)
    blank = [""] * _blank_lines(text, entries, after, default=0 if looks.braces else 1)
    return text[:end] + "".join(ending + line for line in [*blank, *lines]) + text[end:]


def begin_list(text: str, fields: Fields) -> str:
    """Write the first entry of a file that has none."""
    root = read_layout(text)
    first, *others = render_entry(fields, Looks())
    lines = ["  - " + first, *("    " + line for line in others)]
    ending = line_break(text, 0)
    terms = root.field("terms") if root is not None else None
    if terms is not None:
        text = text[: terms.after_key] + text[terms.end :]
        end = line_end(text, terms.after_key)
        return text[:end] + "".join(ending + line for line in lines) + text[end:]
    written = ending.join(["terms:", *lines])
    if root is not None and not root.blank:  # [] or ~
        return text[: root.start] + written + text[root.end :]
    on_new_line = line_start(text, len(text)) == len(text)
    return text + ("" if on_new_line else ending) + written + ending


def delete_entry(text: str, index: int) -> str:
    """Take an entry out, and of the blank lines above and below it those that are fewer."""
    entries = _entries(text)
    if entries.style == "[":
        return delete_part(text, entries.items, index)
    start = line_start(text, entries.dashes[index])
    end = next_line(text, entry_end(text, entries, index))
    above, below = _blank_above(text, start), _blank_below(text, end)
    kept = max(text[above:start], text[end:below], key=len)
    if below == len(text):  # the last entry: blank lines stay as the file ended
        kept = text[end:below]
        if end == entry_end(text, entries, index):  # and a file without a final line break stays one
            above = end_before(text, above)
    elif index == 0 and above == start and not text[end_before(text, start) :].lstrip().startswith("#"):
        kept = ""  # the first one, directly under "terms:"
    return text[:above] + kept + text[below:]


def entry_end(text: str, entries: Value, index: int) -> int:
    """Return where an entry's last line ends. Comments below it that are indented like its fields belong to it."""
    end = line_end(text, entries.items[index].end)
    while True:
        start = next_line(text, end)
        line = text[start : line_end(text, start)]
        indent = len(line) - len(line.lstrip(" "))
        if not line[indent:].startswith("#") or indent <= column(text, entries.dashes[index]):
            return end
        end = start + len(line)


def _entries(text: str) -> Value:
    entries = entry_list(read_layout(text))
    assert entries is not None  # parse_glossary found some
    return entries


def _blank_lines(text: str, entries: Value, near: int, default: int) -> int:
    """Return how many blank lines stand between two entries, the nearest with nothing else between them."""
    pairs = sorted(range(1, len(entries.items)), key=lambda index: (abs(index - near), index))
    for index in pairs:
        between = text[entry_end(text, entries, index - 1) : line_start(text, entries.dashes[index])]
        if not between.strip():
            return len(between.splitlines()) - 1
    return default


def _blank_above(text: str, place: int) -> int:
    """Return where the blank lines above the line that begins at ``place`` begin."""
    while place and not text[line_start(text, end_before(text, place)) : place].strip():
        place = line_start(text, end_before(text, place))
    return place


def _blank_below(text: str, place: int) -> int:
    """Return where the blank lines end that begin at ``place``."""
    while place < len(text) and not text[place : line_end(text, place)].strip():
        place = next_line(text, place)
    return place


# --- fields ----------------------------------------------------------------------------------------------------------


def set_field(text: str, entry: int, name: str, value: FieldValue) -> str:
    """Write a field of an entry: in the place of its old value, else as a new line in the order of the starter."""
    mapping = _entries(text).items[entry]
    field = mapping.field(name)
    if field is None:
        return _insert_field(text, entry, name, value)
    old, flow = field.value, mapping.style == "{"
    if isinstance(value, tuple) and old.items:
        return _set_list(text, entry, name, value)
    looks = Looks(quote=old.style if old.style in ("'", '"') else "")
    written = render_value(value, looks, flow=flow)
    if old.blank:
        has_colon = text[field.after_key - 1] == ":"
        return text[: field.after_key] + (" " if has_colon else ": ") + written + text[field.after_key :]
    return text[: old.start] + written + text[old.end :]


def unset_field(text: str, entry: int, name: str) -> str:
    """Take a field out of an entry, with its lines where it has lines of its own."""
    mapping = _entries(text).items[entry]
    index, field = next((i, f) for i, f in enumerate(mapping.fields) if f.name == name)
    if mapping.style == "{":
        return delete_part(text, mapping.fields, index)
    if index:
        return text[: end_before(text, field.start)] + text[line_end(text, field.end) :]
    # The first stands behind the dash, where the second comes in its place, unless comments stand between them.
    end, second = line_end(text, field.end), mapping.fields[1].start
    return text[: field.start] + text[end if text[end:second].strip() else second :]


def _insert_field(text: str, entry: int, name: str, value: FieldValue) -> str:
    entries = _entries(text)
    mapping = entries.items[entry]
    looks = looks_of(text, entries.items, entry)
    before = [f for f in mapping.fields if ORDER.index(f.name) < ORDER.index(name)]
    anchor = max(before, key=lambda f: ORDER.index(f.name), default=mapping.fields[0])
    lines = render_field(name, value, looks, flow=mapping.style == "{")
    if mapping.style == "{":
        return insert_part(text, mapping.fields, mapping.fields.index(anchor), lines[0])
    end = line_end(text, anchor.end)
    start = line_break(text, end) + " " * column(text, mapping.start)
    return text[:end] + "".join(start + line for line in lines) + text[end:]


def _set_list(text: str, entry: int, name: str, wanted: tuple[str, ...]) -> str:
    """Change a list item by item where what stays is at its beginning, so that comments in it stay; else whole."""
    old = _list(text, entry, name)
    kept = [item for item in old.items if said(item.text) in wanted]
    if not kept or tuple(said(item.text) for item in kept) != wanted[: len(kept)]:
        return _replace_list(text, old, wanted)
    for index in reversed(range(len(old.items))):
        if old.items[index] not in kept:
            text = _delete_item(text, _list(text, entry, name), index)
    for item in wanted[len(kept) :]:
        text = _append_item(text, _list(text, entry, name), item)
    return text


def _list(text: str, entry: int, name: str) -> Value:
    field = _entries(text).items[entry].field(name)
    assert isinstance(field, Field)
    return field.value


def _quote(old: Value) -> str:
    styles = {item.style for item in old.items}
    return styles.pop() if styles in ({"'"}, {'"'}) else ""


def _replace_list(text: str, old: Value, wanted: tuple[str, ...]) -> str:
    if old.style == "[":
        padding = " " if text[old.start + 1] == " " else ""
        written = render_value(wanted, Looks(padding=padding, quote=_quote(old)), flow=True)
    else:
        start = line_break(text, old.start) + " " * column(text, old.start)
        written = start.join("- " + render_text(item, _quote(old), flow=False) for item in wanted)
    return text[: old.start] + written + text[old.end :]


def _append_item(text: str, old: Value, item: str) -> str:
    if old.style == "[":
        return insert_part(text, old.items, len(old.items) - 1, render_text(item, _quote(old), flow=True))
    end = line_end(text, old.end)
    start = line_break(text, end) + " " * column(text, old.start)
    return text[:end] + start + "- " + render_text(item, _quote(old), flow=False) + text[end:]


def _delete_item(text: str, old: Value, index: int) -> str:
    if old.style == "[":
        return delete_part(text, old.items, index)
    end = line_end(text, old.items[index].end)
    return text[: end_before(text, old.dashes[index])] + text[end:]
