from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save
from safetensors.torch import save as save_torch

from translate.engines.checkpoint import check_checkpoint, languages, read_checkpoint
from translate.engines.models import built_in_folder
from translate.engines.safetensors_file import read_safetensors
from translate.errors import ModelError

from .pytorch_files import legacy_file, zip_file


def test_the_built_in_checkpoint_is_sound_and_says_what_it_is():
    check_checkpoint(built_in_folder())
    checkpoint = read_checkpoint(built_in_folder())
    assert checkpoint.config["marks_terms"] is True
    assert checkpoint.vocabulary[0] == "</s>" and checkpoint.vocabulary[-1] == "<pad>"
    assert checkpoint.target_vocabulary == checkpoint.vocabulary
    assert checkpoint.tensors["model.shared.weight"].shape == (len(checkpoint.vocabulary), checkpoint.config["d_model"])


@pytest.mark.parametrize(
    "file", ["model.safetensors", "pytorch_model.bin in the zip layout", "... in the legacy layout"]
)
def test_the_same_weights_come_out_of_every_file(small, tmp_path, file):
    folder = small.write(tmp_path, without=("model.safetensors",) if file != "model.safetensors" else ())
    if "layout" in file:
        content = zip_file(small.tensors) if "zip" in file else legacy_file(small.tensors)
        (folder / "pytorch_model.bin").write_bytes(content)
    tensors = read_checkpoint(folder).tensors
    assert set(tensors) == set(small.tensors)
    assert all(np.array_equal(tensors[name], small.tensors[name]) for name in tensors)


def test_safetensors_are_preferred(small, tmp_path):
    folder = small.write(tmp_path)
    (folder / "pytorch_model.bin").write_bytes(b"not looked at")
    read_checkpoint(folder)


@pytest.mark.parametrize(
    "name", ["lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"]
)
def test_tied_embeddings_are_found_under_any_of_their_names(small, tmp_path, name):
    folder = small.write(tmp_path)
    tensors = {**small.tensors, "model.encoder.embed_positions.weight": np.zeros((64, 16), "float32")}
    embeddings = tensors[name] = tensors.pop("model.shared.weight")
    (folder / "model.safetensors").write_bytes(save(tensors))
    found = read_checkpoint(folder).tensors
    assert set(found) == set(small.tensors)
    np.testing.assert_array_equal(found["model.shared.weight"], embeddings)


@pytest.mark.parametrize("tied", [True, False])
def test_two_vocabularies(small, tmp_path, tied):
    folder = small.write(tmp_path, share_encoder_decoder_embeddings=False, tie_word_embeddings=tied)
    vocabulary = json.loads(small.files["vocab.json"])
    (folder / "target_vocab.json").write_text(
        json.dumps({f"_{token}": n for token, n in vocabulary.items() if n} | {"</s>": 0})
    )
    tensors = dict(small.tensors)
    source = tensors["model.encoder.embed_tokens.weight"] = tensors.pop("model.shared.weight")
    target = tensors["model.decoder.embed_tokens.weight"] = source + 1
    if not tied:
        tensors["lm_head.weight"] = source + 2
    (folder / "model.safetensors").write_bytes(save(tensors))

    checkpoint = read_checkpoint(folder)
    assert checkpoint.vocabulary[1] == "<unk>" and checkpoint.target_vocabulary[1] == "_<unk>"
    np.testing.assert_array_equal(checkpoint.tensors["model.encoder.embed_tokens.weight"], source)
    np.testing.assert_array_equal(checkpoint.tensors["model.decoder.embed_tokens.weight"], target)
    assert ("lm_head.weight" in checkpoint.tensors) is not tied


@pytest.mark.parametrize(
    ("dtype", "wanted"),
    [(torch.float16, "float16"), (torch.bfloat16, "float32"), (torch.float64, "float32"), (torch.float32, "float32")],
)
def test_weights_are_float16_or_float32(small, tmp_path, dtype, wanted):
    folder = small.write(tmp_path)
    tensors = {name: torch.from_numpy(array).to(dtype) for name, array in small.tensors.items()}
    (folder / "model.safetensors").write_bytes(save_torch(tensors))
    found = read_checkpoint(folder).tensors
    assert {array.dtype.name for array in found.values()} == {wanted}
    for name, tensor in tensors.items():
        np.testing.assert_array_equal(found[name], tensor.float().numpy().astype(wanted))


