"""The library: what was translated and reviewed, in one SQLite file."""

from __future__ import annotations

from translate.library.articles import ArticleSummary
from translate.library.cache import CachedTranslation, cache_key
from translate.library.library import Library
from translate.library.memory import MemoryUnit
from translate.library.queries import ArticleName, newest_of, resolve_article
from translate.library.reviews import Change, LibraryConflict
from translate.library.segments import StoredSegment
from translate.library.steps import Step
from translate.library.views import StoredParagraph

__all__ = [
    "ArticleName",
    "ArticleSummary",
    "CachedTranslation",
    "Change",
    "Library",
    "LibraryConflict",
    "MemoryUnit",
    "Step",
    "StoredParagraph",
    "StoredSegment",
    "cache_key",
    "newest_of",
    "resolve_article",
]
