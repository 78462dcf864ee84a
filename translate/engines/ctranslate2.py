"""The default engine: Marian in CTranslate2, without PyTorch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from translate.engines.base import Hypothesis
from translate.engines.convert import convert_checkpoint
from translate.engines.limits import read_limits
from translate.engines.tokens import END, Tokenizer, Tokens
from translate.errors import ModelError

if TYPE_CHECKING:
    from translate.document import Span
    from translate.engines.models import Model

# d_model: the matrices of narrower models are so small that threads wait for each other longer than they work. Such a
# model gets a worker a core instead, each with batches of its own.
WIDE = 512
BATCH_TOKENS = (
    512  # source tokens a batch, padding counted: measured, 384 to 1,024 take the same time, 2,048 an eighth more
)


class CTranslate2Engine:
    """A Marian checkpoint, converted on first use.

    Args:
        model: what ``find_model`` found.
        compute_type: ``int8`` (default) or ``float32``.
        threads: CPU threads, 0 for all that this process may use.

    Raises:
        ModelError: the checkpoint is missing or not readable; when it is incomplete, the first call says so.
    """

    def __init__(self, model: Model, *, compute_type: str = "int8", threads: int = 0) -> None:
        self._model = model
        self._compute_type = compute_type
        self._limits = read_limits(model.folder)
        threads = threads or _cores()
        self._workers, self._threads = (1, threads) if self._limits.width >= WIDE else (threads, 1)
        self.id = model.id if compute_type == "int8" else f"{model.id}+{compute_type}"
        self.marks_terms = self._limits.marks_terms
        self.max_tokens = self._limits.source_tokens

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(self._model.folder)

    @cached_property
    def _translator(self) -> Any:
        # Loaded when the first sentence comes: a run that finds everything in the library needs no model.
        import ctranslate2

        folder = convert_checkpoint(self._model.folder, quantization=self._compute_type)
        try:
            return ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type=self._compute_type,
                inter_threads=self._workers,
                intra_threads=self._threads,
                max_queued_batches=-1,  # else a caller waits for a place in the queue instead of reading answers
            )
        except RuntimeError as error:
            raise ModelError(
                f"the converted model does not load ({error})",
                where=str(folder),
                mend="delete this folder and try again",
            ) from error

    def translate(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> list[list[Hypothesis]]:
        """See ``Engine.translate``."""
        found = dict(self._start(sources, prefixes, beam, hypotheses))
        return [found[i] for i in range(len(sources))]

    def stream(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """See ``Engine.stream``: the workers are at the next batch while the caller has the last."""
        return self._start(sources, prefixes, beam, hypotheses)

    def _start(
        self, sources: Sequence[str], prefixes: Sequence[str] | None, beam: int, hypotheses: int
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Put all sentences into the workers' queue, longest first, and return what reads the answers.

        A batch is in the queue as soon as it is full, so that a worker is at it while the next one is tokenised.
        """
        pending: list[tuple[int, Tokens, Any]] = []
        batch: list[tuple[int, Tokens]] = []
        share = sum(map(len, sources)) // self._workers  # characters
        room = min(BATCH_TOKENS, max(share // 4, 1))
        for index in sorted(range(len(sources)), key=lambda i: -len(sources[i])):
            tokens = self._tokenizer.encode(sources[index])
            longest = max(len(tokens.pieces), *(len(t.pieces) for _, t in batch)) + 1 if batch else 0
            if longest * (len(batch) + 1) > room and batch:
                pending += self._submit(batch, prefixes, beam, hypotheses)
                batch = []
            batch.append((index, tokens))
        pending += self._submit(batch, prefixes, beam, hypotheses) if batch else []
        return ((index, self._read(waiting.result(), tokens.spans)) for index, tokens, waiting in pending)

    def _submit(
        self, batch: Sequence[tuple[int, Tokens]], prefixes: Sequence[str] | None, beam: int, hypotheses: int
    ) -> list[tuple[int, Tokens, Any]]:
        starts = (
            [list(self._tokenizer.encode_target(prefixes[i]).pieces) or None for i, _ in batch] if prefixes else None
        )
        waiting = self._translator.translate_batch(
            [[*tokens.pieces, END] for _, tokens in batch],
            target_prefix=starts,
            asynchronous=True,
            beam_size=max(beam, hypotheses),
            num_hypotheses=hypotheses,
            max_batch_size=0,
            max_input_length=0,
            max_decoding_length=self._limits.target_tokens,
            return_scores=True,
            return_attention=True,
            disable_unk=True,
        )
        return [(index, tokens, one) for (index, tokens), one in zip(batch, waiting, strict=True)]

    def _read(self, result: Any, source_spans: tuple[Span, ...]) -> list[Hypothesis]:
        import numpy as np

        found = []
        for pieces, score, attention in zip(result.hypotheses, result.scores, result.attention, strict=True):
            text, spans = self._tokenizer.decode(pieces)
            matrix = np.asarray(attention, dtype=np.float32).reshape(len(attention), -1)
            found.append(Hypothesis(text, spans, source_spans, float(score), matrix[: len(spans)]))
        return found

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        """See ``Engine.score``."""
        results = self._translator.score_batch(
            [[*self._tokenizer.encode(source).pieces, END] for source in sources],
            [list(self._tokenizer.encode_target(target).pieces) for target in targets],
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=0,
        )
        return [[float(value) for value in result.log_probs] for result in results]

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """See ``Engine.count_tokens``."""
        return self._tokenizer.count(sources)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
