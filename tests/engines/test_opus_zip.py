from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engines.checkpoint import check_checkpoint, read_checkpoint
from translate.engines.convert import build_spec
from translate.engines.install import add_model
from translate.engines.models import find_model, models_folder
from translate.engines.opus_zip import convert_opus, read_vocabulary
from translate.errors import ModelError

from .conftest import SIZES, Small

OPTIONS = {
    "type": "transformer",
    "dim-emb": SIZES["d_model"],
    "enc-depth": SIZES["encoder_layers"],
    "dec-depth": SIZES["decoder_layers"],
    "transformer-heads": SIZES["encoder_attention_heads"],
    "transformer-dim-ffn": SIZES["encoder_ffn_dim"],
    "transformer-ffn-activation": "swish",
    "transformer-preprocess": '""',
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-postprocess-top": '""',
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": "false",
    "transformer-train-position-embeddings": "false",
    "transformer-tied-layers": "\n  []",
    "transformer-guided-alignment-layer": "last",
    "tied-embeddings-all": "true",
}
PARTS = {"q_proj": "q", "k_proj": "k", "v_proj": "v", "out_proj": "o"}
NORMS = {"final_layer_norm": "ffn_ffn", "self_attn_layer_norm": "self_Wo", "encoder_attn_layer_norm": "context_Wo"}
README = "# opus-2019-12-05.zip\n\n* dataset: opus\n* source language(s): {}\n* target language(s): {}\n* model: x\n"


