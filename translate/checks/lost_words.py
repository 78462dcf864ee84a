"""Dutch words of which nothing came into the translation, by the model's own alignment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.sentences import Word, neighbours, words_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Letters of a word that is looked for alone, and of one that is looked for where another is lost with it: short words
# are often part of another's translation.
_ALONE, _TOGETHER = 7, 5
_ALIKE = 5  # first letters by which a word of the English is taken for the Dutch one: controle, control

# Words that English often has no word for, or another construction.
_WEAK = _words(
    """
    aantal aanwezig afgelopen algemeen allemaal alleen andere bedoeld beetje behoort bepaalde bestaan bestaat betekent
    bevinden bevindt bevond bijvoorbeeld binnen blijft bovendien brengen buiten dezelfde echter eerste elkaar enkele
    ergens gaande gebracht gebruik gebruiken gebruikt gedaan gegaan gehad gekomen geleden gelegen geleid gemaakt genoemd
    genomen gesteld geval geweest geworden hadden hebben heeft helemaal hoefde hoefden hoeven hoewel ineens inmiddels
    komen konden kunnen maakt maakte maakten maken mensen moest moesten moeten mogelijk mogen momenteel namelijk nogal
    nooit omdat ongeveer onder plaats plaatsen rekening sinds sommige soort steeds stellen terwijl tijdens toevallig
    tussen uiteindelijk vandaag vanuit vanwege verder verschillende vindt volgens volgde volgden voordat vooral waren
    waarbij waardoor waarin wanneer welke werden wilde wilden willen worden wordt zijnde zodat zoals zogenaamde zonder
    zouden zullen
    honderd duizend dertig negentig tachtig twintig veertig vijftig zestig zeventig
    """
)
_PRONOUN = re.compile(
    "(?:daar|er|hier|waar)(?:aan|achter|bij|door|heen|in|langs|mee|na|naar|naast|om|onder|op|over|tegen|toe|tussen|uit"
    "|van|voor)(?:toe|heen)?"
)
# Verbs that stand beside another and take its place in the alignment: worden ... gesteund, supported.
_AUXILIARIES = _words(
    """
    gaan gaat ging had hadden hebben heeft is kan kon konden kunnen mag moet moeten mogen te waren was werd werden wil
    willen worden wordt zal zich zijn zou zouden zullen
    """
)
_NEAR = 2  # words between a verb and its auxiliary
_CONTENT = 5  # letters of an English word that is the translation of more than an auxiliary


@check(
    "lost words",
    severity="warning",
    explanation=(
        "By the model's own alignment, nothing in the translation came from these words of the Dutch sentence: "
        "something may be missing. Short and weak words are left alone, and what a person wrote."
    ),
    example=Segment(
        "1.1",
        "Zij willen dat de dominantie verdwijnt.",
        target="They want the will disappear.",
        alignment=(
            (Span(0, 3), Span(0, 4)),
            (Span(4, 10), Span(5, 9)),
            (Span(15, 17), Span(10, 13)),
            (Span(29, 38), Span(14, 28)),
        ),
    ),
    details=(
        "It needs the alignment of a machine translation; one that was made for a person's text is too loose. Of the "
        "built-in model's translations one in seven is flagged on Flores and one in fourteen on news; of those that "
        "were read, four in five had lost something."
    ),
)
def lost_words(segment: Segment) -> Iterator[Finding]:
    """Find the Dutch words that are aligned with nothing; neighbours make one finding."""
    if not segment.alignment or segment.origin != "mt":
        return
    aligned = {source.start for source, _ in segment.alignment}
    dutch = words_of(segment.source)
    free = [
        (at, word)
        for at, word in enumerate(dutch)
        if word.start not in aligned and len(word.text) >= _TOGETHER and word.letters not in _WEAK
    ]
    if not free or (len(free) == 1 and len(free[0][1].text) < _ALONE):
        return
    begins = {word.letters[:_ALIKE] for word in words_of(segment.target)}
    lost = [word for at, word in free if word.letters[:_ALIKE] not in begins and _is_lost(word, dutch, at, segment)]
    if len(lost) > 1 or (lost and len(lost[0].text) >= _ALONE):
        for run in neighbours(lost, segment.source):
            span = Span(run[0].start, run[-1].span.end)
            yield Finding(f"nothing in the English came from “{span.of(segment.source)}”", source=span)


def _is_lost(word: Word, words: Sequence[Word], at: int, segment: Segment) -> bool:
    """Say whether nothing came from a word: no alignment, no term, not even through an auxiliary beside it."""
    if _PRONOUN.fullmatch(word.letters) or any(term.source.overlaps(word.span) for term in segment.terms):
        return False
    near = [other for other in words[max(at - _NEAR, 0) : at + _NEAR + 1] if other.letters in _AUXILIARIES]
    return not any(
        source.overlaps(word.span)
        or (target.end - target.start >= _CONTENT and any(source.overlaps(other.span) for other in near))
        for source, target in segment.alignment
    )
