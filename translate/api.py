"""The two calls that most programs need."""

from __future__ import annotations

from pathlib import Path

from translate.document import Article, Paragraph
from translate.engines import Engine, load_engine
from translate.errors import ReadingError
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import PARAGRAPH_LIMIT, read_article
from translate.writing.english import english_line


def translate_article(
    article: Article | str | Path,
    *,
    glossary: Glossary | str | Path | None = None,
    engine: Engine | str | Path | None = None,
    library: Library | str | Path | None = None,
    beam: int = 4,
) -> Article:
    """Translate a Dutch article and return it with English, terms, alignment and issues on its segments.

    Args:
        article: an Article, or the path of a file (``-`` for standard input).
        glossary: a Glossary or the path of a ``glossary.yaml``; None for no glossary.
        engine: an engine (``load_engine``) or a model's name or folder; None for the default model.
        library: where translations are kept, so that a second call translates nothing; None for nowhere.
        beam: beam size, at least 1.

    Raises:
        TranslateError: the article, the glossary, the model or the library cannot be used; the message says why.
        ValueError: the beam size is less than 1.
    """
    source = article if isinstance(article, Article) else read_article(article)
    terms = _glossary(glossary)
    model = _engine(engine)
    if library is None or isinstance(library, Library):
        return Pipeline(model, terms, library, beam).translate(source)
    with Library.open(Path(library)) as opened:
        return Pipeline(model, terms, opened, beam).translate(source)


def translate_text(
    text: str,
    *,
    glossary: Glossary | str | Path | None = None,
    engine: Engine | str | Path | None = None,
    beam: int = 4,
) -> str:
    """Translate a Dutch text and return the English; lines stay lines. Arguments as for ``translate_article``.

    A sentence that the model gave nothing back for stands there as ``[untranslated: …]``.

    Raises:
        TranslateError: as for ``translate_article``; also a line of more than 200,000 characters.
        ValueError: the beam size is less than 1.
    """
    return join_lines(translate_lines(text, glossary=glossary, engine=engine, beam=beam), text)


def translate_lines(
    text: str,
    *,
    glossary: Glossary | str | Path | None = None,
    engine: Engine | str | Path | None = None,
    beam: int = 4,
) -> Article:
    """Translate a text as an article of which each line that is not blank is a paragraph; see ``translate_text``."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > PARAGRAPH_LIMIT:
            what = f"a line of {len(line):,} characters (at most {PARAGRAPH_LIMIT:,} are read)"
            raise ReadingError(what, where=f"line {number}", mend="put line ends between the paragraphs")
    paragraphs = tuple(Paragraph("text", line.strip(), line=n) for n, line in enumerate(lines, 1) if line.strip())
    return translate_article(Article(paragraphs), glossary=glossary, engine=engine, beam=beam)


def join_lines(done: Article, text: str) -> str:
    """Return the English of ``translate_lines``, each line in the place of its Dutch."""
    english = {paragraph.line: english_line(paragraph) for paragraph in done.paragraphs}
    return "\n".join(english.get(n, "") for n, _ in enumerate(text.split("\n"), 1))


def _engine(engine: Engine | str | Path | None) -> Engine:
    if engine is None or isinstance(engine, str):
        return load_engine(engine)
    return load_engine(str(engine)) if isinstance(engine, Path) else engine


def _glossary(glossary: Glossary | str | Path | None) -> Glossary:
    if glossary is None:
        return Glossary()
    return glossary if isinstance(glossary, Glossary) else load_glossary(Path(glossary))
