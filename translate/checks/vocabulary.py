"""The bare words of a text: a quick look at them tells most checks that there is nothing for them to do."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"\w+")


@lru_cache(maxsize=8)  # all checks ask for the words of the same two sentences
def tokens(text: str) -> tuple[str, ...]:
    """Return the runs of letters and digits of a text in lower case, in order."""
    return tuple(_TOKEN.findall(text.lower()))


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """Return the different ones among the tokens of a text."""
    return frozenset(tokens(text))
