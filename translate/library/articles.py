"""Articles and their paragraphs in the library."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from translate.document import Article, Paragraph, Segment
from translate.errors import LibraryError
from translate.identity import article_identity
from translate.library.memory import note_unknown_reviews
from translate.library.rows import decoding, inlines_json, inlines_of, to_json
from translate.library.schema import count_words
from translate.library.segments import (
    SQL_MISSED,
    SQL_REVIEWED,
    SQL_WARNING,
    read_segments,
    release_segments,
    replace_segments,
)


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of the list of articles.

    ``added`` is when the article was first saved (UTC, ISO 8601). ``translated`` and ``reviewed`` count segments that
    have come at least that far, ``issues`` the errors and warnings that nobody dismissed, ``missed`` the terms that are
    not in the translation or have forbidden English there, ``words`` those of the Dutch.
    """

    id: int
    title: str
    path: str
    date: str
    added: str
    paragraphs: int
    segments: int
    translated: int
    reviewed: int
    issues: int
    missed: int
    words: int
    byline: str = ""


def save_article(connection: sqlite3.Connection, article: Article, now: str) -> int:
    """Save an article as `Library.save_article` says, and return its id."""
    article_id = _save_head(connection, article, now)
    revision = next_revision(connection, article_id)
    for index, paragraph in enumerate(article.paragraphs):
        _save_paragraph(connection, article_id, index, paragraph, revision)
    surplus = (article_id, len(article.paragraphs))
    for (paragraph_id,) in connection.execute(
        "SELECT id FROM paragraph WHERE article=? AND position>=?", surplus
    ).fetchall():
        release_segments(connection, paragraph_id)
    connection.execute("DELETE FROM paragraph WHERE article=? AND position>=?", surplus)
    note_unknown_reviews(connection, article_id, now)
    return article_id


def save_paragraphs(
    connection: sqlite3.Connection, article_id: int, paragraphs: Mapping[int, Paragraph], now: str
) -> None:
    """Save paragraphs of a saved article by their 0-based index."""
    count = count_paragraphs(connection, article_id)
    for index in paragraphs:
        if not 0 <= index < count:
            raise LibraryError(f"article {article_id} has {count} paragraphs, none at {index}")
    revision = next_revision(connection, article_id)
    for index, paragraph in paragraphs.items():
        _save_paragraph(connection, article_id, index, paragraph, revision)
    note_unknown_reviews(connection, article_id, now)


def load_article(connection: sqlite3.Connection, article_id: int) -> Article:
    """Return an article with all its paragraphs and segments."""
    count_paragraphs(connection, article_id)
    segments: dict[int, list[Segment]] = {}
    for _, stored in read_segments(connection, "s.article=? AND s.paragraph IS NOT NULL", (article_id,)):
        if stored.paragraph is not None:
            segments.setdefault(stored.paragraph, []).append(stored.segment)
    rows = connection.execute(
        "SELECT position, kind, text, level, marker, line, inlines FROM paragraph WHERE article=? ORDER BY position",
        (article_id,),
    ).fetchall()
    head = connection.execute(
        "SELECT title, date, byline, path, sha256, metadata, model, glossary, options, format FROM article WHERE id=?",
        (article_id,),
    ).fetchone()
    with decoding():
        paragraphs = tuple(
            Paragraph(kind, text, level, marker, line, tuple(segments.get(index, ())), inlines_of(inlines))
            for index, kind, text, level, marker, line, inlines in rows
        )
        title, date, byline, path, sha256, metadata, model, glossary, options, read_by = head
        return Article(
            paragraphs, title, date, byline, path, sha256, _pairs(metadata), model, glossary, _pairs(options), read_by
        )


