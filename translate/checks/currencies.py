"""Currencies that came, went or became others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from translate.checks.masking import without_terms
from translate.checks.registry import Finding, check
from translate.checks.vocabulary import vocabulary
from translate.document import Segment, Span

# Name, signs, Dutch words and English words. A pond is a weight too and a kroon a crown, so Dutch has them here only as
# they are written for money.
_TABLE = (
    ("euro", "€", "euro euros eur eurocent", "euro euros eur eurocent eurocents"),
    ("dollar", "$", "dollar dollars usd dollarcent", "dollar dollars usd bucks cent cents"),
    ("pound", "£", "sterling gbp", "pound pounds sterling gbp quid"),
    ("yen", "¥", "yen jpy", "yen jpy"),
    ("yuan", "", "yuan renminbi cny", "yuan renminbi cny rmb"),
    ("rouble", "₽", "roebel roebels rub", "rouble roubles ruble rubles rub"),
    ("rupee", "₹", "roepie roepies", "rupee rupees rupiah"),
    ("hryvnia", "₴", "hryvnia grivna uah", "hryvnia hryvnias hryvnya hryvnyas uah"),
    ("franc", "", "franken chf", "franc francs chf"),
    ("krone", "", "sek dkk nok", "krone kroner krona kronor crown crowns sek dkk nok"),
    ("guilder", "ƒ", "gulden guldens", "guilder guilders gulden"),
    ("peso", "", "peso pesos", "peso pesos"),
    ("lira", "", "lira lires lire", "lira liras lire"),
    ("shekel", "₪", "shekel shekels sjekel sjekels", "shekel shekels"),
)
_DUTCH = {word: name for name, signs, dutch, _ in _TABLE for word in (*signs, *dutch.split())}
_ENGLISH = {word: name for name, signs, _, english in _TABLE for word in (*signs, *english.split())}
_SIGNS = frozenset(sign for _, signs, _, _ in _TABLE for sign in signs)
_TOKEN = re.compile(r"[€$£¥₽₹₴₪ƒ]|[^\W\d_]{3,}")
# English words that mean something else as often: reported only where a currency of the Dutch is missing.
_AMBIGUOUS = frozenset(("franc", "krone", "lira", "pound"))
# Parts of words, and other words for money: dollarkoers, een ton.
_DUTCH_PARTS = {
    "euro": re.compile(r"euro(?!p)|\bton(?:nen)?\b|tientje"),
    "dollar": re.compile(r"dollar|\bcents?\b|\d\s?ct\b"),
}


@check(
    "currency changed",
    severity="warning",
    explanation="A currency of the Dutch sentence is not in the translation, or the translation has another.",
    example=("Het kost 30 euro.", "It costs 30 dollars."),
    examples=(("Het kost 30 euro.", "It costs 30."), ("Het kost 30.", "It costs €30.")),
    correct=(
        ("Het kost 30 dollar.", "It costs $30."),
        ("Het weegt een pond.", "It weighs a pound."),
        ("Het kost 80 cent.", "It costs 80 cents."),
        ("Dat is 3 procent.", "That is 3 per cent."),
    ),
)
def currency_changed(segment: Segment) -> Iterator[Finding]:
    """Find the currencies that only one of the two sentences has."""
    if not _may_have(segment.source, _DUTCH) and not _may_have(segment.target, _ENGLISH):
        return
    dutch, english = without_terms(segment)
    wanted, written = _currencies(dutch, _DUTCH), _currencies(english, _ENGLISH)
    lost = [name for name in wanted if name not in written]
    added = [name for name in written if name not in wanted and not _is_part(name, dutch)]
    for name in lost:
        other = written[added.pop(0)] if added else None
        yield Finding(f"“{wanted[name].of(dutch)}” is not in the English", other, wanted[name])
    for name in added:
        if name not in _AMBIGUOUS:
            yield Finding(f"“{written[name].of(english)}” is not in the Dutch", written[name])


def _may_have(text: str, names: Mapping[str, str]) -> bool:
    has_sign = "$" in text or not (text.isascii() or _SIGNS.isdisjoint(text))
    return has_sign or not names.keys().isdisjoint(vocabulary(text))


def _currencies(text: str, names: Mapping[str, str]) -> dict[str, Span]:
    """Return the currencies of a text and where each stands first."""
    found: dict[str, Span] = {}
    for match in _TOKEN.finditer(text):
        name = names.get(match[0].lower())
        if name and name not in found and text[max(match.start() - 4, 0) : match.start()].lower() != "per ":
            found[name] = Span(*match.span())
    return found


def _is_part(name: str, dutch: str) -> bool:
    """Say whether the Dutch has a currency as a part of another word."""
    part = _DUTCH_PARTS.get(name)
    return part is not None and part.search(dutch.lower()) is not None
