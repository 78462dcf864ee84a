"""Dutch paragraphs into sentences, and sentences too long for the model into clauses.

A sentence can end only where white space follows a full stop, question mark, exclamation mark or ellipsis (with the
quotes and brackets that close behind it) and where what comes next can begin a sentence. Whether a full stop ends a
sentence or an abbreviation is decided by the word before it, the word after it, and for initials the word before that.

Inside a quotation the same rules hold: ``"A. B", zegt X.`` becomes ``"A.`` and ``B", zegt X.``, since the model reads
one sentence at a time and drops what follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translate.document import Paragraph, Segment, Span

_TERMINATORS = ".!?…"
_CLOSERS = "\"”“’'‘»«›)]}*_"
_OPENERS = "\"“”„«»‹›‘’‚'([{<*_¿¡"
_BULLETS = "•‣▪●◦"
_DASHES = "-–—―"
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])+$")

# A bracket opened inside a sentence keeps the sentence together until it closes, unless that takes more characters
# than this: then it was probably never closed.
_LONGEST_BRACKET = 300


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that with a capital stand only at the start of a sentence. They tell apart ``Willem I. De collectie`` and
# ``W. Drees``; other capitals after a doubtful full stop are taken for names.
_STARTERS = _words(
    """
    De Het Een Dit Dat Deze Die Er Hij Zij Ze Wij We Ik Jij Je U Jullie Men Wie Wat Waar Waarom Wanneer Hoe Welke Welk
    In Op Bij Met Na Voor Van Door Over Onder Tegen Tot Uit Naar Om Aan Als Toen Terwijl Omdat Hoewel Doordat Zodra
    Maar En Want Of Dus Ook Toch Nog Al Nu Dan Daar Hier Daarom Daarna Daarnaast Daarmee Daardoor Daarbij Daarvoor
    Volgens Sinds Tijdens Zo Zoals Zijn Haar Hun Ons Onze Mijn Is Zou Kan Heeft Had Was Waren Wordt Werd Niet Geen Veel
    Alle Elke Ieder Iedereen Niemand Vervolgens Verder Bovendien Tevens Echter Inmiddels Later Vandaag Gisteren Morgen
    Vanaf Vanwege Wel Zelf Zelfs Sommige Andere Enkele Beide Eerst Eerder Vooral Alleen Pas Tussen Zonder Binnen Buiten
    Ondanks Namens Uiteindelijk Inderdaad Immers Natuurlijk Misschien Soms Vaak Nee Ja Nou Zodat Indien Mits Tenzij
    Dankzij Wegens Gezien Aangezien Zeker Destijds Anders Anderen Steeds Meer Minder Meestal Momenteel Sindsdien
    Vroeger Voorheen Voorlopig Voordat Nadat Zulke Zonder Sindsdien Laat Laten Mag Moet Kun Kunt Kunnen Wil Wilt Zie
    Heb Hebt Hebben Ben Bent Gaat Staat Komt Blijkt Denk Kijk
    """
)
# Starters that are also the first part of a surname: J. De Smet, mr. Van der Woude.
_PARTICLES = _words("De Den Der Van Ter Ten Te")

# Abbreviations that something must follow, whatever its first letter. A capital is allowed: Dr., but not VS.
_NEVER_LAST = _words(
    """
    dhr mevr mej mw mr mrs ms dr drs dra prof ir ing ds hr mgr pater zr br kol lt luit maj kapt sgt adm cdt kpt mgr
    bijv bijvb ca nr nrs art artt blz pag pp hfst fig afb vs resp vgl zgn evt incl excl tel jrg dd geb gest overl
    gebr fa coll mil wnd plv kath univ inz betr ong aant afl bibl dwz mbt mbv dmv tov nav ivm ipv ism
    """
)
# The same, but only as written here, since with another first letter they are words: the verb kon, the company BV.
_NEVER_LAST_AS_WRITTEN = _words("St Ste Kon Ned Int Nat Alg Geref Hr.Ms Zr.Ms H.M Z.M H.K.H Z.K.H bv Bv nl p cf")
# Abbreviations that may close a sentence; a capital after them does.
_MAY_CLOSE = _words(
    """
    enz etc e.d e.a e.o e.v o.i.d t.z.t a.u.b s.v.p z.o.z jl j.l ll l.l a.s v.C v.Chr n.C n.Chr Chr a.m p.m p.p p.w p.j
    jan feb febr mrt apr jun jul aug sep sept okt nov dec km cm mm kg sec
    """
)
# The same, but names follow them as well, so only a starter proves the end: B.V. Nederland, 2 mln. Oekraïners.
_MAY_CLOSE_BEFORE_STARTER = _words(
    """
    N.V B.V C.V V.O.F U.S U.S.A V.S V.N U.K E.U D.C L.A Inc Ltd Corp Co Bros jr sr Jr Sr b.d i.o i.r h.c o.s.b
    gen pres min max gem red ed mln mld wed sen gov sec-gen
    """
)
# Words of their own that before a number are abbreviations: no. 5, zo. 3 mei, vol. 2.
_BEFORE_NUMBER = _words("no vol dl par sub cap ma di wo do vr za zo st jun jul mei min max gem")
# After these a single letter is a label, not an initial: vitamine C, plan B, punt B.
_LABELLED = _words(
    """
    punt plan vitamine hepatitis groep poule klasse type categorie optie bijlage artikel lid onderdeel blok vak sectie
    niveau letter deel box model variant rijbewijs scenario influenza geval route lijn fase zaal gebouw terminal pier perron hal poort uitgang ingang bedrijf partij gebruiker persoon kandidaat
    team product versie kolom rij toets teken knop sub
    """
)
_NUMBERED_CLUBS = _words("Bundesliga FC FSV FFC SC SV Liga")
_NAMES_WITH_MARK = _words("Yahoo! Wham! Jeopardy!")

_INITIALS = re.compile(
    r"(?:(?:[^\W\d_]|IJ|Th|Chr|Ph|Ch|Jac|Joh|Jos|Fr|Sj|Tj|Wm)\.)*(?:[^\W\d_]|IJ|Th|Ph|Ch|Jac|Joh|Jos|Fr|Wm)"
)
_DOTTED = re.compile(r"[^\W\d_](?:\.[a-z])+")  # o.a, d.w.z, O.a: never last unless listed
_APOSTROPHE_WORD = re.compile(r"['’‘`][stnkmr]$")  # 's Avonds, 't Is, 'n Man
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")  # iPhone, eBay, mRNA
_ORDINAL_ARTICLES = _words("de het der die den dem das zijn haar hun")

_FINAL = _TERMINATORS + _CLOSERS + "¹²³⁰⁴⁵⁶⁷⁸⁹"
_FOOTNOTE_ENDS = "]¹²³⁰⁴⁵⁶⁷⁸⁹"
_FOOTNOTE_LENGTH = 12  # no footnote mark is longer; a longer run of brackets is not one
_LETTERS = re.compile(r"[^\W\d_]+")

_CLAUSE_END = re.compile(
    r"(?:[;:,][\"”’'»)\]]*|\s[-–—])\s+"
    r"|(?<!\s)\s+(?=(?:en|maar|want|of|dus|omdat|hoewel|terwijl|zodat|doordat|nadat|voordat|als|toen|waarbij|waardoor)\s)"
)
_WORD_END = re.compile(r"\S\s+")

# White space lost after a full stop: only where the next word can be nothing but the start of a sentence.
_WORD = re.compile(
    r"\S+?(?<=[a-zà-ÿ]{2}[.!?])(?=(?:De|Het|Een|Dat|Dit|Deze|Die|Hij|Zij|Ze|Wij|We|Ik|Er|Maar|Volgens|Ook|In|Op)\s)|\S+"
)


def split_sentences(paragraph: str) -> list[Span]:
    """Find the sentences of a Dutch paragraph, in order, without the white space between them.

    Every character that is not white space lies in exactly one span. A blank paragraph has none. The time is linear in
    the length of the paragraph.
    """
    words = [match.span() for match in _WORD.finditer(paragraph)]
    sentences = []
    first = 0  # the word with which the current sentence begins
    weighty = -1  # the last word that is more than a symbol: it decides for the emoji or (...) after it
    held = 0  # the end of the bracket that keeps the current sentence together
    for index in range(len(words) - 1):
        start, end = words[index]
        if not _is_symbol(paragraph, start, end):
            weighty = index
        if index > first and start >= held and "(" in paragraph[start:end]:
            held = paragraph.find(")", start, start + _LONGEST_BRACKET) + 1
        if weighty >= first and end >= held and _is_boundary(paragraph, words, first, weighty, index):
            sentences.append(Span(words[first][0], end))
            first = index + 1
    if words:
        sentences.append(Span(words[first][0], words[-1][1]))
    return sentences


def segment_paragraph(paragraph: Paragraph, prefix: str) -> Paragraph:
    """Return the paragraph with one segment a sentence, numbered from 1: ``prefix.1``, ``prefix.2``.

    White space before the first sentence goes to the source of the first segment, all other white space to the gaps,
    so that the segments add up to the text. A blank paragraph gets no segments.
    """
    text = paragraph.text
    sentences = split_sentences(text)
    starts = [0, *(sentence.start for sentence in sentences[1:]), len(text)]
    segments = tuple(
        Segment(
            id=f"{prefix}.{number}",
            source=text[starts[number - 1] : sentence.end],
            gap=text[sentence.end : starts[number]],
        )
        for number, sentence in enumerate(sentences, start=1)
    )
    return replace(paragraph, segments=segments)


def split_clauses(sentence: str, fits: Callable[[str], bool]) -> list[Span]:
    """Cut a sentence that is too long for the model into pieces that fit, as few as can be.

    A piece ends at a clause boundary (``;``, ``:``, a dash, a comma, or before a conjunction) where that leaves at
    least half of what would fit, else at white space, and within a word only where that word alone does not fit. The
    pieces are in order, none is empty, and together they are the whole sentence: white space stays at the end of a
    piece. A single character that does not fit is a piece all the same.

    ``fits`` is taken to hold for the beginning of every text for which it holds. It is called about ten times for each
    piece and, but for the first call, on texts of at most twice the length of the longest that fits.
    """
    if not sentence or fits(sentence):
        return [Span(0, len(sentence))] if sentence else []
    clause_ends = [match.end() for match in _CLAUSE_END.finditer(sentence)]
    word_ends = [match.end() for match in _WORD_END.finditer(sentence)]
    pieces: list[Span] = []
    start = 0
    reach = 0
    while start < len(sentence):
        farthest = _farthest(sentence, start, reach, fits)
        reach = farthest - start
        end = farthest
        if farthest < len(sentence):
            clause_end = _last_at_most(clause_ends, farthest)
            word_end = _last_at_most(word_ends, farthest)
            if clause_end - start >= reach / 2 and fits(sentence[start:clause_end]):
                end = clause_end
            elif word_end > start and fits(sentence[start:word_end]):
                end = word_end
        pieces.append(Span(start, end))
        start = end
    return pieces


def _farthest(sentence: str, start: int, guess: int, fits: Callable[[str], bool]) -> int:
    """Find how far from ``start`` a text fits, at least one character, trying ``guess`` characters first."""
    good, bad = start, len(sentence) + 1
    probe, step = start + max(guess, 1), max(guess // 8, 1)
    while bad - good > 1:
        probe = min(probe, bad - 1)
        if fits(sentence[start:probe]):
            good = probe
        else:
            bad = probe
        if bad <= len(sentence):
            probe = (good + bad) // 2
        else:
            probe = good + step
            step *= 2
    return max(good, start + 1)


def _last_at_most(positions: Sequence[int], limit: int) -> int:
    """Return the last of the rising positions that is not beyond ``limit``, or -1."""
    index = bisect_right(positions, limit)
    return positions[index - 1] if index else -1


def _is_symbol(paragraph: str, start: int, end: int) -> bool:
    """Say whether a word has nothing to say about the end of a sentence: ✓, (...), [!]; not "..." or a dash."""
    if paragraph[end - 1].isalnum() or paragraph[start].isalnum():
        return False
    if paragraph[start] not in "([" and (paragraph[end - 1] in _FINAL or paragraph[start:end] in _DASHES):
        return False
    return not any(character.isalnum() for character in paragraph[start:end])


def _is_boundary(paragraph: str, words: Sequence[tuple[int, int]], first: int, deciding: int, index: int) -> bool:
    """Say whether a sentence that began with word ``first`` ends with word ``index``.

    ``deciding`` is ``index``, or the word before the symbols that end there.
    """
    after = paragraph[slice(*words[index + 1])]
    if after in _BULLETS:
        return True
    start, end = words[deciding]
    if paragraph[end - 1] not in _FINAL:
        return False
    ending = _Ending.of(paragraph[start:end])
    beginning = _beginning(paragraph, words, index + 1, quoted=bool(ending.closing))
    if not ending.mark or not beginning:
        return False
    if not ending.is_full_stop:
        return ending.stem + ending.mark not in _NAMES_WITH_MARK
    in_bracket = ")" in ending.closing and paragraph[words[first][0]] != "("
    previous = paragraph[slice(*words[deciding - 1])] if deciding > first else ""
    return _full_stop_ends(ending.stem, previous, beginning, in_bracket)


@dataclass(frozen=True, slots=True)
class _Ending:
    """The last word of what may be a sentence: ``"Wat?!"`` has the stem ``Wat``, the mark ``?!``, closing ``"``."""

    stem: str
    mark: str
    closing: str

    @staticmethod
    def of(word: str) -> _Ending:
        """Take a word apart. The mark is empty where the word cannot end a sentence."""
        if word[-1] in _FOOTNOTE_ENDS:
            word = word[:-_FOOTNOTE_LENGTH] + _FOOTNOTE.sub("", word[-_FOOTNOTE_LENGTH:])
        marked = word.rstrip(_CLOSERS)
        bare = marked.rstrip(_TERMINATORS)
        return _Ending(bare.lstrip(_OPENERS), marked[len(bare) :], word[len(marked) :])

    @property
    def is_full_stop(self) -> bool:
        """Say whether the mark may be that of an abbreviation, which no quote or bracket can part from its word."""
        return self.mark == "." and self.stem[-1:] not in _CLOSERS