def test_writing_into_a_tensor_does_not_change_the_file(small, tmp_path):
    folder = small.write(tmp_path)
    read_checkpoint(folder).tensors["model.shared.weight"][:] = 0
    assert (folder / "model.safetensors").read_bytes() == small.files["model.safetensors"]


# --- what is wrong with a folder ---

INDEX = "model.safetensors.index.json"
VECTOR = np.zeros(16, "float32")


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"config.json": None}, "no config.json"),
        ({"config.json": b"{"}, "not readable as JSON"),
        ({"config.json": b"[]"}, "not a JSON object"),
        ({"config.json": b'{"model_type": "bart"}'}, "not a Marian model (bart)"),
        ({"vocab.json": b'{"</s>": 0, "a": 2}'}, "ids are not 0, 1, 2 and so on"),
        ({"vocab.json": b'{"</s>": 0, "a": "1"}'}, "ids are not 0, 1, 2 and so on"),
        ({"vocab.json": b'{"a": 0, "b": 1}'}, "has no </s>"),
        ({"vocab.json": b'{"</s>": 0, "a": 1}'}, "where the rest of the model asks for"),
        ({"vocab.json": b'{"</s>": 0, ">>eng<<": 1, ">>deu<<": 2}'}, "into several languages (>>eng<<, >>deu<< ...)"),
        ({"source.spm": None}, "no source.spm"),
        ({"target.spm": b"no model"}, "not a readable SentencePiece model"),
        ({"model.safetensors": None}, "no weights"),
        ({"model.safetensors": b""}, "not readable as safetensors"),
        ({"model.safetensors": b"<!doctype html>" * 20}, "not readable as safetensors"),
        ({"model.safetensors": b"version https://git-lfs.github.com/spec/v1\noid"}, "a Git LFS pointer"),
        (
            {"model.safetensors.index.json": b'{"weight_map": {"a": "../b"}}', "model.safetensors": None},
            "index of weights",
        ),
        ({"model.safetensors.index.json": b'{"weight_map": {"a": "b"}}', "model.safetensors": None}, "no b"),
        ({"tokenizer_config.json": b'{"source_lang": "de", "target_lang": "en"}'}, "reads de, not nl"),
        ({"tokenizer_config.json": b'{"source_lang": "nl", "target_lang": "deu+eng"}'}, "writes deu+eng, not en"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(small, tmp_path, files, line):
    folder = small.write(tmp_path / "a-model")
    for name, content in files.items():
        (folder / name).unlink(missing_ok=True)
        if content is not None:
            (folder / name).write_bytes(content)
    with pytest.raises(ModelError) as caught:
        check_checkpoint(folder)
    assert line in caught.value.line() and "\n" not in caught.value.line()
    assert str(folder) in caught.value.where


@pytest.mark.parametrize(
    ("config", "line"),
    [
        ({"d_model": None}, "d_model is missing"),
        ({"decoder_layers": 0}, "decoder_layers is missing or no size"),
        ({"encoder_layers": True}, "encoder_layers is missing or no size"),
        ({"encoder_attention_heads": 3}, "no multiple of the number of attention heads"),
        ({"encoder_layers": 3}, "the weights lack model.encoder.layers.2"),
        (
            {"encoder_ffn_dim": 64},
            "fc1.weight is 32x16 where the rest of the model asks for 64x16",
        ),
        ({"normalize_before": True}, "normalize_before, which is not supported"),
        ({"tie_word_embeddings": False}, "the weights lack lm_head.weight"),
    ],
)
def test_a_configuration_that_does_not_fit_is_told(small, tmp_path, config, line):
    with pytest.raises(ModelError) as caught:
        check_checkpoint(small.write(tmp_path, **config))
    assert line in caught.value.line()


@pytest.mark.parametrize(
    ("tensors", "line"),
    [
        ({"final_logits_bias": None}, "the weights lack final_logits_bias"),
        ({"final_logits_bias": VECTOR}, "final_logits_bias is 16 where"),
        ({"model.decoder.layers.0.fc2.bias": None}, "the weights lack model.decoder.layers.0.fc2.bias"),
        ({"model.decoder.layers.0.fc2.bias": VECTOR.astype("int32")}, "holds int32 numbers"),
    ],
)
def test_weights_that_are_not_complete_are_told(small, tmp_path, tensors, line):
    folder = small.write(tmp_path)
    new = {name: array for name, array in {**small.tensors, **tensors}.items() if array is not None}
    (folder / "model.safetensors").write_bytes(save(new))
    with pytest.raises(ModelError) as caught:
        check_checkpoint(folder)
    assert line in caught.value.line()


def test_weights_cut_short_anywhere_are_told(small, tmp_path):
    folder = small.write(tmp_path)
    content = small.files["model.safetensors"]
    for length in (len(content) - 1, len(content) // 2, 3000, 100, 8, 4):
        (folder / "model.safetensors").write_bytes(content[:length])
        with pytest.raises(ModelError, match=r"cut short|not readable as safetensors"):
            read_checkpoint(folder)


@settings(deadline=None)
@given(st.binary(max_size=100), st.integers(0, 200))
def test_any_bytes_are_safetensors_or_refused(tmp_path_factory, content, length):
    path = tmp_path_factory.getbasetemp() / "model.safetensors"
    path.write_bytes(length.to_bytes(8, "little") + content)
    try:
        read_safetensors(path)
    except ModelError as error:
        assert "\n" not in error.line()


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]},
        {"dtype": "F32", "shape": [1], "data_offsets": [-8, -4]},
        {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]},
        {"dtype": "C64", "shape": [1], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": [1]},
        [],
    ],
)
def test_a_safetensors_header_that_lies_is_refused(tmp_path, entry):
    header = json.dumps({"a": entry}).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(len(header).to_bytes(8, "little") + header + bytes(16))
    with pytest.raises(ModelError):
        read_safetensors(path)


