"""``translate export``: what the library has, with what was reviewed, in any format."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.formats import (
    DEFAULT,
    ForceOption,
    ToOption,
    check_targets,
    choose_formats,
    print_articles,
    write_outputs,
)
from translate.cli.impact import ArticlesArgument, JsonOption, LibraryOption
from translate.cli.options import GlossaryOption, QuietOption, choose_glossary, library_path

if TYPE_CHECKING:
    from translate.library import ArticleName, Library


def export_command(
    articles: ArticlesArgument = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the files; made when missing.")
    ] = Path("."),
    to: ToOption = DEFAULT,
    force: ForceOption = False,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write articles of the library, with what was reviewed.

    Nothing is translated. What others are to review comes back with `translate import`.
    """
    from translate.document import Article
    from translate.errors import LibraryError
    from translate.library import Library

    formats, printed = choose_formats(to, as_json=as_json)
    where = library_path(library, choose_glossary(glossary, none=False))
    if not where.exists():
        mend = "translate an article first, or name the library with --library"
        raise LibraryError("there is no library", where=str(where), mend=mend)
    rows: list[dict[str, Any]] = []
    with Library.open(where) as opened:
        stems = _stems(opened, articles)
        heads = [replace(opened.load_article(name.id), paragraphs=()) for name in stems]
        others = [Article((), path=name.path) for name in opened.names()]
        check_targets(heads, list(stems.values()), output, formats, force=force, inputs=others)
        for name, stem in stems.items():
            article = opened.load_article(name.id)
            if printed:
                print_articles([article])
            original = opened.original(name.id)
            written = write_outputs(
                article, stem, output, formats, force=force, original=original, same_if_there=to == DEFAULT
            )
            rows.append({"article": name.id, "title": name.title, "written": list(map(str, written))})
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not quiet:
        for row in rows:
            for path in row["written"]:
                typer.echo(f"wrote {path}")


def _stems(library: Library, named: list[str] | None) -> dict[ArticleName, str]:
    """Return the articles to write, each with the name of its files; no two of the library share one.

    If none is named they are all written, but no older versions of what was read again.
    """
    from translate.document import Article
    from translate.errors import LibraryError
    from translate.library import newest_of, resolve_article
    from translate.writing.names import unique_stems

    known = library.names()
    if not known:
        raise LibraryError("no articles in the library", where=str(library.path), mend="translate one first")
    chosen = {resolve_article(known, name).id for name in named} if named else {one.id for one in newest_of(known)}
    all_of_them = [one for one in known if one.id in chosen | {newest.id for newest in newest_of(known)}]
    stems = unique_stems([Article((), path=one.path) for one in all_of_them])
    return {one: stem for one, stem in zip(all_of_them, stems, strict=True) if one.id in chosen}
