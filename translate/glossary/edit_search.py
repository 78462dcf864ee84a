"""Entries of a glossary by name, and by anything that is written in them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from translate.errors import GlossaryError
from translate.glossary.model import Entry, Glossary
from translate.glossary.nodes import shown

CLOSE = 0.7  # similarity, 0 to 1, from which a text counts as a slip of the other
FIELDS = ("sources", "target", "forms", "variants", "forbidden", "expand", "note", "kind")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, with the field and text that have what was sought or, ``close``, something like it."""

    entry: Entry
    field: str
    text: str
    close: bool = False


def fold(text: str) -> str:
    """Return a text without what a search does not mind: capitals, accents, hyphens, double spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-\u2010\u2011\u2013]", " ", plain).split())


def same_dutch(text: str, entry: Entry, other_text: str, other: Entry) -> bool:
    """Say whether Dutch of two entries is the same when terms are looked for.

    Accents, hyphens and spaces never keep two apart; capitals do, unless neither entry minds case.
    """
    if entry.case == other.case == "free":
        return squeeze(fold(text)) == squeeze(fold(other_text))
    return bare(text) == bare(other_text)


def bare(text: str) -> str:
    """Return a text without accents, hyphens and spaces, but with its capitals."""
    return squeeze("".join(fold(c).upper() if c.isupper() else fold(c) for c in text))


def squeeze(text: str) -> str:
    """Return a text without spaces."""
    return "".join(text.split())


def find_entry(glossary: Glossary, name: str) -> Entry:
    """Return the entry that has this Dutch, as a source or a form; capitals, accents and hyphens need not be right.

    Raises:
        GlossaryError: no entry has it, or only several that differ in what need not be right.
    """
    exact = [e for e in glossary if name in (*e.sources, *e.forms)]
    for found in ([e for e in exact if e.id == name], exact, [e for e in glossary if fold(name) in _dutch(e)]):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(entry.id for entry in found)
            raise GlossaryError(f"{shown(name)} may be several entries", where=glossary.path, mend=f"choose: {ids}")
    known = {text: entry.id for entry in glossary for text in _dutch(entry)}
    close = dict.fromkeys(known[text] for text in difflib.get_close_matches(fold(name), known, 3))
    mend = f"did you mean {' or '.join(close)}?" if close else "look for it with: translate glossary search"
    raise GlossaryError(f"there is no entry {shown(name)}", where=glossary.path, mend=mend)


def search_entries(glossary: Glossary, text: str) -> list[Hit]:
    """Return the entries with this text in any field, in the order of the file.

    Capitals, accents and hyphens do not matter. Where no entry has it, those are returned that have something like it,
    the likest first.
    """
    sought = fold(text)
    if not sought:
        return []
    hits = []
    for entry in glossary:
        found = next(((field, said) for field, said in _texts(entry) if sought in fold(said)), None)
        if found:
            hits.append(Hit(entry, *found))
    return hits or _close(glossary, sought)


def _close(glossary: Glossary, sought: str) -> list[Hit]:
    """Compare with every term, and with every run of words of a term that is as long as what is sought."""
    length = len(sought.split())
    scored = []
    for entry in glossary:
        best = (0.0, "", "")
        for field, said in _texts(entry):
            if field in ("note", "kind"):
                continue
            words = fold(said).split()
            runs = {" ".join(words[i : i + length]) for i in range(max(len(words) - length, 0) + 1)}
            score = max(difflib.SequenceMatcher(None, sought, run).ratio() for run in runs)
            best = max(best, (score, field, said), key=lambda one: one[0])
        if best[0] >= CLOSE:
            scored.append((best[0], Hit(entry, best[1], best[2], close=True)))
    return [hit for _, hit in sorted(scored, key=lambda one: -one[0])]


def _texts(entry: Entry) -> list[tuple[str, str]]:
    """Return every text of an entry with the name of its field."""
    found = []
    for field in FIELDS:
        value = getattr(entry, field)
        found += [(field, text) for text in ((value,) if isinstance(value, str) else value) if text]
    return found


def _dutch(entry: Entry) -> set[str]:
    return {fold(text) for text in (*entry.sources, *entry.forms)}
