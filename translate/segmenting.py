"""Dutch paragraphs into sentences, and sentences too long for the model into clauses.

A sentence can end only before white space, with a full stop, question mark, exclamation mark or ellipsis and the quotes
and brackets that close behind it, and only where what comes next can begin a sentence. Whether a full stop belongs to
the sentence or to an abbreviation is told by the word before it, the word after it, and for a single letter by the word
before that.

Inside a quotation the same rules hold: ``"Eén. Twee", zegt Jan.`` becomes ``"Eén.`` and ``Twee", zegt Jan.``, since a
model that was trained on sentences drops what follows the first one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from translate.document import Paragraph, Segment, Span

_TERMINATORS = ".!?…"
_CLOSERS = "\"”“’'‘»«›)]}*_"
_OPENERS = "\"“”„«»‹›‘’‚'([{<*_¿¡"
_BULLETS = "•‣▪●◦"
_DASHES = "-–—―"
_FOOTNOTE_ENDS = frozenset("]¹²³⁰⁴⁵⁶⁷⁸⁹")
_FINAL = frozenset(_TERMINATORS + _CLOSERS) | _FOOTNOTE_ENDS
_FINAL_OR_DASH = _FINAL | frozenset(_DASHES)

_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])+$")
_FOOTNOTE_LENGTH = 12  # characters; a longer run of brackets is not a footnote mark
# A bracket opened inside a sentence keeps it together until it closes. One that is still open after this many
# characters was never closed.
_LONGEST_BRACKET = 300


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that have a capital only at the start of a sentence. They tell ``vitamine K. Ook`` from ``K. Schippers``: other
# words with a capital after a doubtful full stop are taken for names.
_STARTERS = _words(
    """
    Aan Aangezien Al Alle Alleen Als Ander Andere Anderen Anders Beide Ben Bent Bij Binnen Blijkt Bovendien Buiten Daar
    Daarbij Daardoor Daarmee Daarna Daarnaast Daarom Daarvoor Dan Dankzij Dat De Denk Destijds Deze Die Dit Doordat Door
    Dus Echter Een Eerder Eerst Elke En Enkele Er Gaat Geen Gezien Gisteren Haar Had Heb Hebben Hebt Heeft Het Hier Hij
    Hoe Hoewel Hun Ieder Iedereen Ik Immers In Inderdaad Indien Inmiddels Is Ja Je Jij Jullie Kan Kijk Komt Kun Kunnen
    Kunt Laat Later Laten Maar Mag Meer Meestal Men Met Mijn Minder Misschien Mits Moet Momenteel Morgen Na Naar Nadat
    Namens Natuurlijk Nee Niemand Niet Nog Nou Nu Of Om Omdat Ondanks Onder Ons Onze Ook Op Over Pas Sinds Sindsdien
    Sommige Soms Staat Steeds Te Tegen Tenzij Terwijl Tevens Tijdens Toch Toen Tot Tussen U Uit Uiteindelijk Vaak Van
    Vanaf Vandaag Vanwege Veel Verder Vervolgens Volgens Voor Vooral Voordat Voorheen Voorlopig Vroeger Waar Waarom
    Wanneer Waren Was Wat We Wegens Wel Welk Welke Werd Wie Wij Wil Wilt Wordt Ze Zeker Zelf Zelfs Zie Zij Zijn Zo
    Zoals Zodat Zodra Zonder Zou Zulke
    """
)
# Starters and others that may also begin a surname: J. De Smet, mr. Van der Woude.
_PARTICLES = _words("De Den Der Van Ter Ten Te")

# Abbreviations that something must follow. The first letter may be a capital: Dr., but not VS. (Verenigde Staten).
_NEVER_LAST = _words(
    """
    adm afb afl art artt betr bibl bijv bijvb blz br ca cdt coll dd dhr dmv dr dra drs ds dwz evt excl fa fig gebr
    geb gest hfst hr incl ing inz ipv ir ism ivm jrg kapt kath kol kpt lt luit maj mbt mbv mej mevr mgr mil mr mrs ms
    mw nav nr nrs ong overl pag plv pp prof resp sgt tel tov univ vgl vs wnd zgn zr
    """
)
# The same, but only as written here: otherwise they are words (kon, int) or companies (BV).
_NEVER_LAST_AS_WRITTEN = _words("Alg bv Bv cf Geref H.K.H H.M Hr.Ms Int Kon Nat Ned nl p St Ste Z.K.H Z.M Zr.Ms")
# Abbreviations that end the sentence when a capital follows.
_MAY_CLOSE = _words(
    """
    a.m a.s a.u.b apr aug Chr cm dec e.a e.d e.o e.v enz etc feb febr j.l jan jl jul jun kg km l.l ll mm mrt n.C n.Chr
    nov o.i.d okt p.j p.m p.p p.u p.w s.v.p sec sep sept t.z.t v.C v.Chr z.o.z
    """
)
# The same, but names follow them too, so that only a starter proves the end: B.V. Nederland, 2 mln. Oekraïners.
_MAY_CLOSE_BEFORE_STARTER = _words(
    """
    B.V Bros C.V Co Corp D.C E.U ed gem Inc jr Jr L.A Ltd max min mld mln N.V o.s.b red sr Sr U.K U.S U.S.A V.N V.O.F
    V.S wed
    """
)
# The same, but before a name, so that a particle proves nothing: kolonel b.d. Van Dam, gen. De Kruif.
_BEFORE_NAME = _words("b.d gen gov h.c i.o i.r pres sen")
# Words that are abbreviations only before a number: no. 5, zo. 3 mei, vol. 2.
_BEFORE_NUMBER = _words("cap di dl do jul jun ma max mei min no par st sub vol vr wo za zo")
# Words after which a single letter is a label and no initial: vitamine C, plan B, van punt A naar punt B.
_LABELLED = _words(
    """
    artikel bedrijf bijlage blok box categorie deel europacup fase gebouw gebruiker geval groep hal hepatitis
    influenza ingang kandidaat klasse knop kolom letter lid lijn model niveau onderdeel optie partij perron persoon
    pier plan poort poule product punt rij rijbewijs route scenario sectie sub team teken terminal toets type
    uitgang vak variant versie vitamine zaal
    """
)
_RULERS = _words(
    "Albert Alexander Boudewijn Catharina Elizabeth Filips Frederik Hendrik Johannes Karel Leopold Lodewijk Napoleon "
    "Nicolaas Wereldoorlog Willem"
)
_ORDINAL_ARTICLES = _words("das de dem den der die haar het hun zijn")
_NUMBERED_CLUBS = _words("Bundesliga FC FFC FSV Liga SC SV")
_NAMES_WITH_MARK = _words("Jeopardy! Wham! Yahoo!")

_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:(?:[^\W\d_]|IJ|Chr|Ph|Sj|Th|Tj)\.)*(?:[^\W\d_]|Ch|Chr|Fr|Jac|Joh|Jos|Ph|Sj|Th|Tj|Wm)")
_DOTTED = re.compile(r"[^\W\d_](?:\.[a-z])+")  # o.a, d.w.z, O.a
_APOSTROPHE_WORD = re.compile(r"[\"“„(]*['’‘`´][kmnrst]")  # 's Avonds, 't Is, 'n Man
_CAPITAL_INSIDE = re.compile(r"[a-z]{1,2}[A-Z]|s-[A-Z]")  # iPhone, eBay, mRNA, 's-Hertogenbosch

# A word is what stands between white space. Where the white space after a full stop was lost, the word is cut, but only
# before a word that can be nothing but the start of a sentence.
_WORD = re.compile(
    r"\S+?(?<=[a-zà-ÿ]{2}[.!?])(?=(?:Dat|De|Deze|Die|Dit|Een|Er|Het|Hij|Ik|In|Maar|Ook|Op|Volgens|We|Wij|Ze|Zij)\s)"
    r"|\S+"
)
_WORD_END = re.compile(r"\S\s+")
_CLAUSE_END = re.compile(
    r"(?:[;:,][\"”’'»)\]]*|\s[-–—])\s+"
    r"|(?<!\s)\s+(?=(?:als|doordat|dus|en|hoewel|maar|nadat|of|omdat|terwijl|toen|voordat|waarbij|waardoor|want|zodat)\s)"
)


def split_sentences(paragraph: str) -> list[Span]:
    """Find the sentences of a Dutch paragraph, in order, without the white space between them.

    Every character that is not white space lies in exactly one span. A blank paragraph has none. The time is linear in
    the length of the paragraph.
    """
    words = [match.span() for match in _WORD.finditer(paragraph)]
    sentences: list[Span] = []
    first = 0  # the word with which the current sentence begins
    spoken = -1  # the last word with a letter or digit: a sentence has at least one
    deciding = -1  # the last word that may end a sentence: it decides for an emoji or (...) after it
    held = 0  # the end of the bracket that keeps the current sentence together
    for index, (start, end) in enumerate(words[:-1]):
        if _has_letters(paragraph, start, end):
            spoken = deciding = index
        elif paragraph[start] not in "([" and paragraph[end - 1] in _FINAL_OR_DASH:
            deciding = index
        if index > first and start >= held and paragraph.find("(", start, end) >= 0:
            held = paragraph.find(")", start, start + _LONGEST_BRACKET) + 1
        if spoken >= first and end >= held and _is_boundary(paragraph, words, first, deciding, index):
            sentences.append(Span(words[first][0], end))
            first = index + 1
    if words:
        sentences.append(Span(words[first][0], words[-1][1]))
    return sentences


def segment_paragraph(paragraph: Paragraph, prefix: str) -> Paragraph:
    """Return the paragraph with one segment a sentence, numbered from 1: ``prefix.1``, ``prefix.2``.

    White space before the first sentence goes to the source of the first segment, all other white space to the gaps, so
    that the segments add up to the text. A blank paragraph gets no segments.
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
    """Cut a sentence that is too long for the model into few pieces that fit.

    A piece ends at a clause boundary (``;``, ``:``, a comma, a dash, or before a conjunction) where that leaves it at
    least half as long as what would fit, else at white space, and within a word only where that word alone does not
    fit. The pieces are in order, none is empty, and together they are the whole sentence: white space stays at the end
    of a piece. A single character that does not fit is a piece all the same.

    ``fits`` is taken to hold for the beginning of every text for which it holds. It is called about ten times a piece
    and, after the first call, only on texts of at most about twice the length of the longest that fits.
    """
    if not sentence or fits(sentence):
        return [Span(0, len(sentence))] if sentence else []
    clause_ends = [match.end() for match in _CLAUSE_END.finditer(sentence)]
    word_ends = [match.end() for match in _WORD_END.finditer(sentence)]
    pieces: list[Span] = []
    start = reach = 0
    while start < len(sentence):
        end = _farthest(sentence, start, reach, fits)
        reach = end - start
        if end < len(sentence):
            clause_end = _last_at_most(clause_ends, end)
            word_end = _last_at_most(word_ends, end)
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
            probe, step = good + step, step * 2
    return max(good, start + 1)


