"""The library: articles, their translations and reviews, and the machine's past results, in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Final

from translate.document import Article, Paragraph, Segment, State
from translate.glossary.model import Glossary
from translate.library import articles, glossaries, queries, reviews
from translate.library.cache import CachedTranslation, read_cache, write_cache
from translate.library.connection import connect, reported, switch_to_wal, transaction
from translate.library.queries import ArticleName
from translate.library.rows import to_json
from translate.library.schema import migrate
from translate.library.segments import REVIEWED, SQL_REVIEWED, StoredSegment, read_segments

TIMEOUT: Final = 5.0  # seconds to wait for another run's lock


class Library:
    """An open library file. Several runs may have it open, and threads may share one object: calls take turns.

    Every method is one transaction: all of it is saved or nothing. Every method raises `LibraryError` where the file
    is damaged, locked by another run for longer than the time-out, on a full disk, or no longer writable.

    A segment in state reviewed or final is what a person made it, and only `confirm` changes it. Saving a translation
    over it keeps it and remembers the other text as a suggestion.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._turn = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, timeout: float = TIMEOUT) -> Library:
        """Open a library, bring it to the newest version, or make it where there is none.

        Args:
            path: the file; its folder must exist.
            timeout: how long to wait for a lock that another run holds, in seconds.

        Raises:
            LibraryError: it cannot be opened or made, is another program's file, or was made by a newer version.
        """
        with reported(str(path)):
            connection = connect(path, timeout)
            try:
                connection.execute("PRAGMA foreign_keys=ON")
                migrate(connection)
                switch_to_wal(connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        with self._turn:
            self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What the machine made of a sentence

    def cached(self, keys: Sequence[str]) -> dict[str, CachedTranslation]:
        """Return what is known under these keys (from `cache_key`); keys that are not known are left out."""
        with self._read() as connection:
            return read_cache(connection, keys)

    def cache(self, items: Mapping[str, CachedTranslation]) -> None:
        """Remember translations under their keys, replacing what was there."""
        with self._write() as connection:
            write_cache(connection, items)

    # Articles

    def save_article(self, article: Article) -> int:
        """Save an article with all its paragraphs and return its id.

        The same bytes (``sha256``; the text, where that is empty) are the same article, whatever path they came from;
        the newest path is kept. Paragraphs that are not in ``article`` any more go. A paragraph without segments keeps
        those it had while its text is the same, so that an article that was read again loses nothing; an article that
        names no model keeps the model, glossary and options it had. Reviewed segments are kept as `save_paragraphs`
        says.

        Raises:
            ValueError: two segments of the article have the same id.
        """
        articles.check_ids(article.paragraphs)
        with self._write(durable=_reviewed(article.paragraphs)) as connection:
            return articles.save_article(connection, article, _now())

    def save_paragraph(self, article_id: int, index: int, paragraph: Paragraph) -> None:
        """Save one paragraph; see `save_paragraphs`."""
        self.save_paragraphs(article_id, {index: paragraph})

    def save_paragraphs(self, article_id: int, paragraphs: Mapping[int, Paragraph]) -> None:
        """Save paragraphs of a saved article by their 0-based index, replacing their segments.

        A reviewed segment whose sentence is still there (same source; same id, or the same sentence under another id)
        is kept as it is, and the target given here, where it differs, becomes its suggestion. One whose sentence is
        gone is kept without a place, until its sentence comes back.

        Raises:
            LibraryError: there is no such article, or no such paragraph in it.
            ValueError: two segments have the same id.
        """
        articles.check_ids(paragraphs.values())
        with self._write(durable=_reviewed(paragraphs.values())) as connection:
            articles.save_paragraphs(connection, article_id, paragraphs)

    def load_article(self, article_id: int) -> Article:
        """Return an article as it was saved, with what was reviewed since.

        Raises:
            LibraryError: there is no such article.
        """
        with self._read() as connection:
            return articles.load_article(connection, article_id)

    def find_article(self, sha256: str) -> int | None:
        """Return the id of the article with this hash of the input's bytes, None where there is none."""
        with self._read() as connection:
            return articles.find_article(connection, sha256)

    def list_articles(self) -> list[articles.ArticleSummary]:
        """Return a summary of each article, in the order in which they were added."""
        with self._read() as connection:
            return articles.list_articles(connection)

    # Segments and their reviews

    def segments(self, article_id: int, ids: Iterable[str] | None = None) -> list[StoredSegment]:
        """Return the article's segments in order, or those with these ids, with their revisions and suggestions."""
        condition = "s.article=? AND s.paragraph IS NOT NULL"
        values: list[object] = [article_id]
        if ids is not None:
            condition += " AND s.name IN (SELECT value FROM json_each(?))"
            values.append(to_json(list(ids)))
        with self._read() as connection:
            articles.count_paragraphs(connection, article_id)
            return [stored for _, stored in read_segments(connection, condition, values)]

    def reviewed_segments(self, article_id: int) -> dict[tuple[str, str], Segment]:
        """Return what a person reviewed, by segment id and source: what need not be translated again.

        Among them are segments that lost their place because the article was split differently.
        """
        with self._read() as connection:
            articles.count_paragraphs(connection, article_id)
            found = read_segments(connection, f"s.article=? AND s.state IN {SQL_REVIEWED}", (article_id,))
        return {(stored.segment.id, stored.segment.source): stored.segment for _, stored in found}

    def segments_with_entry(self, entry: str) -> list[StoredSegment]:
        """Return the segments of all articles in which this glossary entry (`TermMatch.entry`) was found."""
        with self._read() as connection:
            condition = "s.paragraph IS NOT NULL AND s.id IN (SELECT segment FROM term WHERE entry=?)"
            return [stored for _, stored in read_segments(connection, condition, (entry,))]

    def segments_with_source(self, source: str) -> list[StoredSegment]:
        """Return the segments of all articles that translate this very sentence."""
        with self._read() as connection:
            found = read_segments(connection, "s.paragraph IS NOT NULL AND s.source=?", (source,))
            return [stored for _, stored in found]

    def confirm(
        self,
        article_id: int,
        segment_id: str,
        target: str,
        *,
        state: State = "reviewed",
        expected_revision: int | None = None,
    ) -> int:
        """Save a person's word on a segment, so that it survives a power failure, and return the new revision.

        A target other than the stored one has origin ``human`` and no confidence; alignment and terms are kept where
        the words around the change are the same, and a term inside the change is missed until it is verified.

        Args:
            article_id: the article.
            segment_id: `Segment.id` in it.
            target: the English as it is to be.
            state: ``reviewed`` or ``final``; ``translated`` takes a confirmation back.
            expected_revision: the revision that the person saw; None to save whatever happened since.

        Raises:
            LibraryConflict: the segment has another revision by now; nothing is saved.
            LibraryError: there is no such article or segment.
        """
        with self._write(durable=True) as connection:
            return reviews.confirm(connection, article_id, segment_id, target, state, expected_revision, _now())

    def history(self, article_id: int, segment_id: str) -> list[reviews.Change]:
        """Return the confirmations under this segment id, oldest first."""
        with self._read() as connection:
            return reviews.read_history(connection, article_id, segment_id)

    # Glossaries, and what they were used for

    def remember_glossary(self, glossary: Glossary) -> None:
        """Keep the entries of a glossary that translations are made with, so that what a change touches can be told."""
        with self._read() as connection:
            known = glossaries.is_remembered(connection, glossary.fingerprint())
        if glossary.entries and not known:
            with self._write() as connection:
                glossaries.remember_glossary(connection, glossary)

    def glossary(self, fingerprint: str) -> Glossary | None:
        """Return a remembered glossary, without its notes; None for one that was not remembered.

        An empty fingerprint is that of no glossary, and gives an empty one.
        """
        with self._read() as connection:
            return glossaries.read_glossary(connection, fingerprint)

    def glossaries_in_use(self) -> dict[str, list[int]]:
        """Return the fingerprints of glossaries that segments were last translated with, each with its articles."""
        with self._read() as connection:
            return glossaries.glossaries_in_use(connection)

    def save_again(self, article_id: int, segments: Mapping[str, Segment], glossary: str) -> None:
        """Save new translations of some segments of an article, by segment id; the others are left alone.

        One that a person has reviewed keeps its text and gets the other as its suggestion. One whose sentence is no
        longer there is passed over.

        Args:
            article_id: the article.
            segments: the translated segments.
            glossary: fingerprint of the glossary they were translated with.
        """
        with self._write() as connection:
            glossaries.save_again(connection, article_id, segments, glossary)

    def mark_current(self, glossary: str, older: Mapping[str, Sequence[int]]) -> None:
        """Note that a glossary asks the same of segments as the older ones that they were made with.

        Args:
            glossary: its fingerprint.
            older: which segments: fingerprints of older glossaries, each with the ids of articles.
        """
        with self._write() as connection:
            glossaries.mark_current(connection, glossary, older)

    # Where things are

    def names(self) -> list[ArticleName]:
        """Return what each article is called, in the order in which they were added."""
        with self._read() as connection:
            return queries.read_names(connection)

    def sources(self, article_ids: Sequence[int]) -> list[str]:
        """Return the different Dutch sentences of some articles, without reading their segments."""
        with self._read() as connection:
            return queries.read_sources(connection, article_ids)

    def places(self, sources: Iterable[str], article_ids: Sequence[int]) -> dict[int, set[str]]:
        """Return where Dutch sentences stand in some articles: segment ids by article id."""
        with self._read() as connection:
            return queries.read_places(connection, sources, article_ids)

    def outline(self, article_id: int) -> tuple[Paragraph, ...]:
        """Return an article's paragraphs; their segments have only id, source and gap."""
        with self._read() as connection:
            return queries.read_outline(connection, article_id)

    def count_segments(self) -> int:
        """Return how many segments all articles have together."""
        with self._read() as connection:
            return queries.count_segments(connection)

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """Let a block see one state of the file, whatever others write meanwhile."""
        with self._turn, reported(str(self.path)), transaction(self._connection, "DEFERRED"):
            yield self._connection

    @contextmanager
    def _write(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        with self._turn, reported(str(self.path)), transaction(self._connection, durable=durable):
            yield self._connection


def _reviewed(paragraphs: Iterable[Paragraph]) -> bool:
    return any(segment.state in REVIEWED for paragraph in paragraphs for segment in paragraph.segments)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
