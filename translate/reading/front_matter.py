"""The YAML between two ``---`` lines at the head of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.errors import ReadingError
from translate.reading.decoding import place, tidy

KEY = re.compile(r"[\"']?\w[\w .-]{0,60}[\"']?\s?:(\s|$)")
TITLE_KEYS = ("title", "titel")
DATE_KEYS = ("date", "datum")
BYLINE_KEYS = ("author", "auteur", "authors", "auteurs", "byline")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, every value as written.

    ``lines`` is how many lines it takes, both ``---`` included; 0 where the file has none. ``title_line`` is the
    1-based line of the title. ``metadata`` has the other scalars, and a ``left out`` for each value that is none.
    """

    lines: int = 0
    title: str = ""
    title_line: int = 0
    date: str = ""
    byline: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


def has_front_matter(text: str) -> bool:
    """Say whether the text begins with ``---`` and a key: a line of ``---`` alone may also be a thematic break."""
    first, _, rest = text.partition("\n")
    return first.rstrip() == "---" and bool(KEY.match(rest))


def read_front_matter(text: str, name: str) -> FrontMatter:
    """Read the front matter of a Markdown text whose lines are parted by newlines.

    Raises:
        ReadingError: it is not closed, or it is not a YAML mapping.
    """
    if not has_front_matter(text):
        return FrontMatter()
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        raise ReadingError(
            "the front matter is not closed", where=place(name, 1), mend="put a line --- under its last line"
        )
    # The first line stays, empty, so that YAML counts the lines of the file.
    entries = _entries("\n" + "\n".join(lines[1:end]), name)
    return _sort(entries, end + 1)


def _entries(source: str, name: str) -> list[tuple[str, str | None, int]]:
    """Return key, value as written (None where it is neither a scalar nor a list of authors) and 1-based line."""
    # The node tree, not the values: 2025-06-17 and `yes` are wanted as written.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    def scalar(node: object) -> str | None:
        if isinstance(node, ScalarNode):
            return "" if str(node.tag) == "tag:yaml.org,2002:null" else tidy(str(node.value))
        return None

    def authors(key: str, node: object) -> str | None:
        if _field(key) == "byline" and isinstance(node, SequenceNode):
            names = [scalar(each) for each in node.value]
            return None if None in names else ", ".join(filter(None, names))
        return None

    mend = "mend the YAML: one `key: value` a line, values with a colon or quotation mark in quotes"
    try:
        root = YAML(typ="safe", pure=True).compose(source)
    except (YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "nested too deep or with characters that YAML does not allow"
        line = mark.line + 1 if mark else 1
        raise ReadingError(f"broken front matter ({problem})", where=place(name, line), mend=mend) from None
    if not isinstance(root, MappingNode):
        raise ReadingError("the front matter has no keys", where=place(name, 2), mend=mend)
    entries = []
    for key_node, node in root.value:
        key, value = scalar(key_node) or "", scalar(node)
        entries.append((key, authors(key, node) if value is None else value, key_node.start_mark.line + 1))
    return entries


def _sort(entries: list[tuple[str, str | None, int]], lines: int) -> FrontMatter:
    known: dict[str, str] = {}
    title_line = 0
    metadata: list[tuple[str, str]] = []
    for key, value, line in entries:
        field = _field(key)
        if value is None:
            metadata.append(("left out", f"front matter: {key}, line {line}"))
        elif field and value and field not in known:
            known[field] = value
            title_line = line if field == "title" else title_line
        elif value:
            metadata.append((key, value))
    return FrontMatter(
        lines,
        known.get("title", ""),
        title_line,
        known.get("date", ""),
        known.get("byline", ""),
        tuple(metadata),
    )


def _field(key: str) -> str:
    fields = {"title": TITLE_KEYS, "date": DATE_KEYS, "byline": BYLINE_KEYS}
    return next((field for field, keys in fields.items() if key.lower() in keys), "")
