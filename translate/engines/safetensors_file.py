"""Weights out of a safetensors file, mapped rather than copied.

The format: the length of the header (64 bits, little-endian), the header (JSON: for each tensor its type, its shape and
where it lies), then the raw numbers. Source: https://github.com/huggingface/safetensors, section "Format". The library
of that name cannot give bfloat16 to NumPy and copies each tensor, hence these lines.
"""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST_HEADER = 100_000_000  # bytes: the format's own limit
TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4", "U8": "u1", "BOOL": "?"}


def read_safetensors(path: Path) -> dict[str, NDArray[Any]]:
    """Read the tensors of a file, by name. bfloat16 becomes float32; other types stay.

    Arrays are views of the mapped file, so that a tensor costs memory only while it is used; what is written into one
    stays in memory.

    Raises:
        ModelError: the file is missing, cut short, or not in this format.
    """
    import numpy as np

    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > LARGEST_HEADER:
                raise ValueError("the header is too large")
            text = file.read(length)
        if len(text) < length:
            raise EOFError
        header = json.loads(text)
        header.pop("__metadata__", None)
        start = 8 + length
        if size > start + max((entry["data_offsets"][1] for entry in header.values()), default=0):
            raise ValueError("it goes on after the last tensor")
        data = np.memmap(path, mode="c") if header else np.zeros(0, np.uint8)
        return {name: _tensor(data, start, entry) for name, entry in header.items()}
    except FileNotFoundError as error:
        raise ModelError("no such file", where=str(path)) from error
    except EOFError as error:
        raise ModelError("the weights are cut short", where=str(path), mend="fetch the file again") from error
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        struct.error,
    ) as error:
        raise ModelError("not readable as safetensors", where=str(path), mend="fetch the file again") from error


def _tensor(data: NDArray[np.uint8], start: int, entry: dict[str, Any]) -> NDArray[Any]:
    import numpy as np

    kind = np.dtype(TYPES[entry["dtype"]])
    shape = tuple(int(n) for n in entry["shape"])
    begin, end = (int(n) for n in entry["data_offsets"])
    if not 0 <= begin <= end or min(shape, default=0) < 0 or math.prod(shape) * kind.itemsize != end - begin:
        raise ValueError("a tensor's shape does not fit its bytes")
    if start + end > len(data):
        raise EOFError
    # The array keeps the file mapped; as a plain array it carries none of memmap's own behaviour.
    array = np.frombuffer(data, kind, math.prod(shape), offset=start + begin).reshape(shape)
    if entry["dtype"] == "BF16":  # the upper half of a float32
        return (array.astype(np.uint32) << 16).view(np.float32)
    return array.astype(kind.newbyteorder("="), copy=False)
