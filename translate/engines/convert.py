"""A Marian checkpoint in Hugging Face layout into a CTranslate2 model, with numpy alone.

The layout follows CTranslate2's own specification (``ctranslate2.specs.TransformerSpec``). Marian's decoder starts from
a zero embedding, for which Hugging Face adds a ``<pad>`` row at the end of the vocabulary: that row goes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.engines.checkpoint import Checkpoint, read_checkpoint
from translate.engines.models import checkpoint_hash
from translate.engines.tokens import END, UNKNOWN
from translate.errors import ModelError
from translate.folders import cache_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ACTIVATIONS = {"relu": "RELU", "gelu": "GELU", "quick_gelu": "GELUSigmoid", "swish": "SWISH", "silu": "SWISH"}
LAYOUT = 1  # part of the cached folder's name: raise it when what is written changes


def convert_checkpoint(folder: Path, quantization: str = "int8") -> Path:
    """Convert a checkpoint once and return the folder of the CTranslate2 model in the user's cache.

    Args:
        folder: a checkpoint in Hugging Face layout.
        quantization: ``int8`` or ``float32``.

    Raises:
        ModelError: the checkpoint cannot be read or the cache cannot be written.
    """
    digest = checkpoint_hash(folder)
    cache = cache_folder() / "converted"
    place = cache / f"{digest[:32]}-{quantization}-{LAYOUT}"
    if (place / "model.bin").exists():
        return place
    spec = build_spec(read_checkpoint(folder))
    try:
        cache.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix="converting-", dir=cache))
        try:
            spec.validate()
            spec.optimize(quantization=None if quantization == "float32" else quantization)
            spec.save(str(staging))
            _put_in_place(staging, place)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"cannot write the converted model: {error.strerror}",
            where=str(cache),
            mend="free space, or set XDG_CACHE_HOME",
        ) from error
    return place


def _put_in_place(staging: Path, place: Path) -> None:
    try:
        os.replace(staging, place)
    except OSError:
        # Another run was first, or an interrupted one left an incomplete folder of this name.
        if (place / "model.bin").exists():
            return
        shutil.rmtree(place)
        os.replace(staging, place)


def build_spec(checkpoint: Checkpoint) -> Any:
    """Return the ``TransformerSpec`` that holds the checkpoint's weights.

    Raises:
        ModelError: an activation or an option that Marian models do not have.
    """
    from ctranslate2.specs import common_spec, transformer_spec

    config = checkpoint.config
    activation = ACTIVATIONS.get(config.get("activation_function", "swish"))
    if activation is None:
        raise ModelError(f"unknown activation {config['activation_function']!r}", where=str(checkpoint.folder))
    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=bool(config.get("normalize_before", False)),
        activation=getattr(common_spec.Activation, activation),
        layernorm_embedding=False,
    )
    weights = _Weights(checkpoint)
    _fill_stack(spec.encoder, weights, "encoder", config)
    spec.decoder.start_from_zero_embedding = True
    _fill_stack(spec.decoder, weights, "decoder", config)
    spec.decoder.projection.weight = weights.projection()
    spec.decoder.projection.bias = weights.bias()
    _drop_pad(spec, checkpoint)
    return spec


def _drop_pad(spec: Any, checkpoint: Checkpoint) -> None:
    source, target = list(checkpoint.vocabulary), list(checkpoint.target_vocabulary)
    encoder, decoder, projection = spec.encoder.embeddings[0], spec.decoder.embeddings, spec.decoder.projection
    if source[-1] == "<pad>":
        source.pop()
        encoder.weight = encoder.weight[:-1]
    if target[-1] == "<pad>":
        target.pop()
        decoder.weight = decoder.weight[:-1]
        projection.weight, projection.bias = projection.weight[:-1], projection.bias[:-1]
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.config.eos_token = END
    spec.config.unk_token = UNKNOWN
    spec.config.decoder_start_token = END  # any token will do: its embedding is not used


class _Weights:
    """The checkpoint's tensors as float32, by the names that Hugging Face gives them."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._tensors = checkpoint.tensors
        self._where = str(checkpoint.folder)

    def __call__(self, *names: str) -> NDArray[np.float32]:
        import numpy as np

        for name in names:
            if name in self._tensors:
                return np.array(self._tensors[name], dtype=np.float32)  # a copy: quantising works in place
        raise ModelError(f"the weights lack {names[0]}", where=self._where, mend="install the model again")

    def embeddings(self, side: str) -> NDArray[np.float32]:
        return self(f"model.{side}.embed_tokens.weight", "model.shared.weight")

    def projection(self) -> NDArray[np.float32]:
        return self("lm_head.weight", "model.decoder.embed_tokens.weight", "model.shared.weight")

    def bias(self) -> NDArray[np.float32]:
        return self("final_logits_bias").reshape(-1)


def _fill_stack(stack: Any, weights: _Weights, side: str, config: dict[str, Any]) -> None:
    embeddings = weights.embeddings(side)
    (stack.embeddings[0] if isinstance(stack.embeddings, list) else stack.embeddings).weight = embeddings
    stack.scale_embeddings = float(config["d_model"]) ** 0.5 if config.get("scale_embedding", False) else 1.0
    stack.position_encodings.encodings = position_encodings(
        int(config["max_position_embeddings"]), int(config["d_model"])
    )
    for index, layer in enumerate(stack.layer):
        prefix = f"model.{side}.layers.{index}"
        _fill_attention(layer.self_attention, weights, f"{prefix}.self_attn", fused=True)
        if side == "decoder":
            _fill_attention(layer.attention, weights, f"{prefix}.encoder_attn", fused=False)
        _fill_linear(layer.ffn.linear_0, weights, f"{prefix}.fc1")
        _fill_linear(layer.ffn.linear_1, weights, f"{prefix}.fc2")
        _fill_norm(layer.ffn.layer_norm, weights, f"{prefix}.final_layer_norm")


def _fill_attention(attention: Any, weights: _Weights, prefix: str, *, fused: bool) -> None:
    import numpy as np

    groups = [("q_proj", "k_proj", "v_proj")] if fused else [("q_proj",), ("k_proj", "v_proj")]
    for linear, names in zip(attention.linear, groups, strict=False):
        linear.weight = np.concatenate([weights(f"{prefix}.{name}.weight") for name in names])
        linear.bias = np.concatenate([weights(f"{prefix}.{name}.bias") for name in names])
    _fill_linear(attention.linear[-1], weights, f"{prefix}.out_proj")
    _fill_norm(attention.layer_norm, weights, f"{prefix}_layer_norm")


def _fill_linear(linear: Any, weights: _Weights, prefix: str) -> None:
    linear.weight, linear.bias = weights(f"{prefix}.weight"), weights(f"{prefix}.bias")


def _fill_norm(norm: Any, weights: _Weights, prefix: str) -> None:
    norm.gamma, norm.beta = weights(f"{prefix}.weight"), weights(f"{prefix}.bias")


def position_encodings(positions: int, width: int) -> NDArray[np.float32]:
    """Return Marian's sinusoids, shape (positions, width): sines in the first half, cosines in the second.

    Source: Vaswani et al. 2017, section 3.5, with Marian's order of columns.
    """
    import numpy as np

    rates = np.power(10000.0, 2 * (np.arange(width) // 2) / width)
    angles = np.arange(positions)[:, None] / rates
    table = np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1)
    return table.astype(np.float32)
