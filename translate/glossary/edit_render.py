"""A glossary entry as YAML, in the style of an entry that is there already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from translate.glossary.edit_layout import Value, column, read_events
from translate.glossary.model import NAME_KINDS, Entry

FieldValue = str | bool | tuple[str, ...] | list[str]
Fields = Mapping[str, FieldValue]

ORDER = (
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
)  # how the starter has them
_SAID_ALREADY = {"translate": True, "compounds": False}
LISTS = frozenset({"source", "forms", "variants", "forbidden"})


class Looks(NamedTuple):
    """How entries are written.

    Attributes:
        braces: in braces on one line, and not with a key a line.
        padding: what stands between a brace or bracket and what it holds.
        quote: the quote that texts have without needing one; empty for none.
        key_quote: the same for keys.
        dashes: lists have a line with a dash for each item, and not brackets.
        indent: how many columns such a dash stands to the right of its key.
    """

    braces: bool = False
    padding: str = ""
    quote: str = ""
    key_quote: str = ""
    dashes: bool = False
    indent: int = 2


def fields_of(entry: Entry) -> dict[str, FieldValue]:
    """Return what a file must say of an entry, in the order of the starter, without what goes without saying."""
    case = "exact" if entry.kind in NAME_KINDS else "free"
    fields: dict[str, FieldValue] = {
        "source": entry.sources if len(entry.sources) > 1 else entry.id,
        "target": entry.target if entry.translate else "",
        "translate": entry.translate,
        "forms": entry.forms,
        "kind": entry.kind if entry.kind != "other" else "",
        "case": entry.case if entry.case != case else "",
        "compounds": entry.compounds,
        "note": entry.note,
        "expand": entry.expand,
        "variants": entry.variants,
        "forbidden": entry.forbidden,
    }
    return {key: fields[key] for key in ORDER if fields[key] not in ("", (), _SAID_ALREADY.get(key))}


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON can hold it: every field under its name in the file, lists as lists, and its line."""
    return {
        "source": list(entry.sources),
        "target": entry.target,
        "translate": entry.translate,
        "forms": list(entry.forms),
        "kind": entry.kind,
        "case": entry.case,
        "compounds": entry.compounds,
        "note": entry.note,
        "expand": entry.expand,
        "variants": list(entry.variants),
        "forbidden": list(entry.forbidden),
        "line": entry.line,
    }


def looks_of(text: str, entries: Sequence[Value], near: int) -> Looks:
    """Return how the entry with index ``near`` is written; what it does not show is taken from the others."""
    if not entries:
        return Looks()
    entry = entries[near]
    nearest = sorted(range(len(entries)), key=lambda index: (abs(index - near), index))
    lists = (field for index in nearest for field in entries[index].fields if field.value.items)
    shown = next((field for field in lists if field.name != "source"), None)
    dashes = shown is not None and shown.value.style == "-"
    return Looks(
        braces=entry.style == "{",
        padding=" " if entry.style == "{" and text[entry.start + 1] == " " else "",
        quote=_free_quote(entry),
        key_quote=_quote(entry.fields[0].key),
        dashes=dashes,
        indent=max(column(text, shown.value.start) - column(text, shown.start), 0) if shown and dashes else 2,
    )


def _free_quote(entry: Value) -> str:
    """Return the quote that an entry's Dutch and English have where they could go without."""
    fields = [field.value for field in entry.fields if field.name in ("source", "target")]
    texts = [text for value in fields for text in value.items or (value,)]
    quotes = {_quote(text) for text in texts if _is_plain(text.text, flow=True)}
    return quotes.pop() if len(quotes) == 1 else ""


def _quote(value: Value) -> str:
    return value.style if value.style in ("'", '"') else ""


# --- values ----------------------------------------------------------------------------------------------------------


def render_value(value: FieldValue, looks: Looks, *, flow: bool) -> str:
    """Return a value on one line; ``flow`` says that it will stand within braces or brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return render_text(value, looks.quote, flow=flow)
    inside = ", ".join(render_text(text, looks.quote, flow=True) for text in value)
    return f"[{looks.padding}{inside}{looks.padding}]"


def render_text(text: str, quote: str = "", *, flow: bool) -> str:
    """Return a text as YAML that reads back as this text, plain if it may be and no quote is asked for."""
    if not quote:
        if _is_plain(text, flow=flow):
            return text
        quote = "'" if '"' in text or "\\" in text else '"'
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)  # YAML knows all of JSON's escapes


def _is_plain(text: str, *, flow: bool) -> bool:
    """Say whether a text may go without quotes: it reads back as itself, here and in any other reader of YAML."""
    import yaml  # type: ignore[import-untyped]

    loader = yaml.SafeLoader("")
    if loader.resolve(yaml.ScalarNode, text, (True, False)) != "tag:yaml.org,2002:str":  # no, 2024, ~
        return False
    try:
        events = list(read_events(f"[{text}]" if flow else f"k: {text}"))
    except yaml.YAMLError:
        return False
    scalars = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
    return scalars == ([text] if flow else ["k", text])


# --- entries ---------------------------------------------------------------------------------------------------------


def render_entry(fields: Fields, looks: Looks) -> list[str]:
    """Return the lines of an entry, without its dash and the blanks that stand before them."""
    if looks.braces:
        inside = ", ".join(render_field(key, fields[key], looks, flow=True)[0] for key in _ordered(fields))
        return ["{" + looks.padding + inside + looks.padding + "}"]
    return [line for key in _ordered(fields) for line in render_field(key, fields[key], looks, flow=False)]


def render_field(key: str, value: FieldValue, looks: Looks, *, flow: bool) -> list[str]:
    """Return the lines of one field, without the blanks that stand before the first of them."""
    name = looks.key_quote + key + looks.key_quote
    if flow or key == "source" or not looks.dashes or not isinstance(value, tuple):
        return [f"{name}: {render_value(value, looks, flow=flow)}"]
    items = (" " * looks.indent + "- " + render_text(text, looks.quote, flow=False) for text in value)
    return [f"{name}:", *items]


def _ordered(fields: Fields) -> Iterator[str]:
    yield from (key for key in ORDER if key in fields)