# --- languages ---


@pytest.mark.parametrize(
    ("config", "name", "accepted"),
    [
        ({"source_lang": "nl", "target_lang": "en"}, "", True),
        ({"source_lang": "nld", "target_lang": "eng"}, "", True),
        ({"source_lang": "nl_NL", "target_lang": "en_GB"}, "", True),
        ({"source_lang": "gmw", "target_lang": "eng"}, "", True),
        ({"source_lang": "de+nl+fy", "target_lang": "en"}, "", True),
        ({"source_lang": "deu_nld", "target_lang": "eng"}, "", True),
        ({"source_lang": "en", "target_lang": "nl"}, "", False),
        ({"source_lang": "nl", "target_lang": "mul"}, "", False),
        ({"source_lang": "nl"}, "", False),
        ({}, "Helsinki-NLP/opus-mt-nl-en", True),
        ({}, "Helsinki-NLP/opus-mt-tc-big-gmw-eng", True),
        ({}, "Helsinki-NLP/opus-mt-en-nl", False),
        ({}, "Helsinki-NLP/opus-mt-tc-bible-big-gmw-deu_eng_nld", False),
        ({}, "our/opus-mt-nl-en-news", True),
        ({}, "our/news-model", True),
        (None, "our/news-model", True),
    ],
)
def test_a_model_s_languages(small, tmp_path, config, name, accepted):
    folder = small.write(tmp_path, without=("tokenizer_config.json",))
    if config is not None:
        (folder / "tokenizer_config.json").write_text(json.dumps(config))
    if accepted:
        check_checkpoint(folder, name=name)
    else:
        with pytest.raises(ModelError, match=r"reads|writes"):
            check_checkpoint(folder, name=name)


def test_other_languages_can_be_asked_for(small, tmp_path):
    folder = small.write(tmp_path)
    (folder / "tokenizer_config.json").write_text('{"source_lang": "de", "target_lang": "fr"}')
    check_checkpoint(folder, source="de", target="fr")
    assert languages(folder) == ("de", "fr")
