from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.errors import TranslateError
from translate.glossary.exchange import FORMATS, read_terms, write_terms
from translate.glossary.exchange.merging import apply_changes, plan_import
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary

from .strategies import glossaries, pairs
from .tbx_rules import problems

ROOT = Path(__file__).parents[3]
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exchange")


@pytest.mark.parametrize("format", ["tbx", "tbx-dct", "xlsx"])
@few
@given(glossary=glossaries())
def test_a_whole_glossary_goes_there_and_comes_back(folder: Path, format: str, glossary: Glossary) -> None:
    path = folder / "terms"
    assert write_terms(glossary, path, format).lost == ()
    imported = read_terms(path)
    assert imported.entries == glossary.entries
    assert imported.left_out == ()


@pytest.mark.parametrize("style", ["tbx", "tbx-dct"])
@few
@given(glossary=glossaries())
def test_what_is_written_is_tbx_basic(folder: Path, style: str, glossary: Glossary) -> None:
    write_terms(glossary, folder / "terms", style)
    assert problems((folder / "terms").read_bytes()) == []


@pytest.mark.parametrize(("format", "columns"), [("csv", ""), ("tsv", "nl,en")])
@few
@given(glossary=glossaries())
def test_pairs_go_to_deepl_and_come_back(folder: Path, format: str, columns: str, glossary: Glossary) -> None:
    write_terms(glossary, folder / "terms", format)
    assert list(read_terms(folder / "terms", columns).entries) == pairs(glossary)


@few
@given(glossary=glossaries())
def test_pairs_and_notes_go_to_omegat_and_come_back(folder: Path, glossary: Glossary) -> None:
    kept = [entry for entry in pairs(glossary) if not entry.id.startswith("#")]
    lost = write_terms(glossary, folder / "terms", "omegat").lost
    assert any("comment" in line for line in lost) == (len(kept) < len(pairs(glossary)))
    if kept:
        read = read_terms(folder / "terms").entries
        assert [replace(entry, note="") for entry in read] == kept
        assert {" ".join(entry.note.split()) for entry in read} <= {" ".join(e.note.split()) for e in glossary}


@few
@given(glossary=glossaries(), format=st.sampled_from(["tbx", "tbx-dct", "xlsx"]))
def test_an_import_into_nothing_makes_the_same_glossary(folder: Path, format: str, glossary: Glossary) -> None:
    path = folder / "new.yaml"
    path.unlink(missing_ok=True)
    write_terms(glossary, folder / "terms", format)
    plan = plan_import(path, read_terms(folder / "terms"), lambda _: False)
    apply_changes(path, plan)
    assert (plan.refused, plan.conflicts) == ((), ())
    assert load_glossary(path).entries == glossary.entries


@pytest.mark.parametrize("format", FORMATS)
def test_an_import_of_what_was_exported_changes_nothing(folder: Path, format: str) -> None:
    path = ROOT / "glossary.yaml"
    write_terms(load_glossary(path), folder / "starter", format)
    imported = read_terms(folder / "starter", "nl,en" if format == "tsv" else "")
    plan = plan_import(path, imported, lambda _: True)
    assert (plan.changes, plan.conflicts, plan.refused) == ((), (), ())
    assert plan.unchanged == len(imported.terms)


# --- random input ----------------------------------------------------------------------------------------------------

_PIECES = [
    *'\t\n\r,;"\'=#<>&%\0\ufeff',
    "nl", "en", "NL,EN", "source", "target", "nl,en\n", "nl;en\n", "# nl\ten\n", "drone", "sep=;\n",
    "<?xml version='1.0'?>", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>", "&a;", "&#x0;", "<![CDATA[",
    "<tbx style='dca'>", "</tbx>", "<martif>", "<text><body>", "<conceptEntry id='a'>", "</conceptEntry>",
    "<termEntry>", "<langSec xml:lang='nl'>", "<langSec xml:lang='en'>", "</langSec>", "<langSet>", "<termSec><term>",
    "</term></termSec>", "<note>glossary.yaml note: ", "<note>glossary.yaml case: ", '"\\ud800"', "</note>",
    "<termNote type='termType'>", "</termNote>", "PK\3\4",
]  # fmt: skip
_random = st.binary(max_size=200) | st.lists(st.sampled_from(_PIECES), max_size=25).map("".join).map(str.encode)


@settings(max_examples=200, deadline=None)
@given(data=_random, columns=st.sampled_from(["", "nl,en", "en,nl,note"]))
def test_random_bytes_are_read_or_refused_and_nothing_else(folder: Path, data: bytes, columns: str) -> None:
    path = folder / "random"
    path.write_bytes(data)
    try:
        imported = read_terms(path, columns)
        plan_import(folder / "none.yaml", imported, lambda _: True)
    except TranslateError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(folder: Path, format: str, data: st.DataObject) -> None:
    whole = folder / f"whole-{format}"
    if not whole.exists():
        entries = load_glossary(ROOT / "glossary.yaml").entries[:12]
        write_terms(Glossary(entries), whole, format)
    good = whole.read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    cut = data.draw(st.integers(0, 40))
    (folder / "damaged").write_bytes(good[:place] + data.draw(st.binary(max_size=6)) + good[place + cut :])
    try:
        plan_import(folder / "none.yaml", read_terms(folder / "damaged", ""), lambda _: True)
    except TranslateError as error:
        assert "\n" not in str(error)
