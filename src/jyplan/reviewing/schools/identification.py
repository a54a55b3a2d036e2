"""The school of a plan, by witnesses: title, letterhead, signature, names of file and folders, text.

The file name names the sender and decides; without it the best witness does, in the order of `SchoolWitness`.

| title | file | text | school | contradicting |
|---|---|---|---|---|
| 东方红小学…计划 | 东方红小学.docx | 我校 | 东方红小学 | |
| 东方红小学…计划 | 东方红小学.docx | 卫星路小学 twice | 东方红小学 | the text |
| 东方红小学…计划 | 卫星路小学.docx | 我校 | 卫星路小学, the sender | the title |
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import OutsideKind, SchoolEvidence, SchoolOfPlan, SchoolWitness
from jyplan.reviewing.schools.names import SchoolNames, names_a_school, plain
from jyplan.text.school_names import find_school

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.model import Outline, Plan, RosterSchool

_OFTEN = 2
"""Times that a text must name a school to be a witness for the school."""
_NAMES_SENDER = (SchoolWitness.FILE_NAME, SchoolWitness.FOLDER_NAME)
_LONGEST_WITNESS = 120
"""Characters of a witness quoted in a report, at most."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Words with the name of a school."""

    kind: SchoolWitness
    words: str
    name: str
    """As found in the words."""


def witnesses_of(plan: Plan, outline: Outline) -> tuple[Witness, ...]:
    """Return the first name of a school in title, letterhead and signature each."""
    headers = [entry.text for entry in outline.outside if entry.kind is OutsideKind.HEADER]
    places = (
        (SchoolWitness.TITLE, [plan.title or ""]),
        (SchoolWitness.LETTERHEAD, headers),
        (SchoolWitness.SIGNATURE, plan.signature),
    )
    witnesses = [witness for kind, lines in places if (witness := _first(kind, lines))]
    if plan.school and plain(plan.school) not in {plain(witness.name) for witness in witnesses}:
        witnesses.append(Witness(SchoolWitness.LETTERHEAD, plan.school, plan.school))
    return tuple(witnesses)


def witnesses_of_path(path: str, depth: int) -> tuple[Witness, ...]:
    """Return the names of schools in a file's name and its folders, the innermost first; the first `depth` folders are skipped."""
    name = PurePath(path)
    of_file = _first(SchoolWitness.FILE_NAME, [name.stem])
    folders = [_first(SchoolWitness.FOLDER_NAME, [part]) for part in reversed(name.parts[depth:-1])]
    of_folders = [witness for witness in folders if witness and names_a_school(witness.name)]  # not 城东学区
    return (of_file, *of_folders) if of_file else tuple(of_folders)


def body_of(plan: Plan) -> str:
    """Return a plan's text without title and signature."""
    title_and_signature = {plan.title, *plan.signature}
    return "\n".join(block.text for block in plan.blocks if block.text not in title_and_signature)


def shared_folders(paths: Iterable[str]) -> int:
    """Return the number of leading folders that all paths have in common.

    >>> shared_folders(["材料/东风小学/计划.docx", "材料/向阳小学.docx"])
    1
    """
    parents = [PurePath(path).parts[:-1] for path in paths]
    if not parents:
        return 0
    shortest = min(map(len, parents))
    return next(
        (depth for depth in range(shortest) if any(parts[depth] != parents[0][depth] for parts in parents)), shortest
    )


def known_names(roster: Sequence[RosterSchool], witnesses: Iterable[Witness]) -> SchoolNames:
    """Return all names of a batch."""
    return SchoolNames(tuple(roster), tuple(dict.fromkeys(witness.name for witness in witnesses)))


def identify(
    path: str, of_plan: Sequence[Witness], of_path: Sequence[Witness], text: str, names: SchoolNames
) -> SchoolOfPlan:
    """Return the school of a plan, or of a file without a plan, with the evidence for and against."""
    witnesses = [*of_plan, *of_path]
    evidence = [_evidence(witness, names) for witness in witnesses]
    if not any(witness.kind is SchoolWitness.FILE_NAME for witness in of_path):
        stem = PurePath(path).stem
        if school := names.named_in_file(stem):
            evidence.append(SchoolEvidence(SchoolWitness.FILE_NAME, stem, school))
    evidence = _with_longest_names(evidence)
    mentions = names.mentions(text)
    name = _chosen(evidence, mentions)
    evidence += _evidence_of_text(name, mentions)
    supporting = tuple(entry for entry in evidence if entry.school == name)
    against = tuple(entry for entry in evidence if entry.school != name)
    return SchoolOfPlan(name, supporting, against, name is not None and names.is_in_roster(name))


def _chosen(evidence: Sequence[SchoolEvidence], mentions: Mapping[str, int]) -> str | None:
    """Return the school named by the file name, which names the sender; else the school of the best witness."""
    for kind in _NAMES_SENDER:
        by_kind = {entry.school for entry in evidence if entry.witness is kind}
        if len(by_kind) == 1:
            return by_kind.pop()
    order = list(SchoolWitness)
    if evidence:
        return min(evidence, key=lambda entry: order.index(entry.witness)).school
    often = [name for name, count in mentions.items() if count >= _OFTEN]
    return often[0] if len(often) == 1 else None


def _evidence_of_text(name: str | None, mentions: Mapping[str, int]) -> list[SchoolEvidence]:
    """Return the evidence of a text that names a foreign school several times, and the school `name` never."""
    if not mentions:
        return []
    [(most, count)] = Counter(mentions).most_common(1)
    if count < _OFTEN or (name is not None and name != most and name in mentions):
        return []
    return [SchoolEvidence(SchoolWitness.TEXT, most, most)]


def _with_longest_names(evidence: Sequence[SchoolEvidence]) -> list[SchoolEvidence]:
    """Return the evidence with the longest name of each school: 实验小学 of the file is 甲县实验小学 of the title."""
    names = {entry.school for entry in evidence}
    longer = {name: [long for long in names if long != name and long.endswith(name)] for name in names}
    return [
        replace(entry, school=longer[entry.school][0]) if len(longer[entry.school]) == 1 else entry
        for entry in evidence
    ]


def _evidence(witness: Witness, names: SchoolNames) -> SchoolEvidence:
    return SchoolEvidence(witness.kind, witness.words[:_LONGEST_WITNESS], names.canonical(witness.name))


def _first(kind: SchoolWitness, lines: Iterable[str]) -> Witness | None:
    for line in lines:
        if name := find_school([line]):
            return Witness(kind, line, name)
    return None
