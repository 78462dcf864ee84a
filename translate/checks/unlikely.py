"""Sentences of which the model was unsure."""

from __future__ import annotations

from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment

# Mean log-probability of the tokens. Of the built-in model's translations of Flores-200 dev 1.8 % are below, with a
# chrF of 35.2 against the human ones where the others have 49.7; of devtest 2.8 %, with 33.8 against 49.1.
LEAST_CONFIDENCE = -0.85


@check(
    "unlikely",
    severity="warning",
    explanation=(
        "The model itself gave this translation a low probability, lower than 97 of 100 others. Such sentences are "
        "much worse than the rest: read them word for word."
    ),
    example=Segment("1.1", "De stad ligt plat.", target="The city is flat on its belly.", confidence=-1.1),
    correct=[Segment("1.1", "De stad ligt plat.", target="The city lies in ruins.", confidence=-0.4)],
    details=(
        "The threshold is a mean log-probability of −0.85 a token. With the built-in model 1.8 % of the sentences of "
        "Flores dev are below, whose chrF is 35.2 (the others: 49.7), and 2.8 % of devtest (33.8; the others: 49.1)."
    ),
)
def unlikely(segment: Segment) -> Iterator[Finding]:
    """Find a machine translation of low confidence."""
    if segment.confidence is not None and segment.confidence < LEAST_CONFIDENCE and segment.origin == "mt":
        yield Finding("the model was unsure of this sentence")
