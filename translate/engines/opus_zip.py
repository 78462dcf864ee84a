"""OPUS-MT's own packaging of a Marian model, turned into a checkpoint in Hugging Face layout, with NumPy alone.

Such a folder holds ``decoder.yml`` (which names the model and its vocabularies), the model as ``*.npz`` in Marian's own
names and orientation, one or two ``*.vocab.yml`` and the SentencePiece models. Marian multiplies a row by a matrix, so
its matrices are stored transposed to what Hugging Face has. Its decoder starts from a zero embedding, for which a
``<pad>`` row of zeros is added at the end. Sources: Marian's ``src/models/transformer.h``; the options in the model's
own ``special:model.yml``.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.engines.archives import check_members
from translate.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DECODER = "decoder.yml"
OPTIONS = "special:model.yml"
PAD = "<pad>"
POSITIONS = 512  # Marian computes positions without end; this is what Hugging Face's conversions of OPUS-MT say
# Marian's GELU is the sigmoid approximation, x * sigmoid(1.702 x).
ACTIVATIONS = {"swish": "swish", "relu": "relu", "gelu": "quick_gelu"}
# What Hugging Face's Marian can express. An option that a model does not mention had this value when it was made.
ASSUMED: dict[str, tuple[Any, ...]] = {
    "type": ("transformer",),
    "transformer-preprocess": ("",),
    "transformer-postprocess": ("dan",),
    "transformer-postprocess-emb": ("d", ""),
    "transformer-postprocess-top": ("",),
    "transformer-decoder-autoreg": ("self-attention",),
    "transformer-no-projection": (False,),
    "transformer-train-position-embeddings": (False,),
    "transformer-ffn-depth": (2,),
    "transformer-decoder-ffn-depth": (0, 2),
    "transformer-decoder-dim-ffn": (0,),
    "transformer-tied-layers": ([], ""),
    "right-left": (False,),
}
LINEAR = {"Wq": "q_proj", "Wk": "k_proj", "Wv": "v_proj", "Wo": "out_proj"}
ATTENTIONS = {"self": "self_attn", "context": "encoder_attn"}


def is_opus_file(name: str) -> bool:
    """Say whether a file of this name belongs to OPUS-MT's packaging."""
    return name in (DECODER, "README.md", "LICENSE") or name.endswith((".npz", ".yml", ".spm"))


def convert_opus(folder: Path, target: Path) -> None:
    """Write the checkpoint of an unpacked OPUS-MT zip into the existing folder ``target``, in Hugging Face layout.

    Raises:
        ModelError: a file is missing or not readable, or the model has a part that this layout cannot express.
        OSError: the checkpoint cannot be written.
    """
    from safetensors.numpy import save_file

    decoder = _read_yaml(_named(folder, DECODER).read_bytes(), folder / DECODER)
    models, vocabularies = decoder.get("models"), decoder.get("vocabs")
    if not (isinstance(models, list) and len(models) == 1 and isinstance(vocabularies, list) and vocabularies):
        raise ModelError("it does not name one model and its vocabularies", where=str(folder / DECODER))
    model = _named(folder, str(models[0]))
    arrays, options = _read_npz(model)
    _check_options(options, model)
    source, *rest = [read_vocabulary(_named(folder, str(name))) for name in vocabularies]
    tensors = rename(arrays, str(model))
    shared = "Wemb" in arrays
    config = _config(options, arrays, shared=shared, tied="lm_head.weight" not in tensors, where=str(model))
    pieces = {"source.spm": _named(folder, "source.spm"), "target.spm": _named(folder, "target.spm")}

    save_file(tensors, target / "model.safetensors", metadata={"format": "pt"})
    pad = config["pad_token_id"]
    generation = {
        **{key: config[key] for key in ("pad_token_id", "eos_token_id", "decoder_start_token_id")},
        "bad_words_ids": [[pad]],
        "num_beams": decoder.get("beam-size", 6),
        "max_length": POSITIONS,
    }
    _write_json(target / "config.json", config)
    _write_json(target / "generation_config.json", generation)
    _write_json(target / "tokenizer_config.json", {**_languages(folder), "separate_vocabs": not shared})
    _write_json(target / "vocab.json", {**source, PAD: pad})
    if not shared:
        _write_json(target / "target_vocab.json", {**(rest[0] if rest else source), PAD: pad})
    for name, path in pieces.items():
        (target / name).write_bytes(path.read_bytes())
    for name in ("README.md", "LICENSE"):
        if (folder / name).is_file():
            (target / name).write_bytes((folder / name).read_bytes())


