"""Baselines: files of known findings, written once and suppressed in later checks.

The key of a finding is its rule, the headings above it, what is missing, and a hash of its paragraph, never its line: text
inserted elsewhere does not change the key, and an edited paragraph is checked anew. A finding at the title is about the plan
as a whole, and a corrected title does not change its key. A document is known by its path, when that has changed by its content, and
when both have changed by its findings in paragraphs.

| finding | section | missing | text |
|---|---|---|---|
| 缺少“工作目标”部分, at the title | | goals | |
| the placeholder XX in 一、工作目标 | 工作目标 | | the paragraph |
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jyplan.model import Checked, Finding, Node, Plan

SCHEMA = "jyplan/baseline@2"
_VERSION = re.compile(r"jyplan/baseline@[0-9]+")
_ABSENT = ("section", "missing", "fact")
"""Placeholders of messages that name what is not there."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Identity of a finding in a document, unchanged by edits elsewhere."""

    rule: str
    """Id of the rule."""
    section: str
    """The headings above the finding, joined with ` / `; empty for a finding at the title."""
    missing: str
    """What is not there, in English: goals, 2、; empty for a finding about what is there."""
    text: str
    """The first 16 hexadecimal digits of the SHA-256 of the paragraph without spaces; empty for a finding at the title."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """The known findings of a document."""

    file: str
    """Path of the document, relative to the baseline file."""
    sha256: str
    """Of the content: identifies a renamed document."""
    counts: Counter[Key]
    """Number of known findings by key."""


def key_of(finding: Finding, plan: Plan) -> Key:
    """Return the key of a finding in a plan."""
    import hashlib

    params = finding.message.params
    missing = "; ".join(str(params[name]) for name in _ABSENT if params.get(name))
    text = plan.text
    begin = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.start)
    line = text[begin : end if end >= 0 else len(text)]
    if finding.node is None and line == plan.title:
        return Key(finding.rule, "", missing, "")
    digest = hashlib.sha256("".join(line.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Key(finding.rule, " / ".join(_headings(plan, finding.node)), missing, digest)


def write(results: Iterable[Checked], name: Callable[[str], str]) -> bytes:
    """Return the content of a baseline file with all findings; `name` turns a document's path into the path in the file."""
    import json

    documents = sorted((_known(checked, name) for checked in results), key=lambda document: document.file)
    entries = [
        {"file": document.file, "sha256": document.sha256, "findings": list(_entries(document.counts))}
        for document in documents
        if document.counts
    ]
    return (json.dumps({"schema": SCHEMA, "documents": entries}, ensure_ascii=False, indent=1) + "\n").encode()


def _known(checked: Checked, name: Callable[[str], str]) -> KnownDocument:
    document = checked.outline.document
    plans = {plan.number: plan for plan in checked.outline.plans}
    counts = Counter(key_of(finding, plans[finding.plan]) for finding in checked.findings)
    return KnownDocument(name(document.path), document.sha256, counts)


def _entries(counts: Mapping[Key, int]) -> Iterator[dict[str, object]]:
    for key in sorted(counts):
        yield {
            "rule": key.rule,
            "section": key.section,
            "missing": key.missing,
            "text": key.text,
            "count": counts[key],
        }


def read(data: bytes, where: str) -> tuple[KnownDocument, ...]:
    """Return the documents with known findings, from the content of a baseline file.

    Raises:
        InputError: The file is no baseline, or a baseline of a different version.
    """
    import json

    try:
        content = json.loads(data)
        schema = content["schema"]
        if schema == SCHEMA:
            return tuple(map(_document, content["documents"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        schema = None
    if isinstance(schema, str) and _VERSION.fullmatch(schema):
        raise InputError(
            "is a baseline of another version ({schema})",
            where=where,
            hint="write a new one with --write-baseline",
            schema=schema,
        )
    raise InputError("is not a jyplan baseline", where=where, hint="write one with --write-baseline")


def _document(entry: object) -> KnownDocument:
    match entry:
        case {"file": str(file), "sha256": str(sha256), "findings": list(findings)}:
            return KnownDocument(file, sha256, Counter(dict(map(_counted, findings))))
        case _:
            raise TypeError


def _counted(entry: object) -> tuple[Key, int]:
    match entry:
        case {
            "rule": str(rule),
            "section": str(section),
            "missing": str(missing),
            "text": str(text),
            "count": int(count),
        }:
            return Key(rule, section, missing, text), count
        case _:
            raise TypeError


def _headings(plan: Plan, node: str | None) -> list[str]:
    """Return the headings down to a node, without markers, for markers change."""
    path = []
    nodes: tuple[Node, ...] = plan.nodes
    for number in node.split(".") if node else ():
        ancestor = nodes[int(number) - 1]
        if ancestor.title:
            path.append(ancestor.title)
        nodes = ancestor.children
    return path
