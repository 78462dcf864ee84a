"""The part of the library for reviews: what stands in an article, and what a person does to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from translate.document import Segment, Span, State
from translate.library import reviews, segments, steps, views
from translate.library.articles import count_paragraphs
from translate.library.connection import reported
from translate.library.file import LibraryFile, utc_now
from translate.library.rows import to_json
from translate.library.segments import SQL_PERSONS, StoredSegment, read_segments


class Reviewing(LibraryFile):
    """The methods of `Library` that read segments and save what a person says of them."""

    # What stands there

    def segments(self, article_id: int, ids: Iterable[str] | None = None) -> list[StoredSegment]:
        """Return the article's segments in order, or those with these ids, with their revisions and suggestions."""
        condition = "s.article=? AND s.paragraph IS NOT NULL"
        values: list[object] = [article_id]
        if ids is not None:
            condition += " AND s.name IN (SELECT value FROM json_each(?))"
            values.append(to_json(list(ids)))
        with self._read() as connection:
            count_paragraphs(connection, article_id)
            return [stored for _, stored in read_segments(connection, condition, values)]

    def reviewed_segments(self, article_id: int) -> dict[tuple[str, str], Segment]:
        """Return what a person reviewed or wrote, by segment id and source: what need not be translated again.

        Among them are segments that lost their place because the article was split differently.
        """
        # By paragraph, for which there is an index: other articles are not read.
        of_article = "SELECT id FROM paragraph WHERE article=?1"
        condition = (
            f"s.id IN (SELECT id FROM segment WHERE paragraph IN ({of_article}) AND {SQL_PERSONS} UNION ALL"
            f" SELECT id FROM segment WHERE paragraph IS NULL AND article=?1 AND {SQL_PERSONS})"
        )
        with self._read() as connection:
            count_paragraphs(connection, article_id)
            found = read_segments(connection, condition, (article_id,))
        return {(stored.segment.id, stored.segment.source): stored.segment for _, stored in found}

    def segments_with_entry(self, entry: str) -> list[StoredSegment]:
        """Return the segments of all articles in which this glossary entry (`TermMatch.entry`) was found."""
        with self._read() as connection:
            condition = "s.paragraph IS NOT NULL AND s.id IN (SELECT segment FROM term WHERE entry=?)"
            return [stored for _, stored in read_segments(connection, condition, (entry,))]

    def segments_with_source(self, source: str, article_id: int | None = None) -> list[StoredSegment]:
        """Return the segments that translate this very sentence, in one article or (None) in all."""
        condition, values = "s.paragraph IS NOT NULL AND s.source=?", list[object]([source])
        if article_id is not None:
            condition += " AND s.article=?"
            values.append(article_id)
        with self._read() as connection:
            found = read_segments(connection, condition, values)
            return [stored for _, stored in found]

    def paragraph_sizes(self, article_id: int) -> list[tuple[int, int]]:
        """Return of each paragraph how many segments it has, and how many code points its Dutch."""
        with self._read() as connection:
            count_paragraphs(connection, article_id)
            return views.read_sizes(connection, article_id)

    def paragraphs(self, article_id: int, start: int, stop: int) -> list[views.StoredParagraph]:
        """Return the paragraphs from index ``start`` to before ``stop``, as far as there are any."""
        with self._read() as connection:
            count_paragraphs(connection, article_id)
            return views.read_paragraphs(connection, article_id, start, stop)

    def pairs(self, article_id: int, ids: Iterable[str] | None = None) -> list[Segment]:
        """Return an article's segments in order, or those with these ids: nothing but id, source, target and state."""
        with self._read() as connection:
            count_paragraphs(connection, article_id)
            return views.read_pairs(connection, article_id, ids)

    def matching(
        self,
        article_id: int,
        *,
        unreviewed: bool = False,
        warnings: bool = False,
        missed: bool = False,
        refreshed: bool = False,
    ) -> list[str]:
        """Return the ids of the segments that fulfil every condition that is set, in order.

        Args:
            article_id: the article.
            unreviewed: in state initial or translated.
            warnings: with an error or a warning that nobody dismissed.
            missed: with a term that is missed or has forbidden English.
            refreshed: changed by a refresh since a person looked, or with a suggestion.
        """
        with self._read() as connection:
            count_paragraphs(connection, article_id)
            return views.find_matching(
                connection, article_id, unreviewed=unreviewed, warnings=warnings, missed=missed, refreshed=refreshed
            )

    # What a person does

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
            return steps.confirm(connection, article_id, segment_id, target, state, expected_revision, utc_now())

    def confirm_segments(self, article_id: int, segments: Sequence[tuple[Segment, int | None]]) -> dict[str, int]:
        """Save segments as a person wants them: one step, which survives a power failure and can be undone, or nothing.

        Of each segment target, state, origin, confidence, alignment, terms, issues and note are saved; an issue that a
        person dismissed for its sentence stays so. Its suggestion, and what it read before a refresh, are done with,
        unless it is the note alone that changes.

        Args:
            article_id: the article.
            segments: each with the revision that the person saw; None to save it whatever happened since.

        Returns:
            The new revision of each segment, by id.

        Raises:
            LibraryConflict: one has another revision by now, or another sentence; the first such is named, nothing is
                saved.
            LibraryError: there is no such article or segment.
            ValueError: two segments have the same id.
        """
        with self._write(durable=True) as connection:
            return steps.confirm_segments(connection, article_id, segments, utc_now())

    def undo(self, article_id: int) -> tuple[str, ...]:
        """Take back the last step in an article, whoever took it and when; return the ids of its segments.

        Each is exactly as it was before the step, its revision too; a suggestion that a machine made meanwhile is kept.
        Empty when there is nothing to take back.

        Raises:
            LibraryConflict: one of them was changed by something else since, or its sentence is gone; nothing is
                changed. This step can then never be taken back, and the next call takes back the one before it.
            LibraryError: there is no such article.
        """
        return self._move(steps.undo, article_id)

    def redo(self, article_id: int) -> tuple[str, ...]:
        """Take the step again that was last taken back; return the ids of its segments, none when there is none.

        A new confirmation makes what was taken back no longer redoable; the history keeps it.

        Raises:
            LibraryConflict: as for `undo`.
            LibraryError: there is no such article.
        """
        return self._move(steps.redo, article_id)

    def undoable(self, article_id: int) -> tuple[steps.Step | None, steps.Step | None]:
        """Return the step that `undo` would take back, and the one that `redo` would take again."""
        with self._read() as connection:
            return steps.read_undoable(connection, article_id)

    def history(self, article_id: int, segment_id: str) -> list[reviews.Change]:
        """Return what people did to the segments that had this id, oldest first, with what was taken back."""
        with self._read() as connection:
            return reviews.read_history(connection, article_id, segment_id)

    def dismiss(self, article_id: int, segment_id: str, check: str, message: str, dismissed: bool) -> None:
        """Remember that an issue of a sentence is to be ignored, or no longer; no revision changes.

        It is known by article, Dutch sentence, check and message, and so holds wherever the sentence stands in the
        article, and when it is translated or checked again. It need not be an issue that is stored.

        Raises:
            LibraryError: there is no such article or segment.
        """
        with self._write(durable=True) as connection:
            reviews.dismiss(connection, article_id, segment_id, check, message, dismissed)

    def dismissals(self, article_id: int) -> frozenset[tuple[str, str, str]]:
        """Return what is to be ignored in an article: source, check, message."""
        with self._read() as connection:
            return reviews.read_dismissals(connection, article_id)

    def save_alignment(
        self, article_id: int, segment_id: str, revision: int, alignment: Sequence[tuple[Span, Span]]
    ) -> bool:
        """Save the alignment of a segment that still has this revision; say whether it has. The revision stays."""
        with self._write() as connection:
            return segments.update_alignment(connection, article_id, segment_id, revision, alignment)

    def _move(
        self,
        move: Callable[[sqlite3.Connection, int, str], tuple[str, ...] | reviews.LibraryConflict],
        article_id: int,
    ) -> tuple[str, ...]:
        with self._write(durable=True) as connection:
            moved = move(connection, article_id, utc_now())
        if isinstance(moved, reviews.LibraryConflict):  # raised after the transaction, which notes it
            with reported(str(self.path)):
                raise moved
        return moved
