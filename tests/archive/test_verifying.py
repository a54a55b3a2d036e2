"""Every damage of an archive is found and named; leftovers and foreign files are remarks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jyplan.archive import segments
from jyplan.archive.compacting import compact
from jyplan.archive.verifying import inspect
from tests.archive.build import add, damage, edit, plan, remarks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add(tmp_path, [plan(seed, label="甲") for seed in range(1, 6)])
    return tmp_path


def change(folder: Path, statement: str) -> None:
    """Change the catalogue and give its rows the digests that fit: what no checksum can find."""
    edit(folder, statement, sign=True)


def rewrite(folder: Path, kind: str, column: str, data: bytes) -> None:
    """Put other bytes into a file and give the catalogue their checksum: what no checksum can find."""
    [path] = folder.glob(f"*.{kind}")
    path.write_bytes(data)
    table = "packs" if kind == "texts" else "segments"
    change(folder, f"UPDATE {table} SET {column} = '{hashlib.sha256(data).hexdigest()}'")


def test_sound_archive_is_counted(folder: Path) -> None:
    inspection = inspect(folder)
    assert (inspection.plans, inspection.files, inspection.damage, inspection.remarks) == (5, 3, (), ())
    assert inspection.fingerprints == sum(path.stat().st_size for path in folder.glob("*.hashes")) // 8
    assert inspection.size == sum(path.stat().st_size for path in folder.glob("0*"))


@pytest.mark.parametrize("kind", ["hashes", "postings", "texts"])
def test_every_byte_counts(folder: Path, kind: str) -> None:
    [path] = folder.glob(f"*.{kind}")
    sound = path.read_bytes()
    for offset in range(0, len(sound), 97):
        path.write_bytes(sound[:offset] + bytes([sound[offset] ^ 1]) + sound[offset + 1 :])
        assert damage(folder) == [f"{path.name} has changed: its checksum is different"]


@pytest.mark.parametrize("kind", ["hashes", "postings", "texts"])
def test_file_that_is_cut_or_gone_is_damage(folder: Path, kind: str) -> None:
    [path] = folder.glob(f"*.{kind}")
    path.write_bytes(path.read_bytes()[:-1])
    assert damage(folder) == [f"{path.name} is missing or has another length"]
    path.unlink()
    assert damage(folder) == [f"{path.name} is missing or has another length"]


def test_hashes_out_of_order_are_damage(folder: Path) -> None:
    hashes = np.fromfile(next(folder.glob("*.hashes")), "<u8")
    rewrite(folder, "hashes", "hashes_sha256", hashes[::-1].tobytes())
    assert damage(folder) == ["the fingerprints in 000001.hashes are out of order"]


@pytest.mark.parametrize("posting", [(6, 0), (0, 0), (5, 300), (2**32 - 1, 0)])
def test_place_outside_of_every_plan_is_damage(folder: Path, posting: tuple[int, int]) -> None:
    postings = np.fromfile(next(folder.glob("*.postings")), "<u4").reshape(-1, 2)
    postings[3] = posting
    rewrite(folder, "postings", "postings_sha256", postings.tobytes())
    assert damage(folder) == ["the fingerprints in 000001.hashes are out of order"]


def test_plan_without_its_fingerprints_is_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_SLICE", 50)
    change(folder, "UPDATE plans SET fingerprints = fingerprints + 1 WHERE id = 4")
    assert damage(folder) == ["plan 4 lacks some of its fingerprints"]


def test_replaced_text_is_damage(folder: Path) -> None:
    change(folder, "UPDATE plans SET start = (SELECT start FROM plans WHERE id = 1) WHERE id = 2")
    assert damage(folder) == ["the text of plan 2 has changed"]


def test_text_unpacking_beyond_its_length_is_damage(folder: Path) -> None:
    change(folder, "UPDATE plans SET chars = 3 WHERE id = 2")
    assert "the text of plan 2 has changed" in damage(folder)


def test_row_that_leads_nowhere_is_damage(folder: Path) -> None:
    change(folder, "UPDATE plans SET run = 77 WHERE id = 2")
    assert damage(folder) == ["the catalogue is damaged: plans 2: no such runs"]


def test_files_left_over_and_foreign_files_are_distinguished(folder: Path) -> None:
    (folder / "000077.hashes").write_bytes(b"cut off")
    (folder / "读我.txt").write_bytes(b"of others")
    assert remarks(folder) == [
        "000077.hashes is left over from an interrupted run; the next change removes it",
        "读我.txt does not belong to the archive",
    ]
    compact(folder)
    assert remarks(folder) == ["读我.txt does not belong to the archive"]
    assert damage(folder) == []
