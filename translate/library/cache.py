"""What the machine made of a sentence, kept so that the same question is not put to it twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from translate.document import Issue, TermMatch
from translate.library.rows import (
    Pair,
    PairTable,
    alignment_numbers,
    alignment_of,
    decoding,
    issue_of,
    issue_row,
    term_of,
    term_row,
    to_json,
)

KEYS_PER_QUERY: Final = 500  # SQLite before 3.32 takes at most 999 parameters


@dataclass(frozen=True, slots=True)
class CachedTranslation:
    """Everything of a `Segment` that a machine makes; the fields mean what they mean there."""

    target: str
    confidence: float | None = None
    alignment: tuple[Pair, ...] = ()
    terms: tuple[TermMatch, ...] = ()
    issues: tuple[Issue, ...] = ()


def cache_key(source: str, engine_id: str, options: Mapping[str, object], entries: Sequence[str]) -> str:
    """Return the key of a sentence's translation: the same exactly where the result must be the same.

    Args:
        source: the Dutch sentence, as given to the pipeline.
        engine_id: `Engine.id`, which names the weights.
        options: everything else that changes the result (beam, how terms are asked for), as JSON can hold it; the
            order does not matter.
        entries: the fingerprints of the glossary entries matched in the sentence, in order. Not the whole glossary:
            an edit to a term must not make other sentences forget their translations.

    Returns:
        A SHA-256 in hexadecimal, over the arguments as JSON with sorted keys.
    """
    question = [source, engine_id, dict(options), list(entries)]
    canonical = json.dumps(question, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_cache(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, CachedTranslation]:
    """Return what is known under ``keys``; the others are left out."""
    found = {}
    pairs = PairTable()
    for start in range(0, len(keys), KEYS_PER_QUERY):
        chunk = keys[start : start + KEYS_PER_QUERY]
        marks = ",".join("?" * len(chunk))
        query = f"SELECT key, target, confidence, annotations FROM cache WHERE key IN ({marks})"
        with decoding():
            for key, target, confidence, annotations in connection.execute(query, chunk):
                alignment, terms, issues = json.loads(annotations)
                found[key] = CachedTranslation(
                    target,
                    confidence,
                    alignment_of(alignment, pairs),
                    tuple(map(term_of, terms)),
                    tuple(map(issue_of, issues)),
                )
    return found


def write_cache(connection: sqlite3.Connection, items: Mapping[str, CachedTranslation]) -> None:
    """Save translations under their keys; what was there is replaced."""
    rows = ((key, item.target, item.confidence, to_json(_annotations(item))) for key, item in items.items())
    connection.executemany("INSERT OR REPLACE INTO cache (key, target, confidence, annotations) VALUES (?,?,?,?)", rows)


def _annotations(item: CachedTranslation) -> list[object]:
    """Return alignment, terms and issues for one JSON: to decode three took half as long again."""
    return [
        alignment_numbers(item.alignment),
        [term_row(term) for term in item.terms],
        [issue_row(issue) for issue in item.issues],
    ]
