"""Weights out of ``pytorch_model.bin`` without PyTorch, and without running anything that the file asks for.

Both layouts of ``torch.save`` are read. The zip layout (PyTorch 1.6 and later) holds ``NAME/data.pkl`` and one raw file
a storage, ``NAME/data/KEY``. The legacy layout is one stream: a magic number, a protocol number and the facts of the
writing machine, the pickled object, the keys of its storages, then each storage as a 64-bit count and its raw elements.
In both the pickle names storages by persistent ids and makes tensors by calling ``torch._utils._rebuild_tensor_v2``.

A pickle is a program, so a stranger's pickle is run by an unpickler that knows only what a table of tensors needs:
everything else it may ask for is refused. Source of both layouts: ``torch/serialization.py``.
"""

from __future__ import annotations

import collections
import io
import math
import os
import pickle
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, ClassVar

from translate.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAGIC = 0x1950A86A20F9469CFC6C  # opens the legacy layout
LEGACY_PROTOCOL = 1001
LARGEST_PICKLE = 64 * 1024 * 1024  # bytes of data.pkl: a table of names and sizes, a few hundred kilobytes in practice
# Storage class -> NumPy type of an element; bfloat16 has none, its bits are read as uint16 and widened afterwards.
STORAGES = {
    "FloatStorage": "f4",
    "HalfStorage": "f2",
    "BFloat16Storage": "u2",
    "DoubleStorage": "f8",
    "LongStorage": "i8",
    "IntStorage": "i4",
    "ShortStorage": "i2",
    "CharStorage": "i1",
    "ByteStorage": "u1",
    "BoolStorage": "?",
}
ZIP_START = b"PK\x03\x04"


def read_pytorch_weights(path: Path) -> dict[str, NDArray[Any]]:
    """Read the tensors of a ``pytorch_model.bin``, by name, in either layout.

    bfloat16 becomes float32; other types stay. Arrays are in the machine's byte order and contiguous; tensors that
    share a storage share memory where their strides allow it.

    Raises:
        ModelError: the file is missing, cut short, no table of tensors, or asks for anything but tensors.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            table = _read_zip(file) if start == ZIP_START else _read_legacy(file)
            return {str(name): tensor.array() for name, tensor in table.items() if isinstance(tensor, _Tensor)}
    except FileNotFoundError as error:
        raise ModelError("no such file", where=str(path)) from error
    except (EOFError, struct.error, zipfile.BadZipFile) as error:
        raise ModelError(
            "the weights are cut short or damaged", where=str(path), mend="fetch the file again"
        ) from error
    except _RefusedError as error:
        raise ModelError(
            f"not plain PyTorch weights: {error}", where=str(path), mend="use a model you trust"
        ) from error
    except MemoryError as error:
        raise ModelError("the weights do not fit in memory", where=str(path)) from error
    except Exception as error:
        # Bytes that are no pickle, or a wrong one, make the unpickler fail in any way at all: none of them is ours.
        raise ModelError(
            f"not readable as PyTorch weights ({type(error).__name__})", where=str(path), mend="fetch the file again"
        ) from error


class _RefusedError(Exception):
    """The pickle asks for something that no table of tensors needs."""


@dataclass(slots=True)
class _Storage:
    """A run of elements of one type; ``data`` is filled in once the pickle has been read."""

    key: str
    kind: str
    count: int
    data: NDArray[Any] | None = None

    def size(self) -> int:
        """Return the storage's size in bytes."""
        import numpy as np

        return self.count * np.dtype(STORAGES[self.kind]).itemsize

    def fill(self, file: IO[bytes], *, little: bool) -> None:
        """Read the elements; the caller has made sure that the file is long enough to allow for so much memory."""
        import numpy as np

        array = np.empty(self.count, np.dtype(STORAGES[self.kind]).newbyteorder("<" if little else ">"))
        left = array.data.cast("B") if self.count else memoryview(b"")
        while left:
            count = file.readinto(left)  # type: ignore[attr-defined]
            if not count:
                raise EOFError
            left = left[count:]
        if self.kind == "BFloat16Storage":  # a bfloat16 is the upper half of a float32
            array = (array.astype(np.uint32) << 16).view(np.float32)
        self.data = array.astype(array.dtype.newbyteorder("="), copy=False)


