"""Writing an article back into the document it was read from, translated and otherwise as it was.

To write another kind of document back, add a module ``back_*.py`` beside this one with a function under
``@rewriter(...)``; nothing else changes. They are imported when first asked for, and import what is heavy inside.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from translate.document import Article
from translate.errors import WritingError

SAME = "same"  # the name of the format that is the input's own

Rewrite = Callable[[bytes, Article], bytes]


@dataclass(frozen=True, slots=True)
class Rewriter:
    """A kind of document that can be written back.

    ``format`` is the name of its reader (``Article.format``). ``rewrite(original, article)`` returns the document with
    the article's English in the place of its Dutch.
    """

    format: str
    suffix: str
    rewrite: Rewrite


def rewriter(format: str, *, suffix: str) -> Callable[[Rewrite], Rewriter]:
    """Make a function the Rewriter of a kind of document; the arguments are the fields of Rewriter."""

    def make(rewrite: Rewrite) -> Rewriter:
        return Rewriter(format, suffix, rewrite)

    return make


@cache
def rewriters() -> Mapping[str, Rewriter]:
    """Return the rewriters of all modules of this package, by the name of the reader."""
    package = __name__.rpartition(".")[0]
    found: dict[str, Rewriter] = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if module.name.startswith("back_"):
            held = vars(importlib.import_module(f"{package}.{module.name}"))
            found.update({value.format: value for value in held.values() if isinstance(value, Rewriter)})
    return found


def rewriter_of(article: Article) -> Rewriter | None:
    """Return what writes an article back, None for a kind of document that is not written again."""
    return rewriters().get(article.format)


def original_of(article: Article, data: bytes | None = None) -> bytes:
    """Return the bytes that an article was read from.

    Args:
        article: says where it came from, and the hash of the bytes.
        data: the bytes, where the caller has them; None to read the file again.

    Raises:
        WritingError: the file is gone or has been changed since.
    """
    if data is None:
        try:
            data = Path(article.path).read_bytes()
        except (OSError, ValueError):
            mend = "put it back where it was, or translate it again"
            raise WritingError("the document is no longer there", where=article.path, mend=mend) from None
    if hashlib.sha256(data).hexdigest() != article.sha256:
        raise WritingError("has been changed since it was read", where=article.path, mend="translate it again")
    return data


def write_back(original: bytes, article: Article) -> bytes:
    """Return the document that an article was read from, with the English in the place of the Dutch.

    Args:
        original: the bytes of the document (``original_of``).
        article: the article, translated; a sentence without a translation stands there as ``[untranslated: …]``.

    Raises:
        WritingError: this kind of document is not written back, or its paragraphs are not those of the article.
    """
    chosen = rewriter_of(article)
    if chosen is None:
        raise WritingError(f"{article.format or 'this article'} is not written back", mend="choose another format")
    return chosen.rewrite(original, article)