def find_article(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Return the id of the article with these bytes, None where there is none."""
    row = connection.execute("SELECT id FROM article WHERE identity=?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def list_articles(connection: sqlite3.Connection) -> list[ArticleSummary]:
    """Return a summary of each article, in the order in which they were added."""
    rows = connection.execute("SELECT id FROM article ORDER BY id").fetchall()
    return [summarise(connection, article_id) for (article_id,) in rows]


def summarise(connection: sqlite3.Connection, article_id: int) -> ArticleSummary:
    """Return the summary of an article.

    Raises:
        LibraryError: there is no such article.
    """
    count_paragraphs(connection, article_id)

    def ask(what: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] = connection.execute(f"SELECT {what}", (article_id,)).fetchone()
        return row

    title, path, date, added, byline = ask("title, path, date, added, byline FROM article WHERE id=?")
    paragraphs, words = ask("count(*), coalesce(sum(words), 0) FROM paragraph WHERE article=?")
    placed = "WHERE s.article=? AND s.paragraph IS NOT NULL"
    segments, initial, reviewed = ask(
        "count(*), count(CASE s.state WHEN 'initial' THEN 1 END),"
        f" count(CASE WHEN s.state IN {SQL_REVIEWED} THEN 1 END) FROM segment s {placed}"
    )
    (issues,) = ask(f"count(*) FROM segment s JOIN issue a ON a.segment = s.id {placed} AND {SQL_WARNING}")
    (missed,) = ask(f"count(*) FROM segment s JOIN term a ON a.segment = s.id {placed} AND {SQL_MISSED}")
    return ArticleSummary(
        id=article_id,
        title=title,
        path=path,
        date=date,
        added=added,
        paragraphs=paragraphs,
        segments=segments,
        translated=segments - initial,
        reviewed=reviewed,
        issues=issues,
        missed=missed,
        words=words,
        byline=byline,
    )


def count_paragraphs(connection: sqlite3.Connection, article_id: int) -> int:
    """Return how many paragraphs an article has.

    Raises:
        LibraryError: there is no such article.
    """
    count, paragraphs = connection.execute(
        "SELECT count(*), (SELECT count(*) FROM paragraph WHERE article=?1) FROM article WHERE id=?1", (article_id,)
    ).fetchone()
    if not count:
        raise LibraryError(f"no article {article_id} in the library", mend="list the articles to see their numbers")
    return int(paragraphs)


def read_revision(connection: sqlite3.Connection, article_id: int) -> int | None:
    """Return the newest revision of an article; None where there is no such article."""
    row = connection.execute("SELECT revision FROM article WHERE id=?", (article_id,)).fetchone()
    return None if row is None else int(row[0])


def next_revision(connection: sqlite3.Connection, article_id: int) -> int:
    """Return a revision number that no segment of the article ever had."""
    connection.execute("UPDATE article SET revision = revision + 1 WHERE id=?", (article_id,))
    return int(connection.execute("SELECT revision FROM article WHERE id=?", (article_id,)).fetchone()[0])


def check_ids(paragraphs: Iterable[Paragraph]) -> None:
    """Raise ValueError where two segments have the same id."""
    counts = Counter(segment.id for paragraph in paragraphs for segment in paragraph.segments)
    for name, count in counts.most_common(1):
        if count > 1:
            raise ValueError(f"two segments have the id {name!r}")


def _save_head(connection: sqlite3.Connection, article: Article, now: str) -> int:
    """Insert or update the row of an article; one that names no model leaves what made the stored translation."""
    identity = article_identity(article)
    head = {
        "sha256": article.sha256,
        "path": article.path,
        "title": article.title,
        "date": article.date,
        "byline": article.byline,
        "metadata": to_json(article.metadata),
        "model": article.model,
        "glossary": article.glossary,
        "options": to_json(article.options),
        "format": article.format,
    }
    article_id = find_article(connection, identity)
    if article_id is None:
        columns = ", ".join(head)
        row = connection.execute(
            f"INSERT INTO article (identity, added, revision, {columns}) VALUES (?,?,0{',?' * len(head)})",
            (identity, now, *head.values()),
        )
        assert row.lastrowid is not None  # an INSERT has one
        return row.lastrowid
    if not article.model:
        for name in ("model", "glossary", "options"):
            del head[name]
    changes = ", ".join(f"{name}=?" for name in head)
    connection.execute(f"UPDATE article SET {changes} WHERE id=?", (*head.values(), article_id))
    return article_id


def _save_paragraph(
    connection: sqlite3.Connection, article_id: int, index: int, paragraph: Paragraph, revision: int
) -> None:
    words = count_words(paragraph.text)
    place = (paragraph.level, paragraph.marker, paragraph.line)
    values = (paragraph.kind, paragraph.text, *place, words, inlines_json(paragraph.inlines))
    row = connection.execute(
        "SELECT id, text FROM paragraph WHERE article=? AND position=?", (article_id, index)
    ).fetchone()
    if row is None:
        paragraph_id = connection.execute(
            "INSERT INTO paragraph (article, position, kind, text, level, marker, line, words, inlines)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (article_id, index, *values),
        ).lastrowid
        assert paragraph_id is not None  # an INSERT has one
    else:
        paragraph_id = row[0]
        connection.execute(
            "UPDATE paragraph SET kind=?, text=?, level=?, marker=?, line=?, words=?, inlines=? WHERE id=?",
            (*values, paragraph_id),
        )
    # A paragraph just read has no segments yet; while its text is the same, those it had are still right.
    if paragraph.segments or (row is not None and row[1] != paragraph.text):
        replace_segments(connection, article_id, paragraph_id, paragraph.segments, revision)


def save_original(connection: sqlite3.Connection, article_id: int, data: bytes) -> None:
    """Keep the document that an article was read from, instead of what was kept."""
    count_paragraphs(connection, article_id)
    if read_original(connection, article_id) != data:
        connection.execute(
            "INSERT OR REPLACE INTO original (article, data) VALUES (?,?)", (article_id, zlib.compress(data))
        )


def read_original(connection: sqlite3.Connection, article_id: int) -> bytes | None:
    """Return the document that an article was read from, None where it was not kept."""
    row = connection.execute("SELECT data FROM original WHERE article=?", (article_id,)).fetchone()
    try:
        return None if row is None else zlib.decompress(row[0])
    except (zlib.error, TypeError) as error:
        raise sqlite3.DatabaseError(f"malformed document: {error}") from error


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text))
