"""Words that a model says over and over: the commonest way in which a translation model breaks down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import eq

LONGEST = 12  # words of a repeated phrase
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_PAUSE = re.compile(r"[^\w\s,-]")  # between two words: what ends a sentence, a quotation, a bracket
_LONG = 6  # words: so long a phrase is not said twice, whatever stands between
# Good English twice over: what it is is, the man he had had, came in in May.
_MAY_DOUBLE = frozenset(["had", "that", "very", "is", "for", "in", "on", "her", "it", "you", "do", "so"])
_LINKS = frozenset(["after", "and", "by", "for", "on", "or", "to"])  # again and again and, day by day by


@dataclass(frozen=True, slots=True)
class Repetition:
    """A phrase, and how many times it stands in a row."""

    phrase: str
    times: int


def find_repetition(text: str) -> Repetition | None:
    """Return the phrase of at most ``LONGEST`` words that is repeated most often in a row; None where none is.

    Case does not matter. The time is linear in the length of the text.
    """
    matches = list(_WORD.finditer(text))
    words = [match.group().lower() for match in matches]
    worst: Repetition | None = None
    for length in range(1, LONGEST + 1):
        if not any(map(eq, words, words[length:])):
            continue
        run = 0  # words in a row that are the same as those one phrase later
        for index in range(len(words) - length + 1):
            if index + length < len(words) and words[index] == words[index + length]:
                run += 1
                continue
            times, first = run // length + 1, index - run
            if times > (worst.times if worst else 1):
                phrase = text[matches[first].start() : matches[first + length - 1].end()]
                between = text[matches[first + length - 1].end() : matches[first + length].start()]
                if times > 2 or _is_doubled(words[first : first + length], between):
                    worst = Repetition(phrase, times)
            run = 0
    return worst


def _is_doubled(words: list[str], between: str) -> bool:
    """Say whether a phrase that stands twice in a row is a fault, not a sentence that takes up the last one's end."""
    if len(words) >= _LONG:
        return True
    if _PAUSE.search(between) or all(word.isdigit() for word in words):
        return False
    if len(words) == 1:
        return between.isspace() and words[0] not in _MAY_DOUBLE
    return len(words) > 2 or _LINKS.isdisjoint(words)