def _beginning(paragraph: str, words: Sequence[tuple[int, int]], index: int, *, quoted: bool) -> str:
    """Return the word at ``index`` as the beginning of a sentence, or nothing where no sentence begins there.

    Opening quotes and brackets are left out. A dash belongs to the sentence that follows, except after a quotation,
    where it brings the speaker: ``"Niets." - Jan``.
    """
    word = paragraph[slice(*words[index])]
    following = paragraph[slice(*words[index + 1])] if index + 1 < len(words) else ""
    if word in _DASHES:
        return "" if quoted or not following else _beginning(paragraph, words, index + 1, quoted=True)
    if _APOSTROPHE_WORD.search(word[-3:]) and len(word) <= 4 and following[:1].isupper():
        return word
    bare = word.lstrip(_OPENERS + _TERMINATORS)
    if not bare:
        return _beginning(paragraph, words, index + 1, quoted=True) if word in _OPENERS and following else ""
    if bare[0].islower():
        return bare if _CAMEL.match(bare) else ""
    return bare if bare[0].isalnum() or bare[0] in "€$£#@" else ""


def _full_stop_ends(stem: str, previous: str, after: str, in_bracket: bool) -> bool:
    """Say whether a full stop ends a sentence, given the word it stands behind and the words on both sides.

    ``previous`` is empty at the beginning of a sentence. ``in_bracket`` says that the full stop stands before the
    closing bracket of a part of a sentence, as in ``(appels enz.)``.
    """
    number_follows = after[0].isdigit()
    word_after = _LETTERS.match(after)
    starter = word_after is not None and word_after.group() in _STARTERS
    lowered = stem[0].lower() + stem[1:] if stem else ""
    if previous == "" and stem.replace(".", "").isdigit():
        return False  # 1. Inleiding, 3.2. Vragen
    if stem.isdigit():
        is_ordinal = len(stem) <= 2 and previous.lower() in _ORDINAL_ARTICLES
        return not is_ordinal and not (word_after and word_after.group() in _NUMBERED_CLUBS)
    if stem == "u":
        return True
    if lowered in _NEVER_LAST or stem in _NEVER_LAST_AS_WRITTEN or (number_follows and lowered in _BEFORE_NUMBER):
        return False
    if stem in _MAY_CLOSE:
        return not number_follows and not in_bracket
    if stem in _MAY_CLOSE_BEFORE_STARTER:
        return starter and not in_bracket
    if _DOTTED.fullmatch(stem):
        return False
    if _INITIALS.fullmatch(stem):
        if previous.lower() in _LABELLED:
            return True
        if stem in ("I", "V", "X") and previous[:1].isupper() and previous[-1] != ".":
            return starter
        return starter and previous != "" and after not in _PARTICLES
    return True