def marian_arrays(tensors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The small checkpoint as Marian holds it: without the row for padding, matrices turned, vectors as rows."""
    arrays = {
        "Wemb": tensors["model.shared.weight"][:-1],
        "decoder_ff_logit_out_b": tensors["final_logits_bias"][:, :-1],
    }
    for name, tensor in tensors.items():
        parts = name.split(".")
        if "layers" not in parts:
            continue
        side, layer, block, kind = parts[1], int(parts[3]) + 1, parts[4], parts[-1]
        prefix = f"{side}_l{layer}"
        if block.endswith("layer_norm"):
            owner = {"final": "ffn_ffn", "self_attn": "self_Wo", "encoder_attn": "context_Wo"}[
                block[: -len("_layer_norm")]
            ]
            new = f"{prefix}_{owner}_ln_{'scale' if kind == 'weight' else 'bias'}"
        elif block.startswith("fc"):
            new = f"{prefix}_ffn_{'W' if kind == 'weight' else 'b'}{block[2]}"
        else:
            owner = {"self_attn": "self", "encoder_attn": "context"}[block]
            new = f"{prefix}_{owner}_{'W' if kind == 'weight' else 'b'}{PARTS[parts[5]]}"
        arrays[new] = tensor.T if tensor.ndim == 2 else tensor[None]
    return arrays


def options_array(options: dict[str, Any]) -> np.ndarray:
    text = "".join(f"{key}: {value}\n" for key, value in options.items())
    return np.frombuffer(text.encode() + b"\0", np.int8)


def opus_files(small: Small, *, options: dict[str, Any] = OPTIONS, **arrays: Any) -> dict[str, bytes]:
    """OPUS-MT's files of the small checkpoint; arrays given by name are put in, or taken out where None."""
    model = io.BytesIO()
    weights = {**marian_arrays(small.tensors), **arrays}
    np.savez(
        model,
        **{name: array for name, array in weights.items() if array is not None},
        **{"special:model.yml": options_array(options)},
    )
    tokens = list(json.loads(small.files["vocab.json"]))[:-1]
    lines = [f"{json.dumps(token, ensure_ascii=False)}: {number}\n" for number, token in enumerate(tokens)]
    return {
        "decoder.yml": b"models:\n  - opus.npz\nvocabs:\n  - opus.vocab.yml\n  - opus.vocab.yml\nbeam-size: 6\n",
        "opus.npz": model.getvalue(),
        "opus.vocab.yml": "".join(reversed(lines)).encode(),
        "source.spm": small.files["source.spm"],
        "target.spm": small.files["target.spm"],
        "README.md": README.format("nl", "en").encode(),
        "preprocess.sh": b"#!/bin/sh\n",
    }


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def pack(path: Path, files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


# --- the conversion ---


def test_marian_s_arrays_become_the_checkpoint_they_were(small, tmp_path):
    target = tmp_path / "checkpoint"
    target.mkdir()
    convert_opus(write(tmp_path / "opus", opus_files(small)), target)

    check_checkpoint(target)
    checkpoint, original = read_checkpoint(target), small.tensors
    assert set(checkpoint.tensors) == set(original)
    for name, tensor in checkpoint.tensors.items():
        wanted = original[name].copy()
        if name == "model.shared.weight":
            wanted[-1] = 0
        if name == "final_logits_bias":
            wanted[0, -1] = 0
        np.testing.assert_array_equal(tensor, wanted)
    assert checkpoint.vocabulary == list(json.loads(small.files["vocab.json"]))
    assert checkpoint.config["decoder_start_token_id"] == len(checkpoint.vocabulary) - 1
    assert json.loads((target / "tokenizer_config.json").read_text())["source_lang"] == "nl"


def test_it_translates_as_ctranslate2_s_own_conversion_of_the_package_does(small, tmp_path):
    import ctranslate2
    import sentencepiece

    folder, target = write(tmp_path / "opus", opus_files(small)), tmp_path / "checkpoint"
    target.mkdir()
    convert_opus(folder, target)
    theirs = ctranslate2.converters.OpusMTConverter(str(folder)).convert(str(tmp_path / "theirs"))
    spec = build_spec(read_checkpoint(target))
    spec.validate()
    spec.optimize()
    (tmp_path / "ours").mkdir()
    spec.save(str(tmp_path / "ours"))

    pieces = sentencepiece.SentencePieceProcessor(model_proto=small.files["source.spm"])
    sources = [pieces.encode(text, out_type=str) for text in ("De drones vlogen over de stad.", "Iran")]
    results = [
        ctranslate2.Translator(model, device="cpu").translate_batch(
            [[*tokens, *end] for tokens in sources], beam_size=3, max_decoding_length=10, return_scores=True
        )
        for model, end in ((str(tmp_path / "ours"), ["</s>"]), (theirs, []))  # theirs adds the end mark itself
    ]
    for ours, other in zip(*results, strict=True):
        assert ours.hypotheses == other.hypotheses
        assert ours.scores == pytest.approx(other.scores, abs=1e-5)


def test_two_vocabularies_and_an_output_of_its_own(small, tmp_path):
    arrays = marian_arrays(small.tensors)
    embeddings = arrays["Wemb"]
    files = opus_files(
        small,
        Wemb=None,
        encoder_Wemb=embeddings,
        decoder_Wemb=embeddings + 1,
        decoder_ff_logit_out_W=embeddings.T + 2,
        decoder_ff_logit_out_b=None,
    )
    files["theirs.yml"] = files["opus.vocab.yml"].replace(b'"<unk>"', b'"<UNK>"')
    files["decoder.yml"] = b"models: [opus.npz]\nvocabs: [opus.vocab.yml, theirs.yml]\n"
    target = tmp_path / "checkpoint"
    target.mkdir()
    convert_opus(write(tmp_path / "opus", files), target)

    checkpoint = read_checkpoint(target)
    assert (checkpoint.vocabulary[1], checkpoint.target_vocabulary[1]) == ("<unk>", "<UNK>")
    for name, added in (("model.encoder.embed_tokens", 0), ("model.decoder.embed_tokens", 1), ("lm_head", 2)):
        np.testing.assert_array_equal(checkpoint.tensors[f"{name}.weight"][:-1], embeddings + added)
    assert not checkpoint.tensors["final_logits_bias"].any()


# --- the vocabulary ---


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ("▁de: 1", "▁de"),
        ('"▁de": 1', "▁de"),
        ("yes: 1", "yes"),
        ("~: 1", "~"),
        ("1: 1", "1"),
        (".: 1", "."),
        ("'''': 1", "'"),
        ('"\\"": 1', '"'),
        ('"\\\\": 1', "\\"),
        ("'a\\b': 1", "a\\b"),
        ('":": 1', ":"),
        ("a:b: 1", "a:b"),
        ('"\\x85": 1', "\x85"),
        ('"\\u2028": 1', "\u2028"),
        ('"\\U0001f600": 1', "😀"),
        ('"\\t": 1', "\t"),
        ('"?": 1', "?"),
        ("?: 1", "?"),
        ("? a long key\n: 1", "a long key"),
        ('? "quoted"\n: 1', "quoted"),
        ("\u2028: 1", "\u2028"),
        ("#: 1", "#"),
        ("a: 1\r", "a"),
    ],
)
def test_how_a_vocabulary_spells_its_tokens(tmp_path, line, token):
    path = tmp_path / "vocab.yml"
    path.write_bytes(f"---\n{line}\n</s>: 0\n".encode())
    assert read_vocabulary(path) == {"</s>": 0, token: 1}


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), unique=True, max_size=8))
def test_any_tokens_written_in_quotes_come_back(tmp_path_factory, tokens):
    path = tmp_path_factory.getbasetemp() / "vocab.yml"
    ids = {"</s>": 0, **{token: number for number, token in enumerate((t for t in tokens if t != "</s>"), start=1)}}
    escaped = (
        (token.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r"), number)
        for token, number in ids.items()
    )
    path.write_bytes("".join(f'"{token}": {number}\n' for token, number in escaped).encode())
    assert read_vocabulary(path) == ids


@pytest.mark.parametrize(
    "text", ["a 1", "a: b", "a: -1", "a: 1", "</s>: 1\na: 0", "</s>: 0\na: 2", "</s>: 0\na: 1\nb: 1", ""]
)
def test_what_is_no_vocabulary_is_told(tmp_path, text):
    path = tmp_path / "vocab.yml"
    path.write_text(text)
    with pytest.raises(ModelError):
        read_vocabulary(path)


# --- adding a model ---


def in_a_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"opus-mt/{name}": content for name, content in files.items()}


