"""The school of a plan, from title, letterhead, signature, file name, folder name and text.

| title | file | text | school | contradicting |
|---|---|---|---|---|
| 东方红小学…计划 | 东方红小学.docx | 我校 | 东方红小学 | |
| 东方红小学…计划 | 东方红小学.docx | 卫星路小学 twice | 东方红小学 | the text |
| 东方红小学…计划 | 卫星路小学.docx | 我校 | 卫星路小学, who handed it in | the title |
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
"""Times that a text must name a school to be a witness for it."""
_HANDED_IN_BY = (SchoolWitness.FILE_NAME, SchoolWitness.FOLDER_NAME)
_LONGEST_WITNESS = 120
"""Characters of a witness quoted."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Words in which a school is named."""

    kind: SchoolWitness
    words: str
    name: str
    """As found in the words."""


def witnesses_of(plan: Plan, outline: Outline) -> tuple[Witness, ...]:
    """Return the names of schools in and around a plan, but for the names of file and folder."""
    headers = [entry.text for entry in outline.outside if entry.kind is OutsideKind.HEADER]
    places = (
        (SchoolWitness.TITLE, [plan.title or ""]),
        (SchoolWitness.LETTERHEAD, headers),
        (SchoolWitness.SIGNATURE, plan.signature),
    )
    found = [witness for kind, lines in places if (witness := _first(kind, lines))]
    if plan.school and plain(plan.school) not in {plain(witness.name) for witness in found}:
        found.append(Witness(SchoolWitness.LETTERHEAD, plan.school, plan.school))
    return tuple(found)


def witnesses_of_path(path: str, parents_left_out: int) -> tuple[Witness, ...]:
    """Return the names in a file's name and in its folders, but for the first `parents_left_out` folders."""
    parts = PurePath(path).parts
    stem = PurePath(path).stem
    found = [_first(SchoolWitness.FILE_NAME, [stem])]
    folders = [_first(SchoolWitness.FOLDER_NAME, [part]) for part in reversed(parts[parents_left_out:-1])]
    found += [
        witness for witness in folders if witness and names_a_school(witness.name)
    ]  # 城东学区/ holds many schools
    return tuple(witness for witness in found if witness)


def body_of(plan: Plan) -> str:
    """Return a plan's text without its title and signature."""
    around = {plan.title, *plan.signature}
    return "\n".join(block.text for block in plan.blocks if block.text not in around)


def shared_folders(paths: Iterable[str]) -> int:
    """Return how many leading folders all paths have in common."""
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
    """Return the school of a plan, or of a file without a plan, with what speaks for it and against it."""
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
    for kind in _HANDED_IN_BY:
        by_kind = {entry.school for entry in evidence if entry.witness is kind}
        if len(by_kind) == 1:
            return by_kind.pop()
    order = list(SchoolWitness)
    if evidence:
        return min(evidence, key=lambda entry: order.index(entry.witness)).school
    often = [name for name, count in mentions.items() if count >= _OFTEN]
    return often[0] if len(often) == 1 else None


def _evidence_of_text(name: str | None, mentions: Mapping[str, int]) -> list[SchoolEvidence]:
    """Return the school that a text names several times, where the text does not name the plan's own."""
    if not mentions:
        return []
    [(most, count)] = Counter(mentions).most_common(1)
    if count < _OFTEN or (name is not None and name != most and name in mentions):
        return []
    return [SchoolEvidence(SchoolWitness.TEXT, most, most)]


def _with_longest_names(evidence: Sequence[SchoolEvidence]) -> list[SchoolEvidence]:
    """Return the witnesses of one plan with its longest name: 甲县实验小学 in the title is the 实验小学 of the file's name."""
    named = {entry.school for entry in evidence}
    longer = {name: [long for long in named if long != name and long.endswith(name)] for name in named}
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