def _last_at_most(positions: Sequence[int], limit: int) -> int:
    """Return the last of the rising positions that is not beyond ``limit``, or -1."""
    index = bisect_right(positions, limit)
    return positions[index - 1] if index else -1


def _has_letters(paragraph: str, start: int, end: int) -> bool:
    """Say whether a word has a letter or a digit."""
    return paragraph[start].isalnum() or any(character.isalnum() for character in paragraph[start:end])


def _take_apart(word: str) -> tuple[str, str, str]:
    """Split the last word of what may be a sentence into stem, mark and closing: ``"Wat?!"`` is ``Wat``, ``?!``, ``"``.

    The mark is empty where the word cannot end a sentence.
    """
    if word[-1] in _FOOTNOTE_ENDS:
        word = word[:-_FOOTNOTE_LENGTH] + _FOOTNOTE.sub("", word[-_FOOTNOTE_LENGTH:])
    marked = word.rstrip(_CLOSERS)
    bare = marked.rstrip(_TERMINATORS)
    return bare.lstrip(_OPENERS), marked[len(bare) :], word[len(marked) :]


def _is_boundary(paragraph: str, words: Sequence[tuple[int, int]], first: int, deciding: int, index: int) -> bool:
    """Say whether the sentence that began with word ``first`` ends with word ``index``.

    ``deciding`` is ``index``, or the word before the symbols with which the sentence ends.
    """
    if paragraph[words[index + 1][0]] in _BULLETS:
        return True
    start, end = words[deciding]
    if deciding < first or paragraph[end - 1] not in _FINAL:
        return False
    stem, mark, closing = _take_apart(paragraph[start:end])
    beginning = _beginning(paragraph, words, index + 1, after_quotation=bool(closing)) if mark else ""
    if not beginning:
        return False
    if mark != "." or stem[-1:] in _CLOSERS:  # the full stop in "Wat?". or (v.Chr.). is of no abbreviation
        return stem + mark not in _NAMES_WITH_MARK
    inside_bracket = ")" in closing and paragraph[words[first][0]] != "("
    previous = paragraph[slice(*words[deciding - 1])] if deciding > first else ""
    return _full_stop_ends(stem, previous, beginning, inside_bracket=inside_bracket)


