"""``translate review``: the articles in the browser, Dutch and English side by side."""

from __future__ import annotations

import os
import threading
import webbrowser
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.options import (
    BackendOption,
    BeamOption,
    GlossaryOption,
    ModelOption,
    NoGlossaryOption,
    QuietOption,
    check_engine,
    choose_engine,
    choose_glossary,
    glossary_note,
    library_path,
    say,
)

if TYPE_CHECKING:
    from translate.library import Library
    from translate.review.security import Access
    from translate.review.site import Site


def review_command(
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="ARTICLE",
            help="A path, a part of a title, or a number in the library; a file that is not in the library is"
            " translated first. If left out, the list of articles is shown.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port to serve at; a free one if left out.")
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, and leave it to you to open it.")
    ] = False,
    model: ModelOption = None,
    glossary: GlossaryOption = None,
    no_glossary: NoGlossaryOption = False,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library",
            metavar="FILE",
            help="Where translations are kept; translations.db beside the glossary if left out.",
        ),
    ] = None,
    beam: BeamOption = 4,
    backend: BackendOption = "ctranslate2",
    quiet: QuietOption = False,
) -> None:
    """Review articles in the browser: see, correct, approve.

    The page comes from this machine, and only this machine can see it. Ctrl-C stops it; everything is saved as you go.
    """
    # What can be refused comes before what takes a second to load.
    terms = choose_glossary(glossary, none=no_glossary)
    check_engine(model, backend)

    from translate.library import Library
    from translate.review.app import create_app
    from translate.review.security import Access
    from translate.review.serving import bind, serve
    from translate.review.site import Site
    from translate.review.workspace import Workspace

    with Library.open(library_path(library, terms)) as opened, bind(port) as listener:
        path = Path(terms.path) if terms.path else None
        load_engine = partial(choose_engine, model, backend, quiet=True)
        workspace = Workspace(opened, path, load_engine, beam, no_glossary=no_glossary)
        site = Site(workspace)
        page = "/" if article is None else _page_of(site, opened, article)
        say(glossary_note(terms, none=no_glossary), quiet)
        access = Access(listener.getsockname()[1])
        if no_browser:
            print(access.address(page), flush=True)
        else:
            say(f"reviewing at {access.address(page)} (Ctrl-C stops it)", quiet)
            threading.Thread(target=_open_browser, args=(access, page), daemon=True).start()
        serve(create_app(site, access), site, listener)


def _page_of(site: Site, library: Library, name: str) -> str:
    """Return the page of the article that is meant; of its translation, where that has still to be made."""
    from translate.library import resolve_article
    from translate.reading import read_bytes, read_file

    if not os.path.isfile(name):
        return f"/articles/{resolve_article(library.names(), name).id}"
    original = read_file(name)
    read = read_bytes(original, name)
    known = library.find_article(read.sha256)
    if known is not None and all(segments for segments, _ in library.paragraph_sizes(known)):
        return f"/articles/{known}"
    return f"/jobs/{site.translate(read, original).id}"


def _open_browser(access: Access, page: str) -> None:
    """Open the page; runs in a thread, for a browser in the terminal does not return before it is closed."""
    if not webbrowser.open(access.address(page, once=True)):
        say(f"no browser can be opened from here; open {access.address(page)}", quiet=False)
