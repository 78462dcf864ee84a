"""Writing an article: side-by-side HTML, Markdown, plain English text, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translate.document import Article
from translate.errors import WritingError
from translate.writing import html, json, markdown, text  # noqa: F401  (each registers its writer)
from translate.writing.files import check_stem, check_target, make_folder, stem_of, write_files
from translate.writing.registry import WRITERS, Writer, writer

__all__ = ["WRITERS", "Writer", "render", "write_article", "writer"]


def render(article: Article, format: str) -> str:
    """Return the article in a format (a name in ``WRITERS``) as text.

    Raises:
        WritingError: there is no such format.
    """
    return _writer_of(format).render(article)


def write_article(
    article: Article, folder: Path, formats: Sequence[str], *, force: bool = True, stem: str | None = None
) -> list[Path]:
    """Write the article into a folder, one file a format, and return the files in the order of the formats.

    ``dir/iran.txt`` becomes ``iran.en.html``, ``iran.en.md`` and so on; standard input becomes ``article.en.html``.
    All files are written or none. The input itself is never overwritten.

    Args:
        article: what to write.
        folder: where; made when missing.
        formats: names in ``WRITERS``; a name given twice is written once.
        force: overwrite files that are there.
        stem: the files' name before ``.en``, for when two inputs of a run share theirs.

    Raises:
        WritingError: an unknown format, or a file that cannot or may not be written.
    """
    writers = [_writer_of(name) for name in dict.fromkeys(formats)]
    name = stem_of(article) if stem is None else stem
    check_stem(name)
    make_folder(folder)
    targets = {folder / f"{name}.en{writer.suffix}": writer for writer in writers}
    for path in targets:
        check_target(path, article, force=force)
    write_files({path: writer.render(article) for path, writer in targets.items()})
    return list(targets)


def _writer_of(name: str) -> Writer:
    try:
        return WRITERS[name]
    except KeyError:
        raise WritingError(f"no format {name!r}", mend=f"choose from {', '.join(sorted(WRITERS))}") from None
