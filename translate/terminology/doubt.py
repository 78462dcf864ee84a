"""Name or word? A capital at the beginning of a sentence may be the sentence's, not the name's.

``Trouw schrijft dat …`` is about a newspaper, ``Trouw aan de bondgenoten …`` about loyalty. Where the article does not
have the name elsewhere, and the word is an ordinary Dutch one too, the plain translation decides: a model that keeps
the name has read it as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.document import Issue
from translate.engines.base import Engine
from translate.glossary.matching import Found
from translate.terminology.candidate import judge
from translate.terminology.repair import find_rendering
from translate.terminology.request import Request, ask_plainly
from translate.words.capitals import is_in_capitals
from translate.words.lists import is_dutch, is_dutch_word

_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_]\w+")


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """Return the words that texts write with a capital where no sentence begins; texts in capitals say nothing."""
    mixed = [text for text in texts if not text.isupper()]
    return frozenset(m.group() for text in mixed for m in _NAME.finditer(text) if m.group()[0].isupper())


def is_doubtful(found: Found, sentence: str, names: frozenset[str]) -> bool:
    """Say whether a match may be an ordinary word: one word, at the beginning, in no other place of the article.

    In a sentence in capitals it may be one anywhere: OM is the public prosecutor, and *om* in ``OM TE STOPPEN``.
    """
    word = found.span.of(sentence)
    if word.isupper() and found.entry.case == "exact" and is_in_capitals(sentence):
        return word not in names and is_dutch_word(word.lower())
    if found.entry.case != "exact" or any(c.isalpha() for c in sentence[: found.span.start]):
        return False
    if not word[0].isupper() or not word[1:].islower() or word in names or found.entry.id in names:
        return False
    return is_dutch(word.lower())


def settle_doubts(
    engine: Engine, sentences: Sequence[str], requests: Sequence[Sequence[Request]], beam: int
) -> tuple[list[tuple[Request, ...]], dict[int, Issue]]:
    """Drop doubtful requests that the plain translation reads as ordinary words.

    Returns:
        The requests that remain, for each sentence, and an issue for each sentence that lost one, by its index.
    """
    kept = [tuple(wanted) for wanted in requests]
    issues: dict[int, Issue] = {}
    doubtful = [i for i, wanted in enumerate(requests) if any(request.doubtful for request in wanted)]
    asked = [ask_plainly(sentences[i]) for i in doubtful]
    answers = engine.translate([question.text for question in asked], beam=beam) if doubtful else []
    for i, question, answer in zip(doubtful, asked, answers, strict=True):
        plain = judge(sentences[i], requests[i], question, answer[0], "already right")
        for index, request in enumerate(requests[i]):
            if request.doubtful and plain.verdict.places[index] is None:
                kept[i] = tuple(other for other in kept[i] if other is not request)
                word, span = request.found.span.of(sentences[i]), find_rendering(request, index, plain)
                reading = f", read as “{span.of(answer[0].text)}”" if span else ""
                begins = not any(c.isalpha() for c in sentences[i][: request.found.span.start])
                issues[i] = Issue(
                    "name or word",
                    "warning",
                    f"“{word}” {'begins the sentence and ' * begins}was taken for the ordinary word{reading},"
                    " not for the name",
                    request.found.span,
                )
    return kept, issues
