"""Negations that the translation lost, or that it has and the Dutch has not.

A sentence is judged as a whole: where either language denies something, the other must deny something too, be it by a
word that implies it (unhurt, fails to, weigert). So one of two negations may be lost without being found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.lists import is_english


def _words(patterns: str) -> re.Pattern[str]:
    """Return a pattern for any of some whole words, given as patterns with white space between them."""
    return re.compile(rf"\b(?:{'|'.join(patterns.split())})\b")


def _lower(text: str) -> str:
    """Return a text in lower case, with the same offsets; patterns that ignore case would be four times as slow."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


_DUTCH = _words("niet geen nooit niemand niets niks nergens noch zonder nimmer geenszins evenmin")
_ENGLISH = re.compile(
    r"\b(?:not|no(?!\.? ?\d)|never|none|nobody|nothing|nowhere|neither|nor|without|cannot)\b|n[’']t\b"
)

# Negations that deny nothing, which English may say without one: not only ... but also, not much later. Behind each
# the English that shows that it was needed after all: what is left when only the negation was lost.
_NO_DENIAL = [
    (re.compile(rf"\b(?:{dutch})\b"), re.compile(english))
    for dutch, english in (
        (r"niet (?:alleen|enkel|louter|slechts|zozeer)", r"\b(?:only|just|alone|merely|simply)\b"),
        (r"nog (?:lang )?(?:geen|niet|nooit)", r"\A(?!.*\b(?:before|ever|less|short|under|\w+est)\b)"),
        (r"niet (?:veel later|ver|zelden|meer dan|(?:in|op) de laatste plaats)", r"\b(?:far|last|least|long|more)\b"),
        (r"niets? (?:anders|minder)", r"\b(?:else|less|other|than)\b"),
        (r"lang niet", r"\b(?:all|nearly|near)\b"),
        (r"(?:al|en) dan niet|of niet|geen andere?|zonder (?:grenzen|meer|twijfel)|(?:niet )?voor niets", r"\bdoubt\b"),
    )
]

# English that denies without a negation; so do words that begin with un- when the rest is a word: unhurt, not under.
_IMPLIED = _words(
    r"""
    absen\w+ avoid\w* ban(?:s|ned|ning)? barely beyond declin\w* den(?:y|ied|ies|ying|ial) except\w* exclu\w+
    fail\w* far(?=\sfrom) forb\w+ hardly ignor\w+ instead ke(?:ep|pt)(?=\b.*\sfrom\b) lack\w* los(?:s|t|e|es|ing)
    miss(?:ed|es|ing)? neglect\w* nil non\w* oppos\w* otherwise out(?=\sof) prevent\w* prohibit\w* rarely rather
    refus\w* reject\w* remember scarcely seldom stop\w* unable unless unlike yet(?=\sto\b) zero
    dis(?:ab|adv|agree|allow|appear|approv|bel|connect|contin|cour|hon|interest|like|loy|obe|order|pleas|prov|qual)\w*
    dis(?:regard|resp|satis|trust)\w* mis(?:lead|led|spell|tak|trust|under|us)\w*
    il(?:legal|legit|liter|log)\w* ir(?:rat|reg|rele|rep|resist|respon|rever)\w*
    im(?:mat|mob|mort|mov|perc|perf|perm|pers|plaus|polit|poss|prec|prob|prop|prud)\w*
    in(?:ab|acc|act|adeq|admis|cap|cohe|compat|compet|complet|conc|consist|conven|corr|cred|dec|def|depend|dir)\w*
    in(?:eff|elig|equal|evit|excus|exp[el]|finit|form|freq|human|just|mut|nocen|secur|signif|soluble|stab|suff)\w*
    in(?:tol|val|vis)\w* (?!home|never|none|regard|un|wire)\w{3,}less(?:ly|ness)?
    """
)
_UN = re.compile(r"\bun(?!fortunately)(\w{4,})")

