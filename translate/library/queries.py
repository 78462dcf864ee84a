"""Small questions about the library: which articles are meant, where a sentence stands, how an article runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import abspath, basename

from translate.document import Paragraph, Segment
from translate.errors import LibraryError
from translate.library.rows import decoding, inlines_of, to_json

MOST_SHOWN = 3  # articles that an ambiguous name stands for


@dataclass(frozen=True, slots=True)
class ArticleName:
    """What an article is called, and what translated it: its id, title, path and model (an engine's id)."""

    id: int
    title: str
    path: str
    model: str

    @property
    def shown(self) -> str:
        """What a list calls it: its title, or its path where it has none."""
        return self.title or self.path


def resolve_article(articles: Sequence[ArticleName], name: str) -> ArticleName:
    """Return the article that a user means by a name: its number, its path, its file's name, its title or a part of it.

    They are tried in this order, and the first that fits decides. A path may be written otherwise than when it was
    read (relative, absolute); case does not matter in a title; where there is none, the path takes its place. Of an
    article that was changed and read again, which the library has twice under one path, the newest is meant; the
    number gets at the others.

    Raises:
        LibraryError: no article is called so, or several are.
    """
    newest, title = newest_of(articles), name.casefold().strip()
    ways = (
        [article for article in articles if name == str(article.id)],
        [article for article in newest if name and article.path and abspath(article.path) == abspath(name)],
        [article for article in newest if article.path and basename(article.path) == name],
        [article for article in newest if title and article.shown.casefold().strip() == title],
        [article for article in newest if title and title in article.shown.casefold()],
    )
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    if not found:
        mend = "give its path, a part of its title, or its number in the library"
        raise LibraryError(f"no article is called {name!r}", mend=mend)
    shown = ", ".join(f"{article.id} ({article.shown})" for article in found[:MOST_SHOWN])
    more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
    raise LibraryError(f"{name!r} is the name of several articles: {shown}{more}", mend="give the number of one")


def newest_of(articles: Sequence[ArticleName]) -> list[ArticleName]:
    """Leave out what was read from a path before another article was: most likely it is an older version of that."""
    last = {article.path if article.path not in ("", "-") else article.id: article for article in articles}
    newest = {article.id for article in last.values()}
    return [article for article in articles if article.id in newest]


def read_names(connection: sqlite3.Connection) -> list[ArticleName]:
    """Return what each article is called, in the order in which they were added."""
    return [ArticleName(*row) for row in connection.execute("SELECT id, title, path, model FROM article ORDER BY id")]


def read_sources(connection: sqlite3.Connection, article_ids: Sequence[int]) -> list[str]:
    """Return the different sentences of articles; the index answers, no segment is read."""
    query = "SELECT DISTINCT source FROM segment WHERE article IN (SELECT value FROM json_each(?))"
    return [source for (source,) in connection.execute(query, (to_json(article_ids),))]


def read_places(
    connection: sqlite3.Connection, sources: Iterable[str], article_ids: Sequence[int]
) -> dict[int, set[str]]:
    """Return where sentences stand in articles: the segments' ids, by article."""
    places: dict[int, set[str]] = {}
    wanted = set(article_ids)
    for source in sources:
        for article_id, name in connection.execute(
            "SELECT article, name FROM segment WHERE source=? AND paragraph IS NOT NULL", (source,)
        ):
            if article_id in wanted:
                places.setdefault(article_id, set()).add(name)
    return places


def read_outline(connection: sqlite3.Connection, article_id: int) -> tuple[Paragraph, ...]:
    """Return an article's paragraphs with their mark-up, of their segments only id, source and gap."""
    segments: dict[int, list[Segment]] = {}
    for paragraph, *fields in connection.execute(
        "SELECT paragraph, name, source, gap FROM segment WHERE article=? AND paragraph IS NOT NULL"
        " ORDER BY paragraph, position",
        (article_id,),
    ):
        segments.setdefault(paragraph, []).append(Segment(*fields))
    rows = connection.execute(
        "SELECT id, kind, text, inlines FROM paragraph WHERE article=? ORDER BY position", (article_id,)
    )
    with decoding():
        return tuple(
            Paragraph(kind, text, segments=tuple(segments.get(key, ())), inlines=inlines_of(inlines))
            for key, kind, text, inlines in rows
        )


def count_segments(connection: sqlite3.Connection) -> int:
    """Return how many segments all articles have together."""
    return int(connection.execute("SELECT count(*) FROM segment WHERE paragraph IS NOT NULL").fetchone()[0])
