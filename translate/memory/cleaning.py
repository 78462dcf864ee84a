"""Imported units that do more harm than good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from translate.glossary.stopwords import STOPWORDS
from translate.words.lists import is_dutch, is_english
from translate.words.sentences import words_of

if TYPE_CHECKING:
    from translate.library import MemoryUnit

# A sentence may be three times as long as its translation and 20 characters more: headings and signs are short, and
# of the 2,000 pairs of FLORES-200 none comes near it.
LONGEST: Final = 3
MARGIN: Final = 20  # characters
# Of words in lower case, since names are in both languages. 1 Dutch sentence in 5,000 has less than a quarter of words
# that are Dutch and not English, and 1 English sentence in 1,000 has more; all have more than half of English words.
ENOUGH_WORDS: Final = 5
DUTCH_SHARE: Final = 0.25
ENGLISH_SHARE: Final = 0.5
_ENGLISH_TOO = frozenset({"in", "is", "was", "of", "had", "die", "door", "over", "we", "me", "men", "want", "toe"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that should go, and why: ``reason`` is one of `REASONS`, ``detail`` says more where there is more."""

    unit: MemoryUnit
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the other units of a memory say: English by Dutch that was reviewed, and the first id of each pair."""

    reviewed: Mapping[str, frozenset[str]]
    first: Mapping[tuple[str, str], int]


def propose_removals(units: Sequence[MemoryUnit]) -> Iterator[Proposal]:
    """Yield the imported units that should go, each once; what was reviewed stays, whatever it is.

    Args:
        units: the whole memory, since some units are wrong only beside others.
    """
    known = _look_around(units)
    for unit in units:
        if unit.article is not None:
            continue
        for reason, find in REASONS.items():
            detail = find(unit, known)
            if detail is not None:
                yield Proposal(unit, reason, detail)
                break


def _look_around(units: Iterable[MemoryUnit]) -> _Known:
    reviewed: dict[str, set[str]] = {}
    first: dict[tuple[str, str], int] = {}
    for unit in sorted(units, key=lambda unit: (unit.article is None, unit.id)):  # what was reviewed is first
        first.setdefault((_plain(unit.source), _plain(unit.target)), unit.id)
        if unit.article is not None:
            reviewed.setdefault(_plain(unit.source), set()).add(_plain(unit.target))
    return _Known({source: frozenset(targets) for source, targets in reviewed.items()}, first)


# --- the reasons: each returns what there is to say of a unit, None where it is sound ---------------------------------


def _empty(unit: MemoryUnit, _: _Known) -> str | None:
    """One side has neither letters nor digits."""
    sides = {"Dutch": unit.source, "English": unit.target}
    bare = [side for side, text in sides.items() if not any(c.isalnum() for c in text)]
    return f"no text in the {' and the '.join(bare)}" if bare else None


def _duplicate(unit: MemoryUnit, known: _Known) -> str | None:
    """It is there already, perhaps with other white space."""
    other = known.first[_plain(unit.source), _plain(unit.target)]
    return f"the same as unit {other}" if other != unit.id else None


def _identical(unit: MemoryUnit, _: _Known) -> str | None:
    """The English is the Dutch, and is not only names and numbers."""
    same = _plain(unit.source).casefold() == _plain(unit.target).casefold()
    return "" if same and any(not word.capital for word in words_of(unit.source)) else None


def _out_of_proportion(unit: MemoryUnit, _: _Known) -> str | None:
    """One side is far too long for the other."""
    shorter, longer = sorted((len(unit.source), len(unit.target)))
    too_long = longer > LONGEST * shorter + MARGIN
    return f"{len(unit.source)} characters of Dutch, {len(unit.target)} of English" if too_long else None


def _other_language(unit: MemoryUnit, _: _Known) -> str | None:
    """The Dutch is not Dutch, or the English not English."""
    wrong = []
    if share(unit.source, _is_dutch) < DUTCH_SHARE:
        wrong.append("the Dutch is not Dutch")
    if share(unit.target, is_english) <= ENGLISH_SHARE:
        wrong.append("the English is not English")
    return ", ".join(wrong) or None


def _contradiction(unit: MemoryUnit, known: _Known) -> str | None:
    """The same Dutch was reviewed with other English."""
    right = known.reviewed.get(_plain(unit.source), frozenset())
    return f"reviewed: {min(right)}" if right and _plain(unit.target) not in right else None


REASONS: Final[Mapping[str, Callable[[MemoryUnit, _Known], str | None]]] = {
    "empty": _empty,
    "duplicate": _duplicate,
    "identical": _identical,
    "length": _out_of_proportion,
    "language": _other_language,
    "contradicts": _contradiction,
}
"""The names of the reasons, in the order in which they are looked for, with what finds them."""


def _is_dutch(word: str) -> bool:
    return is_dutch(word) or (word in STOPWORDS and word not in _ENGLISH_TOO)


def share(text: str, belongs: Callable[[str], bool]) -> float:
    """Return the share of a text's words in lower case that belong to a language; 1 where they are too few to tell."""
    words = [word.text for word in words_of(text) if word.text.islower()]
    return sum(map(belongs, words)) / len(words) if len(words) >= ENOUGH_WORDS else 1.0


def _plain(text: str) -> str:
    return " ".join(text.split())
