"""Make the golden files anew, with the built-in model as it is now: ``python tests/golden/regenerate.py``."""

from __future__ import annotations

from pathlib import Path

from translate import load_engine, translate_article
from translate.engines.models import BUILT_IN
from translate.writing import render

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
SEED = ROOT / "seeds" / "iran-rusland-drones.txt"
GLOSSARY = ROOT / "translate" / "glossary" / "starter.yaml"

if __name__ == "__main__":
    engine = load_engine(BUILT_IN)
    english = render(translate_article(SEED, glossary=GLOSSARY, engine=engine), "txt")
    (FOLDER / "seed.txt").write_text(english, encoding="utf-8")
    (FOLDER / "model-id.txt").write_text(f"{engine.id}\n", encoding="utf-8")
    print(f"tests/golden/seed.txt is by {engine.id} now: look at what changed before you commit it.")
