"""Find the names in Dutch sentences by their capitals: people, places, institutions, laws, weapons.

A name is a run of words with capitals, with the small words that Dutch names have between them (Sjoerd van der Meulen,
Raad van State, Inspectie Gezondheidszorg en Jeugd). The capital of a sentence's first word says nothing, unless the
word is no Dutch word, or has the capital elsewhere in the article too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.glossary.candidate_classes import is_adjective, nounness
from translate.glossary.candidate_people import is_nationality, is_title
from translate.glossary.candidate_tokens import Token, tokens_of
from translate.glossary.candidate_words import word_class, word_set
from translate.glossary.stopwords import STOPWORDS

_PARTICLES = word_set("van de der den ten ter te 't el al la le von di da du bin ibn op in")
_PARTICLE_RUNS = re.compile(
    r"van(?: (?:de|der|den|het|'?t))?|de(?: la)?|der|den|te[nr]?|'?t|el|al|la|le|von(?: der)?|d[aiu]|bin|ibn"
    r"|(?:op|in|aan) (?:de[nr]?|'?t)"
)
_SMALL = _PARTICLES | {"t", "en", "voor", "zonder", "tegen", "tot", "aan"}
_LONGEST_NUMBER = 3  # digits of one that ends a name; four are a year
_LONGEST_PARTICLES = 2  # words between two parts of a surname
_INSTITUTIONS = re.compile(
    r"\w*(?:raad|hof|commissie|comité|ministerie|instituut|centrum|universiteit|partij|bank|vereniging|stichting|fonds|kamer"
    r"|unie|bond|dienst|rechten|verdrag|handvest|verklaring|wetboek)"
)
_OFFICES = re.compile(r"(?:\w*minister|staatssecretaris|ministerie|departement|secretaris|commissaris)s?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the index of its first token and that behind its last. ``office`` is a minister's or a ministry's."""

    first: int
    end: int
    office: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What an article tells about its names, in lower case: those that stand inside a sentence, and their endings.

    ``articled`` holds names with the article that they have inside sentences: de EU, de Commissie.
    """

    names: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    articled: frozenset[str] = frozenset()


def find_names(sentences: Sequence[str]) -> tuple[list[list[Token]], list[list[Name]]]:
    """Return for each sentence of an article its tokens and its names, in order and without overlaps."""
    tokens = [tokens_of(sentence) for sentence in sentences]
    known = Known(articled=_articled(tokens))
    for _ in range(2):  # the second time, names inside sentences tell which first words are names
        names = [
            [] if sentence.isupper() else list(_Reader(sentence, row, known).names())
            for sentence, row in zip(sentences, tokens, strict=True)
        ]
        known = _known(tokens, names)
    return tokens, names


def _known(tokens: Sequence[Sequence[Token]], names: Sequence[Sequence[Name]]) -> Known:
    texts: set[str] = set()
    endings: set[str] = set()
    for row, found in zip(tokens, names, strict=True):
        for name in found:
            words = [token.lower for token in row[name.first : name.end]]
            if not row[name.first].opens:
                texts.add(" ".join(words))
            endings.update(" ".join(words[i:]) for i in range(1, len(words)))
    return Known(frozenset(texts), frozenset(endings), _articled(tokens))


def _articled(tokens: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Return the names that have an article of their own, with it: de EU. In Rob de Wijk it belongs to the name."""
    found = set()
    for row in tokens:
        for index, token in enumerate(row[:-1]):
            alone = index == 0 or not _is_capital(row[index - 1])
            if token.text in ("de", "het") and alone and _is_capital(row[index + 1]):
                found.add(f"{token.text} {row[index + 1].lower}")
    return frozenset(found)


