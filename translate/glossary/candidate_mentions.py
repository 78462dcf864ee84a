"""Find the places in Dutch sentences where something stands that may be a term: names, acronyms, words and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from translate.document import Span
from translate.glossary.candidate_classes import is_adjective, is_diminutive, is_sorting, nounness
from translate.glossary.candidate_names import Name, find_names
from translate.glossary.candidate_people import is_title
from translate.glossary.candidate_tokens import Token
from translate.glossary.candidate_words import word_set
from translate.glossary.stopwords import STOPWORDS

Form = Literal["name", "acronym", "word", "phrase"]

_SHORTEST_WORD = 4  # letters
_SURE_NOUN, _LIKELY_NOUN = 0.7, 0.4  # nounness that is enough by itself, and that is with the words around it
_LONGEST_ADJECTIVES = 2  # before the noun of a phrase
_DETERMINERS = word_set(
    "de het een deze dit die dat geen elke ieder iedere zijn haar hun ons onze zo'n twee drie vier vijf zes tien"
)
_LONGEST_EXPANSION = 12  # words
_LONGEST_BRACKET = 150  # characters


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a term may stand.

    ``text`` is what stands there, ``words`` its tokens. ``before`` and ``after`` are the tokens beside it in lower
    case; empty where there is none, and ``after`` where more than a space is between. ``expansion`` is what an acronym
    stands for, where the sentence says so.
    """

    form: Form
    sentence: int
    span: Span
    text: str
    words: tuple[str, ...]
    before: str = ""
    after: str = ""
    expansion: str = ""


def find_mentions(sentences: Sequence[str]) -> list[Mention]:
    """Return the places in an article's sentences where a term may stand, in order.

    ``Mention.sentence`` is an index into ``sentences``, spans count code points of that sentence. Places of a phrase
    and of the words in it overlap, names do not overlap with anything.
    """
    rows, names = find_names(sentences)
    found: list[Mention] = []
    for index, (sentence, tokens, in_sentence) in enumerate(zip(sentences, rows, names, strict=True)):
        of_names = [_of_name(sentence, index, tokens, name) for name in in_sentence]
        of_names = _with_expansions(sentence, index, tokens, of_names)
        taken = {place for mention in of_names for place in range(mention.span.start, mention.span.end)}
        free = [token.start not in taken for token in tokens]
        found += of_names
        found += _words(sentence, index, tokens, free)
        found += _phrases(sentence, index, tokens, free)
    return sorted(found, key=lambda mention: (mention.sentence, mention.span))


def _mention(form: Form, index: int, sentence: str, tokens: Sequence[Token], first: int, end: int) -> Mention:
    span = Span(tokens[first].start, tokens[end - 1].end)
    return Mention(
        form,
        index,
        span,
        span.of(sentence),
        tuple(token.text for token in tokens[first:end]),
        tokens[first - 1].lower if first else "",
        tokens[end].lower if end < len(tokens) and sentence[span.end : tokens[end].start] == " " else "",
    )


# --- names and acronyms ----------------------------------------------------------------------------------------------


def _of_name(sentence: str, index: int, tokens: Sequence[Token], name: Name) -> Mention:
    last = tokens[name.end - 1]
    single = name.end - name.first == 1
    form: Form = "acronym" if single and last.acronym else "phrase" if name.office else "name"
    if single and is_title(last.lower):
        form = "word"  # Eurocommissaris
    mention = _mention(form, index, sentence, tokens, name.first, name.end)
    if len(last.text) == 1 and last.capital and not single and sentence[last.end : last.end + 1] == ".":
        mention = replace(mention, span=Span(mention.span.start, last.end + 1), text=mention.text + ".")  # Berend S.
    return mention


def _with_expansions(sentence: str, index: int, tokens: Sequence[Token], names: list[Mention]) -> list[Mention]:
    """Add what acronyms stand for, where one of the two is in brackets behind the other, and tell the acronym."""
    places = {token.start: place for place, token in enumerate(tokens)}
    begins = {place: mention.span.start for mention in names for place in range(mention.span.start, mention.span.end)}
    found = {mention.span.start: mention for mention in names}
    for mention in names:
        place = places[mention.span.start]
        run = _expansion(sentence, tokens, place) if mention.form == "acronym" else None
        if run is None:
            continue
        first = places[begins.get(tokens[run[0]].start, tokens[run[0]].start)]  # a name goes on to its left
        form: Form = "name" if any(token.capital for token in tokens[first : run[1]]) else "phrase"
        long = _mention(form, index, sentence, tokens, first, run[1])
        for token in tokens[first : run[1]]:
            found.pop(token.start, None)
        found |= {long.span.start: long, mention.span.start: replace(mention, expansion=long.text)}
    return sorted(found.values(), key=lambda mention: mention.span)


