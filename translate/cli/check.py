"""``translate check``: what a reviewer should look at in the articles of the library."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.impact import ArticlesArgument, JsonOption, LibraryOption
from translate.cli.options import GlossaryOption, choose_glossary, library_path

if TYPE_CHECKING:
    from translate.document import Issue, Segment
    from translate.library import ArticleName, Library

CheckOption = Annotated[
    list[str] | None,
    typer.Option("--check", metavar="NAME", help="Only this check; may be given several times. All if left out."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Show what was dismissed too.")]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A segment of an article with something to look at."""

    article: ArticleName
    segment: Segment
    issues: tuple[Issue, ...]


def check_command(
    articles: ArticlesArgument = None,
    check: CheckOption = None,
    show_all: AllOption = False,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a reviewer should look at.

    Every sentence is numbered by its paragraph and its place in it. Exits with 1 when there is an error or a warning
    that nobody dismissed.
    """
    from translate.errors import LibraryError
    from translate.library import Library

    where = library_path(library, choose_glossary(glossary, none=False))
    if not where.exists():
        mend = "translate an article first, or name the library with --library"
        raise LibraryError("there is no library", where=str(where), mend=mend)
    with Library.open(where) as opened:
        chosen = _chosen(opened, articles)
        checked = [one for article in chosen for one in _look(opened, article)]
    _refuse_unknown(check or (), checked)
    shown = list(_shown(checked, check or (), dismissed=show_all))
    if as_json:
        rows = [_row(one, issue) for one in shown for issue in one.issues]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print(shown)
        typer.echo(_summary(shown, len(chosen)))
    if any(_is_open(issue) for one in shown for issue in one.issues):
        raise typer.Exit(1)


def _chosen(library: Library, names: Sequence[str] | None) -> list[ArticleName]:
    """Return the articles that are meant; all, if none is named, but no older versions of what was read again."""
    from translate.library import newest_of, resolve_article

    known = library.names()
    if not names:
        return newest_of(known)
    found = {article.id: article for article in (resolve_article(known, name) for name in names)}
    return [found[article_id] for article_id in sorted(found)]


def _look(library: Library, article: ArticleName) -> Iterator[_Checked]:
    from translate.checks.articles import find_issues

    segments = [stored.segment for stored in library.segments(article.id)]
    issues = find_issues(segments, library.dismissals(article.id))
    for segment in segments:
        if segment.id in issues:
            yield _Checked(article, segment, issues[segment.id])


def _refuse_unknown(names: Sequence[str], checked: Sequence[_Checked]) -> None:
    """Refuse the name of a check that there is not: to find nothing would look like a good sign."""
    from difflib import get_close_matches

    from translate.checks import article_checks, checks
    from translate.checks.registry import NOT_TRANSLATED
    from translate.errors import TranslateError

    known = {NOT_TRANSLATED, *(one.name for one in checks()), *(one.name for one in article_checks())}
    known |= {issue.check for one in checked for issue in one.issues}
    for name in names:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(sorted(known))}"
            raise TranslateError(f"no check is called {name!r}", where="--check", mend=mend)


def _shown(checked: Sequence[_Checked], names: Sequence[str], *, dismissed: bool) -> Iterator[_Checked]:
    for one in checked:
        issues = tuple(
            issue for issue in one.issues if (dismissed or not issue.dismissed) and (not names or issue.check in names)
        )
        if issues:
            yield _Checked(one.article, one.segment, issues)


def _is_open(issue: Issue) -> bool:
    return not issue.dismissed and issue.severity != "info"


def _row(one: _Checked, issue: Issue) -> dict[str, Any]:
    return {
        "article": one.article.id,
        "title": one.article.title,
        "path": one.article.path,
        "segment": one.segment.id,
        "state": one.segment.state,
        "check": issue.check,
        "severity": issue.severity,
        "message": issue.message,
        "dismissed": issue.dismissed,
        "source": one.segment.source,
        "target": one.segment.target,
    }


def _print(shown: Sequence[_Checked]) -> None:
    """Print the sentences under their articles, each with its issues under it."""
    article = None
    for one in shown:
        if one.article != article:
            article = one.article
            typer.echo(f"{_on_one_line(article.shown)} ({article.id})")
        number = f"  {one.segment.id:5} "
        typer.echo(f"{number}{_on_one_line(one.segment.source)}")
        if one.segment.target:
            typer.echo(f"{' ' * len(number)}{_on_one_line(one.segment.target)}")
        for issue in one.issues:
            ignored = " (dismissed)" if issue.dismissed else ""
            told = _on_one_line(f"{issue.severity}: {issue.check}: {issue.message}{ignored}")
            typer.echo(f"{' ' * len(number)}{told}")


def _on_one_line(text: str) -> str:
    """Return a stranger's text without what would steer the terminal."""
    from translate.glossary.exchange.terms import printable

    return printable(" ".join(text.split()))


def _summary(shown: Sequence[_Checked], articles: int) -> str:
    where = f"{articles} {'article' if articles == 1 else 'articles'}"
    counts = Counter("dismissed" if i.dismissed else i.severity for one in shown for i in one.issues)
    if not counts:
        return f"Nothing to look at in {where}."
    told = [
        f"{counts[kind]:,} {word if counts[kind] == 1 or word == 'dismissed' else f'{word}s'}"
        for kind, word in (("error", "error"), ("warning", "warning"), ("info", "note"), ("dismissed", "dismissed"))
        if counts[kind]
    ]
    return f"{', '.join(told)} in {where}."
