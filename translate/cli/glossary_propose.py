"""``translate glossary propose``: terms of new articles that the glossary lacks."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.options import (
    GlossaryOption,
    ModelOption,
    choose_engine,
    choose_glossary,
    glossary_note,
    library_path,
    say,
)

if TYPE_CHECKING:
    from translate.document import Article
    from translate.glossary.candidates import Candidate
    from translate.glossary.model import Glossary
    from translate.library import Library

LONGEST_DUTCH = 48  # characters of a term in the table; a longer one is cut


def register(app: typer.Typer) -> None:
    """Add the command to the group ``translate glossary``."""
    app.command("propose")(propose_command)


def propose_command(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE", help="Dutch articles: .txt or .md files; - is standard input.")
    ],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="Propose at most so many terms.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Walk through the terms and add those you choose to the glossary.")
    ] = False,
    no_translate: Annotated[
        bool, typer.Option("--no-translate", help="Do not translate: show the Dutch terms alone, in a second.")
    ] = False,
    glossary: GlossaryOption = None,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library",
            metavar="FILE",
            help="Where translations are kept; translations.db beside the glossary if left out.",
        ),
    ] = None,
    model: ModelOption = None,
) -> None:
    """Propose terms of articles that the glossary lacks.

    Each comes with what the model makes of it. Names, acronyms and what they stand for, compounds and phrases, the
    likeliest first. Articles that the library has are not translated again.
    """
    from translate.glossary.candidates import propose
    from translate.reading import read_article

    terms = choose_glossary(glossary, none=False)
    if accept:
        _check_accept(terms, as_json=as_json)
    read = [read_article(name) for name in articles]
    say(glossary_note(terms, none=False), quiet=as_json)
    if not no_translate:
        read = _translated(read, terms, library_path(library, terms), model, quiet=as_json)
    candidates = propose(read, terms, top=top)
    if as_json:
        found = [candidate.as_json() for candidate in candidates]
        print(json.dumps({"articles": articles, "candidates": found}, ensure_ascii=False, indent=2))
    elif accept:
        from translate.cli.glossary_accept import walk_through

        walk_through(candidates, Path(terms.path))
    else:
        _print_table(candidates, translated=not no_translate)


def _check_accept(terms: Glossary, *, as_json: bool) -> None:
    """Refuse --accept before anything is translated for it.

    Raises:
        TranslateError: there is no glossary to add to, nobody to ask, or JSON is asked for too.
    """
    from translate.errors import GlossaryError, TranslateError

    if as_json:
        raise TranslateError("it asks questions", where="--accept", mend="leave out --json")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TranslateError("it asks questions, and needs a terminal", where="--accept", mend="use --json in a script")
    if not terms.path:
        raise GlossaryError("no glossary.yaml here or above to add to", mend="make one with: translate glossary init")


def _translated(
    articles: Sequence[Article], terms: Glossary, path: Path, model: str | None, *, quiet: bool
) -> list[Article]:
    """Return the articles with their translation: from the library, or made now and kept there.

    The model is loaded only when one of them is new.
    """
    from translate.library import Library
    from translate.pipeline import Pipeline

    with Library.open(path) as library:
        done = [_from_library(library, article) for article in articles]
        if None in done:
            pipeline = Pipeline(choose_engine(model, "ctranslate2", quiet=quiet), terms, library)
            for index, article in enumerate(articles):
                if done[index] is None:
                    say(f"translating {article.path}", quiet or not sys.stderr.isatty())
                    done[index] = pipeline.translate(article)
    return [article for article in done if article is not None]


def _from_library(library: Library, article: Article) -> Article | None:
    """Return the article as the library has it, None where it does not have all of it translated."""
    known = library.find_article(article.sha256)
    if known is None:
        return None
    kept = library.load_article(known)
    return kept if all(paragraph.target for paragraph in kept.paragraphs if paragraph.text.strip()) else None


def _print_table(candidates: Sequence[Candidate], *, translated: bool) -> None:
    """Print a line for each candidate; ≠ marks English that varies."""
    if not candidates:
        print("no terms that the glossary lacks")
        return
    dutch = [_cut(candidate.dutch) for candidate in candidates]
    width, kinds = max(map(len, dutch)), max(len(candidate.kind) for candidate in candidates)
    for name, candidate in zip(dutch, candidates, strict=True):
        english = (" ≠ " if candidate.varied else "") + " | ".join(r.text for r in candidate.translations)
        if candidate.expansion:
            english += f" ({candidate.expansion})"
        print(f"{name:{width}}  {candidate.kind:{kinds}}  {candidate.count:3}×  {english.strip()}".rstrip())
    if translated and any(candidate.varied for candidate in candidates):
        print("≠ translated in more than one way")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_DUTCH else text[: LONGEST_DUTCH - 1] + "…"
