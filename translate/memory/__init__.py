"""The translation memory: what people approved or brought along, found again and adapted."""

from translate.memory.exact import Neighbours, find_exact
from translate.memory.fuzzy import FuzzyIndex, FuzzyMatch, match_percent

__all__ = ["FuzzyIndex", "FuzzyMatch", "Neighbours", "find_exact", "match_percent"]
