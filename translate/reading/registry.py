"""What a reader is, and how the readers are found: modules of this package hold them.

To read another format, add a module beside this one with a function under ``@reader(...)``; nothing else changes.
Readers are imported to be listed, so a module imports what is heavy inside its functions. A module with an underscore
in its name is a part of another one (``pdf_page``) and holds none.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from translate.document import Article


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read one format.

    ``suffixes`` are in lower case with their dot. ``recognise(data, name)`` says whether the bytes are of this format,
    by their content first; it never raises. ``read(data, name)`` makes the Article or raises ReadingError; ``path`` and
    ``sha256`` are filled in by the caller. ``last_resort`` readers are asked when no other recognises the bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Article]
    last_resort: bool = False


def reader(
    name: str,
    *,
    suffixes: tuple[str, ...],
    recognise: Callable[[bytes, str], bool],
    last_resort: bool = False,
) -> Callable[[Callable[[bytes, str], Article]], Reader]:
    """Make a function that reads bytes into the Reader of a format; the arguments are the fields of Reader."""

    def make(read: Callable[[bytes, str], Article]) -> Reader:
        return Reader(name, suffixes, recognise, read, last_resort)

    return make


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers of all modules of this package, in order of name."""
    package = __name__.rpartition(".")[0]
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if "_" not in module.name:
            held = vars(importlib.import_module(f"{package}.{module.name}"))
            found.update({value.name: value for value in held.values() if isinstance(value, Reader)})
    return tuple(found[name] for name in sorted(found))