@dataclass(frozen=True, slots=True)
class _Tensor:
    """A view into a storage: offset, shape and strides in elements."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def array(self) -> NDArray[Any]:
        import numpy as np

        data = self.storage.data
        if data is None:
            raise _RefusedError(f"storage {self.storage.key} is not in the file")
        if math.prod(self.shape) == 0:
            return np.zeros(self.shape, data.dtype)
        steps = [step * data.itemsize for step in self.strides]
        view = np.lib.stride_tricks.as_strided(data[self.offset :], self.shape, steps)
        return view if view.flags.c_contiguous else view.copy()


def _tensor(storage: Any, offset: Any, shape: Any, strides: Any) -> _Tensor:
    """Check what a pickle says of a tensor against its storage, so that no view reaches outside it."""
    if not (isinstance(storage, _Storage) and isinstance(shape, tuple) and isinstance(strides, tuple)):
        raise _RefusedError("a tensor without a sound shape")
    if len(shape) != len(strides) or any(type(n) is not int or n < 0 for n in (offset, *shape, *strides)):
        raise _RefusedError("a tensor without a sound shape")
    elements = math.prod(shape)
    last = offset + sum((size - 1) * step for size, step in zip(shape, strides, strict=True))
    # A tensor with more elements than its storage repeats some of them: no weights do, and it could fill the memory.
    if elements and (last >= storage.count or elements > storage.count):
        raise _RefusedError("a tensor that reaches outside its storage")
    return _Tensor(storage, offset, shape, strides)


@dataclass(frozen=True, slots=True)
class _StorageType:
    kind: str


class _RebuildTensor:
    """What stands for ``torch._utils._rebuild_tensor_v2`` (and its forerunner without the last two arguments)."""

    def __call__(self, storage: object, offset: object, shape: object, strides: object, *_: object) -> _Tensor:
        return _tensor(storage, offset, shape, strides)


class _RebuildParameter:
    """What stands for ``torch._utils._rebuild_parameter``: the tensor without its gradient flag."""

    def __call__(self, data: object, *_: object) -> object:
        return data


def _drop_state(unpickler: Any) -> None:
    """Stand in for the opcode that sets an object's state, with which a tensor could be changed after its check.

    Only ordered dicts come with a state (``_metadata``), and nobody needs that.
    """
    unpickler.stack.pop()
    if type(unpickler.stack[-1]) is not collections.OrderedDict:
        raise _RefusedError("it changes an object")


def _ordered_dict(pairs: object = ()) -> dict[object, object]:
    """Make an ordered dict, of a list of pairs where Python 2 wrote it so."""
    if not isinstance(pairs, (list, tuple)):
        raise _RefusedError("an ordered dict of something else than pairs")
    for pair in pairs:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2 or type(pair[0]) not in (str, int):
            raise _RefusedError("a key that is no text")
    return collections.OrderedDict(pairs)


def _set_item(unpickler: Any) -> None:
    """Let only texts and numbers be keys: to hash a tuple nested a million deep overflows the stack of the process."""
    key = unpickler.stack[-2]
    if type(key) not in (str, int):
        raise _RefusedError("a key that is no text")
    pickle._Unpickler.dispatch[pickle.SETITEM[0]](unpickler)


def _set_items(unpickler: Any) -> None:
    if any(type(key) not in (str, int) for key in unpickler.stack[::2]):
        raise _RefusedError("a key that is no text")
    pickle._Unpickler.dispatch[pickle.SETITEMS[0]](unpickler)


def _refuse_set(unpickler: Any) -> None:
    raise _RefusedError("it holds a set")


# The unpickler written in Python keeps its memo in a dict; the one in C allocates whatever index a hostile file names.
class _Unpickler(pickle._Unpickler):
    """An unpickler that knows tensors, parameters, storages and ordered dicts, and refuses the rest."""

    dispatch: ClassVar = {
        **pickle._Unpickler.dispatch,
        pickle.BUILD[0]: _drop_state,
        pickle.SETITEM[0]: _set_item,
        pickle.SETITEMS[0]: _set_items,
        pickle.ADDITEMS[0]: _refuse_set,
        pickle.FROZENSET[0]: _refuse_set,
    }

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        if module == "torch" and name in STORAGES:
            return _StorageType(name)
        if module == "torch._utils" and name in ("_rebuild_tensor", "_rebuild_tensor_v2"):
            return _RebuildTensor()
        if module == "torch._utils" and name == "_rebuild_parameter":
            return _RebuildParameter()
        if (module, name) == ("collections", "OrderedDict"):
            return _ordered_dict
        raise _RefusedError(f"it asks for {module}.{name}"[:120])

    def get_extension(self, code: int) -> None:
        raise _RefusedError("it asks for a registered extension")

    def persistent_load(self, pid: object) -> _Storage:
        if not (isinstance(pid, tuple) and len(pid) in (5, 6) and pid[0] == "storage"):
            raise _RefusedError("an unknown kind of reference")
        _, kind, key, _, count = pid[:5]
        if not isinstance(kind, _StorageType) or type(count) is not int or count < 0:
            raise _RefusedError("a storage without a sound size")
        if len(pid) == 6 and pid[5] is not None:
            raise _RefusedError("views of storages, which PyTorch wrote before 0.4")
        storage = self.storages.setdefault(str(key), _Storage(str(key), kind.kind, count))
        if (storage.kind, storage.count) != (kind.kind, count):
            raise _RefusedError(f"storage {key} described in two ways"[:120])
        return storage


def _table(value: object) -> dict[object, object]:
    if not isinstance(value, dict):
        raise _RefusedError("it holds no table of tensors")
    return value


def _read_zip(file: BinaryIO) -> dict[object, object]:
    end = os.fstat(file.fileno()).st_size
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: info for info in archive.infolist()}
        pickles = [
            name for name in members if name == "data.pkl" or (name.count("/") == 1 and name.endswith("/data.pkl"))
        ]
        if len(pickles) != 1 or members[pickles[0]].file_size > LARGEST_PICKLE:
            raise _RefusedError("it holds no data.pkl of a sound size")
        root = pickles[0].removesuffix("data.pkl")
        order = archive.read(f"{root}byteorder") if f"{root}byteorder" in members else b"little"
        unpickler = _Unpickler(io.BytesIO(archive.read(pickles[0])))
        table = _table(unpickler.load())
        for storage in unpickler.storages.values():
            member = members.get(f"{root}data/{storage.key}")
            # torch.save never compresses: a member that claims more bytes than the archive has is a bomb.
            if member is None or member.compress_type != zipfile.ZIP_STORED:
                raise _RefusedError(f"storage {storage.key} is not in the file")
            if min(member.file_size, end) < storage.size():
                raise EOFError
            with archive.open(member) as raw:
                storage.fill(raw, little=order != b"big")
    return table


def _read_legacy(file: BinaryIO) -> dict[object, object]:
    end = os.fstat(file.fileno()).st_size
    if _Unpickler(file).load() != MAGIC:
        raise _RefusedError("it does not begin as torch.save begins")
    if _Unpickler(file).load() != LEGACY_PROTOCOL:
        raise _RefusedError("an unknown version of the legacy layout")
    machine = _table(_Unpickler(file).load())
    little = bool(machine.get("little_endian", True))
    unpickler = _Unpickler(file)
    table = _table(unpickler.load())
    keys = _Unpickler(file).load()
    if not isinstance(keys, list) or len(keys) > len(unpickler.storages):
        raise _RefusedError("its list of storages is not sound")
    for key in keys:
        storage = unpickler.storages.get(str(key))
        if storage is None:
            raise _RefusedError("a storage that no tensor uses")
        count = file.read(8)
        if len(count) < 8 or file.tell() + storage.size() > end:
            raise EOFError
        if struct.unpack("<q" if little else ">q", count)[0] != storage.count:
            raise _RefusedError(f"storage {key} described in two ways"[:120])
        storage.fill(file, little=little)
    return table
