"""From bytes to element trees: the only parser of XML and HTML in the program.

A document type definition is refused by the tree that the parser built, not by a search for its letters:
libxml2 reads UTF-16 and UCS-4 without a byte-order mark, where `<!DOCTYPE` is no run of ASCII bytes. External
subsets and entities are asked of a resolver that raises, so that no file is opened, whatever the definition says.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_ASCII_ENCODINGS = frozenset({"UTF-8", "UTF8", "US-ASCII", "ASCII", "ISO-8859-1", "GB2312", "GBK", "GB18030"})


class BadXmlError(Exception):
    """XML is not well-formed, nested too deep, or has a document type definition."""


class _RefusingResolver(etree.Resolver):
    """Refuses every file and address named in a definition or an entity."""

    def resolve(self, system_url: str, public_id: str, context: object) -> NoReturn:  # type: ignore[override]
        """Raise: nothing outside the bytes at hand is part of a document."""
        raise BadXmlError(f"external entity: {system_url or public_id}")


def parse_xml(data: bytes) -> Element:
    """Return the root element; comments and processing instructions are left out.

    libxml2's limits apply: elements are nested at most 256 deep, a text has at most 10 million bytes, and entities
    in attribute values may not grow beyond a small multiple of the input.

    Raises:
        BadXmlError: see the class.
    """
    parser = _xml_parser()
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BadXmlError(str(error)) from error
    if root is None:
        raise BadXmlError("no root element")
    _refuse_definition(root)
    return root


def _xml_parser() -> etree.XMLParser:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    parser.resolvers.add(_RefusingResolver())
    return parser


def check_beginning(data: bytes) -> None:
    """Read XML up to the first element, before an external program reads the file.

    Raises:
        BadXmlError: a document type definition; an encoding in which `<!` may not be two ASCII bytes, so that
            another parser might see a definition; no element.
    """
    events = etree.iterparse(BytesIO(data), events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    events.resolvers.add(_RefusingResolver())
    try:
        for _, root in events:
            _refuse_definition(root)
            if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in _ASCII_ENCODINGS:
                raise BadXmlError("encoding")
            return
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BadXmlError(str(error)) from error
    raise BadXmlError("no root element")


def _refuse_definition(root: Element) -> None:
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.externalDTD is not None:
        raise BadXmlError("document type definition")


def parse_html(data: bytes, *, huge: bool = False) -> tuple[Element | None, bool]:
    """Return the root element of a page in UTF-8, None for an empty page, and whether elements are nested too deep.

    libxml2 knows the entities of HTML only and never loads a definition. Elements nest 256 deep, 2,048 with `huge`.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=huge, remove_comments=True, remove_pis=True
    )
    parser.resolvers.add(_RefusingResolver())
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except (etree.XMLSyntaxError, ValueError, BadXmlError):
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)