@pytest.mark.parametrize("wrapped", [lambda files: files, in_a_folder])
@pytest.mark.parametrize("kind", ["opus", "hugging face"])
def test_a_zip_is_added_whoever_packed_it(home, small, tmp_path, kind, wrapped):
    files = opus_files(small) if kind == "opus" else small.files
    path = pack(tmp_path / "news-2026.zip", wrapped(files))
    model = add_model(path)
    path.unlink()
    assert (model.name, model.source) == ("news-2026", str(path))
    assert find_model() == model == find_model("news-2026")
    assert "preprocess.sh" not in {file.name for file in model.folder.iterdir()}
    check_checkpoint(model.folder)
    assert [folder.name for folder in models_folder().iterdir()] == ["news-2026"]


@pytest.mark.parametrize("kind", ["opus", "hugging face"])
def test_a_folder_is_added_whoever_made_it(home, small, tmp_path, kind):
    folder = write(tmp_path / "mine", opus_files(small) if kind == "opus" else small.files)
    (folder / "notes.txt").write_text("not part of it")
    model = add_model(folder, "our/news")
    assert model.name == "our/news" and model.folder.parent.name == "our--news"
    assert not (model.folder / "notes.txt").exists()


def test_the_hub_s_own_cache_gives_the_repository_s_name(home, small, tmp_path):
    folder = small.write(tmp_path / "models--Helsinki-NLP--opus-mt-nl-en" / "snapshots" / "0a1b")
    assert add_model(folder).name == "Helsinki-NLP/opus-mt-nl-en"


def test_adding_twice_replaces(home, small, tmp_path):
    folder = small.write(tmp_path / "mine")
    assert add_model(folder) == add_model(folder)
    assert len(list(models_folder().glob("*/*"))) == 1


@pytest.mark.parametrize("name", ["nl-en-compact", "../up", "a/b/c", ".hidden", "a b", "a\\b", "-"])
def test_names_that_would_mislead_are_refused(home, small, tmp_path, name):
    with pytest.raises(ModelError, match="cannot be a model's name; give one with --name"):
        add_model(small.write(tmp_path / "mine"), name)


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ([("../../evil", b"x")], "would write outside its folder"),
        ([("/etc/evil", b"x")], "would write outside its folder"),
        ([("a\\..\\evil", b"x")], "would write outside its folder"),
        ([("C:/evil", b"x")], "would write outside its folder"),
        ([(link("config.json"), b"/etc/passwd")], "symbolic link"),
        ([("config.json", bytes(3 * 10**6))], "grows beyond reason"),
        ([("a.txt", b"x")], "no model in it (neither config.json nor decoder.yml)"),
        ([("config.json", b"{}")], "not a Marian model"),
        ([], "no model in it"),
    ],
)
def test_a_zip_that_is_no_model_or_means_harm_is_refused(home, small, tmp_path, members, line):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    with pytest.raises(ModelError) as caught:
        add_model(path)
    assert line in caught.value.line() and caught.value.where.startswith(str(path))
    assert not list(models_folder().rglob("*evil*")) and not list(models_folder().iterdir())
    assert find_model().source == "built in"


