"""Scoring what an engine says about a corpus against what was planted; what counts as right stands in copies.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.copies_corpus.corpus import plan_named
from benchmarks.copies_corpus.planted import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.copies_corpus.corpus import TrueGroup, TruePair, Truth

RELATIONS = {
    "exact": ("identical",),
    "renamed": ("near-identical",),
    "edited-5": ("near-identical",),
    "edited-25-40": ("near-identical", "partial"),
    "shuffled": ("near-identical", "partial"),
    "section": ("partial",),
    "section-edited-15": ("partial",),
    "merged": ("partial",),
}
"""What an engine may call each kind."""
ALL_MEMBERS = 0.99
"""The share of its members with which a section or family is told whole."""
GRAM = 8
"""Characters of the runs by which a template's text is recognised: shorter than what edits leave over."""

Stretch = tuple[int, int]


class Reported(NamedTuple):
    """A pair as an engine reports it, in its order."""

    a: int
    b: int
    relation: str | None
    passages: tuple[tuple[Stretch, Stretch], ...]


@dataclass(frozen=True)
class Report:
    """What an engine says."""

    pairs: tuple[Reported, ...]
    clusters: tuple[tuple[int, ...], ...]
    templates: tuple[tuple[tuple[int, ...], str], ...]


def read_report(written: dict[str, Any]) -> Report:
    """Return a report from the JSON of `jyplan dupes` over a corpus; a plan is known by its line's id or its file's name."""
    lines = {document["id"]: plan_named(document["name"]) for document in written["documents"]}

    def members(group: dict[str, Any]) -> tuple[int, ...]:
        return tuple(sorted(lines[member] for member in group["members"]))

    return Report(
        tuple(_reported(pair, lines) for pair in written["pairs"]),
        tuple(map(members, written["clusters"])),
        tuple((members(template), template["text"]) for template in written["templates"]),
    )


def _reported(pair: dict[str, Any], lines: dict[int, int]) -> Reported:
    passages = tuple(
        tuple((passage[side]["start"], passage[side]["end"]) for side in ("left", "right"))
        for passage in pair.get("passages", ())
    )
    return Reported(lines[pair["a"]], lines[pair["b"]], pair.get("relation"), passages)  # type: ignore[arg-type]


class Recall(NamedTuple):
    """One kind of copy and what became of it."""

    kind: str
    style: str
    """How it was edited; empty for all of a kind together."""
    pairs: int
    found: int
    called_right: float | None
    """Of those reported as pairs, the share with a right relation; None where the engine names none."""
    shown: float | None
    """Of the planted stretches of reported pairs, the mean share that passages cover on both sides."""


class GroupScore(NamedTuple):
    """One shared section or family and what became of it."""

    members: int
    told: int
    """Templates (of a section) or clusters and templates (of a family) that tell it; 1 is right."""
    shared: float
    """Of its members, the share that the best of these has."""
    strangers: int
    """Members of the best that do not belong to it."""
    pairs: int
    """Pairs inside it that are listed one by one."""
    found: float
    """Of its pairs of members, the share told in any way."""


@dataclass(frozen=True)
class Score:
    """How good a report is."""

    pairs: int
    wrong: int
    """Pairs of plans that have nothing to do with each other …"""
    wrong_official: int
    """… and among these, those that both have the opening."""
    clusters: int
    mixed: int
    """Clusters with members that have nothing to do with each other."""
    recalls: tuple[Recall, ...]
    families: tuple[GroupScore, ...]
    sections: tuple[GroupScore, ...]
    templates: Counter[str]
    """What the templates tell: section, family, opening, official, other."""

    @property
    def precision(self) -> float:
        """Share of the reported pairs that are related; 1 where there are none."""
        return 1 - self.wrong / self.pairs if self.pairs else 1.0


@dataclass(frozen=True)
class _Judge:
    """What is true, ready to be asked."""

    truth: Truth
    report: Report

    @cached_property
    def planted(self) -> set[tuple[int, int]]:
        return {_ordered(pair.a, pair.b) for pair in self.truth.pairs}

    @cached_property
    def group_of(self) -> dict[int, int]:
        """Which family or shared section a plan belongs to."""
        groups = (*self.truth.families, *self.truth.sections)
        return {member: number for number, group in enumerate(groups) for member in group.members}

    @cached_property
    def island_of(self) -> dict[int, object]:
        """A mark that all plans of a planted pair, merger, family or section have in common; others have none."""
        islands: dict[int, object] = dict(self.group_of)
        for pair in self.truth.pairs:  # both sources of a merger reach the same copy
            islands[pair.a] = islands[pair.b] = ("copy", pair.b)
        return islands

    @cached_property
    def reported(self) -> dict[tuple[int, int], Reported]:
        return {_ordered(pair.a, pair.b): pair for pair in self.report.pairs}

    @cached_property
    def pure_clusters(self) -> list[tuple[int, ...]]:
        return [members for members in self.report.clusters if self._pure(members)]

    @cached_property
    def cluster_of(self) -> dict[int, int]:
        return {member: number for number, members in enumerate(self.pure_clusters) for member in members}

    def related(self, a: int, b: int) -> bool:
        group = self.group_of.get(a)
        return _ordered(a, b) in self.planted or (group is not None and group == self.group_of.get(b))

    def found(self, a: int, b: int) -> bool:
        cluster = self.cluster_of.get(a)
        return _ordered(a, b) in self.reported or (cluster is not None and cluster == self.cluster_of.get(b))

    def _pure(self, members: Sequence[int]) -> bool:
        islands = {self.island_of.get(member, ("own", member)) for member in members}
        return len(islands) == 1


