"""The glossary's YAML as a tree of texts, each with its line, and the list of what is wrong with the file.

Every scalar is the text that was typed, so that ``No`` and ``2024`` stay what they are. The tree is built from PyYAML's
events over libyaml: a hundred entries take a few milliseconds, where a round-trip parser takes a tenth of a second.
Anchors, aliases and tags are refused: a glossary needs none, and they are how small files grow large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from translate.errors import GlossaryError

_MAX_DEPTH = 6  # terms, list, entry, list, text: a file that goes deeper is no glossary
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class GlossaryInvalid(GlossaryError):
    """A glossary file with something wrong in it. ``problems`` lists all of it, a line each, in the file's order."""

    def __init__(self, errors: list[GlossaryError]) -> None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(first.what, where=first.where, mend=first.mend + more)
        self.problems = [error.line() for error in errors]


class Problems:
    """What is wrong with one file. Collected, so that a person can mend all of it at once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[tuple[int, GlossaryError]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, line: int, what: str, mend: str, entry: str = "") -> None:
        """Note a problem on a 1-based line, of the entry with that source."""
        said = f"entry {shown(entry)}: {what}" if entry else what
        self._found.append((line, GlossaryError(said, where=where(self._path, line), mend=mend)))

    def raise_any(self) -> None:
        """Raise a GlossaryInvalid with all that was noted, if anything was."""
        if self._found:
            raise GlossaryInvalid([error for _, error in sorted(self._found, key=lambda found: found[0])])


def where(path: str, line: int) -> str:
    """Return ``path:line``, or ``line N`` for a text that is no file."""
    return f"{path}:{line}" if path else f"line {line}"


def shown(text: str) -> str:
    """Quote a user's text for an error line: short, and safe to print."""
    short = text if len(text) <= 60 else text[:59] + "…"
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short) + '"'


class Node(NamedTuple):
    """A YAML value and its 1-based line. ``pairs`` belongs to a mapping, ``items`` to a list, ``text`` to a scalar.

    All three are None where the value was refused, which has been noted as a problem.
    """

    line: int
    text: str | None = None
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written: an empty text or white space."""
        return self.text is not None and not self.text.strip()

    @property
    def refused(self) -> bool:
        """Whether the value was refused already, so that nothing more need be said of it."""
        return self.text is None and self.items is None and self.pairs is None


def read_nodes(text: str, problems: Problems) -> Node | None:
    """Parse YAML; None where there is none. Reading ends at once where the text cannot be parsed.

    Raises:
        GlossaryInvalid: the text is not YAML.
    """
    import yaml  # type: ignore[import-untyped]

    stray = _NOT_YAML.search(text)
    if stray:
        line = text.count("\n", 0, stray.start()) + 1
        problems.add(line, f"a control character (U+{ord(stray[0]):04X})", "remove it")
        problems.raise_any()
    root: Node | None = None
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        for event in events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if root is not None:
                problems.add(event.start_mark.line + 1, "a second document (---)", "keep all terms in one list")
                break
            root = _build(next(events), events, problems, 0)
    except yaml.MarkedYAMLError as error:
        begun_there = error.context_mark and ("quoted" in error.context or "simple key" in error.context)
        mark = error.context_mark if begun_there else error.problem_mark
        line = mark.line + 1 if mark else 1
        problems.add(line, f"not YAML: {error.problem}", _mend_syntax(text, line, str(error.problem)))
        problems.raise_any()
    except yaml.YAMLError as error:
        problems.add(1, f"not YAML: {error}", "compare it with the examples in docs/glossary.md")
        problems.raise_any()
    return root


def _mend_syntax(text: str, line: int, problem: str) -> str:
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "indent with spaces instead of tabs"
    if "mapping values" in problem:
        return "put a text with a colon in it between quotes, and indent the keys of an entry alike"
    if "cannot start any token" in problem:
        return "put a text that begins with a special character between quotes"
    if "expected ':'" in problem:
        return "write the key, a colon and a space before the text"
    if "unexpected end of stream" in problem:
        return "close the quotes"
    return "look at the quotes, brackets and indentation here and on the line before"


def _build(event: Any, events: Iterator[Any], problems: Problems, depth: int) -> Node:
    """Return the node that begins with ``event``, taking the rest of it from ``events``."""
    import yaml

    line = event.start_mark.line + 1
    if depth > _MAX_DEPTH:
        problems.add(line, "lists within lists", "write a term as text, or as one list of texts")
        problems.raise_any()
    if isinstance(event, yaml.AliasEvent):
        problems.add(line, f"an alias (*{event.anchor})", "write the value out; put a text with * between quotes")
        return Node(line)
    if event.anchor:
        problems.add(line, f"an anchor (&{event.anchor})", "remove it; put a text with & between quotes")
    if event.tag:
        problems.add(line, f"a tag ({event.tag})", "remove it; put a text with ! between quotes")
    if isinstance(event, yaml.ScalarEvent):
        is_null = event.implicit[0] and event.value in _NULLS
        return Node(line, text="" if is_null else event.value)
    nodes = [_build(inner, events, problems, depth + 1) for inner in _until_end(events)]
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, items=nodes)
    return Node(line, pairs=list(zip(nodes[::2], nodes[1::2], strict=True)))


def _until_end(events: Iterator[Any]) -> Iterator[Any]:
    """Yield the first event of each node up to the end of the list or mapping it is in."""
    import yaml

    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield event
