"""Names of the Dutch sentence that the translation has neither as they are nor as English spells them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources
from operator import ne

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.lists import is_dutch, is_english, is_false_friend, plain
from translate.words.sentences import Word, neighbours, words_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHORTEST = 3  # letters; Le, Al, Xi are in too many other words to be looked for
_STEM = 4  # letters at least of a name that stay when an ending or another word is cut off

# Words within names that English translates or leaves out, and that are no words of the Dutch list.
_PARTS = _words("Aan Der Des Een Het Ons Onze Ten Ter Uit Van Von Voor")

# What Dutch puts behind a name: Iraans, Italiaanse, Israëliër, Chinezen. What precedes it must be in the English, and
# its first letters are enough, for English has endings of its own: Iranian, Italian, Israeli.
_ENDING = re.compile(
    "(?:i?aanse?|aan|anen|ens?|ense?|er|erse?|ers|e|e?ese?|ees|ezen|se?|(?:on)?t?ische?|iërs?|ïsche?|ije?|ijnse?|ië"
    "|itische?|enaars?|ist|isten|istische?|isme|land|landse?|a)"
)

# Letters of the two languages for the same sound, to be replaced in this order: Sjojgoe, Shoigu; Cherson, Kherson.
_SOUNDS = (
    ("tsj", "ch"),
    ("tch", "ch"),
    ("dzj", "j"),
    ("sj", "sh"),
    ("zj", "zh"),
    ("oe", "u"),
    ("ou", "u"),
    ("ij", "i"),
    ("ei", "ai"),
    ("gh", "g"),
    ("kh", "k"),
    ("ch", "k"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("x", "ks"),
    ("qu", "k"),
    ("q", "k"),
    ("c", "k"),
    ("j", "i"),
    ("y", "i"),
    ("ie", "i"),
    ("w", "v"),
    ("z", "s"),
)
_TWICE = re.compile(r"(.)\1+")
_RUSSIAN_END = re.compile("[ei]?[eo]v(a?)$")  # Gorbatsjov, Gorbachev

# Words that end surnames and places rather than compounds: Zwijnenburg, Terlouw; but Rijksinspectie.
_OF_NAMES = _words(
    """
    beek berg bergen bosch broek burg burgh daal dijk donk dorp drecht haar heuvel hof horst hout hoven huizen huys kamp
    kerk laar lant louw mans mond poel ruit rijk schot stede stein steen veen veld velde voort waard woud zand zijl
    """
)

_DUTCH_LETTERS = re.compile("oe|tsj|sj|zj|ij|aa|ee|oo|uu|ie|ei|ch|j")
_ALIKE = 0.75  # how alike, by difflib's ratio, two spellings of one name are


@check(
    "name missing",
    severity="warning",
    explanation=(
        "A name of the Dutch sentence is not in the translation, neither as it is nor as English spells it, or has "
        "other letters there. The terms of the glossary are left alone."
    ),
    example=("Dat zei Zwijnenburg in Londen.", "That is what Zwijnenberg said in London."),
    correct=(
        ("Dat zei Poetin tegen de Franse president Macron.", "Putin said this to French President Macron."),
        ("De Iraanse drones en de Sovjettanks uit Tsjernobyl.", "The Iranian drones and Soviet tanks from Chernobyl."),
        ("De VN en de NAVO in Den Haag.", "The United Nations and NATO in The Hague."),
    ),
    details=(
        "English spellings come from a table (translate/checks/data/names.tsv) and, for names written by sound, from "
        "the letters: Sjojgoe, Shoigu. A name that begins the sentence is looked for where it is a known one. Names "
        "that are Dutch words too (Kamer, Kok) are not."
    ),
)
def name_missing(segment: Segment) -> Iterator[Finding]:
    """Find the names that a translation lost or changed; neighbours that were lost make one finding."""
    dutch = words_of(segment.source)
    names = {w.text: w for at, w in reversed(tuple(enumerate(dutch))) if not w.text.islower() and _is_name(dutch, at)}
    if not names:
        return
    english = words_of(segment.target)
    known = {plain(word.letters) for word in english}
    missing = []
    for name in sorted(names.values(), key=lambda word: word.start):
        if plain(name.letters) in known or any(term.source.overlaps(name.span) for term in segment.terms):
            continue
        if changed := _changed(name, english, dutch):
            yield Finding(f"“{name.text}” became “{changed.text}”", changed.span, name.span)
        elif _is_expected(name, dutch, known) and not _is_translated(name, english, segment.target):
            missing.append(name)
    for run in neighbours(missing, segment.source):
        span = Span(run[0].start, run[-1].span.end)
        yield Finding(f"“{span.of(segment.source)}” is not in the English", source=span)


def _is_name(words: Sequence[Word], at: int) -> bool:
    """Say whether a word with a capital is a name, and no Dutch word with one: Tweede Kamer."""
    word, text = words[at], words[at].text
    lower = text.lower()
    if text in _PARTS:
        return False
    if _english_forms(text):
        return not word.starts or text.isupper() or not _is_ordinary(lower)
    if text.isupper():
        return len(text) > 1 and not is_dutch(text)
    if len(text) < _SHORTEST or is_dutch(text) or is_dutch(lower) or is_false_friend(lower):
        return False
    return not word.starts or (is_english(text) and not is_english(lower))


def _is_ordinary(lower: str) -> bool:
    return is_dutch(lower) or is_false_friend(lower) or is_english(lower)


def _is_english_name(text: str) -> bool:
    return is_english(text) and not is_english(text.lower())


def _is_expected(name: Word, words: Sequence[Word], known: Collection[str]) -> bool:
    """Say whether the English must have a name; not an ordinary word that names one with another: Virgin Group."""
    if name.text.isupper() or not is_english(name.text.lower()):
        return True
    at = words.index(name)
    beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
    return not any(
        other.is_name and (plain(other.letters) in known or is_dutch(other.text.lower())) for other in beside
    )


def _changed(name: Word, english: Sequence[Word], dutch: Sequence[Word]) -> Word | None:
    """Return the word of the English that is a name but for one letter: Zwijnenburg, Zwijnenberg."""
    text = plain(name.text).lower()
    if len(text) < _STEM or name.text.endswith("ë") or name.text.isupper() or _english_forms(name.text):
        return None
    for word in english:
        other = plain(word.letters)
        if word.capital and len(other) == len(text) and sum(map(ne, other, text)) == 1 and _key(other) != _key(text):
            return None if any(one.letters == word.letters for one in dutch) else word
    return None


def _is_translated(name: Word, english: Sequence[Word], text: str) -> bool:
    """Say whether the English has a name in another spelling; the cheap comparisons first."""
    if forms := _english_forms(name.text):
        return name.text in text or any(_stands_in(form, text) for form in forms)
    lower = [plain(word.letters) for word in english]
    letters = plain(name.letters).partition("'")[0]
    if name.text[: len(letters)].isupper():  # LLM's, LLMs; ADD, Attention Deficit Disorder
        return letters in lower or f"{letters}s" in lower or letters in "".join(word[0] for word in lower)
    if letters.removesuffix("s") in lower or (len(letters) > _STEM and letters in _joined(text)):
        return True
    keys = {_key(word): spelt.text for word, spelt in zip(lower, english, strict=True)}
    if _key(letters) in keys or any(key.startswith(stem) for stem in _stems(letters) for key in keys):
        return True
    if _is_english_name(name.text):
        return False
    return _is_respelt(letters, keys) or _is_compound(name.text, keys, text)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = resources.files("translate.checks").joinpath("data", "names.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: tuple(english.split()) for dutch, english in pairs for form in dutch.split()}


@lru_cache(maxsize=4096)
def _english_forms(name: str) -> tuple[str, ...]:
    """Return how words begin that English may have for a Dutch name or what is derived from it; none where unknown."""
    table = _table()
    for cut in range(len(name), 1, -1):
        if name[:cut] in table and (cut == len(name) or (not name.isupper() and _ENDING.fullmatch(name, cut))):
            return table[name[:cut]]
    return ()


def _stands_in(form: str, text: str) -> bool:
    """Say whether a word of a text begins with a form; an acronym must be one there too."""
    end = r"(?!\w)" if form.replace(".", "").isupper() else ""
    return form in text and re.search(rf"(?<!\w){re.escape(form)}{end}", text) is not None


def _joined(text: str) -> str:
    """Return a text without blanks and hyphens: Hong Kong is Hongkong in Dutch."""
    return re.sub(r"[\s-]", "", plain(text).lower())


def _stems(letters: str) -> set[str]:
    """Return the keys of what may remain of a name when an ending is cut off."""
    cuts = range(_STEM, len(letters))
    return {key for cut in cuts if _ENDING.fullmatch(letters, cut) and len(key := _key(letters[:cut])) >= _SHORTEST}


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """Return a word as its sounds are, so that a Dutch and an English spelling of a name have the same key."""
    key = plain(word)
    for letters, sound in _SOUNDS:
        key = key.replace(letters, sound)
    return _RUSSIAN_END.sub(r"ov\1", _TWICE.sub(r"\1", key))


def _is_respelt(name: str, keys: Mapping[str, str]) -> bool:
    """Say whether the English has a name in much the same sounds without its Dutch letters: Toetanchamon."""
    marks = _DUTCH_LETTERS.findall(name)
    near = get_close_matches(_key(name), keys, 3, _ALIKE) if marks else ()
    return any(keys[key][0].isupper() and not any(mark in keys[key].lower() for mark in marks) for key in near)


def _is_compound(name: str, keys: Mapping[str, str], text: str) -> bool:
    """Say whether a name stands alone in the English, or is a Dutch word after all: Vikingvloot, Volksraad."""
    whole = _key(plain(name.lower()))
    for key, word in keys.items():
        if _STEM <= len(key) <= len(whole) - _SHORTEST and word[0].isupper() and whole.startswith(key):
            return True
    for cut in range(_SHORTEST, len(name) - _SHORTEST):
        head, tail = name[:cut], name[cut:]
        if forms := _english_forms(head):
            if any(_stands_in(form, text) for form in forms):
                return True
        elif (
            len(tail) >= _STEM
            and tail not in _OF_NAMES
            and (is_dutch(tail) or (is_english(tail) and is_dutch(head.lower())))
        ):
            heads = (head, head.removesuffix("s"))
            if not any(map(_is_english_name, heads)):
                return True
    return False
