"""Engines: Marian checkpoints that translate sentences."""

from __future__ import annotations

from translate.engines.base import Engine, Hypothesis

__all__ = ["Engine", "Hypothesis", "load_engine"]


def load_engine(model: str | None = None, *, backend: str = "ctranslate2", threads: int = 0) -> Engine:
    """Return an engine for a model.

    Args:
        model: the built-in model's name, a pulled one's, or a folder; None for the chosen default.
        backend: ``ctranslate2`` (int8, no PyTorch) or ``pytorch`` (float32, the reference; needs the extra ``torch``).
        threads: CPU threads, 0 for what suits the model and the processor.

    Raises:
        ModelError: there is no such model, or it cannot be loaded.
        ValueError: there is no such backend.
    """
    from translate.engines.models import find_model

    found = find_model(model)
    if backend == "ctranslate2":
        from translate.engines.ctranslate2 import CTranslate2Engine

        return CTranslate2Engine(found, threads=threads)
    if backend == "pytorch":
        from translate.engines.pytorch import PyTorchEngine

        return PyTorchEngine(found, threads=threads)
    raise ValueError(f"unknown backend {backend!r}")
