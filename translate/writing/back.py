"""Writing an article back into the document it was read from, translated and otherwise as it was.

To write another kind of document back, add a module ``back_*.py`` beside this one with a function under
``@rewriter(...)``; nothing else changes. They are imported when first asked for, and import what is heavy inside.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

from translate.document import Article, Paragraph
from translate.errors import WritingError

SAME = "same"  # the name of the format that is the input's own

Rewrite = Callable[[bytes, Article, Iterable[Paragraph]], bytes]


@dataclass(frozen=True, slots=True)
class Rewriter:
    """A kind of document that can be written back.

    ``format`` is the name of its reader (``Article.format``). ``write(original, article, translated)`` returns the
    document with English in the place of its Dutch. The article is as it was read; its paragraphs come translated, in
    order and one by one, for the engine may be at the next ones.
    """

    format: str
    suffix: str
    write: Rewrite

    def rewrite(self, original: bytes, article: Article) -> bytes:
        """Return the document with the English of an article that is translated."""
        return self.write(original, article, article.paragraphs)


def rewriter(format: str, *, suffix: str) -> Callable[[Rewrite], Rewriter]:
    """Make a function the Rewriter of a kind of document; the arguments are the fields of Rewriter."""

    def make(write: Rewrite) -> Rewriter:
        return Rewriter(format, suffix, write)

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
    return _chosen(article).rewrite(original, article)


def write_back_meanwhile(original: bytes, article: Article, translated: Iterator[Paragraph]) -> bytes:
    """Write a document back while it is being translated: each paragraph is put into it as it comes.

    Args:
        original: the bytes of the document.
        article: the article, as it was read from them.
        translated: its paragraphs, in order.

    Raises:
        WritingError: as for ``write_back``; by then all paragraphs have been asked for, so that none is lost.
    """
    try:
        first = list(islice(translated, 1))
        # The document is opened when the first paragraph is there: who waits for that does not wait for this.
        return _chosen(article).write(original, article, chain(first, translated))
    except WritingError:
        deque(translated, maxlen=0)
        raise


def _chosen(article: Article) -> Rewriter:
    found = rewriter_of(article)
    if found is None:
        raise WritingError(f"{article.format or 'this article'} is not written back", mend="choose another format")
    return found
