"""What the routes of the review server share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from time import monotonic

from translate.document import Article
from translate.library import ArticleSummary, Library, StoredSegment
from translate.review.article_issues import ArticleIssues
from translate.review.background import Worker
from translate.review.jobs import Job, Jobs
from translate.review.pages import Pages
from translate.review.reviewing import realign
from translate.review.works import ApplyGlossary, TranslateArticle
from translate.review.workspace import Workspace


class NotThere(Exception):
    """What an address names is not there; ``line`` says so. The answer is 404."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(line)


class Site:
    """A workspace, what turns it into pages, and what runs in the background.

    Attributes:
        workspace: the library, the glossary, the engine.
        pages: makes the HTML.
        jobs: what is being translated.
        issues: what the checks find in whole articles.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.pages = Pages()
        self.jobs = Jobs()
        self.issues = ArticleIssues(workspace.library)
        self._background = Worker("translate-background")

    @property
    def library(self) -> Library:
        """The library of the workspace."""
        return self.workspace.library

    def warm_soon(self) -> None:
        """Do in the background what the first requests would wait for; to be called once, when the server starts."""
        self._background.submit(self.pages.warm)
        self._background.submit(self.workspace.warm)

    def stop(self) -> None:
        """Let go of listeners and begin nothing more in the background."""
        self.jobs.stop()
        self._background.stop()

    def join(self, timeout: float) -> None:
        """Wait, once stopped, until nothing runs in the background, at most ``timeout`` seconds."""
        end = monotonic() + timeout
        self.jobs.join(timeout)
        self._background.join(max(0.0, end - monotonic()))

    def translate(self, article: Article, original: bytes) -> Job:
        """Put an article in line to be translated; ``original`` is what it was read from."""
        ws = self.workspace
        return self.jobs.start(TranslateArticle(article, ws.library, ws.pipeline, self.pages.job_row, original))

    def apply_to_all(self, article_id: int) -> Job:
        """Put the glossary in line to be applied to all articles; afterwards the browser goes back to this one."""
        return self.jobs.start(ApplyGlossary(self.workspace, article_id))

    def summary(self, article_id: int) -> ArticleSummary:
        """Return the summary of an article that is there."""
        return self.library.summary(article_id)

    def segment(self, article_id: int, segment_id: str) -> StoredSegment:
        """Return a segment of an article that is there.

        Raises:
            NotThere: it has no such segment.
        """
        found = self.library.segments(article_id, [segment_id])
        if not found:
            raise NotThere("the article has no such sentence any more; load the page again")
        return found[0]

    def align_soon(self, article_id: int, stored: Iterable[StoredSegment]) -> None:
        """Align in the background what a person wrote just now."""
        for one in stored:
            if one.segment.origin == "human":
                self._background.submit(partial(realign, self.workspace, article_id, one.segment.id, one.revision))
