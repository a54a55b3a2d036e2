"""A copy of a Word file with comments: the same package, with marks added to the main part and comments appended."""

from __future__ import annotations

import posixpath
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from jyplan.reports.check.docx.comments import comment, empty_part, free_ids
from jyplan.reports.check.docx.extents import ExtentFinder
from jyplan.reports.check.docx.mark_writer import MarkWriter
from jyplan.reports.check.docx.package import CopiedPackage, UnfitPackageError, relationships_of, resolved
from jyplan.reports.check.docx.remarks import remark_on
from jyplan.reports.media.marks import marked
from jyplan.reports.media.word.vocabulary import Vocabulary, serialised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.model import Checked
    from jyplan.reports.check.docx.extents import Extent
    from jyplan.reports.check.docx.mark_writer import CommentRange
    from jyplan.reports.media.word.content import Remark
    from jyplan.reports.protocol import CheckOptions

_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_KIND = f"{_STRICT}officeDocument/relationships/comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def commented(data: bytes, checked: Checked, options: CheckOptions) -> bytes:
    """Return a Word file with the findings as comments; without findings, the file unchanged.

    Raises:
        UnfitPackageError: The package cannot be rewritten, or the text has no anchors.
    """
    if not checked.findings:
        return data
    finders = {plan.number: ExtentFinder(plan) for plan in checked.outline.plans}
    if any(finders[finding.plan].part is None for finding in checked.findings):
        raise UnfitPackageError("text from elsewhere")
    name = next(part for finder in finders.values() if (part := finder.part))
    package = CopiedPackage(data)
    root = package.tree(name)
    if root is None:
        raise UnfitPackageError(name)
    vocabulary = Vocabulary(etree.QName(root).namespace or "")
    writer = MarkWriter(root, vocabulary)
    extents = [finders[finding.plan].extent_of(finding) for finding in checked.findings]
    remarks = list(_remarks(checked, options, [(extent, writer.find(extent)) for extent in extents]))
    comments = _CommentsPart(package, name, vocabulary)
    ids = free_ids(vocabulary, root, comments.root)
    numbered = [(next(ids), comment_range, remark) for comment_range, remark in remarks]
    writer.write([(number, comment_range) for number, comment_range, _ in numbered])
    comments.root.extend(comment(vocabulary, number, remark, options.author) for number, _, remark in numbered)
    return marked(package.replaced({name: serialised(root), **comments.parts()}))


def _remarks(
    checked: Checked, options: CheckOptions, places: list[tuple[Extent, CommentRange]]
) -> Iterator[tuple[CommentRange, Remark]]:
    """Yield each comment's range and text; equal comments on the rows of a merged cell are reported once."""
    reported: set[Remark] = set()
    texts = {plan.number: plan.text for plan in checked.outline.plans}
    for finding, (extent, comment_range) in zip(checked.findings, places, strict=True):
        exact = extent.exact and comment_range.exact
        quoted = "" if exact else texts[finding.plan][finding.start : finding.end]
        remark = remark_on(finding, options, quoted=quoted)
        if not (extent.repeated and remark in reported):
            reported.add(remark)
            yield comment_range, remark


class _CommentsPart:
    """The comments part of a package, with the relationship and the content type required by the format."""

    def __init__(self, package: CopiedPackage, main: str, vocabulary: Vocabulary) -> None:
        self._relationships_name = relationships_of(main)
        relationships = package.tree(self._relationships_name)
        if relationships is None:
            relationships = etree.Element(f"{{{_RELATIONSHIPS_NAMESPACE}}}Relationships")
        self._relationships = relationships
        related = self._related_part(main)
        self._is_new = related is None
        self._name = related or self._free_name(package, main)
        self._kind = _STRICT_KIND if vocabulary.namespace.startswith(_STRICT) else _KIND
        self._types = package.tree("[Content_Types].xml")
        if self._types is None:
            raise UnfitPackageError("no content types")
        root = package.tree(self._name)
        self.root = empty_part(vocabulary) if root is None else root
        if self.root.tag != vocabulary.tag("comments"):
            raise UnfitPackageError(self._name)

    def _related_part(self, main: str) -> str | None:
        """Return the name of the comments part related to the main part; None without such a relationship."""
        for entry in self._relationships:
            kind = entry.get("Type", "")
            if kind.rsplit("/", 1)[-1] == "comments" and entry.get("TargetMode") != "External":
                return resolved(main, entry.get("Target", ""))
        return None

    def _free_name(self, package: CopiedPackage, main: str) -> str:
        folder = posixpath.dirname(main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        return next(name for name in names if not package.has(name))

    def parts(self) -> dict[str, bytes]:
        """Return the changed parts by name: the comments, and relationships and content types if new entries were needed."""
        changed = {self._name: serialised(self.root)}
        if self._is_new:
            self._add_relationship()
            changed[self._relationships_name] = serialised(self._relationships)
        if self._types is not None and _add_content_type(self._types, self._name):
            changed["[Content_Types].xml"] = serialised(self._types)
        return changed

    def _add_relationship(self) -> None:
        taken = {entry.get("Id") for entry in self._relationships}
        identity = next(name for number in count(1) if (name := f"rIdComments{number}") not in taken)
        entry = etree.SubElement(self._relationships, f"{{{_RELATIONSHIPS_NAMESPACE}}}Relationship")
        entry.attrib.update({"Id": identity, "Type": self._kind, "Target": f"/{self._name}"})


def _add_content_type(types: Element, name: str) -> bool:
    """Add the content type of the comments part; return False if the part already has a content type."""
    names = {(entry.get("PartName") or "").lower() for entry in types}
    if f"/{name}".lower() in names:
        return False
    entry = etree.SubElement(types, f"{{{_TYPES_NAMESPACE}}}Override")
    entry.attrib.update({"PartName": f"/{name}", "ContentType": _CONTENT_TYPE})
    return True
