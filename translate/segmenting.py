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
_DASHES = "-–—"
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
    Ondanks Namens Uiteindelijk Inderdaad Immers Natuurlijk Misschien Soms Vaak Nee Ja Zodat Indien Wanneer Mits Tenzij
    """
)
# Starters that are also the first part of a surname: J. De Smet, mr. Van der Woude.
_PARTICLES = _words("De Den Der Van Ter Ten Te")

# Abbreviations that something must follow, whatever its first letter. In lower case; a capital is allowed too.
_NEVER_LAST = _words(
    """
    dhr mevr mej mw mr mrs ms dr drs dra prof ir ing ds hr mgr pater zr br kol lt luit maj kapt sgt adm cdt kpt mgr
    bijv bijvb ca nr nrs art artt blz pag pp hfst fig afb vs resp vgl zgn evt incl excl tel jrg dd geb gest overl
    gebr fa coll mil wnd plv kath univ inz betr ong aant afl bibl
    """
)
# The same, but only as written here, since with another first letter they are words: the verb kon, the company BV.
_NEVER_LAST_AS_WRITTEN = _words("St Ste Kon Ned Int Nat Alg Geref Chr bv nl p cf")
# Abbreviations that may close a sentence; a capital after them does.
_MAY_CLOSE = _words(
    """
    enz etc e.d e.a e.o e.v o.i.d t.z.t a.u.b s.v.p z.o.z jl j.l ll l.l a.s v.C v.Chr n.C n.Chr a.m p.m p.p p.w p.j
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
    niveau letter deel box model variant rijbewijs scenario influenza geval route lijn fase zaal gebouw terminal sub
    """
)
_NUMBERED_CLUBS = _words("Bundesliga FC FSV FFC SC SV Liga")
_NAMES_WITH_MARK = _words("Yahoo! Wham! Jeopardy!")

_INITIALS = re.compile(r"(?:(?:[^\W\d_]|IJ|Th|Chr|Ph|Ch|Jac|Joh|Jos|Fr|Sj|Tj|Wm)\.)*(?:[^\W\d_]|IJ|Th|Ph|Ch|Jac|Joh|Jos|Fr|Wm)")
_DOTTED = re.compile(r"[^\W\d_](?:\.[a-z])+")  # o.a, d.w.z, O.a: never last unless listed
_APOSTROPHE_WORD = re.compile(r"['’‘`][stnkmr]$")  # 's Avonds, 't Is, 'n Man
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")  # iPhone, eBay, mRNA
_ORDINAL_ARTICLES = _words("de het der die den dem das zijn haar hun")

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
    """Cut a sentence that is too long for the model into pieces that fit, as long as they can be.

    A piece ends at a clause boundary (``;``, ``:``, a dash, a comma, or before a conjunction) where that leaves at
    least half of what would fit, else at white space, and within a word only where that word alone does not fit. The
    pieces are in order, none is empty, and together they are the whole sentence: white space stays at the end of a
    piece. A single character that does not fit is a piece all the same.

    ``fits`` is taken to hold for every part of a text for which it holds. It is called a few times for each piece, and
    never on a text much longer than a piece.
    """
    if not sentence or fits(sentence):
        return [Span(0, len(sentence))] if sentence else []
    clauses = [match.end() for match in _CLAUSE_END.finditer(sentence)]
    words = [match.end() for match in re.finditer(r"\S\s+", sentence)] + [len(sentence)]
    characters = range(1, len(sentence) + 1)
    pieces: list[Span] = []
    start, usual = 0, 1
    while start < len(sentence):
        end = _farthest(sentence, start, words, usual, fits)
        if end is None:
            end = _farthest(sentence, start, characters, usual, fits) or start + 1
        elif end < len(sentence):
            clause = bisect_right(clauses, end) - 1
            if clause >= 0 and clauses[clause] - start >= (end - start) / 2 and fits(sentence[start : clauses[clause]]):
                end = clauses[clause]
        pieces.append(Span(start, end))
        start = end
    return pieces
