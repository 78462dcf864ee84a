"""Two wordings of a sentence, compared word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A word or a sign with the blanks before it, so that a name of two words is one stretch.
# A number is one part with its signs: 2.400, 10:30.
_PART = re.compile(r"\s*(?:\w+(?:(?:['’-]|(?<=\d)[.,:](?=\d))\w+)*|[^\w\s])|\s+\Z")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that both wordings have, or that one of them has alone."""

    kind: Literal["same", "old", "new"]
    text: str


def compare_wordings(old: str, new: str) -> list[Stretch]:
    """Return the stretches of two wordings in order; where one replaced the other, the old comes first.

    The stretches that are the same or old make the old wording, those that are the same or new the new one. Words are
    whole: a word of which a letter changed is another word.
    """
    ours, theirs = _PART.findall(old), _PART.findall(new)
    stretches = []
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            stretches.append(Stretch("same", "".join(ours[i:j])))
            continue
        if i < j:
            stretches.append(Stretch("old", "".join(ours[i:j])))
        if k < m:
            stretches.append(Stretch("new", "".join(theirs[k:m])))
    return stretches
