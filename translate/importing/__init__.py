"""Files that went out for review and come back: what they say, and how that goes into the library."""

from __future__ import annotations

from translate.importing.registry import Importer, Incoming, IncomingRow, importer, importers, read_incoming

__all__ = ["Importer", "Incoming", "IncomingRow", "importer", "importers", "read_incoming"]
