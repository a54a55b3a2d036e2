"""XML with document type definitions, in every encoding that a parser may guess, and the files that hold it."""

from __future__ import annotations

import codecs
import itertools
from typing import TYPE_CHECKING, NamedTuple

from tests.readers.docx.builder import DECLARED, build, p, zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOM = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "utf-7",
    "cp037",
    "cp1140",
    "gb18030",
    "latin-1",
)
"""cp037 and cp1140 are EBCDIC."""
NAMES = {
    "utf-32-le": "UCS-4",
    "utf-32-be": "UCS-4",
    "cp037": "IBM037",
    "cp1140": "EBCDIC-CP-US",
    "latin-1": "ISO-8859-1",
}
"""Names by which a declaration knows an encoding, where it is not Python's."""
DEFINITIONS = {
    # kind          (definition, reference in the text); {secret} is the address of a file
    "bare": ("<!DOCTYPE x>", ""),
    "internal": ('<!DOCTYPE x [<!ENTITY e "泄露">]>', "&e;"),
    "external": ('<!DOCTYPE x SYSTEM "{secret}">', ""),
    "public": ('<!DOCTYPE x PUBLIC "-//none//none" "{secret}">', ""),
    "entity": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>', "&e;"),
    "public entity": ('<!DOCTYPE x [<!ENTITY e PUBLIC "none" "{secret}">]>', "&e;"),
    "parameter": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}"> %p;]>', "&e;"),
    "nested parameter": (
        "<!DOCTYPE x [<!ENTITY % a \"&#60;!ENTITY &#37; b SYSTEM '{secret}'&#62; &#37;b;\"> %a;]>",
        "",
    ),
    "unparsed": (
        '<!DOCTYPE x [<!NOTATION n SYSTEM "{secret}"><!ENTITY e SYSTEM "{secret}" NDATA n><!ATTLIST x a ENTITY "e">]>',
        "",
    ),
    "default attribute": ('<!DOCTYPE x [<!ATTLIST w:t xml:space CDATA "preserve">]>', ""),
    "laughs": (
        "<!DOCTYPE x ["
        + '<!ENTITY e0 "啊啊啊啊啊啊啊啊啊啊">'
        + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        + "]>",
        "&e11;",
    ),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY e "{"啊" * 20_000}">]>', "&e;" * 20_000),
    "recursive": ('<!DOCTYPE x [<!ENTITY e "&f;"><!ENTITY f "&e;">]>', "&e;"),
    "conditional": ('<!DOCTYPE x SYSTEM "{secret}" [<!ENTITY % i "INCLUDE">]>', ""),
}
NAMING_A_FILE = tuple(kind for kind, (definition, _) in DEFINITIONS.items() if "{secret}" in definition)


class Variant(NamedTuple):
    """A definition in an encoding."""

    name: str
    data: bytes
    """A part `word/document.xml` that would show 三、附件 and the entity."""


def variants(secret: str, kinds: Iterable[str] = tuple(DEFINITIONS)) -> Iterator[Variant]:
    """Yield definitions in every encoding: with and without byte-order mark, declared, undeclared, declared wrongly."""
    for encoding, kind in itertools.product(ENCODINGS, kinds):
        definition, reference = DEFINITIONS[kind]
        for declared in ("", NAMES.get(encoding, encoding), "utf-8"):
            head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
            text = definition.replace("{secret}", secret) + (
                f"<w:document {DECLARED}><w:body>{p('三、附件')}<w:p><w:r><w:t>{reference}</w:t></w:r></w:p></w:body></w:document>"
            )
            data = _encoded(head + text, encoding)
            yield Variant(f"{kind}, {encoding} declared as {declared or 'nothing'}", data)
            if encoding in BOM:
                yield Variant(
                    f"{kind}, {encoding} with mark, declared as {declared or 'nothing'}", BOM[encoding] + data
                )


def _encoded(text: str, encoding: str) -> bytes:
    if encoding in {"cp037", "cp1140", "latin-1"}:
        text = text.replace("三、附件", "A.").replace("泄露", "leak").replace("啊", "a")
    return text.encode(encoding)


def with_main_part(data: bytes) -> bytes:
    """Return a Word file with `data` as its text."""
    return with_part("word/document.xml", data)


def with_part(name: str, data: bytes) -> bytes:
    """Return a Word file whose part `name` is `data`; all other parts are honest."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(build(p("2025学年工作计划") + p("一、工作目标")))) as package:
        parts: dict[str, str | bytes] = {member: package.read(member) for member in package.namelist()}
    return zipped({**parts, name: data})


def odt(content: bytes, part: str = "content.xml") -> bytes:
    """Return an OpenDocument text whose part is `content`."""
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    import zipfile

    honest = b"<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": honest,
            part: content,
        },
        zipfile.ZIP_STORED,
    )
