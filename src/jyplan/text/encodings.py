"""From bytes to text: the encoding is detected from the bytes, not from a name or a locale.

A byte order mark or valid UTF-8 decides. Otherwise a sample is decoded in every encoding, and the most
likely Chinese text wins: the lowest number of bits per byte by `text.rarity`, a unigram language model
(as in Li and Momoi, "A composite approach to language/encoding detection", 2001). The right decoding
takes about 9 bits a character, a wrong decoding about 20, so five characters suffice. The eight bytes of
工作计划 in GB 18030:

    encoding     decoded      bits   bits per byte   bits per character
    gb18030      工作计划     36     4.5             9
    big5hkscs    馱釬數赫     64     8.0             16
    utf-16-be    릤ퟷ볆뮮     84     10.5            21
    utf-8        �����ƻ�      162    20.2            23
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from jyplan.model import Message, Place, Problem
from jyplan.text.lines import line_number
from jyplan.text.patterns import lazy_pattern
from jyplan.text.rarity import rarity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: the mark of UTF-32 begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BIG5 = ("big5", "cp950", "big5hkscs")  # of the standard, Windows and Hong Kong, tried in this order
_BYTE_ENCODINGS = ("utf-8", "gb18030", "big5hkscs")
_WIDE_ENCODINGS = ("utf-16-le", "utf-16-be")

# A stretch that may consist of double-byte characters. A character never begins with an ASCII byte but
# may end with an ASCII byte, so the text before and after a stretch is ASCII in every encoding.
_NON_ASCII = lazy_pattern(rb"(?:[\x80-\xff]+[\x30-\x7e]?)+")
_CONTROLS = lazy_pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_REPLACED = lazy_pattern("\ufffd+")
_ASCII = bytes(range(128))
# Controls in an ASCII file may be half of a wide character: 村常 in UTF-16 is Qg8^.
_CONTROL = lazy_pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 512  # bytes of a sample; a sample is taken from the beginning and from the middle
_HEAD = 4096  # bytes, or characters, searched for damage
_REACH = 1 << 20  # bytes searched in a step for bytes beyond ASCII
_CONVINCING = 14.5  # bits a character; Chinese text takes fewer, wrong decodings near 20
_MARKED = 19  # bits a character allowed after a byte order mark: other scripts pass, noise does not
_SLACK = 8  # bits granted once, so that a text of a single rare character passes
_PRIOR = {"utf-8": -5, "gb18030": -4}  # bits in favour of the common encodings; they matter in short texts only
_STRAY = 100  # a file with less than 1 byte in 100 beyond ASCII is ASCII with broken bytes
_LISTED = 20  # lines with replaced bytes reported as problems of their own


class Decoded(NamedTuple):
    """A text and its encoding."""

    text: str
    """Without byte order mark; undecodable bytes are U+FFFD."""
    encoding: str
    """Python's name of the codec: ascii, utf-8, utf-8-sig, gb18030, big5 …"""
    problems: tuple[Problem, ...] = ()
    """A problem for each line with replaced bytes, up to 20 lines, and a last problem for all further lines."""


def decode(data: bytes) -> Decoded | None:
    r"""Return the most likely text of a file, None for bytes without Chinese or ASCII text.

    Known encodings: ASCII, UTF-8, UTF-16, UTF-32 (with a byte order mark only), GB 18030 with GBK and
    GB 2312, and Big5 with the extensions of Windows and Hong Kong. Single broken bytes are replaced
    and reported.

    >>> decode("工作计划".encode("gb18030"))
    Decoded(text='工作计划', encoding='gb18030', problems=())
    >>> decode("工作計劃".encode("big5")).encoding, decode("工作".encode("utf-16-be")).encoding
    ('big5', 'utf-16-be')
    >>> broken = decode("一、目标\n二、任务".encode("utf-8")[:-1])
    >>> broken.text, broken.problems[0].place.line
    ('一、目标\n二、任�', 2)
    >>> decode(bytes(range(256))) is None
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding)
    if b"\0" not in data:
        if data.isascii() and not _CONTROL.search(data, 0, _HEAD):
            return Decoded(data.decode("ascii"), "ascii")
        text = _decode_clear_utf_8(data)
        if text:
            return Decoded(text, "utf-8")
    guess = _guess(_without_padding(data))
    if guess is None:
        return None
    if guess == "big5hkscs":
        return _decode_as(data, *_BIG5)
    return _decode_as(data, "ascii" if data.isascii() and guess == "utf-8" else guess)


def _without_padding(data: bytes) -> bytes:
    """Return the bytes without trailing NULs, as a crash leaves them; pairs of bytes stay whole."""
    end = len(data.rstrip(b"\0"))
    return data[: end + end % 2] if 0 < end < len(data) - 4 else data


def _decode_clear_utf_8(data: bytes) -> str | None:
    """Return the text of certain UTF-8, None in doubt.

    A sample of two-byte sequences only is in doubt: 联通 in GBK is valid UTF-8 too.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    sample = _sample(data).decode("utf-8", "replace")
    return text if max(sample, default="") >= "\u0800" else None


