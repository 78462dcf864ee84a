"""What takes so long that the browser looks on: an article to be translated, a glossary to be applied to all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Literal, Protocol

from translate.document import Article, Paragraph
from translate.library import Library
from translate.pipeline import Pipeline
from translate.review.terms import apply_terms, find_outdated
from translate.review.workspace import Workspace
from translate.writing.back import rewriter_of

Unit = Literal["paragraph", "sentence"]


class Work(Protocol):
    """Something that is done piece by piece, and can be done again from the beginning where it failed.

    Attributes:
        key: what makes it the same work as another.
        title: what a list calls it.
        unit: what its pieces are counted in.
        all: how many there are, as far as that is known yet.
        outcome: when it is done: ``url``, where to go now, and ``line``, what to say first if anything.
    """

    key: str
    title: str
    unit: Unit
    all: int
    outcome: dict[str, str]

    def pieces(self) -> Iterator[tuple[int, str]]:
        """Do it; yield with each piece how many units it has, and HTML to show, empty for none."""


class TranslateArticle:
    """An article to be translated, paragraph by paragraph.

    Args:
        article: as it was read.
        library: where its translation is kept.
        pipeline: gives what translates, with the glossary of the moment; it must keep results in ``library``.
        render: makes the HTML of a translated paragraph.
        original: the document that it was read from; kept where that can be written again in English.
    """

    unit: Unit = "paragraph"

    def __init__(
        self,
        article: Article,
        library: Library,
        pipeline: Callable[[], Pipeline],
        render: Callable[[Paragraph], str],
        original: bytes | None = None,
    ) -> None:
        self.key = article.sha256
        self.title = article.title or os.path.basename(article.path)
        self.all = len(article.paragraphs)
        self.outcome: dict[str, str] = {}
        self._article, self._library, self._pipeline, self._render = article, library, pipeline, render
        self._original = None if rewriter_of(article) is None else original

    def pieces(self) -> Iterator[tuple[int, str]]:
        """See `Work.pieces`."""
        for _, paragraph in self._pipeline().stream(self._article, original=self._original):
            yield 1, self._render(paragraph)
        self.outcome = {"url": f"/articles/{self._library.find_article(self.key)}"}


class ApplyGlossary:
    """The glossary to be applied to all articles: the sentences that its changes touch are translated again.

    Args:
        ws: the workspace.
        article_id: the article to go back to.
    """

    title = "The glossary, applied to all articles"
    unit: Unit = "sentence"

    def __init__(self, ws: Workspace, article_id: int) -> None:
        self.key = f"glossary, from {article_id}"  # whoever asked goes back to the article that they came from
        self.all = 0
        self.outcome: dict[str, str] = {}
        self._ws, self._article = ws, article_id

    def pieces(self) -> Iterator[tuple[int, str]]:
        """See `Work.pieces`."""
        outdated = find_outdated(self._ws)
        self.all, here = len(outdated.touched), 0
        yield 0, ""
        for chunk in apply_terms(self._ws, outdated):
            here += sum(article_id == self._article for article_id, _ in chunk)
            yield len(chunk), ""
        line = "Everything agrees with the glossary."
        if self.all:
            count = f"{self.all:,} sentence{'' if self.all == 1 else 's'}"
            line = f"{count} translated again, {here:,} of them in this article."
        self.outcome = {"url": f"/articles/{self._article}", "line": line}
