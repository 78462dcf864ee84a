"""The formats an article can be written in: each writer registers itself, so that adding one touches one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from translate.document import Article

Rendered = str | bytes | Mapping[str, str]
Render = Callable[[Article], Rendered]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its name on the command line, the end of its file names, and the function that makes what is in them.

    ``suffixes`` has one suffix, or several where ``render`` returns the texts of several files, by suffix. ``infix``
    stands between the article's name and the suffix.
    """

    name: str
    suffixes: tuple[str, ...]
    about: str
    render: Render
    infix: str = ".en"

    def files(self, article: Article) -> dict[str, str | bytes]:
        """Return what each of the files holds, by its suffix."""
        rendered = self.render(article)
        return dict(rendered) if isinstance(rendered, Mapping) else {self.suffixes[0]: rendered}


_writers: dict[str, Writer] = {}
WRITERS: Mapping[str, Writer] = MappingProxyType(_writers)
"""The registered writers by name. Read only; filled by ``writer`` while the package is imported, then fixed."""


def writer(name: str, *, suffix: str | tuple[str, ...], about: str, infix: str = ".en") -> Callable[[Render], Render]:
    """Register the decorated function as the writer of a format.

    Args:
        name: what the user asks for, in lower case.
        suffix: what its files end in after ``infix``, with the dot; several for a format of several files.
        about: what it is for, a sentence for the help text.
        infix: ``.en`` for the English, ``.nl-en`` for both languages.

    Raises:
        ValueError: the name is taken.
    """

    def register(render: Render) -> Render:
        if name in _writers:
            raise ValueError(f"two writers for {name!r}")
        _writers[name] = Writer(name, (suffix,) if isinstance(suffix, str) else suffix, about, render, infix)
        return render

    return register
