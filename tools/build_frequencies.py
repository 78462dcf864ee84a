"""Build translate/glossary/data/dutch_frequencies.txt.gz: how common Dutch words are, and what sort of word they are.

    python tools/build_frequencies.py --news DATA/authored/*.tsv --everyday DATA/public/tatoeba.tsv.xz \
        --prose DATA/public/esco.tsv.xz ... --software DATA/public/gnome-docs.tsv.xz ...

Every file has a Dutch text a line; what follows a tab is left alone. The four sorts of text count for the shares in
WEIGHTS, however large they are, so that the words of software manuals do not pass for common.

A line of the list is a word in lower case, a space, its Zipf value times ten (van Heuven et al. 2014: the logarithm of
its occurrences in a thousand million words), and its class: ``n`` a noun, ``m`` now and then one, ``a`` an adjective
that stands before nouns, ``o`` another word, ``u`` too rare to tell. The class comes from the words around it: between
a preposition or an article and the end of the phrase stands a noun, between an article and another word an adjective,
after a pronoun or an auxiliary a verb. The capital of a sentence's start says nothing, and such a word is not counted.

Names have their capital, and stand in the list only where the words around them tell that they are first names (``g``:
another name follows) or places (``l``: in, naar or uit goes before). The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from translate.glossary.inflection import base_forms
from translate.glossary.stopwords import STOPWORDS

TARGET = Path(__file__).resolve().parent.parent / "translate" / "glossary" / "data" / "dutch_frequencies.txt.gz"

WEIGHTS = {"news": 0.6, "everyday": 0.15, "prose": 0.2, "software": 0.05}
WITH_NAMES = ("news", "everyday")  # elsewhere what has a capital is more often a product, or English
LIST_SIZE = 60_000  # words; 250 kB packed
LEAST_COUNT = 2  # in all texts together; what stands there once is often a slip
ENOUGH = 4  # occurrences that tell a word's class
NOUN, MAYBE_NOUN, ADJECTIVE = 0.4, 0.2, 0.45  # shares, set by reading some hundred words around each
NAME_COUNT, FIRST_NAME, PLACE, NO_PLACE = 2, 0.5, 0.12, 0.1  # occurrences, and shares, set in the same way
MORE_OFTEN_A_WORD = 3  # times: Roos is a first name, and a rose; Gouden is only the first word of a name

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = _words("de een deze geen elke ieder iedere mijn jouw ons onze hun uw welke welk")
_DOUBTFUL_DETERMINERS = _words("het zijn haar")  # they stand before verbs too: half a proof
_PREPOSITIONS = _words(
    "van met door voor in op bij uit over tegen naar tot onder tussen zonder sinds tijdens volgens wegens vanwege via "
    "per"
)
_BEFORE_PLACES = _words("in naar uit te vanuit rond nabij")
_INSIDE_NAMES = _words("van de der den ter ten 't el al von")
_BEFORE_VERBS = _words(
    """
    ik je jij hij ze zij we wij u men er te niet zich wordt worden werd werden ben is zijn was waren bent heeft hebben
    had hadden kan kunnen moet moeten zal zullen zou zouden wil willen mag mogen
    """
)


@dataclass(slots=True)
class Counts:
    """Occurrences of each word: all, and those where a noun (counted twice), a verb or an adjective would stand.

    ``names`` says whether names are counted too.
    """

    names: bool = True
    words: int = 0
    all: Counter[str] = field(default_factory=Counter)
    as_noun: Counter[str] = field(default_factory=Counter)
    as_verb: Counter[str] = field(default_factory=Counter)
    as_adjective: Counter[str] = field(default_factory=Counter)
    followers: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    as_place: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: str) -> None:
        """Count the words and names of a sentence but the first."""
        tokens = _TOKEN.findall(sentence.replace("’", "'"))
        self.words += sum(token[0].isalpha() for token in tokens)
        folded = ["", *(token.lower() for token in tokens), "."]
        for index, word in enumerate(tokens[1:], start=2):
            if word[0].isalpha() and word == folded[index]:
                self._add(word, folded[index - 2], folded[index - 1], folded[index + 1])
            elif self.names and word[0].isupper() and not word.isupper():
                self.all[word] += 1
                self.as_place[word] += folded[index - 1] in _BEFORE_PLACES
                self.followers[word][_next_name(tokens[index : index + 3])] += 1

    def _add(self, word: str, second: str, previous: str, following: str) -> None:
        self.all[word] += 1
        opened = previous in _DETERMINERS or previous in _PREPOSITIONS
        closed = following in STOPWORDS or not following[0].isalnum()
        if previous in _BEFORE_VERBS and previous not in _DOUBTFUL_DETERMINERS:
            self.as_verb[word] += 1
        elif opened and not closed:
            self.as_adjective[word] += 1
        elif closed and (opened or _is_after_adjective(second, previous)):
            self.as_noun[word] += 2
        elif closed and previous in _DOUBTFUL_DETERMINERS:
            self.as_noun[word] += 1

    def share_noun(self, word: str) -> float:
        """Return how noun-like a word is, 0 to 1; an occurrence that tells nothing speaks a little against it."""
        noun = self.as_noun[word] / 2
        other = 1.5 * self.as_verb[word] + 0.7 * self.as_adjective[word] + 0.15 * self.all[word]
        return noun / (noun + other + 0.5)

    def share_adjective(self, word: str) -> float:
        """Return how adjective-like a word is, 0 to 1."""
        adjective = self.as_adjective[word]
        other = self.as_verb[word] + self.as_noun[word] / 2 + 0.3 * self.all[word]
        return adjective / (adjective + other + 0.5)

    def word_class(self, word: str) -> str:
        """Return the class of a word, a letter; see above. Empty for a name of which nothing can be told."""
        if word[0].isupper():
            return self._class_of_name(word)
        if self.all[word] < ENOUGH:
            return self._class_of_rare(word)
        share = self.share_noun(word)
        if share >= NOUN:
            return "n"
        if self.share_adjective(word) >= ADJECTIVE:
            return "a"
        return "m" if share >= MAYBE_NOUN else "o"

    def _class_of_name(self, word: str) -> str:
        if self.all[word] < NAME_COUNT or self.all[word.lower()] > MORE_OFTEN_A_WORD * self.all[word]:
            return ""
        if self.as_place[word] >= PLACE * self.all[word] and self.as_place[word] > 1:
            return "l"
        # Koninklijke is followed by names too, but by Bibliotheek and Marine, which are words.
        surnames = sum(n for name, n in self.followers[word].items() if name and not self.all[name.lower()])
        place, first = self.as_place[word] / self.all[word], surnames / self.all[word]
        return "g" if first >= FIRST_NAME and place < NO_PLACE else ""

    def _class_of_rare(self, word: str) -> str:
        if self.as_noun[word] and not self.as_verb[word] and not self.as_adjective[word]:
            return "n" if self.as_noun[word] > 2 else "m"
        return "o" if self.as_verb[word] and not self.as_noun[word] else "u"


def _next_name(tokens: Sequence[str]) -> str:
    """Return the name that comes next, straight away or behind van or de; empty where none does."""
    name = next((token for token in tokens if token not in _INSIDE_NAMES), "")
    return name if name[:1].isupper() and (not name.isupper() or name == tokens[0]) else ""


def _is_after_adjective(second: str, previous: str) -> bool:
    """Say whether the word before has the -e of an adjective, and an article or a preposition before it."""
    if not previous.endswith("e") or previous in STOPWORDS:
        return False
    return second in _DETERMINERS or second in _PREPOSITIONS or second == "het"


def dutch_lines(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the Dutch of files, compressed or not."""
    for path in paths:
        with open_text(path) as lines:
            for line in lines:
                yield line.partition("\t")[0].strip()


