"""A library with a translated article, and what it is served with."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from translate.engines import Engine
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_bytes
from translate.review.app import create_app
from translate.review.security import Access
from translate.review.site import Site
from translate.review.workspace import Workspace

PORT = 8123
HOST = f"127.0.0.1:{PORT}"
TEXT = """Een bericht over Oekraïne

Poetin sprak met de pers. Oekraïne zwijgt.

Poetin sprak met de pers. De brug is open.
"""


class Gate:
    """The engine it is given, but it translates nothing before it is opened; ``reached`` says that somebody waits."""

    def __init__(self, engine: Engine) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._engine, name)
        if name not in ("translate", "stream"):
            return value

        def wait(*arguments: Any, **options: Any) -> Any:
            self.reached.set()
            assert self.opened.wait(60)
            return value(*arguments, **options)

        return wait


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "translations.db") as opened:
        yield opened


@pytest.fixture
def gate(engine: Engine) -> Iterator[Gate]:
    gate = Gate(engine)
    yield gate
    gate.opened.set()  # else whoever waits would wait for ever


@pytest.fixture
def glossary_file(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text("- source: Poetin\n  target: Putin\n- source: Oekraïne\n  target: Ukraine\n", encoding="utf-8")
    return path


@pytest.fixture
def article(engine: Engine, library: Library) -> int:
    """The id of a translated article of three paragraphs and five segments, of which 2.1 and 3.1 are the same."""
    read = read_bytes(TEXT.encode(), "bericht.txt")
    Pipeline(engine, Glossary(), library).translate(read)
    found = library.find_article(read.sha256)
    assert found is not None
    return found


@pytest.fixture
def site(gate: Gate, library: Library, glossary_file: Path) -> Iterator[Site]:
    """What the server serves; its engine translates until a test closes the gate."""
    gate.opened.set()
    site = Site(Workspace(library, glossary_file, lambda: gate))
    yield site
    site.stop()
    site.join(60)


@pytest.fixture
def browser(site: Site) -> TestClient:
    return let_in(site)


def let_in(site: Site) -> TestClient:
    """Return a browser that was let in and sends what a page of the server would send."""
    access = Access(PORT)
    own = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
    client = TestClient(
        create_app(site, access), f"http://{HOST}", raise_server_exceptions=False, follow_redirects=False, headers=own
    )
    assert client.get(access.address()).status_code == 303
    return client


# --- for the service behind the pages --------------------------------------------------------------------------------

STORY = """# De MIVD over drones

De MIVD waarschuwt voor drones. De minister van Defensie sprak met de pers.

De MIVD telt 2.400 drones. Het regent.

Trouw aan de bondgenoten is belangrijk. De minister van Defensie sprak met de pers.
"""
TERMS = """# onze termen
- source: MIVD
  target: MIVD
  kind: organisation
  expand: Defence Intelligence and Security Service
- source: drone
  target: UAV
  forbidden: [drone, drones]
- source: minister van Defensie
  target: Minister of Defence
  kind: title
- source: Trouw
  target: Trouw
  kind: organisation
"""


@pytest.fixture(scope="session")
def story(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a glossary and a library in which an article was translated with it."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "glossary.yaml").write_text(TERMS, encoding="utf-8")
    with Library.open(folder / "translations.db") as library:
        Pipeline(engine, load_glossary(folder / "glossary.yaml"), library).translate(
            read_bytes(STORY.encode(), "verhaal.md")
        )
    return folder


@pytest.fixture
def desk(engine: Engine, story: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of its own with that article, whose id is 1: a heading and three paragraphs of two sentences."""
    folder = tmp_path / "desk"
    shutil.copytree(story, folder)
    with Library.open(folder / "translations.db") as library:
        yield Workspace(library, folder / "glossary.yaml", lambda: engine)
