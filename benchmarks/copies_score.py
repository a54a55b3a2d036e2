"""Scoring an engine's report against the planted copies, as copies.md defines."""

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
"""Right relations of each kind."""
ALL_MEMBERS = 0.99
"""Share of the members from which a section or family counts as reported whole."""
GRAM = 8
"""Characters of the runs that identify a template's text: shorter than the runs that edits leave unchanged."""

Stretch = tuple[int, int]


class Reported(NamedTuple):
    """A pair in the order of the engine's report."""

    a: int
    b: int
    relation: str | None
    passages: tuple[tuple[Stretch, Stretch], ...]


@dataclass(frozen=True)
class Report:
    """The report of an engine."""

    pairs: tuple[Reported, ...]
    clusters: tuple[tuple[int, ...], ...]
    templates: tuple[tuple[tuple[int, ...], str], ...]


def read_report(written: dict[str, Any]) -> Report:
    """Return a report from the JSON of `jyplan dupes` over a corpus; the id of a line or the name of a file identifies a plan."""
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
    """A kind of copy, and how much of it was found."""

    kind: str
    style: str
    """Style of the edits; empty for all styles together."""
    pairs: int
    found: int
    called_right: float | None
    """Of those reported as pairs, the share with a right relation; None where the engine names none."""
    shown: float | None
    """Of the planted stretches of reported pairs, the mean share that passages cover on both sides."""


class GroupScore(NamedTuple):
    """A shared section or family, and how it was reported."""

    members: int
    reports: int
    """Templates (of a section) or clusters and templates (of a family) that report the group; 1 is right."""
    shared: float
    """Share of the members in the best report."""
    strangers: int
    """Plans in the best report that are no members."""
    pairs: int
    """Pairs of members in the list of pairs."""
    found: float
    """Share of the pairs of members reported as pairs, clusters or templates."""


@dataclass(frozen=True)
class Score:
    """How good a report is."""

    pairs: int
    wrong: int
    """Reported pairs of unrelated plans …"""
    wrong_official: int
    """… of which both have the official opening."""
    clusters: int
    mixed: int
    """Clusters with unrelated members."""
    recalls: tuple[Recall, ...]
    families: tuple[GroupScore, ...]
    sections: tuple[GroupScore, ...]
    templates: Counter[str]
    """Templates by origin: section, family, opening, official, other."""

    @property
    def precision(self) -> float:
        """Share of related pairs among the reported pairs; 1 for none."""
        return 1 - self.wrong / self.pairs if self.pairs else 1.0


@dataclass(frozen=True)
class _Judge:
    """The truth and a report, indexed for questions."""

    truth: Truth
    report: Report

    @cached_property
    def planted(self) -> set[tuple[int, int]]:
        return {_ordered(pair.a, pair.b) for pair in self.truth.pairs}

    @cached_property
    def group_of(self) -> dict[int, int]:
        """Number of the family or shared section of a plan."""
        groups = (*self.truth.families, *self.truth.sections)
        return {member: number for number, group in enumerate(groups) for member in group.members}

    @cached_property
    def island_of(self) -> dict[int, object]:
        """A mark for each plan that was planted, equal within a pair, merger, family or section."""
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
    reports = defaultdict(list)
    for (kind, number), (members, _) in zip(labels, report.templates, strict=True):
        reports[kind, number].append(members)
    sections = (_score_group(judge, group, reports["section", number]) for number, group in enumerate(truth.sections))
    families = (
        _score_group(judge, group, [*_clusters_of(judge, group), *reports["family", number]])
        for number, group in enumerate(truth.families)
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


def _score_group(judge: _Judge, group: TrueGroup, reports: list[tuple[int, ...]]) -> GroupScore:
    """Score a group; `reports` are the members of each template and cluster about the group."""
    members = set(group.members)
    count = len(members)
    reported = [set(report) for report in reports]
    best = max(reported, key=lambda report: len(report & members), default=set[int]())
    listed = sum(a in members and b in members for a, b in judge.reported)
    pairs = ((a, b) for a in members for b in members if a < b)
    found = sum(judge.found(a, b) or any(a in report and b in report for report in reported) for a, b in pairs)
    whole = count * (count - 1) // 2
    return GroupScore(count, len(reports), len(best & members) / count, len(best - members), listed, found / whole)


def _clusters_of(judge: _Judge, group: TrueGroup) -> list[tuple[int, ...]]:
    members = set(group.members)
    return [cluster for cluster in judge.pure_clusters if members & set(cluster)]


def _label(truth: Truth, members: tuple[int, ...], text: str) -> tuple[str, int]:
    """Return the origin of a template, where half of its text comes from: a kind and the number of the section or family.

    The text of a family differs in each member: its members identify a family.
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
