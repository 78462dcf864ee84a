"""The user's own folders are left alone, and the built-in model is converted once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from translate.document import Article
from translate.engines import Engine, load_engine
from translate.engines.models import BUILT_IN
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary, parse_glossary
from translate.pipeline import Pipeline
from translate.reading import read_article

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "iran-rusland-drones.txt"
STARTER = ROOT / "translate" / "glossary" / "starter.yaml"


@pytest.fixture(scope="session", autouse=True)
def users_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user with no models, no state and an empty cache; the folder under which theirs are."""
    folder = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        yield folder


@pytest.fixture(scope="session")
def engine(users_folders: Path) -> Engine:
    """The built-in model."""
    return load_engine(BUILT_IN)


@pytest.fixture(scope="session")
def starter() -> Glossary:
    """The glossary that ``translate glossary init`` writes."""
    return load_glossary(STARTER)


@pytest.fixture(scope="session")
def small_glossary() -> Glossary:
    """Three terms, for tests in which the size of the glossary does not matter."""
    return parse_glossary("- source: De Wijk\n  target: De Wijk\n- source: Poetin\n  target: Putin\n"
                          "- source: Oekraïne\n  target: Ukraine\n")  # fmt: skip


@pytest.fixture(scope="session")
def seed(engine: Engine, starter: Glossary) -> Article:
    """The seed article, translated with the starter glossary."""
    return Pipeline(engine, starter).translate(read_article(SEED))
