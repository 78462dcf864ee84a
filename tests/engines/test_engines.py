"""The two engines on the built-in model: same words, same figures, spans that fit the text."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Span
from translate.engines import Engine, Hypothesis, load_engine
from translate.engines.convert import position_encodings
from translate.engines.ctranslate2 import CTranslate2Engine
from translate.engines.models import built_in_folder, find_model
from translate.engines.pytorch import PyTorchEngine
from translate.engines.tokens import Tokenizer, disarm
from translate.errors import ModelError
from translate.reading import read_article
from translate.segmenting import segment_paragraph

SEED = Path(__file__).parents[2] / "seeds" / "iran-rusland-drones.txt"
SENTENCES = ["Volgens De Wijk is dat niet zo.", "Iran heeft honderd drones geleverd aan Rusland, zegt Zwijnenburg."]


@pytest.fixture(scope="module")
def exact() -> CTranslate2Engine:
    return CTranslate2Engine(find_model(str(built_in_folder())), compute_type="float32")


@pytest.fixture(scope="module")
def reference() -> PyTorchEngine:
    return PyTorchEngine(find_model(str(built_in_folder())))


@pytest.fixture(scope="module")
def quick() -> CTranslate2Engine:
    return CTranslate2Engine(find_model(str(built_in_folder())))


def test_greedy_float32_output_is_the_same_on_the_seed(exact: CTranslate2Engine, reference: PyTorchEngine) -> None:
    paragraphs = enumerate(read_article(SEED).paragraphs)
    sentences = [s.source for i, p in paragraphs for s in segment_paragraph(p, str(i)).segments]
    ours, theirs = exact.translate(sentences, beam=1), reference.translate(sentences, beam=1)
    assert [h[0].text for h in ours] == [h[0].text for h in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one[0].attention is not None and other[0].attention is not None
        assert np.allclose(one[0].attention, other[0].attention, atol=1e-3)
        assert one[0].tokens == other[0].tokens
        assert one[0].score == pytest.approx(other[0].score, abs=1e-2)


def test_scores_agree(exact: CTranslate2Engine, reference: PyTorchEngine) -> None:
    targets = ["According to De Wijk that is not so.", "Iran has supplied Russia with a hundred drones."]
    for ours, theirs in zip(exact.score(SENTENCES, targets), reference.score(SENTENCES, targets), strict=True):
        assert ours == pytest.approx(theirs, abs=1e-2)
        assert max(ours) <= 0


@pytest.mark.parametrize("name", ["quick", "reference"])
def test_hypotheses_are_distinct_and_best_first(name: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(name)
    for found in engine.translate(SENTENCES, beam=4, hypotheses=3):
        assert len({h.text for h in found}) == 3
        assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


@pytest.mark.parametrize("name", ["quick", "reference"])
def test_a_prefix_begins_the_translation(name: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(name)
    free, forced = engine.translate(SENTENCES, prefixes=["", "Professor Zwijnenburg says"])
    assert forced[0].text.startswith("Professor Zwijnenburg says")
    assert free[0].text == engine.translate(SENTENCES[:1])[0][0].text


def test_every_hypothesis_is_well_formed(quick: CTranslate2Engine) -> None:
    for sentence, found in zip(SENTENCES, quick.translate(SENTENCES, hypotheses=4), strict=True):
        for hypothesis in found:
            check(sentence, hypothesis)


def check(sentence: str, hypothesis: Hypothesis) -> None:
    """Tokens cover the words of both texts in order; attention has a row a token and a column a source token."""
    for text, spans in ((sentence, hypothesis.source_tokens), (hypothesis.text, hypothesis.tokens)):
        assert list(spans) == sorted(spans)
        assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
    assert hypothesis.attention is not None
    assert hypothesis.attention.shape == (len(hypothesis.tokens), len(hypothesis.source_tokens) + 1)
    assert np.all(hypothesis.attention.sum(axis=1) <= 1.001)


def test_the_company_a_sentence_keeps_does_not_change_it(quick: CTranslate2Engine) -> None:
    together = [found[0].text for found in quick.translate([*SENTENCES, "Nee.", "Dat weet hij."])]
    alone = [quick.translate([sentence])[0][0].text for sentence in [*SENTENCES, "Nee.", "Dat weet hij."]]
    assert together == alone


def test_marked_terms_are_copied_without_their_marks(quick: CTranslate2Engine) -> None:
    assert quick.marks_terms
    text = quick.translate(["Volgens ⦃ De Wijk ⦄ is dat niet zo."])[0][0].text
    assert "De Wijk" in text and "⦃" not in text and "⦄" not in text


def test_an_engine_says_which_weights_it_has(quick: CTranslate2Engine, exact: CTranslate2Engine) -> None:
    assert quick.id == find_model(str(built_in_folder())).id
    assert re.fullmatch(r".+@[0-9a-f]{12}", quick.id)
    assert quick.id != exact.id


def test_a_folder_is_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_engine(str(tmp_path / "nowhere"))
    assert str(tmp_path / "nowhere") in caught.value.line()


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(ValueError, match="abacus"):
        load_engine(backend="abacus")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_tokens_span_the_text_they_come_from(text: str) -> None:
    tokenizer = Tokenizer(built_in_folder())
    for tokens in (tokenizer.encode(text), tokenizer.encode_target(text)):
        assert len(tokens.pieces) == len(tokens.spans)
        assert all(0 <= span.start <= span.end <= len(text) for span in tokens.spans)
        assert [span.start for span in tokens.spans] == sorted(span.start for span in tokens.spans)


@given(st.text(alphabet=st.characters(codec="latin-1", categories=["L", "Nd", "Zs"]), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_english_decodes_to_what_was_encoded(text: str) -> None:
    tokenizer = Tokenizer(built_in_folder())
    decoded, spans = tokenizer.decode(tokenizer.encode_target(text).pieces)
    assert decoded == " ".join(tokenizer_normal(text).split())
    assert all(span.end <= len(decoded) for span in spans)


def tokenizer_normal(text: str) -> str:
    """What SentencePiece's NFKC rule makes of a text."""
    import unicodedata

    return unicodedata.normalize("NFKC", text)


def test_typographic_quotes_are_read_as_plain_ones() -> None:
    tokenizer = Tokenizer(built_in_folder())
    assert tokenizer.encode("“Nee”, zei ’m").pieces == tokenizer.encode('"Nee", zei \'m').pieces


def test_marks_in_the_text_itself_are_disarmed() -> None:
    assert disarm("a ⦃ b ⦄") == "a { b }"


def test_position_encodings_are_sines_then_cosines() -> None:
    table = position_encodings(3, 4)
    assert table[0].tolist() == [0, 0, 1, 1]
    assert table[1] == pytest.approx([np.sin(1), np.sin(0.01), np.cos(1), np.cos(0.01)], abs=1e-6)


def test_spans_count_code_points() -> None:
    tokens = Tokenizer(built_in_folder()).encode("😀 Oekraïne")
    assert Span(tokens.spans[-1].start, tokens.spans[-1].end).end == len("😀 Oekraïne")
