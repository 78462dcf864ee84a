"""Writing an article: side by side, the English alone, the same kind of document again, for other tools."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translate.document import Article
from translate.errors import WritingError
from translate.writing import (  # noqa: F401  (each registers its writer)
    brat,
    doccano,
    docx_table,
    html,
    json,
    markdown,
    markdown_table,
    text,
    tmx,
    xliff12,
    xliff21,
    xlsx,
)
from translate.writing.back import SAME, original_of, write_back
from translate.writing.files import check_stem, check_target, make_folder, stem_of, write_files
from translate.writing.names import check_formats, output_ends
from translate.writing.registry import WRITERS, Writer, writer

__all__ = ["SAME", "WRITERS", "Writer", "render", "write_article", "write_back", "writer"]


def render(article: Article, format: str) -> str | bytes:
    """Return the article in a format of one file (a name in ``WRITERS``).

    Raises:
        WritingError: there is no such format, or it has several files.
    """
    files = _writer_of(format).files(article)
    if len(files) > 1:
        raise WritingError(f"{format} is {len(files)} files", mend="write them with write_article")
    return next(iter(files.values()))


def write_article(
    article: Article,
    folder: Path,
    formats: Sequence[str],
    *,
    force: bool = True,
    stem: str | None = None,
    document: bytes | None = None,
    original: bytes | None = None,
) -> list[Path]:
    """Write the article into a folder and return the files in the order of the formats.

    ``dir/iran.txt`` becomes ``iran.en.html``, ``iran.en.md`` and so on; standard input becomes ``article.en.html``.
    The format ``same`` is the same kind of document as was read (``report.docx`` becomes ``report.en.docx``); for kinds
    that are not written again it is passed over. All files are written or none. The input itself is never overwritten.

    Args:
        article: what to write.
        folder: where; made when missing.
        formats: names in ``WRITERS``, and ``same``; a name given twice is written once.
        force: overwrite files that are there.
        stem: the files' name before ``.en``, for when two inputs of a run share theirs.
        document: what ``same`` is, where that is made already (``write_back``).
        original: else the bytes that were read, for ``same``; None for those of the file that the article came from.

    Raises:
        WritingError: an unknown format, or a file that cannot or may not be written.
    """
    check_formats(formats)
    name = stem_of(article) if stem is None else stem
    check_stem(name)
    make_folder(folder)
    ends = output_ends(article, formats)
    for end in (end for of_format in ends.values() for end in of_format.values()):
        check_target(folder / f"{name}{end}", article, force=force)
    contents: dict[Path, str | bytes] = {}
    for format, of_format in ends.items():
        if format == SAME:
            made = write_back(original_of(article, original), article) if document is None else document
            files: dict[str, str | bytes] = {"": made}
        else:
            files = _writer_of(format).files(article)
        contents |= {folder / f"{name}{of_format[suffix]}": content for suffix, content in files.items()}
    write_files(contents)
    return list(contents)


def _writer_of(name: str) -> Writer:
    try:
        return WRITERS[name]
    except KeyError:
        raise WritingError(f"no format {name!r}", mend=f"choose from {', '.join(sorted(WRITERS))}") from None