# The same in Dutch: what English implies for these it does not imply for a negation beside them.
_IMPLIED_IN_DUTCH = _words(
    r"""
    afwezig\w* behalve belett?en? faa?l\w* gebrek\w* gestopt kwijt laat(?=\sstaan) mislukt?\w* nauwelijks non\w* nul
    ontbr\w+ ontken\w* stop\w* tegenstelling tenzij tevergeefs uitgesl\w+ uitsl\w+ verbied\w* verbo\w+ verhinder\w*
    verlie\w+ verlo\w+ vermed\w+ vermij\w+ voork[oa]m\w* vrij weiger\w* zelden
    on(?!danks|der|ge(?:acht|luk|twijf|val|veer)|langs|line|s\b|t|ze?\b)\w{3,} \w+lo(?:os|ze|zer)\w*
    in(?:act|adeq|comp|corr|dir|eff|form|stab|tol|val)\w* illeg\w+ irr\w+
    """
)
# Dutch that English likes to say with a negation (pas morgen: not until tomorrow), and the English that has none then.
_LIMITS = _words(
    r"""
    alleen amper anders enkel hooguit hoogstens lastig maximaal minder minimaal minstens moeilijk nee neen ongeacht pas
    plaats(?=\svan) slechts ten(?=\s(?:minste|hoogste)) uiterlijk voordat weinig
    """
)
_LIMITS_IN_ENGLISH = _words(
    "alone difficult few free hard just least less little maximum merely minimum only over part solely"
)


def _implied(text: str) -> int:
    """Count the English words that deny something without being a negation."""
    return len(_IMPLIED.findall(text)) + sum(map(is_english, _UN.findall(text)))


@check(
    "negation lost",
    severity="warning",
    explanation=(
        "The Dutch sentence denies something (niet, geen, nooit, niemand, zonder) and nothing in the translation does, "
        "not even by a word that implies it, such as “fail” or “unhurt”."
    ),
    example=("Rusland heeft de drones niet nagebouwd.", "Russia has copied the drones."),
    correct=(
        ("Niet alleen Rusland, maar ook Iran wil dat.", "Both Russia and Iran want that."),
        ("Hij raakte niet gewond.", "He was unhurt."),
        ("Het lukte hem niet.", "He failed."),
    ),
)
def negation_lost(segment: Segment) -> Iterator[Finding]:
    """Find the first denial of a Dutch sentence whose translation has none."""
    source, target = _lower(segment.source), _lower(segment.target)
    if _DUTCH.search(source) is None or _ENGLISH.search(target):
        return
    for dutch, left in _NO_DENIAL:
        if not left.search(target):
            source = dutch.sub(lambda match: " " * len(match.group()), source)
    spans = (Span(*match.span()) for match in _DUTCH.finditer(source))
    found = next((span for span in spans if not any(term.source.overlaps(span) for term in segment.terms)), None)
    if found is not None and _implied(target) <= len(_IMPLIED_IN_DUTCH.findall(source)):
        yield Finding(f"nothing in the English denies what “{found.of(segment.source)}” does", source=found)


@check(
    "negation added",
    severity="warning",
    explanation=(
        "The translation denies something (not, no, never, nobody, without) and nothing in the Dutch sentence does, "
        "not even by a word that implies it, such as “pas” or “weigeren”."
    ),
    example=("Rusland heeft de drones nagebouwd.", "Russia has not copied the drones."),
    correct=(
        ("Het pakket komt pas morgen aan.", "The parcel will not arrive until tomorrow."),
        ("Hij weigerde te komen.", "He would not come."),
        ("Dat zei kosmonaut nr. 11.", "That was said by cosmonaut No. 11."),
    ),
)
def negation_added(segment: Segment) -> Iterator[Finding]:
    """Find the first denial of a translation whose Dutch has none."""
    source, target = _lower(segment.source), _lower(segment.target)
    found = _ENGLISH.search(target)
    if found is None or _DUTCH.search(source):
        return
    implied = len(_IMPLIED_IN_DUTCH.findall(source)) + len(_LIMITS.findall(source))
    if implied and implied > _implied(target) + len(_LIMITS_IN_ENGLISH.findall(target)):
        return
    span = Span(*found.span())
    if not any(term.target is not None and term.target.overlaps(span) for term in segment.terms):
        yield Finding(f"nothing in the Dutch denies what “{span.of(segment.target)}” does", span)