def open_text(path: Path) -> TextIO:
    """Open a text file, compressed or not."""
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")


def frequencies(counts: dict[str, Counts]) -> dict[str, float]:
    """Return each word's share of a text that is mixed as WEIGHTS says."""
    shares: defaultdict[str, float] = defaultdict(float)
    present = {sort: WEIGHTS[sort] for sort, of_sort in counts.items() if of_sort.words}
    for sort, weight in present.items():
        one = weight / sum(present.values()) / counts[sort].words
        for word, count in counts[sort].all.items():
            shares[word] += count * one
    return shares


def lines_of(counts: dict[str, Counts]) -> Iterator[str]:
    """Yield the lines of the list in alphabetical order."""
    total = Counts()
    for of_sort in counts.values():
        for name in ("all", "as_noun", "as_verb", "as_adjective", "as_place"):
            getattr(total, name).update(getattr(of_sort, name))
        for word, followers in of_sort.followers.items():
            total.followers[word].update(followers)
    shares = frequencies(counts)
    classes = {word: total.word_class(word) for word in shares if total.all[word] >= LEAST_COUNT and len(word) > 1}
    classes.update({word: "a" for word in _uninflected(classes)})
    kept = sorted((word for word, kind in classes.items() if kind), key=lambda word: (-shares[word], word))
    for word in sorted(kept[:LIST_SIZE]):
        zipf = round(10 * (math.log10(shares[word]) + 9))
        yield f"{word} {zipf}{classes[word]}"


def _uninflected(classes: dict[str, str]) -> Iterator[str]:
    """Yield the words that become an adjective with an -e: they stand before nouns too, though less often."""
    for word, kind in classes.items():
        if kind == "a":
            bases = (form.text for form in base_forms(word) if form.feature in ("adjective", "modifier"))
            yield from (base for base in bases if classes.get(base) in ("o", "u"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files that the command line names and write the list."""
    parser = argparse.ArgumentParser(description="Build the list of Dutch word frequencies.")
    for sort in WEIGHTS:
        parser.add_argument(f"--{sort}", nargs="*", type=Path, default=[], help=f"files of {sort}")
    parser.add_argument("--output", type=Path, default=TARGET, help="the list, packed with gzip")
    parsed = parser.parse_args(arguments)
    counts = {sort: Counts(names=sort in WITH_NAMES) for sort in WEIGHTS}
    for sort, of_sort in counts.items():
        seen: set[str] = set()
        for line in dutch_lines(getattr(parsed, sort)):
            if line not in seen:  # manuals say the same thing often
                seen.add(line)
                of_sort.add(line)
        print(f"{sort}: {of_sort.words:,} words")
    lines = list(lines_of(counts))
    data = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    temporary = parsed.output.with_suffix(".tmp")
    temporary.write_bytes(data)
    temporary.replace(parsed.output)
    print(f"{parsed.output}: {len(lines):,} words, {len(data):,} bytes")


if __name__ == "__main__":
    main()
