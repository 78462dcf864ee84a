"""The library: what was translated and reviewed, in one SQLite file."""

from __future__ import annotations

from translate.library.articles import ArticleSummary
from translate.library.cache import CachedTranslation, cache_key
from translate.library.library import Library
from translate.library.queries import ArticleName, newest_of, resolve_article
from translate.library.reviews import Change, LibraryConflict
from translate.library.segments import StoredSegment

__all__ = [
    "ArticleName",
    "ArticleSummary",
    "CachedTranslation",
    "Change",
    "Library",
    "LibraryConflict",
    "StoredSegment",
    "cache_key",
    "newest_of",
    "resolve_article",
]
