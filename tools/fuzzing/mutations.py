"""Mutations of seeds: bytes, lines, words of the format, and elements of the parts of a zip archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

LARGEST = 64 << 10
"""Bytes of a mutated file: larger files only take longer, and `tests/hostile` measures growth."""
_SIZES = (3 << 10, 3 << 10, 3 << 10, 3 << 10, 12 << 10, 12 << 10, LARGEST)
"""Bytes at which a mutated file is cut off, by chance: most are small, so that there are many executions."""
_MOST_REPEATS = 2_000
NO_ZIP = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, ValueError, RuntimeError)
"""What `zipfile` raises for bytes that are no archive, or a damaged one."""
_NUMBERS = ("0", "-1", "1", "9", "65536", "2147483648", "1e18", "99999999999999999999", "-9223372036854775809", "NaN")
_WORDS = {
    "text": (
        "一、", "（一）", "1、", "1.1", "①", "第三周", "第一章 ", "附件：", "工作计划\n", "2025—2026学年", "不少于95%", "\t",
        "\n\n", "- 1 -", "……", "《", "》", "\u3000", "\u200b", "\ufeff", "\0", "\r", "\u202e", "\u2028", "𠮷", "十百千万亿",
        "责任人：", "9月1日至", "|", "目 录\n", "......5\n", "xx", "(", ")", "【", "】", "1月：", "A" * 50,
    ),
    "markdown": ("# ", "- ", "> ", "```", "|---|", "**", "[a](b)", "<div>", "<!---->", "---\n", "1. ", "    ", "\\", "&nbsp;"),
    "html": (
        "<table>", "</table>", "<tr>", "<td colspan=9999 rowspan=9999>", "<div style='display:none'>", "</div>", "<!--", "-->",
        "<ol start=-5>", "<li value=1e18>", "<p>", "<br>", "<script>", "</script>", "<style>p{display:none}</style>", "<![CDATA[",
        "&#x110000;", "&lt", "<!DOCTYPE", "<meta charset=utf-7>", "<base href=x>", "<svg>", "<", ">", "=\"", "<pre>", "<h1>",
    ),
    "mail": ("Content-Type: ", "boundary=", "--", "quoted-printable", "base64", "=\r\n", "=?gb2312?B?", ";", "charset=utf-16", "\r\n\r\n"),
    "pdf": (
        "<<", ">>", "[", "]", "/Length", "/Filter/FlateDecode", "stream\n", "endstream", " 0 R", "obj", "/Kids", "/Rotate 90",
        " Tj", " Tm", " Tf", "BT", "ET", "q", "Q", " re", " cm", " Do", "/MediaBox[0 0 1e9 1e9]", "/Encrypt", "xref", "%%EOF",
    ),
    "yaml": (
        "&a ", "*a", "!!python/object:os ", "<<: *a", "- ", ": ", "{", "}", "[", "]", "|", ">", "#", "'", '"', "${name}", "{words}",
        "extends: ", "type: ", "regex: ", "level: error", "when: ", "(a+)+$", "\\", "? ", "---\n", "%YAML 9\n", "  ", "\t",
    ),
    "toml": ("[", "]", "[[", "]]", "= ", '"""', "'''", "a.", "0x", "inf", "1979-05-27T07:32:00Z", "{", "}", ",", "ignore", "rules"),
    "json": ("[", "]", "{", "}", ":", ",", '"', "\\ud800", "\\u0000", "null", "NaN", "true", "1e999", '"text"', '"id"', "\n"),
    "xml": ("<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<w:p>", "</w:p>", "<w:t>", "w:val=", "<?x?>", "xmlns:w=''", "<![CDATA[", "]]>"),
}  # fmt: skip
"""Words of each kind of content, put in at random places."""


def mutate(chance: Random, data: bytes, kind: str, others: Sequence[bytes]) -> bytes:
    """Return a mutated copy of `data`; `kind` is a key of the words, `zip`, or `binary`, `others` are seeds to splice with."""
    if kind == "zip" and chance.random() < 0.8:
        data = _mutated_zip(chance, data)
    else:
        for _ in range(1 + int(chance.expovariate(0.5))):
            data = _mutated_once(chance, data, kind, others)
    return data[: LARGEST if kind == "zip" else chance.choice(_SIZES)]


