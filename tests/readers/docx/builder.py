"""Makes small Word files from readable pieces of markup."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from jyplan.model import Revisions
from jyplan.readers import docx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.model import Document

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "future": "urn:example:not-known-to-anybody",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{_wrapped("rPr", properties)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "", *, style: str = "", num: int | None = None, ilvl: int | None = 0) -> str:
    """A paragraph; text that is no markup becomes a run."""
    inside = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if num is not None:
        level = "" if ilvl is None else f'<w:ilvl w:val="{ilvl}"/>'
        inside += f'<w:numPr>{level}<w:numId w:val="{num}"/></w:numPr>'
    if content and not content.startswith("<"):
        content = r(content)
    return f"<w:p>{_wrapped('pPr', inside + properties)}{content}</w:p>"


def _wrapped(name: str, content: str) -> str:
    return f"<w:{name}>{content}</w:{name}>" if content else ""


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{_wrapped('trPr', properties)}{''.join(cells)}</w:tr>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; text that is no markup becomes a paragraph."""
    return f"<w:tc>{_wrapped('tcPr', properties)}{content if content.startswith('<') else p(content)}</w:tc>"


def style(style_id: str, name: str = "", content: str = "", *, based_on: str = "", kind: str = "paragraph") -> str:
    base = f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else ""
    named = f"<w:name w:val={quoteattr(name)}/>" if name else ""
    return f'<w:style w:type="{kind}" w:styleId={quoteattr(style_id)}>{named}{base}{content}</w:style>'


def lvl(ilvl: int, text: str, fmt: str = "decimal", extra: str = "", *, start: int | None = 1) -> str:
    """A level of a list."""
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    numbered = f'<w:numFmt w:val="{fmt}"/>' if fmt else ""
    return f'<w:lvl w:ilvl="{ilvl}">{begin}{numbered}{extra}<w:lvlText w:val={quoteattr(text)}/></w:lvl>'


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'


def restart(ilvl: int, start: int, level: str = "") -> str:
    """An override of a level's first number."""
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{start}"/>{level}</w:lvlOverride>'


def part(name: str, content: str) -> str:
    return f"<w:{name} {DECLARED}>{content}</w:{name}>"


def relationships(entries: Mapping[str, tuple[str, str]]) -> str:
    """A list of relationships: id → (kind, target); a target with a scheme is external."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONSHIP}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, (kind, target) in entries.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def build(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    settings: str = "",
    extra: Mapping[str, tuple[str, str | bytes]] | None = None,
    main: str = "word/document.xml",
    main_type: str = MAIN_TYPE,
) -> bytes:
    """A Word file. `extra` gives further parts: relationship id → (kind, content), or kind with a target for a link."""
    related: dict[str, tuple[str, str]] = {}
    parts: dict[str, str | bytes] = {}
    named = {"styles": styles, "numbering": numbering, "settings": settings}
    for name, inside in named.items():
        if inside:
            parts[f"word/{name}.xml"] = part(name, inside)
            related[f"r-{name}"] = (name, f"/word/{name}.xml")
    for key, (kind, content) in (extra or {}).items():
        if isinstance(content, str) and "://" in content[:8]:
            related[key] = (kind, content)
        else:
            name = f"word/{key}"
            parts[name] = content
            related[key] = (kind, f"/{name}")
    folder, _, file = main.rpartition("/")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/>'
        '<Default Extension="txt" ContentType="text/plain"/>'
        '<Default Extension="mht" ContentType="message/rfc822"/><Default Extension="rtf" ContentType="application/rtf"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relationships({"r1": ("officeDocument", f"/{main}")}),
            main: part("document", f"<w:body>{body}</w:body>"),
            f"{folder}/_rels/{file}.rels".lstrip("/"): relationships(related),
            **parts,
        }
    )


def read(body: str, revisions: Revisions = Revisions.ACCEPTED, **pieces: Any) -> Document:
    """The document that is read from a body and other pieces of `build`."""
    return docx.read(build(body, **pieces), "plan.docx", revisions)


def texts(body: str, revisions: Revisions = Revisions.ACCEPTED, **pieces: Any) -> list[str]:
    """The displayed lines of a body."""
    return [block.text for block in read(body, revisions, **pieces).blocks]


def problems(document: Document) -> list[str]:
    return [str(problem.message) for problem in document.problems]
