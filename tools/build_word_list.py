"""Build the word lists of translate/checks: English words, and the Dutch words that a translation must not hold.

    apt-get download scowl && dpkg -x scowl_*.deb scowl
    python tools/build_word_list.py --scowl scowl/usr/share/dict/scowl --edited NEWS.tsv ... --pairs WEB.tsv.xz ... \
        --dictionary DICTIONARY.tsv ...

All of them have a Dutch text and its English a line, with a tab between. Both lists are written to
translate/words/data, in alphabetical order and with the same bytes for the same input.

English: the words of SCOWL up to size 70 in American and British spelling, and what the English of many files, or of a
few edited ones, uses besides. Names keep their capital, so that they excuse no word in lower case.

Dutch: words that translators never keep. Where a word of the Dutch sentence hardly ever stands in the English one, it
is Dutch, even when English has a word that is spelt alike (``romp``, ``die``); where it often does, it is a name or the
same word in both languages (``president``). The words that English has too are marked with ``=``.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from translate.words.lists import plain

DATA = Path(__file__).resolve().parent.parent / "translate" / "words" / "data"

LARGEST_SIZE = 70  # SCOWL's sizes go to 95; above 70 most words are unknown to most readers
SPELLINGS = ("english", "american", "british", "british_z", "variant_1", "variant_2", "british_variant_1")
WORD_KINDS = ("words", "contractions", "abbreviations")
NAME_KINDS = ("upper", "proper-names", "abbreviations")

# Counts are of sentence pairs, rates are shares of the Dutch sentences that hold the word; set by reading the lists.
ENGLISH_MIN_FILES, EDITED_MIN_FILES = 8, 2
NAME_MIN_COUNT, NAME_MIN_KEPT = 3, 0.5
NAME_ENOUGH, NAME_MIN_KEPT_OFTEN, NAME_MIN_SHARE = 10, 0.2, 0.05
DUTCH_MIN_COUNT, DUTCH_MAX_KEPT, DUTCH_MAX_ENGLISH = 5, 0.1, 0.02
CAPITAL_MIN_EDITED, CAPITAL_MAX_KEPT = 3, 0.02
ALIKE_MIN_COUNT, ALIKE_MAX_KEPT = 20, 0.01
# A dictionary that gives a word as its own translation may mean a rare sense: nu (now) and the Greek letter.
SAME_MIN_COUNT, SAME_MAX_KEPT = 300, 0.0025

# Right in English although translators of other texts chose another word, or part of foreign names and phrases.
_ALLOWED = """
accolades auteur auteurs commandant commandants commando commandos concierge docent donjon her kraken luxe montages
pictogram pictograms qua sinus stadia trekker trekkers
al das de del den der des dos du el ibn la las les ten van von
"""
ALLOWED = frozenset(_ALLOWED.split())

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INSIDE_SENTENCE = re.compile(r"[^\W_][,;]?['’”\")]*\s$")


@dataclass(slots=True)
class Counts:
    """In how many sentence pairs each word stands: in the Dutch, in the English, in both; and in how many files.

    Words in lower case and words with a capital inside a sentence are counted; the capital at the start of one says
    nothing.
    """

    dutch: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.dutch + other.dutch, self.english + other.english, self.both + other.both, self.files + other.files
        )

    def kept(self, word: str) -> float:
        """Return the share of the Dutch sentences with the word whose translation has it too."""
        return self.both[word] / self.dutch[word]


def counted_words(sentence: str) -> set[str]:
    """Return the words of a sentence but those with the capital of its start."""
    found = set()
    for match in _WORD.finditer(sentence):
        word = match.group().replace("’", "'")
        if word == word.lower() or _INSIDE_SENTENCE.search(sentence, max(match.start() - 6, 0), match.start()):
            found.add(word)
    return found


def open_pairs(path: Path) -> TextIO:
    """Open a text file, compressed or not."""
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")


def count(paths: Iterable[Path]) -> Counts:
    """Count the words of sentence pairs."""
    counts = Counts()
    for path in paths:
        in_file: Counter[str] = Counter()
        with open_pairs(path) as lines:
            for line in lines:
                dutch, tab, english = line.rstrip("\n").partition("\t")
                if not tab:
                    continue
                of_dutch, of_english = counted_words(dutch), counted_words(english)
                counts.dutch.update(of_dutch)
                in_file.update(of_english)
                counts.both.update(of_dutch & {match.group().replace("’", "'") for match in _WORD.finditer(english)})
        counts.english.update(in_file)
        counts.files.update(in_file.keys())
    return counts


def scowl_words(folder: Path, kinds: Iterable[str], spellings: Iterable[str] = SPELLINGS) -> Iterator[str]:
    """Yield SCOWL's words of some kinds, without the possessives."""
    for spelling in spellings:
        for kind in kinds:
            for path in folder.glob(f"{spelling}-{kind}.*"):
                if int(path.suffix[1:]) <= LARGEST_SIZE:
                    words = path.read_text(encoding="utf-8").splitlines()
                    yield from (plain(word) for word in words if not word.endswith("'s"))


def self_translations(paths: Iterable[Path]) -> set[str]:
    """Return the words that a dictionary (Dutch <tab> English) translates with themselves."""
    same = set()
    for path in paths:
        with open_pairs(path) as lines:
            for line in lines:
                dutch, _, english = line.rstrip("\n").partition("\t")
                if dutch.casefold() == english.casefold():
                    same.add(dutch)
    return same


