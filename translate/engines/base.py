"""What the pipeline asks of a translation engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from translate.document import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation of one sentence.

    ``tokens`` and ``source_tokens`` are spans of ``text`` and of the source, one a token; a token without text of its
    own (a lone space) has an empty span. ``score`` is the mean log-probability of the tokens (natural logarithm, at
    most 0). ``attention`` is a matrix of target tokens by source tokens, the source's end mark last (each row adds up
    to 1): the guided head, from which the word alignment comes.
    """

    text: str
    tokens: tuple[Span, ...]
    source_tokens: tuple[Span, ...]
    score: float
    attention: NDArray[np.float32] | None = None


class Engine(Protocol):
    """A model that translates sentences.

    ``id`` names the checkpoint and its revision (``nl-en-compact@3f2a91c0d1e2``); two engines with the same id are the
    same weights. ``marks_terms`` says that the model was trained to copy what stands between the term marks.
    ``max_tokens`` is the longest source, in tokens, that one call takes.
    """

    id: str
    marks_terms: bool
    max_tokens: int

    def translate(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate each sentence; best hypothesis first, at most ``hypotheses`` of them.

        Args:
            sources: sentences, none of them blank, none longer than ``max_tokens``.
            beam: beam size, 1 for greedy.
            hypotheses: how many hypotheses a sentence, at most ``beam``.
            prefixes: for each sentence the text its translation must begin with; an empty string leaves it free.
        """
        ...

    def stream(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate sentences as ``translate`` does; yield each one's index and hypotheses as soon as they are there.

        An engine that can work while its caller does starts at the call, not at the first sentence asked for.
        """
        ...

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        """Return the log-probability of each target token, and of the sentence's end, for each pair."""
        ...

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """Return how many tokens each sentence takes, without the end mark."""
        ...
