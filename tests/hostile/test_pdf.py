"""A small PDF costs what a small PDF costs: growth is counted before pdfium runs."""

from __future__ import annotations

import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.readers import pdf
from jyplan.readers.pdf.weighing.weight import TooHeavyError, check_weight
from tests.hostile.pdf_files import FONT, HARMLESS, HEAVY, MANY, TEXT, file_of, flate, page_with, stream
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.gate

pytest.importorskip("pypdfium2")


@pytest.mark.parametrize("name", HEAVY)
def test_growth_is_seen_before_the_file_is_opened(name: str) -> None:
    data = HEAVY[name]()
    assert len(data) < 4_000_000
    with pytest.raises(TooHeavyError):
        check_weight(data)


def test_refusal_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match=r"plan\.pdf: .* print it into a new PDF"):
        pdf.read(HEAVY["flate in flate, eight times"](), "plan.pdf")


@pytest.mark.parametrize(
    "data",
    [
        page_with(flate(TEXT + MANY * 100_000)),
        page_with(flate(TEXT + MANY * 10_000), kids=b"4 0 R " * 100, count=100),
        page_with(flate(TEXT + b"/X Do " * 500), flate(TEXT), resources=b"/XObject<</X 6 0 R>>"),
        page_with(
            flate(TEXT + b"/X Do "),
            flate(b"\0" * 200_000_000, extra=b"/Subtype/Image/Width 20000/Height 10000"),
            resources=b"/XObject<</X 6 0 R>>",
        ),
    ],
    ids=["drawing", "hundred pages", "stamp", "large picture"],
)
def test_much_drawing_and_large_pictures_are_honest(data: bytes) -> None:
    check_weight(data)


def test_encrypted_file_is_weighed_without_its_encryption() -> None:
    """RC4 with 40 bits and an empty password: ISO 32000-1, 7.6."""
    data = _encrypted(zlib.compress(TEXT + MANY * 600_000, 9))
    check_weight(data)
    with pytest.raises(UnreadableDocument, match="far more drawing"):
        pdf.read(data, "plan.pdf")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    result = bytearray()
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(result)


def _encrypted(content: bytes) -> bytes:
    from hashlib import md5

    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner = _rc4(md5(padding).digest()[:5], padding)
    key = md5(padding + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"0123456789abcdef").digest()[:5]
    user = _rc4(key, padding)
    of_stream = md5(key + (5).to_bytes(3, "little") + b"\0\0").digest()[:10]
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            FONT,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
            stream(_rc4(of_stream, content), b"/Filter/FlateDecode"),
        ],
        b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
        % (b"0123456789abcdef".hex().encode(), b"00", owner.hex().encode(), user.hex().encode()),
    )


PROGRAM = """
import resource, sys
from pathlib import Path
from jyplan import JyplanError
from jyplan.readers import pdf
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
try:
    pdf.read(open(sys.argv[1], "rb").read(), "plan.pdf")
except JyplanError as error:
    print(error)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""
"""Reads a file and prints the largest size in MB. `ru_maxrss` would begin with the size of the process of the tests: getrusage(2)."""


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory in units of Linux")
@pytest.mark.parametrize("name", [*HARMLESS, "flate in flate, eight times", "forms in forms", "form in a circle"])
def test_reading_takes_less_than_20_seconds_and_a_gigabyte(name: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes((HARMLESS | HEAVY)[name]())
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file)],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert int(result.stdout.split()[-1]) < 1_000
