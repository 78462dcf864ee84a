"""What comes back from a reviewer, and how the importers are found: every module of this package may hold some.

To take back another format, add a module beside this one with a function under ``@importer(...)``; nothing else
changes. Importers are imported to be listed, so a module imports what is heavy inside its functions.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from translate.document import State
from translate.errors import ReadingError


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One sentence as a file that comes back has it.

    Attributes:
        segment: the id of the segment; empty where the file has none or lost it.
        source: the Dutch as it stands in the file.
        target: the English as it stands in the file; empty where there is none.
        state: what the file says has become of it, None where it does not say.
        mark: ``identity.target_mark`` of the English as it was when the file was written; empty where unknown.
        comment: what the reviewer wrote beside it.
        where: the place in the file for a message: ``row 12``, ``unit 3.1, line 40``.
        problem: why the row cannot be used (its cells are merged); empty for one that can.
    """

    segment: str
    source: str
    target: str
    state: State | None = None
    mark: str = ""
    comment: str = ""
    where: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that comes back.

    ``article`` is ``identity.article_identity`` of the article that was exported, empty where the file does not know.
    ``format`` is the importer's name; ``path`` the file's, both filled in by ``read_incoming``. ``problems`` are
    what a person should know about the file as a whole (columns guessed, rows that could not be used), a line each.
    """

    article: str
    rows: tuple[IncomingRow, ...]
    format: str = ""
    problems: tuple[str, ...] = ()
    path: str = ""


Take = Callable[[bytes, str], Incoming]


@dataclass(frozen=True, slots=True)
class Importer:
    """A way to take back one format.

    ``recognise(data, name)`` says whether the bytes are of this format, by their content first; it never raises.
    ``read(data, name)`` makes the Incoming or raises ReadingError.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes, str], bool]
    read: Take


def importer(
    name: str, *, suffixes: tuple[str, ...], recognise: Callable[[bytes, str], bool]
) -> Callable[[Take], Importer]:
    """Make a function that reads bytes into the Importer of a format; the arguments are the fields of Importer."""

    def make(read: Take) -> Importer:
        return Importer(name, suffixes, recognise, read)

    return make


@cache
def importers() -> tuple[Importer, ...]:
    """Return the importers of all modules of this package, in order of name."""
    package = __name__.rpartition(".")[0]
    found: dict[str, Importer] = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        held = vars(importlib.import_module(f"{package}.{module.name}"))
        found.update({value.name: value for value in held.values() if isinstance(value, Importer)})
    return tuple(found[name] for name in sorted(found))


def read_incoming(path: Path) -> Incoming:
    """Read a file that comes back, whatever its format.

    Raises:
        ReadingError: the file cannot be read, or is not of a format that is taken back.
    """
    from translate.importing.office import is_locked, locked
    from translate.reading import read_file
    from translate.reading.signatures import describe

    name = str(path)
    data = read_file(name)
    if is_locked(data):
        raise locked(name)
    suffix = path.suffix.lower()
    for candidate in sorted(importers(), key=lambda each: (suffix not in each.suffixes, each.name)):
        if candidate.recognise(data, name):
            return replace(candidate.read(data, name), format=candidate.name, path=name)
    known = ", ".join(sorted({suffix for each in importers() for suffix in each.suffixes}))
    looks = describe(data)
    what = f"looks like {looks}, which is not taken back" if looks else "not a file that is taken back"
    what = what if data else "empty"
    raise ReadingError(what, where=name, mend=f"give a file that `translate export` wrote ({known})")