class _Reader:
    """Reads the names of one sentence."""

    def __init__(self, sentence: str, tokens: Sequence[Token], known: Known) -> None:
        self._sentence = sentence
        self._tokens = tokens
        self._known = known

    def names(self) -> Iterator[Name]:
        """Yield the names in order."""
        index = 0
        while index < len(self._tokens):
            name = self._office(index) or (self._name(index) if self._begins(index) else None)
            if name is not None:
                yield name
            index = name.end if name is not None else index + 1

    # --- where a name begins

    def _begins(self, index: int) -> bool:
        token = self._tokens[index]
        if not _is_capital(token):
            return token.number and self._follows(index + 1) and self._is_numbered(index)
        if not token.opens or token.marked:
            if len(token.text) == 1:
                return self._follows(index + 1)  # J. Smit
            return token.lower not in STOPWORDS or token.acronym or self._begins_with_particle(index)
        if token.lower in STOPWORDS:
            return self._begins_with_particle(index)
        if not token.ordinary or token.lower in self._known.names:
            return True
        # Tweede Kamer, Raad van State: an ordinary word that another one in capitals, or a known name, follows.
        if is_title(token.lower) or not (nounness(token.lower) >= 0.4 or is_adjective(token.lower)):
            return False
        following = self._name(index)
        if following.end == index + 1:
            return False
        rest = self._tokens[index + 1 : following.end]
        if " ".join(t.lower for t in self._tokens[index : following.end]) in self._known.names:
            return True
        return any(_is_capital(t) and t.ordinary and not t.marked for t in rest)

    def _begins_with_particle(self, index: int) -> bool:
        """Say whether a name begins with Van, De or the like: always inside a sentence, at its start where known."""
        end = self._behind_particles(index)
        if not end:
            return False
        text = " ".join(token.lower for token in self._tokens[index:end])
        if not self._tokens[index].opens:
            return text not in self._known.articled
        return text in self._known.endings or text in self._known.names

    def _behind_particles(self, index: int) -> int:
        """Return the index behind Van der Meulen that begins at ``index``, 0 where no such name stands there."""
        end = index
        while end < min(len(self._tokens), index + _LONGEST_PARTICLES + 1) and self._is_first_particle(end):
            end += 1
        return end + 1 if end > index and self._follows(end) else 0

    def _is_first_particle(self, index: int) -> bool:
        return self._tokens[index].lower in _PARTICLES and self._tokens[index].lower not in ("op", "in")

    def _is_numbered(self, index: int) -> bool:
        """Say whether a number begins a name: 13 Lichte Brigade, 47e Gemechaniseerde Brigade."""
        return is_adjective(self._tokens[index + 1].lower) and self._follows(index + 2)

    # --- how far it goes

    def _name(self, first: int) -> Name:
        end = self._behind_particles(first) or first + 1
        while end < len(self._tokens):
            step = self._step(first, end)
            if not step:
                break
            end += step
        if end - first > 1 and is_title(self._tokens[first].lower) and not self._tokens[first + 1].ordinary:
            end = first + 1  # Eurocommissaris Reznik: the title is a term of its own
        return Name(first, end)

    def _step(self, first: int, end: int) -> int:
        """Return how many tokens at ``end`` belong to the name that began at ``first``: 0 where it is over."""
        token = self._tokens[end]
        if not self._joined(end - 1, end):
            ampersand = self._sentence[self._tokens[end - 1].end : token.start] == " & "
            return int(ampersand and _is_capital(token))
        if _is_capital(token) and (token.lower not in _PARTICLES or not self._follows(end + 1)):
            return int(self._is_one_name(first, end))
        if token.number:
            return int(self._is_number_of(first, end))
        return self._particles(first, end)

    def _is_one_name(self, first: int, end: int) -> bool:
        """Say whether two words with capitals side by side are one name; Franse EDF and Rusland Poetin are not."""
        before, after = self._tokens[end - 1], self._tokens[end]
        if end - first == 1 and is_nationality(before.text) and before.text.endswith("e"):
            return self._is_institution(end)
        return not (word_class(before.text) == "l" and word_class(after.text) == "g")

    def _is_institution(self, index: int) -> bool:
        """Say whether what follows a nationality goes on with its name: Europese Commissie, but not Franse Aken."""
        token = self._tokens[index]
        known = nounness(token.lower) > 0 or self._follows(index + 1)
        in_list = word_class(token.lower) is not None and word_class(token.text) != "l" and not token.marked
        return known and in_list and token.lower not in self._known.names

    def _is_number_of(self, first: int, end: int) -> bool:
        """Say whether a number ends a name (Geran 2), and does not count what follows (Rusland 30 drones)."""
        token = self._tokens[end]
        of_place = word_class(self._tokens[end - 1].text) in ("l", "g")
        if of_place or self._tokens[first].ordinary or not token.text.isdigit() or len(token.text) > _LONGEST_NUMBER:
            return False
        if re.match(r"[.,]\d| ?%", self._sentence[token.end : token.end + 2]):
            return False
        last = end + 1 == len(self._tokens) or not self._joined(end, end + 1)
        return last or self._tokens[end + 1].lower in STOPWORDS

    def _particles(self, first: int, end: int) -> int:
        """Return how many tokens small words and the capital behind them are, where they go on with the name."""
        left = self._tokens[first:end]
        institution = word_class(left[0].text) != "g" and any(
            _is_capital(t) and t.ordinary and nounness(t.lower) >= 0.5 for t in left
        )
        person = len(left) == 1 and not left[0].ordinary and not left[0].acronym and word_class(left[0].text) != "l"
        for count in (2, 1):
            right = end + count
            if not self._follows(right) or not all(self._joined(i - 1, i) for i in range(end, right)):
                continue
            if any(token.lower not in _SMALL for token in self._tokens[end:right]):
                continue
            small = " ".join(token.lower for token in self._tokens[end:right])
            if self._go_on(small, left, self._tokens[right], institution=institution, person=person):
                return count + 1
        return 0

    def _go_on(self, small: str, left: Sequence[Token], right: Token, *, institution: bool, person: bool) -> bool:
        if small == "en":
            return institution and len(left) > 1 and left[-1].ordinary and right.ordinary and not is_title(right.lower)
        if small in ("voor", "zonder", "tegen", "tot"):
            return institution and right.ordinary
        if _PARTICLE_RUNS.fullmatch(small) is None:
            return False
        if small == "van" and institution and len(left) > 1 and word_class(right.text) == "l":
            return False  # Provinciale Staten van Zeeland: two terms
        if small in ("van de", "van het") and institution and len(left) == 1:
            return _INSTITUTIONS.fullmatch(left[0].lower) is not None  # not Verslag van de Commissie
        if small in ("van", "van de", "van het", "der"):
            return institution or (person and small != "van het" and not right.acronym)
        if right.acronym:
            return False
        # Rusland de Krim is no name; it takes a first name, a title before it, or the surname elsewhere in the article.
        sure = small not in ("de", "la", "al", "in de", "op de") or f"{small} {right.lower}" in self._known.names
        return person and (sure or word_class(left[0].text) == "g" or self._has_title_before(left[0]))

    def _has_title_before(self, token: Token) -> bool:
        index = self._tokens.index(token)
        return index > 0 and is_title(self._tokens[index - 1].lower)

    # --- the ministries

    def _office(self, index: int) -> Name | None:
        """Return a minister or a ministry with what it is of: minister van Buitenlandse Zaken."""
        tokens = self._tokens
        if not (index + 2 < len(tokens) and _OFFICES.fullmatch(tokens[index].lower)):
            return None
        if tokens[index + 1].lower not in ("van", "voor") or not self._joined(index, index + 1):
            return None
        end = start = index + 2
        while end < len(tokens) and self._joined(end - 1, end):
            if _is_capital(tokens[end]) and (tokens[end].ordinary or tokens[end].acronym):
                if word_class(tokens[end].text) == "g":
                    break  # minister van Defensie Merel Oudshoorn
                end += 1
            elif tokens[end].lower == "en" and end > start and self._follows(end + 1) and tokens[end + 1].ordinary:
                end += 2
            else:
                break
        return Name(index, end, office=True) if end > start else None

    def _follows(self, index: int) -> bool:
        """Say whether there is a token with a capital, one space behind the one before it."""
        return index < len(self._tokens) and _is_capital(self._tokens[index]) and self._joined(index - 1, index)

    def _joined(self, left: int, right: int) -> bool:
        between = self._sentence[self._tokens[left].end : self._tokens[right].start]
        if between == ". ":
            return len(self._tokens[left].text) == 1 and not self._tokens[right].opens  # J. Smit
        return between in (" ", "\u00a0", " '", " ’") or (between == "" and self._tokens[left].text.endswith("."))


def _is_capital(token: Token) -> bool:
    return token.capital and not token.compound