def english_list(scowl: Path, counts: Counts, edited: Counts) -> set[str]:
    """Return the English words in lower case, and the names that are no words with their capital."""
    words = {word for word in scowl_words(scowl, WORD_KINDS) if word.islower()} | ALLOWED
    words |= {
        plain(word)
        for word in counts.english
        if word.islower() and not word.endswith("'s")
        if counts.files[word] >= ENGLISH_MIN_FILES or edited.files[word] >= EDITED_MIN_FILES
        if counts.dutch[word] <= counts.english[word] or counts.kept(word) > DUTCH_MAX_KEPT
    }
    names = set(scowl_words(scowl, NAME_KINDS))
    names |= {plain(word) for word, found in counts.english.items() if word.istitle() and found >= NAME_MIN_COUNT}
    # Names that are Dutch words too (Kok, Schoof) would be taken for them at the start of a sentence.
    names |= {
        plain(word)
        for word in counts.dutch
        if word.istitle() and counts.dutch[word.lower()] and counts.kept(word) >= NAME_MIN_KEPT
    }
    names = {name for name in names if name[:1].isupper() and name.lower() not in words}
    return words | {name for name in names if is_name(name, counts)}


def is_name(word: str, counts: Counts) -> bool:
    """Say whether a word with a capital is a name rather than a Dutch word that begins a title: Het, Oost."""
    lower = word.lower()
    if counts.dutch[lower] < DUTCH_MIN_COUNT or counts.kept(lower) > DUTCH_MAX_KEPT:
        return True
    if counts.dutch[word] >= NAME_ENOUGH and counts.kept(word) < NAME_MIN_KEPT_OFTEN:
        return False
    return counts.english[word] >= NAME_MIN_SHARE * counts.dutch[lower]


def is_dutch(word: str, counts: Counts, edited: Counts) -> bool:
    """Say whether a word that English lacks is Dutch rather than a name or a word of both languages."""
    if counts.english[word] > DUTCH_MAX_ENGLISH * counts.dutch[word]:
        return False
    if word.islower():
        return counts.kept(word) <= DUTCH_MAX_KEPT
    if "'" in word or counts.kept(word) > CAPITAL_MAX_KEPT:
        return False
    # Manuals give capitals to every button. A word that has one in edited texts owes it to its meaning: Tweede Kamer.
    return not counts.dutch[word.lower()] or (word.istitle() and edited.dutch[word] >= CAPITAL_MIN_EDITED)


def is_false_friend(word: str, counts: Counts, same: set[str]) -> bool:
    """Say whether a word that English has too is Dutch when it stands in both sentences."""
    found, kept = counts.dutch[word], counts.kept(word)
    if word in same:
        return found >= SAME_MIN_COUNT and kept <= SAME_MAX_KEPT
    return found >= ALIKE_MIN_COUNT and kept <= ALIKE_MAX_KEPT


def dutch_list(english: set[str], american: set[str], counts: Counts, edited: Counts, same: set[str]) -> set[str]:
    """Return the Dutch words, those that are spelt like an English word with ``=`` behind them."""
    words = set()
    for word, found in counts.dutch.items():
        if found < DUTCH_MIN_COUNT or len(word) < 2 or word.lower() in ALLOWED:
            continue
        if plain(word) in english or plain(word).lower() in english:
            if word == word.lower() and word not in american and is_false_friend(word, counts, same):
                words.add(f"{word}=")
        elif is_dutch(word, counts, edited):
            words.add(word)
    return words


def write(path: Path, words: set[str]) -> None:
    """Write words, one a line, compressed, without a date."""
    packed = gzip.compress("\n".join(sorted(words)).encode(), 9, mtime=0)
    path.write_bytes(packed)
    print(f"{path.name}: {len(words)} words, {len(packed) / 1000:.0f} kB")


def main() -> None:
    """Read the command line and write the lists."""
    parser = argparse.ArgumentParser(description="Build the word lists of translate/checks.")
    parser.add_argument("--scowl", required=True, type=Path, help="folder with SCOWL's lists (english-words.10, ...)")
    parser.add_argument("--edited", nargs="+", type=Path, default=[], help="translations in edited English, .tsv[.xz]")
    parser.add_argument("--pairs", nargs="+", type=Path, default=[], help="other translations, .tsv or .tsv.xz")
    parser.add_argument("--dictionary", nargs="+", type=Path, default=[], help="dictionaries, .tsv or .tsv.xz")
    arguments = parser.parse_args()
    edited = count(arguments.edited)
    counts = edited + count(arguments.pairs)
    english = english_list(arguments.scowl, counts, edited)
    american = set(scowl_words(arguments.scowl, ["words"], ["american", "variant_1", "variant_2"]))
    DATA.mkdir(exist_ok=True)
    write(DATA / "english_words.txt.gz", english)
    same = self_translations(arguments.dictionary)
    write(DATA / "dutch_words.txt.gz", dutch_list(english, american, counts, edited, same))
    notice = arguments.scowl.parent.parent / "doc" / "scowl" / "copyright"
    shutil.copyfile(notice, DATA / "SCOWL-COPYRIGHT.txt")


if __name__ == "__main__":
    main()
