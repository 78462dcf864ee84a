"""The formats that commands write: named on the command line, listed in their help, and what may be overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from translate.cli.options import say

if TYPE_CHECKING:
    from translate.document import Article

DEFAULT = "html,txt,same"
ToOption = Annotated[
    str, typer.Option("--to", metavar="FORMATS", help="What to write, with commas between; the formats are below.")
]
ForceOption = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Overwrite files that somebody else made or has changed; without it they are refused, and only what this"
        " program wrote is written anew.",
    ),
]


class FormatsCommand(TyperCommand):
    """A command whose help lists the formats: they are looked up when it is asked for, not at every start."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Add the formats below the options."""
        with formatter.section("Formats"):
            formatter.write_dl(list_formats())
        super().format_epilog(ctx, formatter)


def list_formats() -> list[tuple[str, str]]:
    """Return the name of each format, and what it is for."""
    from translate.writing import SAME, WRITERS
    from translate.writing.terminal import TERMINAL

    listed = [(name, WRITERS[name].about) for name in sorted(WRITERS)]
    same = (SAME, "The same kind of document again, in English; passed over where there is no such thing.")
    return [*listed, same, (TERMINAL, "Printed side by side, nothing is written.")]


def choose_formats(to: str, *, as_json: bool) -> tuple[list[str], bool]:
    """Return the formats that are written as files, and whether the article is printed too.

    Raises:
        WritingError: an unknown format or none, or two that both go to standard output.
    """
    from translate.errors import WritingError
    from translate.writing.names import check_formats
    from translate.writing.terminal import TERMINAL

    named = [name.strip() for name in to.split(",") if name.strip()]
    formats, printed = [name for name in named if name != TERMINAL], TERMINAL in named
    if printed and as_json:
        what = "--json and --to terminal both print on standard output"
        raise WritingError(what, mend="leave one of them out")
    if formats or not printed:
        check_formats(formats, also=(TERMINAL,))
    return formats, printed


def check_targets(
    articles: Sequence[Article],
    stems: Sequence[str],
    folder: Path,
    formats: Sequence[str],
    *,
    force: bool,
    inputs: Sequence[Article] = (),
) -> None:
    """Refuse what cannot be written, and what would be overwritten although it is not this program's.

    Args:
        articles: what is written.
        stems: their outputs' names.
        folder: where to.
        formats: known names of formats.
        force: overwrite what is not this program's.
        inputs: other articles whose files are not overwritten, not even with ``force``.

    Raises:
        WritingError: as said.
    """
    from translate.writing.names import check_outputs
    from translate.writing.outputs import why_kept

    if formats:
        check_outputs(articles, stems, folder, formats, inputs=inputs, why_kept=None if force else why_kept)


def write_outputs(
    article: Article,
    stem: str,
    folder: Path,
    formats: Sequence[str],
    *,
    force: bool,
    document: bytes | None = None,
    original: bytes | None = None,
    same_if_there: bool = False,
) -> list[Path]:
    """Write an article's files, remember that they are this program's, and return them.

    Args:
        article: what to write.
        stem: the files' name before ``.en``.
        folder: where to.
        formats: known names of formats.
        force: overwrite what is not this program's.
        document: what ``same`` is, where that is made already.
        original: else the document that the article was read from; None to read it again, for ``same``.
        same_if_there: pass over ``same``, with a note, where that document is gone.

    Raises:
        WritingError: one of them cannot or may not be written; then none is.
    """
    from translate.writing import SAME, write_article
    from translate.writing.outputs import note_written

    if same_if_there and SAME in formats and not _is_there(article, original):
        formats = [name for name in formats if name != SAME]
    if not formats:
        return []
    check_targets([article], [stem], folder, formats, force=force)  # to translate takes minutes, in which files change
    written = write_article(article, folder, formats, stem=stem, document=document, original=original)
    note_written(written, article)
    return written


def _is_there(article: Article, original: bytes | None) -> bool:
    """Say whether the document is there that an article would be written back into, or none is needed."""
    from translate.errors import WritingError
    from translate.writing.back import original_of, rewriter_of

    try:
        return rewriter_of(article) is None or bool(original_of(article, original))
    except WritingError as error:
        say(f"not written as the same kind of document again: {error.line()}", quiet=False)
        return False


def print_articles(articles: Sequence[Article]) -> None:
    """Print articles side by side on standard output."""
    import sys

    from translate.writing.terminal import print_article

    for article in articles:
        print_article(article, sys.stdout)
