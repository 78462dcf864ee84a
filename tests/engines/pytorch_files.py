"""What ``torch.save`` writes, in both layouts, written by hand: so are files that it never would."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
from collections import OrderedDict
from typing import Any

import numpy as np

from translate.engines.unpickling import LEGACY_PROTOCOL, MAGIC


class Global:
    """A name that the pickle asks for, whether or not it can be imported here."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def __call__(self) -> None: ...


class Storage:
    def __init__(self, key: str, array: np.ndarray, kind: str = "FloatStorage", count: int | None = None) -> None:
        self.key, self.array, self.kind = key, array, kind
        self.count = array.size if count is None else count


class Tensor:
    def __init__(self, storage: Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> None:
        self.parts = (storage, offset, shape, strides, False, OrderedDict())

    def __reduce__(self) -> tuple[Any, ...]:
        return Global("torch._utils", "_rebuild_tensor_v2"), self.parts


class Writer(pickle._Pickler):
    def __init__(self, file: io.BytesIO, legacy: bool) -> None:
        super().__init__(file, protocol=2)
        self.legacy, self.storages = legacy, {}

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        if isinstance(obj, Global):
            self.write(b"c%s\n%s\n" % (obj.module.encode(), obj.name.encode()))
        else:
            super().save(obj, save_persistent_id)

    def persistent_id(self, obj: Any) -> Any:
        if not isinstance(obj, Storage):
            return None
        self.storages[obj.key] = obj
        pid = ("storage", Global("torch", obj.kind), obj.key, "cpu", obj.count)
        return (*pid, None) if self.legacy else pid


def dump(value: Any, *, legacy: bool) -> tuple[bytes, dict[str, Storage]]:
    out = io.BytesIO()
    writer = Writer(out, legacy)
    writer.dump(value)
    return out.getvalue(), writer.storages


def head(*, little: bool = True) -> bytes:
    facts = {"protocol_version": LEGACY_PROTOCOL, "little_endian": little, "type_sizes": {"int": 4}}
    return b"".join(pickle.dumps(part, 2) for part in (MAGIC, LEGACY_PROTOCOL, facts))


def legacy_layout(value: Any) -> bytes:
    table, storages = dump(value, legacy=True)
    raw = [struct.pack("<q", s.array.size) + s.array.tobytes() for s in storages.values()]
    return head() + table + pickle.dumps(list(storages), 2) + b"".join(raw)


def zip_layout(value: Any) -> bytes:
    table, storages = dump(value, legacy=False)
    return archive({"m/data.pkl": table, **{f"m/data/{k}": s.array.tobytes() for k, s in storages.items()}})


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def table_of(tensors: dict[str, np.ndarray]) -> OrderedDict[str, Tensor]:
    table: OrderedDict[str, Tensor] = OrderedDict()
    for number, (name, array) in enumerate(tensors.items()):
        strides = tuple(step // array.itemsize for step in array.strides)
        table[name] = Tensor(Storage(str(number), array), 0, array.shape, strides)
    return table


def legacy_file(tensors: dict[str, np.ndarray]) -> bytes:
    return legacy_layout(table_of(tensors))


def zip_file(tensors: dict[str, np.ndarray]) -> bytes:
    return zip_layout(table_of(tensors))
