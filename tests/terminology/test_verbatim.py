"""Addresses come through letter by letter."""

from __future__ import annotations

import pytest

from translate.reading import PARAGRAPH_LIMIT
from translate.terminology.verbatim import find_verbatim


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Zie https://www.nos.nl/artikel/2-oorlog.html.", ["https://www.nos.nl/artikel/2-oorlog.html"]),
        ("Mail redactie@hcss.nl, of volg @NAVO_nieuws en #oorlog.", ["redactie@hcss.nl", "@NAVO_nieuws", "#oorlog"]),
        ("Meer op vrede.nl en in rapport-oorlog.pdf.", ["vrede.nl", "rapport-oorlog.pdf"]),
        ("Poetin(@kremlin) zei het.", ["@kremlin"]),
        ("Het kost 2.400 euro, d.w.z. veel. Nu.", []),
    ],
)
def test_addresses_handles_and_files_are_found(sentence: str, kept: list[str]) -> None:
    assert [found.span.of(sentence) for found in find_verbatim(sentence)] == kept


def test_one_long_word_is_searched_in_no_time() -> None:
    for letters in ("a", "a.", "a-", "@a", "www."):
        assert len(find_verbatim(letters * (PARAGRAPH_LIMIT // len(letters)))) < PARAGRAPH_LIMIT
