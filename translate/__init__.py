"""Dutch articles into English with every name and term as the glossary says.

>>> from translate import translate_article                              # doctest: +SKIP
>>> article = translate_article("iran.txt", glossary="glossary.yaml")     # doctest: +SKIP
>>> print(article.paragraphs[0].target)                                   # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from translate.api import translate_article, translate_text
    from translate.document import Article
    from translate.engines import load_engine
    from translate.errors import TranslateError
    from translate.glossary.model import Glossary
    from translate.glossary.store import load_glossary
    from translate.library import Library

__all__ = [
    "Article",
    "Glossary",
    "Library",
    "TranslateError",
    "load_engine",
    "load_glossary",
    "translate_article",
    "translate_text",
]

_HOMES = {
    "Article": "translate.document",
    "Glossary": "translate.glossary.model",
    "Library": "translate.library",
    "TranslateError": "translate.errors",
    "load_engine": "translate.engines",
    "load_glossary": "translate.glossary.store",
    "translate_article": "translate.api",
    "translate_text": "translate.api",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: the command line must answer --help before any of this is loaded.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
