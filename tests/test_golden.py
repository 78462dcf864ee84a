"""The English of the seed article, word for word, for the one checkpoint that the golden files name."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.document import Article
from translate.engines import Engine
from translate.writing import render

GOLDEN = Path(__file__).parent / "golden"
ANEW = "python tests/golden/regenerate.py"


def test_the_seed_reads_as_it_did(seed: Article, engine: Engine) -> None:
    made_by = (GOLDEN / "model-id.txt").read_text(encoding="utf-8").strip()
    if made_by != engine.id:
        pytest.skip(f"the golden files are by {made_by}, the built-in model is {engine.id} now: {ANEW}")
    golden = (GOLDEN / "seed.txt").read_text(encoding="utf-8")
    assert render(seed, "txt") == golden, f"if it should read so: {ANEW}"
