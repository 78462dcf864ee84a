"""The words of a Dutch sentence as term extraction reads them: hyphenated words whole, capitals with their reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from translate.document import Span
from translate.glossary.candidate_words import is_word, word_class

_PART = r"[^\W_]+(?:['’`](?=[^\W_])[^\W_]+)*"
_HYPHEN = "[-\u2010\u2011]"
_HYPHENS = re.compile(f"{_HYPHEN} ?")
_SHARED = (
    rf"[^\W\d_]{{2,}}{_HYPHEN}(?:, [^\W\d_]{{2,}}{_HYPHEN})* (?:en|of) (?=[^\W\d_]{{4}})"  # defensie- en wapenexpert
)
_TOKEN = re.compile(rf"[HZ]r\.Ms\.|(?:{_SHARED})?{_PART}(?:{_HYPHEN}{_PART})*")
# What stands between white space around one of these is an address or a file name, and no words.
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.|\\|_|\w\.(?:be|com|edu|eu|gov|info|int|io|net|nl|org|ru|ua|uk)(?!\w)")
_OPENED = re.compile(
    r"(?:^|^\(?(?:\d{1,3}|[a-z])[.)]|[!?:…])[\s\"“”„‘’'«»()\[\]*•–—-]*$|(?:^|[\s(\[])[\"“„‘«'][\s(\[*]*$"
)
_LONGEST = 80  # characters; what is longer is no word
_SHOUTED = 3  # words in capitals side by side are a heading
_LOOK_BACK = 8  # characters before a word that tell whether it begins a sentence
_INNER_CAPITAL = re.compile(r"[^\W\d_]*[a-zß-ÿ][A-Z]|[ld]['’][A-ZÀ-Þ]")  # TenneT, l'Ubangi
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Z0-9&]+(?:['’]?s)?|[A-Z]{2,}[a-z][A-Z]+|[A-Z]{2,}-[A-Z]+")  # NVvR


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of a sentence.

    ``lower`` is the text in lower case with straight apostrophes. ``opens`` says that it begins a sentence or a
    quotation, ``shouted`` that it stands in a heading in capitals: its own capital means nothing then.
    """

    text: str
    lower: str
    start: int
    opens: bool
    shouted: bool = False

    @property
    def end(self) -> int:
        """Where the token ends, not included."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where the token stands in its sentence."""
        return Span(self.start, self.end)

    @property
    def last_part(self) -> str:
        """What stands behind the last hyphen, in lower case: expert in defensie-expert."""
        return _HYPHENS.split(self.lower)[-1].rpartition(" ")[2] if self.hyphenated else self.lower

    @property
    def hyphenated(self) -> bool:
        """The token has a hyphen inside."""
        return "-" in self.text or "\u2010" in self.text or "\u2011" in self.text

    @property
    def compound(self) -> bool:
        """The token is hyphenated and its last part has no capital: MIVD-directeur, 155mm-granaat, defensie-expert."""
        return self.hyphenated and self.text[-len(self.last_part) :] == self.last_part and self.last_part.isalpha()

    @property
    def capital(self) -> bool:
        """The token is written as a name is; the start of a sentence counts too."""
        return not self.shouted and (self.text[0].isupper() or _INNER_CAPITAL.match(self.text) is not None)

    @property
    def acronym(self) -> bool:
        """The token is in capitals: NAVO, F16, OM's."""
        return not self.shouted and _ACRONYM.fullmatch(self.text) is not None

    @property
    def marked(self) -> bool:
        """The token is a name whatever its place: in capitals, or with a capital inside."""
        return self.acronym or _INNER_CAPITAL.match(self.text) is not None

    @property
    def number(self) -> bool:
        """The token begins with a digit."""
        return self.text[0].isdigit()

    @property
    def ordinary(self) -> bool:
        """In lower case the token would be a Dutch word."""
        return not self.marked and word_class(self.text) not in ("g", "l") and is_word(self.lower)


def tokens_of(sentence: str) -> list[Token]:
    """Return the words and numbers of a sentence in order, but what belongs to an address.

    A hyphenated word is one token, and so are words that share their last part (``defensie- en wapenexpert``).
    """
    chunks = (chunk for chunk in _CHUNK.finditer(sentence) if _ADDRESS.search(chunk.group()))
    in_addresses = {place for chunk in chunks for place in range(*chunk.span())}
    found: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text, start = match.group(), match.start()
        if len(text) <= _LONGEST and start not in in_addresses:
            before = sentence[max(start - _LOOK_BACK, 0) : start]
            opens = start == 0 or (not text[0].islower() and _OPENED.search(before) is not None)
            found.append(Token(text, text.lower().replace("’", "'").replace("`", "'"), start, opens))
    return _with_shouted(sentence, found)


def _with_shouted(sentence: str, tokens: list[Token]) -> list[Token]:
    """Mark the words of headings in capitals; acronyms with commas between them (EU, NAVO en VN) are none."""
    run: list[int] = []
    for index in range(len(tokens) + 1):
        text = tokens[index].text if index < len(tokens) else ""
        if text.isupper() and len(text) > 1 and text.isalpha():
            if run and sentence[tokens[run[-1]].end : tokens[index].start] != " ":
                run = []
            run.append(index)
            if len(run) >= _SHOUTED:
                for place in run[-_SHOUTED:]:
                    tokens[place] = replace(tokens[place], shouted=True)
        else:
            run = []
    return tokens
