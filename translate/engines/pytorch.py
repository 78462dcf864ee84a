"""The reference engine: ``transformers.MarianMTModel`` in float32. Slow; needs the extra ``torch``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from translate.document import Span
from translate.engines.base import Hypothesis
from translate.engines.limits import read_limits
from translate.engines.tokens import END, Tokenizer
from translate.errors import ModelError

if TYPE_CHECKING:
    from translate.engines.models import Model

BATCH = 32  # sentences


class PyTorchEngine:
    """A Marian checkpoint as Hugging Face reads it.

    Args:
        model: what ``find_model`` found.
        threads: CPU threads, 0 for PyTorch's own choice.

    Raises:
        ModelError: PyTorch is not installed, or the checkpoint is missing or not readable.
    """

    def __init__(self, model: Model, *, threads: int = 0) -> None:
        try:
            import torch
        except ImportError as error:
            mend = "install the extra: pip install 'nl-en-translate[torch]'"
            raise ModelError("PyTorch is not installed", where="--backend pytorch", mend=mend) from error
        if threads:
            torch.set_num_threads(threads)
        self._folder = model.folder
        self._limits = read_limits(model.folder)
        self.id = f"{model.id}+pytorch"
        self.marks_terms = self._limits.marks_terms
        self.max_tokens = self._limits.source_tokens

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(self._folder)

    @cached_property
    def _model(self) -> Any:
        import torch
        from transformers import MarianMTModel
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            # Attention is written out, not fused: the fused kernels do not give the weights back.
            loaded = MarianMTModel.from_pretrained(
                str(self._folder), dtype=torch.float32, attn_implementation="eager", local_files_only=True
            )
        except (OSError, ValueError, RuntimeError) as error:
            where = str(self._folder)
            raise ModelError(f"the model does not load ({error})", where=where, mend="install it again") from error
        return loaded.eval()

    def translate(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> list[list[Hypothesis]]:
        """See ``Engine.translate``."""
        found = dict(self.stream(sources, beam=beam, hypotheses=hypotheses, prefixes=prefixes))
        return [found[i] for i in range(len(sources))]

    def stream(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """See ``Engine.stream``; batches are of sentences of one length."""
        if prefixes is not None:
            # Prefixes differ in length, and generate() takes one length a batch.
            for index, (source, prefix) in enumerate(zip(sources, prefixes, strict=True)):
                yield index, self._generate([source], beam, hypotheses, prefix)[0]
            return
        order = sorted(range(len(sources)), key=lambda i: len(sources[i]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            yield from zip(batch, self._generate([sources[i] for i in batch], beam, hypotheses, ""), strict=True)

    def _generate(self, sources: list[str], beam: int, hypotheses: int, prefix: str) -> list[list[Hypothesis]]:
        import torch

        encoded = [self._tokenizer.encode(source) for source in sources]
        inputs, mask = self._padded([[*tokens.pieces, END] for tokens in encoded])
        start = [self._model.config.decoder_start_token_id, *self._ids(self._tokenizer.encode_target(prefix).pieces)]
        with torch.inference_mode():
            output = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                decoder_input_ids=torch.tensor([start] * len(sources)),
                num_beams=max(beam, hypotheses),
                num_return_sequences=hypotheses,
                do_sample=False,
                max_length=self._limits.target_tokens,
                early_stopping=False,
                suppress_tokens=[self._vocabulary["<unk>"]],
            )
            several = [i for i in range(len(sources)) for _ in range(hypotheses)]
            made = self._judge(inputs[several], mask[several], output, [encoded[i].spans for i in several])
        return [made[i * hypotheses : (i + 1) * hypotheses] for i in range(len(sources))]

    def _judge(self, inputs: Any, mask: Any, output: Any, source_spans: list[tuple[Span, ...]]) -> list[Hypothesis]:
        """Read text, scores and attention off sequences, each a row that begins with the decoder's start token."""
        result = self._model(
            input_ids=inputs, attention_mask=mask, decoder_input_ids=output[:, :-1], output_attentions=True
        )
        attention = result.cross_attentions[-1][:, 0].numpy()
        found = []
        for row, spans in enumerate(source_spans):
            pieces = self._pieces(output[row, 1:].tolist())
            scores = self._scores(result.logits[row], output[row, 1:], len(pieces) + 1)
            text, target_spans = self._tokenizer.decode(pieces)
            matrix = attention[row, : len(target_spans), : len(spans) + 1]
            found.append(Hypothesis(text, target_spans, spans, sum(scores) / max(len(scores), 1), matrix))
        return found

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        """See ``Engine.score``."""
        import torch

        scores = []
        start = self._model.config.decoder_start_token_id
        for source, target in zip(sources, targets, strict=True):
            ids = [*self._ids(self._tokenizer.encode_target(target).pieces), self._vocabulary[END]]
            inputs, mask = self._padded([[*self._tokenizer.encode(source).pieces, END]])
            with torch.inference_mode():
                result = self._model(
                    input_ids=inputs, attention_mask=mask, decoder_input_ids=torch.tensor([[start, *ids[:-1]]])
                )
            scores.append(self._scores(result.logits[0], torch.tensor(ids), len(ids)))
        return scores

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """See ``Engine.count_tokens``."""
        return self._tokenizer.count(sources)

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return self._tokenizer.target_vocabulary

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._vocabulary, key=self._vocabulary.__getitem__)

    def _ids(self, pieces: Sequence[str]) -> list[int]:
        return [self._vocabulary[piece] for piece in pieces]

    def _pieces(self, ids: list[int]) -> list[str]:
        end = self._vocabulary[END]
        return [self._names[i] for i in (ids[: ids.index(end)] if end in ids else ids)]

    @staticmethod
    def _scores(logits: Any, ids: Any, count: int) -> list[float]:
        chosen = logits.log_softmax(-1).gather(-1, ids[: len(logits), None])
        return [float(value) for value in chosen[:count, 0]]

    def _padded(self, rows: list[list[str]]) -> tuple[Any, Any]:
        import torch

        vocabulary = self._tokenizer.source_vocabulary
        longest = max(map(len, rows))
        pad = self._model.config.pad_token_id
        ids = [[vocabulary[p] for p in row] + [pad] * (longest - len(row)) for row in rows]
        mask = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
        return torch.tensor(ids), torch.tensor(mask)
