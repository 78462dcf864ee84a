from __future__ import annotations

import builtins
import os
import pickle
import struct
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engines.unpickling import read_pytorch_weights
from translate.errors import ModelError

from .pytorch_files import Global, Storage, Tensor, archive, dump, head, legacy_layout, table_of, zip_layout

LAYOUTS = pytest.mark.parametrize("layout", [legacy_layout, zip_layout])


def read(tmp_path: Path, content: bytes) -> dict[str, np.ndarray]:
    path = tmp_path / "pytorch_model.bin"
    path.write_bytes(content)
    return read_pytorch_weights(path)


# --- what PyTorch writes ---


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("new", [True, False])
def test_what_torch_saves_is_read_as_it_was(tmp_path, new, protocol):
    base = torch.arange(24.0).reshape(4, 6)
    table = OrderedDict(
        whole=base,
        turned=base.T,
        part=base[1:3, 2:4],
        tied=base,
        half=base.half(),
        brain=base.bfloat16(),
        double=base.double(),
        counts=torch.arange(3),
        flags=torch.tensor([True, False]),
        parameter=torch.nn.Parameter(base),
        empty=torch.zeros(0, 3),
        number=torch.tensor(2.5),
    )
    table._metadata = OrderedDict(version=1)  # type: ignore[attr-defined]
    path = tmp_path / "pytorch_model.bin"
    torch.save(table, path, _use_new_zipfile_serialization=new, pickle_protocol=protocol)

    found = read_pytorch_weights(path)
    assert list(found) == list(table)
    for name, tensor in table.items():
        wanted = tensor.detach().float() if name == "brain" else tensor.detach()
        np.testing.assert_array_equal(found[name], wanted.numpy())
        assert found[name].shape == tuple(tensor.shape)
        assert found[name].dtype == wanted.numpy().dtype


@pytest.mark.parametrize("new", [True, False])
def test_a_saved_module_holds_more_than_tensors_and_is_refused(tmp_path, new):
    path = tmp_path / "pytorch_model.bin"
    torch.save(torch.nn.Linear(2, 2), path, _use_new_zipfile_serialization=new)
    with pytest.raises(ModelError, match=r"it asks for torch\.nn"):
        read_pytorch_weights(path)


@LAYOUTS
def test_strides_offsets_and_shared_storages(tmp_path, layout):
    numbers = np.arange(12, dtype="<f4")
    shared = Storage("0", numbers)
    table = {"turned": Tensor(shared, 0, (4, 3), (1, 4)), "tail": Tensor(shared, 10, (2,), (1,))}
    found = read(tmp_path, layout(table))
    np.testing.assert_array_equal(found["turned"], numbers.reshape(3, 4).T)
    np.testing.assert_array_equal(found["tail"], [10, 11])


