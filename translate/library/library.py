"""The library: articles, their translations and reviews, and the machine's past results, in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from translate.document import Article, Paragraph, Segment
from translate.glossary.model import Glossary
from translate.identity import article_identity
from translate.library import articles, glossaries, queries
from translate.library.cache import CachedTranslation, read_cache, write_cache
from translate.library.file import utc_now
from translate.library.queries import ArticleName
from translate.library.remembering import Remembering
from translate.library.reviewing import Reviewing
from translate.library.segments import is_a_persons


class Library(Reviewing, Remembering):
    """An open library file. Several runs may have it open, and threads may share one object: calls take turns.

    Every method is one transaction: all of it is saved or nothing. Every method raises `LibraryError` where the file
    is damaged, locked by another run for longer than the time-out, on a full disk, or no longer writable.

    A segment in state reviewed or final, or of origin human, is what a person made it, and only a person's step
    (`confirm`, `confirm_segments`, `undo`, `redo`) changes it. Saving a translation over it keeps it and remembers the
    other text as a suggestion. While it is reviewed or final and has a target it is a unit of the translation memory.
    """

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
        names no model keeps the model, glossary and options it had. What a person made is kept as `save_paragraphs`
        says.

        Raises:
            ValueError: two segments of the article have the same id.
        """
        articles.check_ids(article.paragraphs)
        with self._write(durable=_holds_work(article.paragraphs)) as connection:
            return articles.save_article(connection, article, utc_now())

    def save_paragraph(self, article_id: int, index: int, paragraph: Paragraph) -> None:
        """Save one paragraph; see `save_paragraphs`."""
        self.save_paragraphs(article_id, {index: paragraph})

    def save_paragraphs(self, article_id: int, paragraphs: Mapping[int, Paragraph]) -> None:
        """Save paragraphs of a saved article by their 0-based index, replacing their segments.

        A person's segment whose sentence is still there (same source; same id, or the same sentence under another id)
        is kept as it is, and the target given here, where it differs, becomes its suggestion. One whose sentence is
        gone is kept without a place, until its sentence comes back.

        Raises:
            LibraryError: there is no such article, or no such paragraph in it.
            ValueError: two segments have the same id.
        """
        articles.check_ids(paragraphs.values())
        with self._write(durable=_holds_work(paragraphs.values())) as connection:
            articles.save_paragraphs(connection, article_id, paragraphs, utc_now())

    def load_article(self, article_id: int) -> Article:
        """Return an article as it was saved, with what was reviewed since.

        Raises:
            LibraryError: there is no such article.
        """
        with self._read() as connection:
            return articles.load_article(connection, article_id)

    def save_original(self, article_id: int, data: bytes) -> None:
        """Keep the document that an article was read from, to be written again in English (``writing.back``).

        Args:
            article_id: the article.
            data: the bytes of the document, whatever its kind; they are kept compressed.

        Raises:
            LibraryError: there is no such article.
        """
        with self._write() as connection:
            articles.save_original(connection, article_id, data)

    def original(self, article_id: int) -> bytes | None:
        """Return the document that an article was read from, None where it was not kept.

        Raises:
            LibraryError: there is no such article.
        """
        with self._read() as connection:
            articles.count_paragraphs(connection, article_id)
            return articles.read_original(connection, article_id)

    def find_article(self, article: str | Article) -> int | None:
        """Return the id of an article, or of the one with this hash of the input's bytes; None where there is none."""
        with self._read() as connection:
            identity = article if isinstance(article, str) else article_identity(article)
            return articles.find_article(connection, identity)

    def list_articles(self) -> list[articles.ArticleSummary]:
        """Return a summary of each article, in the order in which they were added."""
        with self._read() as connection:
            return articles.list_articles(connection)

    def summary(self, article_id: int) -> articles.ArticleSummary:
        """Return the summary of an article.

        Raises:
            LibraryError: there is no such article.
        """
        with self._read() as connection:
            return articles.summarise(connection, article_id)

    def revision(self, article_id: int) -> int | None:
        """Return a number that grows whenever text, state or order of an article's segments change, whoever changes it.

        One step of a person (`confirm_segments`, `undo`, `redo`) adds one. None where there is no such article.
        """
        with self._read() as connection:
            return articles.read_revision(connection, article_id)

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

    def save_again(
        self,
        article_id: int,
        segments: Mapping[str, Segment],
        glossary: str,
        judged: Mapping[str, Segment] = MappingProxyType({}),
    ) -> None:
        """Save new translations of some segments of an article, by segment id; the others are left alone.

        One that a person has reviewed or written keeps its text and gets the other as its suggestion; another remembers
        what it read before, where that changes. One whose sentence is no longer there is passed over.

        Args:
            article_id: the article.
            segments: the translated segments.
            glossary: fingerprint of the glossary they were translated with.
            judged: segments that a person has reviewed or written, with the terms and issues that their text has by
                this glossary; they are saved where that is still the text.
        """
        with self._write() as connection:
            glossaries.save_again(connection, article_id, segments, glossary, judged)

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
        """Return an article's paragraphs with their mark-up; their segments have only id, source and gap."""
        with self._read() as connection:
            return queries.read_outline(connection, article_id)

    def count_segments(self) -> int:
        """Return how many segments all articles have together."""
        with self._read() as connection:
            return queries.count_segments(connection)


def _holds_work(paragraphs: Iterable[Paragraph]) -> bool:
    """Say whether a person made something of it, which must survive a power failure."""
    return any(is_a_persons(segment) for paragraph in paragraphs for segment in paragraph.segments)
