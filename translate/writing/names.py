"""Formats and file names, checked before a translation begins."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from translate.document import Article
from translate.errors import WritingError
from translate.writing.back import SAME, rewriter_of
from translate.writing.files import check_stem, check_target, make_folder, stem_of
from translate.writing.registry import WRITERS


def check_formats(formats: Sequence[str], *, also: Sequence[str] = ()) -> None:
    """Refuse formats that nobody writes.

    Args:
        formats: names of formats.
        also: what else may be chosen, for the message.

    Raises:
        WritingError: no format, or an unknown one.
    """
    known = ", ".join(sorted([*WRITERS, SAME, *also]))
    if not formats:
        raise WritingError("no output format", where="--to", mend=f"choose from {known}")
    for name in formats:
        if name not in WRITERS and name != SAME:
            raise WritingError(f"no format {name!r}", where="--to", mend=f"choose from {known}")


def output_ends(article: Article, formats: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what the output files of each format are called after the article's name, by the writer's suffix.

    The translated document comes before a page about it: beside ``page.en.html`` the latter is ``page.nl-en.html``. A
    kind of document that is not written again is left out.

    Args:
        article: says by its ``format`` what kind of document it was read from.
        formats: known names of formats.
    """
    ends: dict[str, dict[str, str]] = {}
    again = rewriter_of(article)
    same = f".en{again.suffix}" if again is not None and SAME in formats else ""
    for name in dict.fromkeys(formats):
        if name != SAME:
            writer = WRITERS[name]
            clash = any(f"{writer.infix}{suffix}" == same for suffix in writer.suffixes)
            infix = ".nl-en" if clash else writer.infix
            ends[name] = {suffix: f"{infix}{suffix}" for suffix in writer.suffixes}
        elif same:
            ends[name] = {"": same}
    return ends


def unique_stems(articles: Sequence[Article]) -> list[str]:
    """Return a file name for each article, numbered where two inputs of a run share theirs: iran, iran-2.

    Names that differ in case alone count as the same, because some file systems make one file of them.
    """
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    stems: list[str] = []
    for stem in map(stem_of, articles):
        name = stem
        while name.casefold() in taken:
            seen[stem.casefold()] += 1
            name = f"{stem}-{seen[stem.casefold()] + 1}"
        taken.add(name.casefold())
        stems.append(name)
    return stems


def check_outputs(
    articles: Sequence[Article],
    stems: Sequence[str],
    folder: Path,
    formats: Sequence[str],
    *,
    inputs: Sequence[Article] = (),
    why_kept: Callable[[Path, Article], str] | None = None,
) -> None:
    """Make the output folder, and refuse what could not be written into it once minutes have gone into translating.

    Args:
        articles: what is written; no article's own input may be overwritten, nor another's.
        stems: their outputs' names, from ``unique_stems``.
        folder: where the outputs go.
        formats: known names of formats.
        inputs: other articles whose inputs may not be overwritten.
        why_kept: says of a file that is there why an article's output may not take its place, empty if it may; None
            where it always may.

    Raises:
        WritingError: the folder cannot be made or written in, or an output would replace a folder, an input, or a file
            that may not be replaced.
    """
    make_folder(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise WritingError("may not be written in", where=str(folder), mend="choose another folder")
    for article, stem in zip(articles, stems, strict=True):
        check_stem(stem)
        for end in (end for of_format in output_ends(article, formats).values() for end in of_format.values()):
            target = folder / f"{stem}{end}"
            for other in (*articles, *inputs) if os.path.lexists(target) else ():
                check_target(target, other, force=True)
            why = why_kept(target, article) if why_kept is not None and os.path.lexists(target) else ""
            if why:
                mend = "move it, choose another folder with --output, or overwrite it with --force"
                raise WritingError(why, where=str(target), mend=mend)