def _beginning(paragraph: str, words: Sequence[tuple[int, int]], index: int, *, after_quotation: bool) -> str:
    """Return the word that begins a sentence at ``index``, or nothing where no sentence can begin there.

    Opening quotes and brackets are left out. A dash belongs to the sentence that follows it, except after a quotation,
    where it brings the speaker: ``"Niets." - Jan``.
    """
    for position in range(index, min(index + 3, len(words))):
        word = paragraph[slice(*words[position])]
        if not word.strip(_DASHES):
            if after_quotation:
                return ""
        elif word.strip(_OPENERS):
            break
    else:
        return ""
    if _APOSTROPHE_WORD.fullmatch(word):
        following = paragraph[words[position + 1][0]] if position + 1 < len(words) else ""
        return word if following.isupper() else ""
    bare = word.lstrip(_OPENERS + _TERMINATORS)
    if bare[:1].islower():
        return bare if _CAPITAL_INSIDE.match(bare) else ""
    return bare if bare[:1].isalnum() or bare[:1] in tuple("€$£#@") else ""


def _full_stop_ends(stem: str, previous: str, after: str, *, inside_bracket: bool) -> bool:
    """Say whether a full stop ends a sentence, given the word it touches and the words on both sides.

    ``previous`` is empty where the sentence has no earlier word. ``inside_bracket`` says that the full stop stands
    before the closing bracket of a part of a sentence: ``(appels enz.)``.
    """
    letters = _LETTERS.match(after)
    word_after = letters.group() if letters else ""
    starter = word_after in _STARTERS
    number_follows = after[0].isdigit()
    if stem.replace(".", "").isdigit():
        if not previous:
            return len(stem) > 3 and stem.isdigit()  # 1. Inleiding, 3.2. Vragen; but: 1984. Toen
        ordinal = len(stem) <= 2 and previous.lower() in _ORDINAL_ARTICLES and not starter
        return not ordinal and word_after not in _NUMBERED_CLUBS
    lowered = stem[:1].lower() + stem[1:]
    if lowered in _NEVER_LAST or stem in _NEVER_LAST_AS_WRITTEN or (number_follows and lowered in _BEFORE_NUMBER):
        return False
    if stem in _MAY_CLOSE:
        return not number_follows and not inside_bracket
    if stem in _MAY_CLOSE_BEFORE_STARTER:
        return starter and not inside_bracket
    if stem in _BEFORE_NAME or (stem != "u" and _INITIALS.fullmatch(stem)):
        return _letter_ends(stem, previous, word_after)
    return not _DOTTED.fullmatch(stem)


def _letter_ends(stem: str, previous: str, word_after: str) -> bool:
    """Say whether a full stop after a single letter, or several with full stops between them, ends a sentence."""
    if previous.lower() in _LABELLED or (previous in _RULERS and stem in ("I", "V", "X")):
        return True  # vitamine C, Karel V
    if previous.lower() == "op" and stem == "X":
        return True  # the platform
    followed_by_name = word_after not in _STARTERS or (word_after in _PARTICLES and previous not in ("een", "het"))
    return previous != "" and not followed_by_name
