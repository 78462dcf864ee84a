"""From a sentence to a Marian model's tokens and back, with the span of each token; shared by all engines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate.document import Span
from translate.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import sentencepiece

END = "</s>"
UNKNOWN = "<unk>"
OPEN_MARK = "⦃"
CLOSE_MARK = "⦄"

# One code point for one, so that spans stay true. The training text had these replaced too, and the marks can only
# come from us: an article that holds one must not look as if it asked for a term.
_PLAIN = str.maketrans("“”„‟«»‘’‚\u00a0\u202f", '""""""\'\'\'  ')
_NO_MARKS = str.maketrans(OPEN_MARK + CLOSE_MARK, "{}")


def disarm(text: str) -> str:
    """Replace term marks that stand in the text itself by braces, one code point for one."""
    return text.translate(_NO_MARKS)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text and their spans, one span a token; byte pieces of one character share its span."""

    pieces: tuple[str, ...]
    spans: tuple[Span, ...]


class Tokenizer:
    """The two SentencePiece models and the vocabularies (piece to id) of a checkpoint folder.

    Raises:
        ModelError: a file is missing or is not what its name says.
    """

    def __init__(self, folder: Path) -> None:
        self._source = _load_pieces(folder / "source.spm")
        self._target = _load_pieces(folder / "target.spm")
        self.source_vocabulary = _load_vocabulary(folder / "vocab.json")
        separate = folder / "target_vocab.json"
        self.target_vocabulary = _load_vocabulary(separate) if separate.exists() else self.source_vocabulary

    def encode(self, text: str) -> Tokens:
        """Split a source sentence into pieces of the vocabulary (``<unk>`` for the rest), without the end mark."""
        return _encode(self._source, self.source_vocabulary, text.translate(_PLAIN))

    def encode_target(self, text: str) -> Tokens:
        """Split an English text into pieces of the target vocabulary, without the end mark."""
        return _encode(self._target, self.target_vocabulary, text)

    def count(self, texts: Iterable[str]) -> list[int]:
        """Return the number of source tokens of each text."""
        # One by one: for a list SentencePiece starts threads, which costs more than a sentence does.
        return [len(self._source.encode(text.translate(_PLAIN))) for text in texts]

    def decode(self, pieces: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
        """Join target pieces into text; return it with the span of each piece (without a leading space)."""
        known = [p for p in pieces if p != END]
        if not known:
            return "", ()
        mapping = self._target.decode(known, return_type="offset_mapping")
        text: str = mapping["text"]
        # A space that a byte or a lone piece leaves at either end belongs to no word.
        left = len(text) - len(text.lstrip())
        stripped = text.strip()
        spans = _trimmed(text, mapping["offsets"])
        if left or len(stripped) < len(text):
            spans = [_within(span, left, len(stripped)) for span in spans]
        return stripped, tuple(spans)


def _trimmed(text: str, offsets: Iterable[tuple[int, int]]) -> list[Span]:
    """Return the spans of pieces without the blanks they begin with."""
    spans = []
    for start, end in offsets:
        while start < end and text[start].isspace():
            start += 1
        spans.append(Span(start, max(start, end)))
    return spans


def _within(span: Span, shift: int, length: int) -> Span:
    """Return a span counted from ``shift``, cut to a text of ``length`` code points."""
    return Span(min(max(span.start - shift, 0), length), min(max(span.end - shift, 0), length))


def _encode(model: sentencepiece.SentencePieceProcessor, vocabulary: dict[str, int], text: str) -> Tokens:
    mapping = model.encode(text, return_type="offset_mapping")
    pieces = tuple(p if p in vocabulary else UNKNOWN for p in mapping["pieces"])
    return Tokens(pieces, tuple(_trimmed(text, mapping["offsets"])))


def _load_pieces(path: Path) -> sentencepiece.SentencePieceProcessor:
    import sentencepiece

    try:
        model: sentencepiece.SentencePieceProcessor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        return model
    except (OSError, RuntimeError) as error:
        raise ModelError(
            "not a readable SentencePiece model", where=str(path), mend="install the model again"
        ) from error


def _load_vocabulary(path: Path) -> dict[str, int]:
    try:
        vocabulary = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("not a readable vocabulary", where=str(path), mend="install the model again") from error
    if not isinstance(vocabulary, dict) or END not in vocabulary:
        raise ModelError(f"a vocabulary without {END}", where=str(path), mend="install the model again")
    return vocabulary
