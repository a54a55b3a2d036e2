"""A copy of a Word file with comments: the same package, with marks in its text and comments added."""

from __future__ import annotations

import posixpath
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from jyplan.reports.check.docx.comments import comment, empty_part, free_ids
from jyplan.reports.check.docx.extents import Extents
from jyplan.reports.check.docx.marking import Marking
from jyplan.reports.check.docx.package import Package, UnfitPackageError, relationships_of, resolved
from jyplan.reports.check.docx.remarks import remark_on
from jyplan.reports.media.word.vocabulary import Vocabulary, serialised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.model import Checked
    from jyplan.reports.check.docx.extents import Extent
    from jyplan.reports.check.docx.marking import Range
    from jyplan.reports.media.word.content import Remark
    from jyplan.reports.protocol import CheckOptions

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_KIND = f"{_STRICT}officeDocument/relationships/comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def commented(data: bytes, checked: Checked, options: CheckOptions) -> bytes:
    """Return a Word file with the findings as comments; without findings it is the file itself.

    Raises:
        UnfitPackageError: the package cannot be written again, or where its text is kept is not known.
    """
    if not checked.findings:
        return data
    lookups = {plan.number: Extents(plan) for plan in checked.outline.plans}
    if any(lookups[finding.plan].part is None for finding in checked.findings):
        raise UnfitPackageError("text from elsewhere")
    name = next(part for lookup in lookups.values() if (part := lookup.part))
    package = Package(data)
    root = package.tree(name)
    if root is None:
        raise UnfitPackageError(name)
    vocabulary = Vocabulary(etree.QName(root).namespace or "")
    marking = Marking(root, vocabulary)
    extents = [lookups[finding.plan].of(finding) for finding in checked.findings]
    remarks = list(_remarks(checked, options, [(extent, marking.find(extent)) for extent in extents]))
    comments = _Comments(package, name, vocabulary)
    ids = free_ids(vocabulary, root, comments.root)
    numbered = [(next(ids), where, remark) for where, remark in remarks]
    marking.put([(number, where) for number, where, _ in numbered])
    comments.root.extend(comment(vocabulary, number, remark) for number, _, remark in numbered)
    return package.replaced({name: serialised(root), **comments.parts()})


def _remarks(
    checked: Checked, options: CheckOptions, places: list[tuple[Extent, Range]]
) -> Iterator[tuple[Range, Remark]]:
    """Yield what is said and where; a merged cell is not told the same again for every row."""
    said: set[Remark] = set()
    texts = {plan.number: plan.text for plan in checked.outline.plans}
    for finding, (extent, where) in zip(checked.findings, places, strict=True):
        exact = extent.exact and where.exact
        quoted = "" if exact else texts[finding.plan][finding.start : finding.end]
        remark = remark_on(finding, options, quoted=quoted)
        if not (extent.repeated and remark in said):
            said.add(remark)
            yield where, remark


class _Comments:
    """The part with the comments of a package, and what has to name it."""

    def __init__(self, package: Package, main: str, vocabulary: Vocabulary) -> None:
        self._relationships_name = relationships_of(main)
        found = package.tree(self._relationships_name)
        self._relationships = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships") if found is None else found
        related = self._part(main)
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

    def _part(self, main: str) -> str | None:
        """Return the part that the main part names for its comments."""
        for entry in self._relationships:
            kind = entry.get("Type", "")
            if kind.rsplit("/", 1)[-1] == "comments" and entry.get("TargetMode") != "External":
                return resolved(main, entry.get("Target", ""))
        return None

    def _free_name(self, package: Package, main: str) -> str:
        folder = posixpath.dirname(main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        return next(name for name in names if not package.has(name))

    def parts(self) -> dict[str, bytes]:
        """Return the part, and the parts that name it where they did not."""
        changed = {self._name: serialised(self.root)}
        if self._is_new:
            self._relate()
            changed[self._relationships_name] = serialised(self._relationships)
        if self._types is not None and _declare(self._types, self._name):
            changed["[Content_Types].xml"] = serialised(self._types)
        return changed

    def _relate(self) -> None:
        taken = {entry.get("Id") for entry in self._relationships}
        identity = next(name for number in count(1) if (name := f"rIdComments{number}") not in taken)
        entry = etree.SubElement(self._relationships, f"{{{_RELATIONSHIPS}}}Relationship")
        entry.attrib.update({"Id": identity, "Type": self._kind, "Target": f"/{self._name}"})


def _declare(types: Element, name: str) -> bool:
    """Give a part its content type; return whether it had none."""
    names = {(entry.get("PartName") or "").lower() for entry in types}
    if f"/{name}".lower() in names:
        return False
    entry = etree.SubElement(types, f"{{{_TYPES}}}Override")
    entry.attrib.update({"PartName": f"/{name}", "ContentType": _CONTENT_TYPE})
    return True
