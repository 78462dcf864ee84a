"""The one family of errors a user is told about: what is wrong, where, and how to mend it."""

from __future__ import annotations


class TranslateError(Exception):
    """Something the user can mend. The command line prints it as one line and exits with 2.

    Args:
        what: what is wrong, a phrase without a closing full stop.
        where: file, line, key or address; empty where there is none.
        mend: what to do about it, a phrase; empty where nothing is to be said.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(self.line())

    def line(self) -> str:
        """Return the error as one line: ``where: what (mend)``."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        if self.mend:
            text = f"{text}; {self.mend}"
        return " ".join(text.split())


class ReadingError(TranslateError):
    """A document that cannot be read."""


class GlossaryError(TranslateError):
    """A glossary that cannot be used."""


class ModelError(TranslateError):
    """A model that cannot be found, fetched, checked or loaded."""


class LibraryError(TranslateError):
    """A library file that cannot be opened, read or written."""


class WritingError(TranslateError):
    """An output that cannot be written."""
