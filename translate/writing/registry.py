"""The formats an article can be written in: each writer registers itself, so that adding one touches one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from translate.document import Article

Render = Callable[[Article], str]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its name on the command line, the end of its file names, and the function that makes the text."""

    name: str
    suffix: str
    about: str
    render: Render


_writers: dict[str, Writer] = {}
WRITERS: Mapping[str, Writer] = MappingProxyType(_writers)
"""The registered writers by name. Read only; filled by ``writer`` while the package is imported, then fixed."""


def writer(name: str, *, suffix: str, about: str) -> Callable[[Render], Render]:
    """Register the decorated function as the writer of a format.

    Args:
        name: what the user asks for, in lower case.
        suffix: what its files end in after ``.en``, with the dot.
        about: what it is for, a sentence for the help text.

    Raises:
        ValueError: the name is taken.
    """

    def register(render: Render) -> Render:
        if name in _writers:
            raise ValueError(f"two writers for {name!r}")
        _writers[name] = Writer(name, suffix, about, render)
        return render

    return register