def score(truth: Truth, report: Report) -> Score:
    """Return how good a report is."""
    judge = _Judge(truth, report)
    wrong = [pair for pair in judge.reported if not judge.related(*pair)]
    opened = set(truth.opening.members)
    labels = [_label(truth, members, text) for members, text in report.templates]
    told = defaultdict(list)
    for (kind, number), (members, _) in zip(labels, report.templates, strict=True):
        told[kind, number].append(members)
    sections = (_score_group(judge, group, told["section", at]) for at, group in enumerate(truth.sections))
    families = (
        _score_group(judge, group, [*_clusters_of(judge, group), *told["family", at]])
        for at, group in enumerate(truth.families)
    )
    return Score(
        len(judge.reported),
        len(wrong),
        sum(a in opened and b in opened for a, b in wrong),
        len(report.clusters),
        len(report.clusters) - len(judge.pure_clusters),
        tuple(_recalls(judge)),
        tuple(families),
        tuple(sections),
        Counter(kind for kind, _ in labels),
    )


def _recalls(judge: _Judge) -> Iterator[Recall]:
    """Yield every kind, and every style of the edited kinds."""
    by_kind: defaultdict[tuple[str, str], list[TruePair]] = defaultdict(list)
    for pair in judge.truth.pairs:
        by_kind[pair.kind, ""].append(pair)
        if pair.edited:
            by_kind[pair.kind, pair.style].append(pair)
    for kind in RELATIONS:
        for (of, style), pairs in sorted(by_kind.items()):
            if of == kind:
                yield _recall(judge, kind, style, pairs)


def _recall(judge: _Judge, kind: str, style: str, pairs: list[TruePair]) -> Recall:
    reported = [(pair, judge.reported.get(_ordered(pair.a, pair.b))) for pair in pairs]
    called = [found.relation in RELATIONS[kind] for _, found in reported if found and found.relation]
    shown = [_shown(pair, found) for pair, found in reported if found and found.passages and pair.a_place]
    return Recall(
        kind, style, len(pairs), sum(judge.found(pair.a, pair.b) for pair in pairs), _mean(called), _mean(shown)
    )


def _shown(pair: TruePair, found: Reported) -> float:
    """Return how much of the planted stretch the passages cover, the mean of both sides."""
    assert pair.a_place
    assert pair.b_place
    on_left, on_right = zip(*found.passages, strict=True)
    on_a, on_b = (on_left, on_right) if found.a == pair.a else (on_right, on_left)
    return (_covered(pair.a_place, on_a) + _covered(pair.b_place, on_b)) / 2


def _covered(place: Stretch, stretches: Iterable[Stretch]) -> float:
    marked: set[int] = set()
    for start, end in stretches:
        marked.update(range(max(start, place[0]), min(end, place[1])))
    return len(marked) / (place[1] - place[0])


def _score_group(judge: _Judge, group: TrueGroup, told: list[tuple[int, ...]]) -> GroupScore:
    """Return what became of a group; `told` are the templates and clusters that are about it."""
    members = set(group.members)
    count = len(members)
    best = max((set(each) for each in told), key=lambda each: len(each & members), default=set[int]())
    listed = sum(a in members and b in members for a, b in judge.reported)
    pairs = ((a, b) for a in members for b in members if a < b)
    together = [set(each) for each in told]
    found = sum(judge.found(a, b) or any(a in each and b in each for each in together) for a, b in pairs)
    whole = count * (count - 1) // 2
    return GroupScore(count, len(told), len(best & members) / count, len(best - members), listed, found / whole)


def _clusters_of(judge: _Judge, group: TrueGroup) -> list[tuple[int, ...]]:
    members = set(group.members)
    return [each for each in judge.pure_clusters if members & set(each)]


def _label(truth: Truth, members: tuple[int, ...], text: str) -> tuple[str, int]:
    """Return what a template tells, and of which section or family: where half of its text comes from.

    A family's text is different in each member, so that it is known by its members.
    """
    runs = _runs(text)
    if _within(runs, truth.opening.text):
        return "opening", 0
    if _within(runs, "".join(truth.official)):
        return "official", 0
    for number, section in enumerate(truth.sections):
        if _within(runs, section.text):
            return "section", number
    for number, family in enumerate(truth.families):
        if len(set(family.members) & set(members)) > 0.9 * len(members):
            return "family", number
    return "other", 0


def _within(runs: set[str], text: str) -> bool:
    return bool(runs) and len(runs & _runs(text)) >= len(runs) / 2


def _runs(text: str) -> set[str]:
    plain = normal(text)
    return {plain[start : start + GRAM] for start in range(max(1, len(plain) - GRAM + 1))}


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
