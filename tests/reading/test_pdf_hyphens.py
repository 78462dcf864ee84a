from __future__ import annotations

import pytest

from translate.reading.pdf_hyphens import rejoin


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("een woord", "en nog een", "een woord en nog een"),
        ("de drone-", "fabriek staat", "de dronefabriek staat"),
        ("ontwikke-", "len", "ontwikkelen"),
        ("Kremlin-", "baas", "Kremlinbaas"),
        ("de PAX-", "onderzoeker", "de PAX-onderzoeker"),
        ("Noord-", "Korea", "Noord-Korea"),
        ("een 18-", "jarige", "een 18-jarige"),
        ("1990-", "1995", "1990-1995"),
        ("per e-", "mail", "per e-mail"),
        ("DRONE-", "FABRIEK", "DRONEFABRIEK"),
        ("NAVO-", "top", "NAVO-top"),
        ("binnen-", "en buitenland", "binnen- en buitenland"),
        ("oud-", "minister", "oud-minister"),
        ("oud-", "ste", "oudste"),
        ("ex-", "pert", "expert"),
        ("de minister-", "president", "de minister-president"),
        ("auto-", "ongeluk", "auto-ongeluk"),
        ("zee-", "eend", "zee-eend"),
        ("be-", "eindigen", "beëindigen"),
        ("ge-", "interesseerd", "geïnteresseerd"),
        ("Oekra-", "ine", "Oekraïne"),
        ("financi-", "ele", "financiële"),
        ("wo\u00ad", "ord", "woord"),
        ("hij – zo -", "zegt", "hij – zo - zegt"),
        ("zie https://", "www.pax.nl", "zie https://www.pax.nl"),
        ("de 737–", "9", "de 737–9"),
        ("mail naar info@", "pax.nl", "mail naar info@pax.nl"),
        ("zie www.pax.nl/a-", "b", "zie www.pax.nl/a-b"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_word_is_written_with_it(first: str, second: str, joined: str) -> None:
    assert rejoin(first, second) == joined
