"""What a checkpoint's ``config.json`` says about how to use it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from translate.errors import ModelError

LONGEST_SOURCE = 128  # tokens: Marian models are trained on shorter sentences and lose words beyond it


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in tokens, without the end mark; ``width`` is the model's d_model."""

    source_tokens: int
    target_tokens: int
    marks_terms: bool
    width: int


def read_limits(folder: Path) -> Limits:
    """Read the limits of a checkpoint folder.

    Raises:
        ModelError: ``config.json`` is missing or cannot be read.
    """
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        positions, width = int(config["max_position_embeddings"]), int(config["d_model"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "not a readable model configuration", where=str(path), mend="install the model again"
        ) from error
    return Limits(
        min(LONGEST_SOURCE, positions // 2), min(256, positions - 1), bool(config.get("marks_terms", False)), width
    )
