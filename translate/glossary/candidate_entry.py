"""Make a glossary entry of a candidate."""

from __future__ import annotations

from collections.abc import Sequence

from translate.glossary.candidates import Candidate
from translate.glossary.matching import find_terms
from translate.glossary.model import NAME_KINDS, Case, Entry, Glossary, Kind


def suggested_target(candidate: Candidate) -> str:
    """Return the English to begin with: the commonest translation, else an acronym or a person's name as it is.

    A person's name that has more words or fewer in the translation was not translated but damaged.
    """
    target = candidate.translations[0].text if candidate.translations else ""
    if candidate.kind == "person" and len(target.split()) != len(candidate.dutch.split()):
        return candidate.dutch
    return target or (candidate.dutch if candidate.kind == "acronym" else "")


def entry_of(dutch: str, target: str, kind: Kind, forms: Sequence[str] = ()) -> Entry:
    """Return the entry for a term; the Dutch is kept as it is where that is the English too.

    Args:
        dutch: its dictionary form.
        target: the English.
        kind: what it is. A name minds case, and so does an adjective of a country; a weapon in lower case does not.
        forms: how the articles write it. Those that no rule of inflection yields are listed in the entry.
    """
    entry = Entry((dutch,), target, kind=kind, case=_case(dutch, kind), translate=target != dutch)
    unruly = [form for form in forms if not _finds(entry, form)]
    return Entry(entry.sources, target, tuple(unruly), entry.case, kind, translate=entry.translate)


def _case(dutch: str, kind: Kind) -> Case:
    capital = dutch != dutch.lower()
    return "exact" if capital and (kind in NAME_KINDS or kind == "other") else "free"


def _finds(entry: Entry, form: str) -> bool:
    found = find_terms(form, Glossary((entry,)))
    letters = sum(c.isalnum() for c in form)
    return any(sum(c.isalnum() for c in f.span.of(form)) == letters for f in found)
