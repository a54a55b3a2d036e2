"""Baselines: files of known findings, written once and suppressed in later checks.

The key of a finding is its rule, the headings above it and a hash of its paragraph, never its line: text inserted
elsewhere does not change the key, and an edited paragraph is checked anew.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jyplan.model import Checked, Finding, Node, Plan

SCHEMA = "jyplan/baseline@1"
_VERSION = re.compile(r"jyplan/baseline@[0-9]+")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Identity of a finding across edits elsewhere in the file."""

    file: str
    """Path of the document, relative to the baseline file."""
    rule: str
    """Id of the rule."""
    section: str
    """Title of the plan and the headings above the finding, joined with ` / `."""
    text: str
    """The first 16 hexadecimal digits of the SHA-256 of the paragraph without spaces."""


def key_of(finding: Finding, plan: Plan, file: str) -> Key:
    """Return the key of a finding in a plan; `file` is the path for the key."""
    import hashlib

    text = plan.text
    begin = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.start)
    paragraph = "".join(text[begin : end if end >= 0 else len(text)].split())
    digest = hashlib.sha256(paragraph.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Key(file, finding.rule, " / ".join(_path(plan, finding.node)), digest)


def write(results: Iterable[Checked], name: Callable[[str], str]) -> bytes:
    """Return the content of a baseline file with all findings; `name` turns a document's path into the path for keys."""
    import json

    counts = Counter(key for checked in results for key in _keys(checked, name).values())
    entries = [
        {"file": key.file, "rule": key.rule, "section": key.section, "text": key.text, "count": counts[key]}
        for key in sorted(counts)
    ]
    return (json.dumps({"schema": SCHEMA, "entries": entries}, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes, where: str) -> Counter[Key]:
    """Return the number of known findings by key, from the content of a baseline file.

    Raises:
        InputError: The file is no baseline, or a baseline of a different version.
    """
    import json

    try:
        content = json.loads(data)
        schema = content["schema"]
        if schema == SCHEMA:
            return Counter({_key(entry): int(entry["count"]) for entry in content["entries"]})
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


def _key(entry: object) -> Key:
    match entry:
        case {"file": str(file), "rule": str(rule), "section": str(section), "text": str(text)}:
            return Key(file, rule, section, text)
        case _:
            raise TypeError


def _keys(checked: Checked, name: Callable[[str], str]) -> Mapping[int, Key]:
    plans = {plan.number: plan for plan in checked.outline.plans}
    file = name(checked.outline.document.path)
    return {index: key_of(finding, plans[finding.plan], file) for index, finding in enumerate(checked.findings)}


def _path(plan: Plan, node: str | None) -> list[str]:
    """Return the title of the plan and the headings down to a node, without markers, for markers change."""
    path = [plan.title or str(plan.number)]
    nodes: tuple[Node, ...] = plan.nodes
    for number in node.split(".") if node else ():
        ancestor = nodes[int(number) - 1]
        if ancestor.title:
            path.append(ancestor.title)
        nodes = ancestor.children
    return path