def _decode_marked(data: bytes, mark: bytes, encoding: str) -> Decoded | None:
    """Return the text after a byte order mark, None where noise follows the mark."""
    if encoding == "utf-32" and len(data) % 4:
        encoding = "utf-16"  # a NUL after a UTF-16 mark
    decoded = _decode_as(data, encoding)
    text = decoded.text.removeprefix("\ufeff")  # the codec gb18030 keeps the mark
    if _is_damaged(text[:_HEAD]) or rarity(text[:_SAMPLE]) > _MARKED * len(text[:_SAMPLE]) + _SLACK:
        return None
    return Decoded(text, encoding, decoded.problems)


def _decode_as(data: bytes, *encodings: str) -> Decoded:
    """Return the text in the first encoding without errors, else in the last encoding with bytes replaced."""
    for encoding in encodings:
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    text = data.decode(encodings[-1], "replace")
    return Decoded(text, encodings[-1], tuple(_report_replaced(text, encodings[-1])))


def _report_replaced(text: str, encoding: str) -> list[Problem]:
    """Return a problem for each of the first 20 lines with replacement characters, and a problem for all further lines."""
    problems: list[Problem] = []
    line = 1
    last = 0
    for match in _REPLACED.finditer(text):
        line += line_number(text[last : match.start()], match.start() - last) - 1
        last = match.start()
        if problems and problems[-1].place.line == line:
            continue
        if len(problems) == _LISTED:
            remaining = text.count("\ufffd", last)
            problems.append(Problem(Message("{count} more unreadable characters were replaced", {"count": remaining})))
            break
        message = Message("bytes that are not {encoding} were replaced with \ufffd", {"encoding": encoding})
        problems.append(Problem(message, Place(line=line)))
    return problems


def _sample(data: bytes) -> bytes:
    """Return up to 1 KB of the stretches beyond ASCII, joined with spaces."""
    start = next((offset for offset in range(0, len(data), _REACH) if not data[offset : offset + _REACH].isascii()), 0)
    middle = data.find(b"\n", max(len(data) // 2, start))
    stretches: list[bytes] = []
    for begin in (start, middle) if middle > start + 2 * _SAMPLE else (start,):
        room = _SAMPLE
        for match in _NON_ASCII.finditer(data, begin, begin + 2 * _REACH):
            stretches.append(match[0][:room])
            room -= len(stretches[-1]) + 1
            if room <= 0:
                break
    return b" ".join(stretches)


def _guess(data: bytes) -> str | None:
    """Return the encoding with the fewest bits per byte for a sample, None where no decoding is convincing."""
    head = data[: 2 * _SAMPLE]
    sample = head if b"\0" in data[:_HEAD] or data.isascii() else _sample(data)
    parts = dict.fromkeys(_BYTE_ENCODINGS, sample) | dict.fromkeys(_WIDE_ENCODINGS, head)
    texts = {encoding: part.decode(encoding, "replace") for encoding, part in parts.items()}
    bits = {encoding: rarity(text) for encoding, text in texts.items()}
    best = min(parts, key=lambda encoding: (bits[encoding] + _PRIOR.get(encoding, 0)) / len(parts[encoding]))
    if bits[best] > _CONVINCING * len(texts[best]) + _SLACK:
        if len(data.translate(None, _ASCII)) * _STRAY >= len(data):
            return None
        best = "utf-8"
    return None if _is_damaged(data[:_HEAD].decode(best, "replace")) else best


def _is_damaged(text: str) -> bool:
    """Return whether a text has too many controls (over 5 %) or replaced stretches (over 1 in 8 characters)."""
    return len(_CONTROLS.findall(text)) > 1 + len(text) // 20 or len(_REPLACED.findall(text)) > 1 + len(text) // 8
