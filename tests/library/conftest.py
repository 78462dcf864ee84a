from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from translate.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "translations.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for the many examples of a property: to make a new file for each would take seconds."""
    with Library.open(tmp_path_factory.mktemp("shared") / "translations.db") as opened:
        yield opened