def _named(folder: Path, name: str) -> Path:
    path = folder / name
    if name != Path(name).name or not path.is_file():
        mend = "this is an older package that splits words with BPE: not supported" if name.endswith(".spm") else ""
        raise ModelError(f"no {name[:80]}", where=str(folder), mend=mend)
    return path


def _read_yaml(text: bytes, where: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        value = YAML(typ="safe", pure=True).load(text.decode("utf-8"))
    except (YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError("not readable as YAML", where=str(where)) from error
    if not isinstance(value, dict):
        raise ModelError("not a YAML mapping", where=str(where))
    return value


def _read_npz(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    import numpy as np

    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive, str(path))
        with np.load(path, allow_pickle=False) as file:
            arrays: dict[str, NDArray[Any]] = {name: file[name] for name in file.files}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, KeyError, NotImplementedError) as error:
        raise ModelError("not a readable Marian model (*.npz)", where=str(path), mend="fetch it again") from error
    if OPTIONS not in arrays:
        raise ModelError(f"a Marian model without {OPTIONS}", where=str(path))
    options = arrays.pop(OPTIONS).tobytes().rstrip(b"\0")  # a C string, kept as an array of bytes
    return arrays, _read_yaml(options, path)


def _check_options(options: dict[str, Any], path: Path) -> None:
    for name, allowed in ASSUMED.items():
        value = options.get(name, allowed[0])
        if (value if value is not None else "") not in allowed:
            raise ModelError(f"a Marian model with {name}: {str(value)[:40]}, which is not supported", where=str(path))
    if options.get("transformer-ffn-activation", "swish") not in ACTIVATIONS:
        raise ModelError(f"unknown activation {options['transformer-ffn-activation']!r}"[:80], where=str(path))


def rename(arrays: dict[str, NDArray[Any]], where: str) -> dict[str, NDArray[Any]]:
    """Give Marian's arrays the names and orientation of Hugging Face, with the ``<pad>`` row added.

    Args:
        arrays: by Marian's name, without ``special:model.yml``.
        where: the file's name, for errors.

    Raises:
        ModelError: an array that has no place in a Marian model as Hugging Face knows it, or one that is missing.
    """
    import numpy as np

    tensors: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.dtype.kind != "f" or array.ndim != 2:
            raise ModelError(f"{name[:80]} is no matrix of numbers", where=where)
        known, transposed = _new_name(name)
        if not known:
            raise ModelError(f"a Marian model with {name[:80]}, which is not supported", where=where)
        if known.endswith(("embed_tokens.weight", "shared.weight", "lm_head.weight")):
            tensors[known] = _with_pad_row(array.T if transposed else array)
        elif known == "final_logits_bias":
            tensors[known] = np.append(array, np.zeros((1, 1), array.dtype), axis=1)
        else:
            tensors[known] = np.ascontiguousarray(array.T) if transposed else array.reshape(-1)
    embeddings = tensors.get("model.shared.weight", tensors.get("model.decoder.embed_tokens.weight"))
    if embeddings is None:
        raise ModelError("a Marian model without embeddings", where=where)
    tensors.setdefault("final_logits_bias", np.zeros((1, len(embeddings)), embeddings.dtype))
    return tensors


def _with_pad_row(matrix: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return np.concatenate([matrix, np.zeros((1, matrix.shape[1]), matrix.dtype)])


def _new_name(name: str) -> tuple[str, bool]:
    """Return Hugging Face's name of a Marian array, empty if there is none, and whether the matrix is transposed."""
    plain = {
        "Wemb": ("model.shared.weight", False),
        "encoder_Wemb": ("model.encoder.embed_tokens.weight", False),
        "decoder_Wemb": ("model.decoder.embed_tokens.weight", False),
        "decoder_ff_logit_out_b": ("final_logits_bias", False),
        "decoder_ff_logit_out_W": ("lm_head.weight", True),
        "decoder_ff_logit_out_Wt": ("lm_head.weight", False),
    }
    if name in plain:
        return plain[name]
    match = re.fullmatch(r"(encoder|decoder)_l([1-9]\d?)_(self|context|ffn)_(\w+)", name)
    if not match or (match[1] == "encoder" and match[3] == "context"):
        return "", False
    side, layer, block, part = match.groups()
    prefix = f"model.{side}.layers.{int(layer) - 1}"
    if norm := re.fullmatch(r"(?:Wo|ffn)_ln_(scale|bias)", part):
        kind = f"{ATTENTIONS[block]}_layer_norm" if block in ATTENTIONS else "final_layer_norm"
        return f"{prefix}.{kind}.{'weight' if norm[1] == 'scale' else 'bias'}", False
    weight = part.startswith("W")
    kind = "weight" if weight else "bias"
    if block == "ffn" and part in ("W1", "b1", "W2", "b2"):
        return f"{prefix}.fc{part[1]}.{kind}", weight
    if block in ATTENTIONS and "W" + part[1:] in LINEAR and part[0] in "Wb":
        return f"{prefix}.{ATTENTIONS[block]}.{LINEAR['W' + part[1:]]}.{kind}", weight
    return "", False


def _config(
    options: dict[str, Any], arrays: dict[str, NDArray[Any]], *, shared: bool, tied: bool, where: str
) -> dict[str, Any]:
    embeddings = [arrays[name] for name in ("Wemb", "encoder_Wemb", "decoder_Wemb") if name in arrays]
    if len({len(matrix) for matrix in embeddings}) != 1:
        raise ModelError("vocabularies of different sizes for source and target, which is not supported", where=where)
    try:
        heads, inner = int(options["transformer-heads"]), int(options["transformer-dim-ffn"])
        encoder, decoder = int(options["enc-depth"]), int(options["dec-depth"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{OPTIONS} lacks a size ({error})", where=where) from error
    pad, width = embeddings[0].shape
    return {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "activation_function": ACTIVATIONS[options.get("transformer-ffn-activation", "swish")],
        "d_model": width,
        "encoder_layers": encoder,
        "decoder_layers": decoder,
        "encoder_ffn_dim": inner,
        "decoder_ffn_dim": inner,
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "max_position_embeddings": POSITIONS,
        "vocab_size": pad + 1,
        "decoder_vocab_size": pad + 1,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "normalize_before": False,
        "normalize_embedding": False,
        "add_final_layer_norm": False,
        "is_encoder_decoder": True,
        "share_encoder_decoder_embeddings": shared,
        "tie_word_embeddings": tied,
        "use_cache": True,
    }


def read_vocabulary(path: Path) -> dict[str, int]:
    r"""Read a ``vocab.yml``: a token and its id a line, ``"\"": 17``, or on two lines that begin with ``?`` and ``:``.

    It is read by hand because tokens such as ``yes``, ``~`` and ``1`` are no texts to a YAML parser.

    Raises:
        ModelError: a line that is no token and id, or ids that are not 0, 1, 2 and so on.
    """
    ids: dict[str, int] = {}
    key = None
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), start=1):
        line = line.rstrip("\r")
        if line.startswith("? "):
            key = line[2:]
            continue
        if not line or (key is None and line in ("---", "...")):
            continue
        token, colon, value = ("", ":", line[1:]) if key is not None and line[0] == ":" else line.rpartition(":")
        if not colon or not value.strip().isdigit():
            raise ModelError("not a token and its id", where=f"{path}, line {number}")
        ids[_unquote(token if key is None else key)] = int(value)
        key = None
    if set(ids.values()) != set(range(len(ids))) or ids.get("</s>") != 0:
        raise ModelError("its ids are not 0 (</s>), 1, 2 and so on", where=str(path))
    return ids


def _unquote(token: str) -> str:
    """Undo YAML's quoting of one scalar."""
    token = token.strip(" ")
    if len(token) >= 2 and token[0] == token[-1] == "'":
        return token[1:-1].replace("''", "'")
    if len(token) >= 2 and token[0] == token[-1] == '"':
        return re.sub(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", _escaped, token[1:-1])
    return token


def _escaped(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    named = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
    return {**named, "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}.get(code, code)


def _languages(folder: Path) -> dict[str, str]:
    """Return what the package's README says of its languages; nothing where it says nothing."""
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    found = {}
    for side in ("source", "target"):
        if match := re.search(rf"^\* {side} language\(s\): *(\S.*?) *$", text, re.MULTILINE):
            found[f"{side}_lang"] = "+".join(match[1].split())
    return found


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