def _expansion(sentence: str, tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Return the tokens that the acronym at ``place`` stands for, the first and that behind the last.

    Before its brackets it is the shortest run of words that begins with the acronym's first letter and holds all of
    them in order (Schwartz and Hearst 2003); behind it, all that is in brackets.
    """
    short = tokens[place]
    if sentence.startswith("(", short.start - 1) and sentence.startswith(")", short.end):
        for first in range(place - 1, max(place - _LONGEST_EXPANSION, 0) - 1, -1):
            text = sentence[tokens[first].start : short.start]
            if not text.endswith(" (") or any(mark in text[:-2] for mark in ',;:()"“”„'):
                return None
            if tokens[first].lower not in STOPWORDS and _abbreviates(short.text, text[:-2]):
                return first, place
    elif sentence.startswith(" (", short.end):
        close = sentence.find(")", short.end, short.end + _LONGEST_BRACKET)
        end = place + 1
        while end < len(tokens) and tokens[end].end <= close:
            end += 1
        if end > place + 1 and _abbreviates(short.text, sentence[tokens[place + 1].start : close]):
            return place + 1, end
    return None


def _abbreviates(short: str, long: str) -> bool:
    """Say whether an acronym's letters stand in a text in this order: the first at its start, most at a word's."""
    letters = [c for c in short.lower() if c.isalnum()]
    text = long.lower()
    if not text.startswith(letters[0]) or " " not in long:
        return False
    at = initials = 0
    for letter in letters:
        initial = re.compile(rf"\b{re.escape(letter)}").search(text, at)
        place = initial.start() if initial is not None else text.find(letter, at)
        if place < 0:
            return False
        initials += initial is not None
        at = place + 1
    return initials * 2 >= len(letters)


# --- words and phrases -----------------------------------------------------------------------------------------------


def _words(sentence: str, index: int, tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Mention]:
    for i in range(len(tokens)):
        if free[i] and _is_term_word(sentence, tokens, i):
            yield _mention("word", index, sentence, tokens, i, i + 1)


def _is_term_word(sentence: str, tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.lower in STOPWORDS or token.shouted or (token.capital and not (token.opens or token.compound)):
        return False
    if len(token.text) < _SHORTEST_WORD or (token.number and not token.compound):
        return False
    if is_diminutive(token.last_part):
        return False
    likely = nounness(token.last_part) if token.hyphenated else nounness(token.lower)
    return likely >= _SURE_NOUN or (likely >= _LIKELY_NOUN and _is_noun_place(sentence, tokens, i))


def _is_noun_place(sentence: str, tokens: Sequence[Token], i: int) -> bool:
    """Say whether the words around a word are those of a noun: de …, met …, een oude …; and the phrase ends there."""
    before = tokens[i - 1].lower if i else ""
    described = i > 0 and tokens[i - 1].text.islower() and is_adjective(before)
    opened = before in _DETERMINERS or before in STOPWORDS or described
    return opened and before not in _BEFORE_VERBS and _is_end(sentence, tokens, i)


_BEFORE_VERBS = word_set(
    "ik je jij u hij ze zij we wij men er te niet zich worden wordt werd werden is was zijn waren heeft hebben had kan "
    "kunnen moet moeten zal zullen zou zouden wil willen mag mogen ook nog al nu wel"
)


def _is_end(sentence: str, tokens: Sequence[Token], i: int) -> bool:
    if i + 1 == len(tokens) or sentence[tokens[i].end : tokens[i + 1].start] != " ":
        return True
    return tokens[i + 1].lower in STOPWORDS or tokens[i + 1].capital


def _phrases(sentence: str, index: int, tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Mention]:
    """Yield nouns with the adjectives before them (radioactief afval), and nouns with what they are of."""
    for i, token in enumerate(tokens):
        if not free[i] or token.number or not _is_term_word(sentence, tokens, i):
            continue
        first = i
        while first > 0 and i - first < _LONGEST_ADJECTIVES and _is_before_noun(sentence, tokens, free, first - 1):
            first -= 1
            yield _mention("phrase", index, sentence, tokens, first, i + 1)
        if _HEADS.fullmatch(token.lower):
            end = _complement_end(sentence, tokens, free, i + 1)
            if end:
                yield _mention("phrase", index, sentence, tokens, i, end)


# Nouns that are a term only with what follows: officier van justitie, misdaden tegen de menselijkheid, wind op zee.
_HEADS = re.compile(
    r"akte|bevel|college|commissie|goederen|hof|kamer|misda(?:ad|den)|misdrij(?:f|ven)|moties?|orde|officiers?|officieren"
    r"|raad|rechter|schuld|staat|verbod|verklaring|verdrag|vrijheid|wet|wind|windparken|windpark|inval|brigade|bewijs|beginsel"
)


def _complement_end(sentence: str, tokens: Sequence[Token], free: Sequence[bool], i: int) -> int:
    """Return the index behind a preposition and a noun at ``i``, 0 where none stand there."""
    if not (i + 1 < len(tokens) and tokens[i].lower in ("van", "voor", "tegen", "op")):
        return 0
    noun = i + 1 + (tokens[i + 1].lower in ("de", "het"))
    while noun + 1 < len(tokens) and free[noun] and is_sorting(tokens[noun].lower):
        noun += 1
    if noun >= len(tokens) or not free[noun] or nounness(tokens[noun].lower) < _SURE_NOUN:
        return 0
    return noun + 1 if all(sentence[tokens[j].end : tokens[j + 1].start] == " " for j in range(i - 1, noun)) else 0


def _is_before_noun(sentence: str, tokens: Sequence[Token], free: Sequence[bool], i: int) -> bool:
    token = tokens[i]
    if not free[i] or token.number or sentence[token.end : tokens[i + 1].start] != " ":
        return False
    return (token.text.islower() or token.opens) and is_sorting(token.last_part if token.hyphenated else token.lower)
