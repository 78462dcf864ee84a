"""Dutch inflection undone by rule: from a word in a sentence to the forms a glossary may list it under.

The spelling rules are those of the Woordenlijst Nederlandse Taal (open and closed syllables, f/v and s/z, trema and
apostrophe). They yield candidates, not words: a candidate counts only when the glossary lists it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Feature = Literal["plain", "plural", "s", "diminutive", "diminutive plural", "adjective"]
_VOWELS = "aeiou"
_SHORTEST = 2  # letters a base form must keep


@dataclass(frozen=True, slots=True)
class BaseForm:
    """A form the word may come from. ``s`` is a plural or a genitive: the kind of entry decides."""

    text: str
    feature: Feature


def base_forms(word: str) -> list[BaseForm]:
    """Return the word itself and every form that Dutch spelling lets it come from, without repeats.

    >>> [f.text for f in base_forms("raketten")]
    ['raketten', 'raket', 'rakett', 'rakette']
    """
    forms = [BaseForm(word, "plain")]
    forms += [BaseForm(text, "adjective") for text in adjective_forms(word)[1:]]
    lower = word.lower()
    for suffix, feature in _SUFFIXES:
        if lower.endswith(suffix) and len(word) > len(suffix):
            stem = word[: len(word) - len(suffix)]
            forms.extend(BaseForm(text, feature) for text in _stems(stem, suffix))
    seen: dict[tuple[str, Feature], BaseForm] = {}
    for form in forms:
        if len(form.text) >= _SHORTEST or form.text.isdigit() or form.feature == "plain":
            seen.setdefault((form.text, form.feature), form)
    return list(seen.values())


def adjective_forms(word: str) -> list[str]:
    """Return the word as it stands and, where it ends in -e, the uninflected adjectives it may come from."""
    if len(word) < 5 or not word.lower().endswith("e"):
        return [word]
    return [word, *(stem for stem in _stems(word[:-1], "e") if stem.lower().endswith(_ADJECTIVE_ENDINGS))]


# Without these a noun would be found in an adjective that only looks like it: grot (cave) in grote (big).
_ADJECTIVE_ENDINGS = tuple(
    [
        "isch",
        "s",
        "ig",
        "lijk",
        "baar",
        "loos",
        "zaam",
        "end",
        "eerd",
        "aal",
        "eel",
        "ief",
        "air",
        "iek",
        "ant",
        "ent",
        "aad",
        "ond",
    ]
)

_SUFFIXES: tuple[tuple[str, Feature], ...] = (
    ("en", "plural"),
    ("ën", "plural"),
    ("'s", "s"),
    ("s", "s"),
    ("'", "s"),
    ("etje", "diminutive"),
    ("tje", "diminutive"),
    ("pje", "diminutive"),
    ("je", "diminutive"),
    ("etjes", "diminutive plural"),
    ("tjes", "diminutive plural"),
    ("pjes", "diminutive plural"),
    ("jes", "diminutive plural"),
)


def _stems(stem: str, suffix: str) -> list[str]:
    """Undo what an ending does to the spelling of the stem."""
    if suffix in ("'s", "s", "'", "ën"):
        return [stem]
    if suffix.startswith(("tj", "pj", "j")):
        return [stem]
    found = [stem]
    last = stem[-1].lower()
    before = stem[-2].lower() if len(stem) > 1 else ""
    if last == before and last not in _VOWELS:  # raketten: raket, with the consonant doubled for the ending
        found.insert(0, stem[:-1])
    if last not in _VOWELS and before and before in "aeou" and (len(stem) < 3 or stem[-3].lower() not in _VOWELS):
        found.append(stem[:-1] + stem[-2] + stem[-1])  # bondgenoten: bondgenoot, an open syllable made long
    found += [text[:-1] + _HARD[text[-1]] for text in list(found) if text[-1] in _HARD]  # brieven, huizen
    if suffix == "en":
        found.append(stem + "e")  # ziektes and ziekten: the -e is the word's own
    return found


_HARD = {"v": "f", "z": "s"}