def _mutated_once(chance: Random, data: bytes, kind: str, others: Sequence[bytes]) -> bytes:
    start, end = sorted((_place(chance, data), _place(chance, data)))
    if end - start > 4_000 and chance.random() < 0.9:
        end = start + chance.randint(1, 200)
    match chance.randrange(9):
        case 0:
            changed = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                if changed:
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:start] + _repeated(chance, data[start:end]) + data[end:]
        case 3:
            other = chance.choice(others)
            left, right = sorted((_place(chance, other), _place(chance, other)))
            return data[:start] + other[left : min(right, left + 20_000)] + data[end:]
        case 4:
            return _with_moved_line(chance, data)
        case 5:
            return data[:start] + chance.choice(_NUMBERS).encode() + data[end:]
        case _ if kind in _WORDS:
            words = _WORDS[kind] + (_WORDS["text"] if chance.random() < 0.3 else ())
            put_in = "".join(chance.choice(words) for _ in range(chance.randint(1, 4))).encode("utf-8", "surrogatepass")
            if chance.random() < 0.2:
                put_in = _repeated(chance, put_in)
            return data[:start] + put_in + data[start if chance.random() < 0.7 else end :]
        case _:
            return data[:start] + chance.randbytes(chance.randint(1, 16)) + data[end:]


def _place(chance: Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _repeated(chance: Random, part: bytes) -> bytes:
    times = min(int(2 ** chance.uniform(1, 11)), _MOST_REPEATS, max(1, LARGEST // 2 // max(1, len(part))))
    return part * times


def _with_moved_line(chance: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.choice((0, 1, 1, 2, 50))):
        lines.insert(chance.randint(0, len(lines)), line)
    return b"\n".join(lines)


def _mutated_zip(chance: Random, data: bytes) -> bytes:
    """Return an archive with a part that is mutated, lost, doubled or renamed; bytes that are no zip are only cut off."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except NO_ZIP:
        return data[: _place(chance, data)]
    if not parts:
        return data
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chosen = chance.randrange(len(parts))
        name, content = parts[chosen]
        match chance.randrange(12):
            case 0 if len(parts) > 1:
                parts.pop(chosen)
            case 1:
                parts.append((chance.choice(("x.txt", name + "x", "../" + name, "a/" + name)), content))
            case 2:
                parts[chosen] = (chance.choice(parts)[0], content)
            case _:
                parts[chosen] = (name, _mutated_part(chance, name, content, [part for _, part in parts]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in dict(parts).items():
            method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def _mutated_part(chance: Random, name: str, content: bytes, others: Sequence[bytes]) -> bytes:
    if name.endswith((".xml", ".rels")) and chance.random() < 0.75:
        return _scrambled(chance, content)
    kind = "xml" if name.endswith((".xml", ".rels")) else "html" if name.endswith("html") else "text"
    return _mutated_once(chance, content, kind, others)


def _scrambled(chance: Random, content: bytes) -> bytes:
    """Return XML with elements moved, copied, renamed, nested or deleted, and with wrong values in attributes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return content
    elements = [element for element in root.iter() if isinstance(element.tag, str)][1:]
    values = [*_NUMBERS, "x", "", *(value for element in elements[:200] for value in element.attrib.values())]
    steps: tuple[Callable[[etree._Element, etree._Element], object], ...] = (
        lambda element, target: target.append(element) if target not in element.iter() else None,
        lambda element, target: setattr(element, "tag", target.tag),
        lambda element, target: element.attrib.update({str(key): chance.choice(values) for key in element.attrib}),
        lambda element, target: _remove(element),
        lambda element, target: setattr(element, "text", chance.choice(["字", "\t", "\uf0fc", "&", "一、" * 20, ""])),
        lambda element, target: _copy_after(element, chance.choice((1, 1, 5, 100))),
        lambda element, target: _nest(element, chance.choice((1, 5, 60))),
    )
    for _ in range(chance.randint(1, 8)):
        if elements:
            chance.choice(steps)(chance.choice(elements), chance.choice(elements))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _copy_after(element: etree._Element, times: int) -> None:
    parent = element.getparent()
    copied = etree.tostring(element, with_tail=False)
    if parent is not None and len(copied) * times < LARGEST:
        for _ in range(times):
            parent.insert(parent.index(element), etree.fromstring(copied))


def _nest(element: etree._Element, times: int) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for _ in range(times):
        outer = etree.Element(element.tag, {str(key): str(value) for key, value in element.attrib.items()})
        outer.append(element)
        element = outer
    parent.insert(place, element)