def test_a_zip_cut_short_or_damaged_is_refused(home, small, tmp_path):
    path = pack(tmp_path / "a.zip", small.files, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    for bad in (content[: len(content) // 2], content, b"", b"no zip"):
        path.write_bytes(bad)
        with pytest.raises(ModelError, match=r"a\.zip"):
            add_model(path)


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"opus.npz": None}, "no opus.npz"),
        ({"source.spm": None}, "splits words with BPE: not supported"),
        ({"decoder.yml": b"models: [a, b]\nvocabs: [c]"}, "does not name one model"),
        ({"decoder.yml": b"models: [../../etc/passwd]\nvocabs: [c]"}, "no ../../etc/passwd"),
        ({"decoder.yml": b"models: !!python/object:os.system [x]"}, "not readable as YAML"),
        ({"decoder.yml": b"- 1"}, "not a YAML mapping"),
        ({"opus.npz": b"PK\x03\x04 no zip"}, "not a readable Marian model"),
        ({"README.md": README.format("en", "nl").encode()}, "reads en, not nl"),
        ({"README.md": README.format("nl", "de en").encode()}, "writes de+en, not en"),
    ],
)
def test_a_package_that_is_not_whole_is_told(home, small, tmp_path, files, line):
    new = {name: content for name, content in {**opus_files(small), **files}.items() if content is not None}
    with pytest.raises(ModelError) as caught:
        add_model(pack(tmp_path / "opus.zip", new))
    assert line in caught.value.line() and caught.value.where.startswith(str(tmp_path / "opus.zip"))


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"type": "s2s"}, "type: s2s"),
        ({"transformer-preprocess": "n"}, "transformer-preprocess: n"),
        ({"transformer-postprocess-emb": "nd"}, "transformer-postprocess-emb: nd"),
        ({"transformer-decoder-autoreg": "rnn"}, "transformer-decoder-autoreg: rnn"),
        ({"transformer-train-position-embeddings": "true"}, "transformer-train-position-embeddings: True"),
        ({"transformer-ffn-activation": "tanh"}, "unknown activation 'tanh'"),
        ({"enc-depth": "many"}, "lacks a size"),
    ],
)
def test_a_kind_of_marian_model_that_is_not_supported_is_told(home, small, tmp_path, options, line):
    with pytest.raises(ModelError) as caught:
        add_model(write(tmp_path / "opus", opus_files(small, options={**OPTIONS, **options})))
    assert line in caught.value.line()


@pytest.mark.parametrize(
    ("arrays", "line"),
    [
        ({"Wpos": np.zeros((4, 4), "f4")}, "a Marian model with Wpos"),
        ({"Wemb": None}, "without embeddings"),
        ({"encoder_l2_ffn_W1": None}, "the weights lack model.encoder.layers.1.fc1.weight"),
        ({"encoder_l1_ffn_b1": np.zeros(3, "f4")}, "encoder_l1_ffn_b1 is no matrix"),
        ({"encoder_l1_ffn_b1": np.array([[object()]])}, "not a readable Marian model"),
    ],
)
def test_weights_that_do_not_make_a_model_are_told(home, small, tmp_path, arrays, line):
    with pytest.raises(ModelError) as caught:
        add_model(write(tmp_path / "opus", opus_files(small, **arrays)))
    assert line in caught.value.line()
    assert not list(models_folder().iterdir())


def test_a_disk_that_cannot_be_written_is_told(home, small, tmp_path, monkeypatch):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    with pytest.raises(ModelError, match="XDG_DATA_HOME"):
        add_model(small.write(tmp_path / "mine"))