def test_a_big_endian_machine_s_files_are_read(tmp_path):
    numbers = np.arange(5, dtype=">f4")
    table, _ = dump(table_of({"a": numbers}), legacy=False)
    content = archive({"m/data.pkl": table, "m/data/0": numbers.tobytes(), "m/byteorder": b"big"})
    np.testing.assert_array_equal(read(tmp_path, content)["a"], numbers)

    table, _ = dump(table_of({"a": numbers}), legacy=True)
    content = head(little=False) + table + pickle.dumps(["0"], 2) + struct.pack(">q", 5) + numbers.tobytes()
    np.testing.assert_array_equal(read(tmp_path, content)["a"], numbers)


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), max_size=3), st.sampled_from([legacy_layout, zip_layout]), st.booleans())
def test_any_shape_comes_back(tmp_path_factory, shape, layout, turned):
    array = np.random.default_rng(0).standard_normal(shape).astype("<f4")
    if turned:
        array = np.asfortranarray(array)
    table = {"a": Tensor(Storage("0", array.ravel("K")), 0, array.shape, tuple(s // 4 for s in array.strides))}
    found = read(tmp_path_factory.getbasetemp(), layout(table))["a"]
    np.testing.assert_array_equal(found, array)
    assert found.shape == array.shape


# --- what must not work ---


class Call:
    """Pickles as a call of a function with arguments."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self) -> Any:
        return self.call


class Built:
    """Pickles as a tensor whose state is then changed: (opcode BUILD)."""

    def __init__(self, tensor: Tensor, state: Any) -> None:
        self.tensor, self.state = tensor, state

    def __reduce__(self) -> Any:
        return (*self.tensor.__reduce__(), self.state)


ONE = np.arange(4, dtype="<f4")


def hostile() -> dict[str, Any]:
    storage = Storage("0", ONE)
    return {
        "a shell command": Call(os.system, "touch executed"),
        "evaluated code": Call(builtins.eval, "open('executed', 'w')"),
        "an import": Call(__import__, "antigravity"),
        "code in torch": Call(Global("torch", "load"), "executed"),
        "an attribute of a module": Call(Global("torch.serialization", "os.system"), "touch executed"),
        "a storage of another kind": Tensor(Storage("0", ONE, "ComplexFloatStorage"), 0, (4,), (1,)),
        "more than the storage": Tensor(storage, 0, (5,), (1,)),
        "behind the storage": Tensor(storage, 4, (1,), (1,)),
        "a stride too far": Tensor(storage, 0, (2, 2), (3, 1)),
        "one element again and again": Tensor(storage, 0, (2**30, 2**30), (0, 0)),
        "a negative stride": Tensor(storage, 3, (4,), (-1,)),
        "a negative offset": Tensor(storage, -1, (1,), (1,)),
        "a shape of another length": Tensor(storage, 0, (2, 2), (1,)),
        "a changed tensor": Built(Tensor(storage, 0, (4,), (1,)), [storage, 2**20, (4,), (1,)]),
        "a changed tensor's slots": Built(Tensor(storage, 0, (4,), (1,)), (None, {"offset": 2**20})),
        "a storage described in two ways": [
            Tensor(storage, 0, (4,), (1,)),
            Tensor(Storage("0", ONE, count=400), 0, (400,), (1,)),
        ],
    }


@LAYOUTS
@pytest.mark.parametrize("what", list(hostile()))
def test_a_hostile_pickle_is_refused_and_nothing_runs(tmp_path, monkeypatch, layout, what):
    monkeypatch.chdir(tmp_path)
    table = hostile()[what]
    content = layout({"a": table})
    with pytest.raises(ModelError, match="not plain PyTorch weights") as caught:
        read(tmp_path, content)
    assert "\n" not in caught.value.line()
    assert not Path("executed").exists()


@pytest.mark.parametrize(
    ("pickled", "line"),
    [
        (b"\x80\x02r\xff\xff\xff\x7f.", "not readable|not plain"),  # a memo of two thousand million entries
        (b"\x80\x04\x8e" + struct.pack("<Q", 2**62) + b"x.", "cut short|not fit in memory"),  # bytes without end
        (b"\x80\x02\x82\x01.", "registered extension"),
        (b"\x80\x02N.", "no table of tensors"),
        (b"\x80\x02]q\x00(h\x00h\x00e.", "no table of tensors"),  # a list that holds itself
        (b"", "cut short"),
    ],
)
def test_pickles_made_to_exhaust_or_confuse_are_refused(tmp_path, pickled, line):
    for content in (head() + pickled, archive({"m/data.pkl": pickled})):
        with pytest.raises(ModelError, match=line):
            read(tmp_path, content)


def test_a_storage_larger_than_the_file_is_refused_without_being_made(tmp_path):
    huge = Storage("0", ONE, count=2**60)
    for layout in (legacy_layout, zip_layout):
        with pytest.raises(ModelError, match="cut short"):
            read(tmp_path, layout({"a": Tensor(huge, 0, (2**30, 2**30), (2**30, 1))}))


def test_a_compressed_storage_is_refused(tmp_path):
    zeros = np.zeros(10**6, "<f4")
    table, _ = dump(table_of({"a": zeros}), legacy=False)
    content = archive({"m/data.pkl": table, "m/data/0": zeros.tobytes()}, zipfile.ZIP_DEFLATED)
    with pytest.raises(ModelError, match="not plain PyTorch weights"):
        read(tmp_path, content)


@LAYOUTS
def test_a_file_cut_short_anywhere_is_one_clear_error(tmp_path, layout):
    content = layout(table_of({"a": np.arange(50, dtype="<f4"), "b": np.arange(7, dtype="<f4")}))
    for length in range(0, len(content) - 1, 7):
        with pytest.raises(ModelError) as caught:
            read(tmp_path, content[:length])
        assert "\n" not in caught.value.line()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp()
    for file in (content, head() + content, archive({"m/data.pkl": content})):
        with pytest.raises(ModelError):
            read(folder, file)


def test_no_file_is_one_clear_error(tmp_path):
    with pytest.raises(ModelError, match="no such file"):
        read_pytorch_weights(tmp_path / "pytorch_model.bin")


def test_a_key_nested_too_deep_to_hash_is_refused_and_kills_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pytorch_model.bin"
    head = [pickle.dumps(0x1950A86A20F9469CFC6C, 2), pickle.dumps(1001, 2), pickle.dumps({"little_endian": True}, 2)]
    file.write_bytes(b"".join(head) + b"\x80\x02}" + b")" + b"\x85" * 300_000 + b"K\x01s.")
    with pytest.raises(ModelError, match="key"):
        read_pytorch_weights(file)
