"""How likely it is that a candidate is a term: weirdness, C-value and what it looks like, weighed together.

Weirdness (Ahmad et al. 1999) is how much more common a word is here than in Dutch at large; for articles of some
hundred words that comes down to how rare it is in Dutch. C-value (Frantzi et al. 2000) counts a term where it stands
alone and not within a longer one, and favours longer terms. The weights are those of a logistic regression on the
articles for development in benchmarks/candidates (``python benchmarks/candidates.py --fit``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from translate.document import Span
from translate.glossary.candidate_heads import Head
from translate.glossary.candidate_mentions import Mention
from translate.glossary.candidate_people import is_nationality, is_title
from translate.glossary.candidate_words import halves, rarity

FEATURES = (
    "bias", "name", "name of several words", "acronym", "nationality", "office", "phrase", "phrase of a compound",
    "compound", "hyphenated", "title", "only at starts", "weirdness", "C-value", "count",
)  # fmt: skip
"""What is measured of a candidate, in the order of the weights."""

WEIGHTS: Mapping[str, float] = {
    "bias": -4.02,
    "name": 5.07,
    "name of several words": 1.32,
    "acronym": 0.80,
    "nationality": 0.62,
    "office": 1.18,
    "phrase": 2.09,
    "phrase of a compound": 0.44,
    "compound": 2.43,
    "hyphenated": 0.57,
    "title": 0.92,
    "only at starts": -0.41,
    "weirdness": 0.57,
    "C-value": 1.00,
    "count": -0.41,
}


def features_of(head: Head, nested: int) -> dict[str, float]:
    """Return what is measured of a candidate; ``nested`` of its mentions stand within those of longer candidates."""
    words = head.text.split()
    last = words[-1].lower()
    name = head.form in ("name", "acronym")
    count = len(head.mentions)
    found = {
        "bias": 1.0,
        "name": float(name),
        "name of several words": float(head.form == "name" and len(words) > 1),
        "acronym": float(head.form == "acronym"),
        "nationality": float(name and len(words) == 1 and is_nationality(words[0])),
        "office": float(head.form == "phrase" and words[-1][0].isupper()),
        "only at starts": float(name and not any(mention.before for mention in head.mentions)),
        "phrase": float(head.form == "phrase"),
        "count": math.log2(count),
        "C-value": math.log2(1 + math.log2(1 + len(words)) * max(count - nested, 0)),
    }
    if not name and not found["office"]:
        found |= {
            "compound": float(halves(last) is not None and len(words) == 1),
            "phrase of a compound": float(halves(last) is not None and len(words) > 1),
            "hyphenated": float("-" in head.text),
            "title": float(is_title(last)),
            "weirdness": rarity(tuple(word.lower() for word in words)),
        }
    return {key: found.get(key, 0.0) for key in FEATURES}


def nested_counts(heads: Sequence[Head]) -> list[int]:
    """Return for each head how many of its mentions stand within a longer candidate."""
    covering: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    for head in heads:
        for mention in head.mentions:
            if mention.form == "phrase":
                for place in range(mention.span.start, mention.span.end):
                    covering[mention.sentence, place].append(mention.span)

    def is_nested(mention: Mention) -> bool:
        longer = covering.get((mention.sentence, mention.span.start), ())
        return any(span != mention.span and span.end >= mention.span.end for span in longer)

    return [sum(map(is_nested, head.mentions)) for head in heads]


def score(features: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return how likely it is that a candidate is a term, 0 to 1."""
    return 1 / (1 + math.exp(-sum(weight * features[key] for key, weight in weights.items())))
