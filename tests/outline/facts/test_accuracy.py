"""Reads the annotated sentences of `tests/cases/facts` and measures how well facts are found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest

from jyplan.model import Fact, Indicator, Owner, Period, SchoolYear
from jyplan.outline.facts import find_facts
from tests.places import CASES as CASES_FOLDER

CASES = CASES_FOLDER / "facts"
KINDS = ("indicator", "date", "owner", "deliverable")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the facts that stand in it, each as `kind | text | values`."""

    place: str
    year: SchoolYear | None
    sentence: str
    facts: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    """Facts that may be found and need not."""


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers of right, missed and invented facts of a kind."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_cases(half: str) -> list[Case]:
    cases: list[Case] = []
    for path in sorted((CASES / half).glob("*.txt")):
        year: SchoolYear | None = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("@"):
                year = _read_year(line)
            elif line.startswith("  "):
                if not line.strip().startswith("#"):
                    cases.append(_with_fact(cases.pop(), line.strip()))
            elif line and not line.startswith("#"):
                cases.append(Case(f"{half}/{path.name}:{number}", year, line, ()))
    return cases


def _with_fact(case: Case, line: str) -> Case:
    if line.startswith("? "):
        return replace(case, doubtful=(*case.doubtful, line[2:]))
    return replace(case, facts=(*case.facts, line))


def _read_year(line: str) -> SchoolYear | None:
    words = line.split()[1:]
    if words == ["none"]:
        return None
    years = [int(year) for year in words[0].split("-")]
    return SchoolYear(years[0], years[-1], int(words[1]) if len(words) > 1 else None)


def write_fact(fact: Fact) -> str:
    """Return a fact in the format of the case files."""
    return " | ".join(part for part in (fact.kind, fact.text, _values(fact)) if part)


def _values(fact: Fact) -> str:
    if isinstance(fact, Indicator):
        value = f"{fact.value:.10g}" + ("" if fact.upper is None else f"..{fact.upper:.10g}")
        return " / ".join([f"{fact.comparator.value} {value} {fact.unit}", *fact.per])
    if isinstance(fact, Period):
        if fact.first == fact.last:
            return fact.first or "-"
        return f"{fact.first or ''}..{fact.last or ''}"
    return ", ".join(fact.names) if isinstance(fact, Owner) else ""


def measure(cases: list[Case]) -> tuple[dict[str, Score], list[str]]:
    """Return the score of each kind and a line for every mistake."""
    counts: Counter[tuple[str, str]] = Counter()
    mistakes: list[str] = []
    for case in cases:
        expected = Counter(case.facts)
        actual = Counter(write_fact(fact) for fact in find_facts(case.sentence, 0, case.year))
        for label, facts in (
            ("right", expected & actual),
            ("missed", expected - actual),
            ("wrong", actual - expected - Counter(case.doubtful)),
        ):
            for fact, times in facts.items():
                counts[fact.split(" ")[0], label] += times
                if label != "right":
                    mistakes.append(f"{case.place}: {label}: {fact}")
    scores = {kind: Score(*(counts[kind, label] for label in ("right", "missed", "wrong"))) for kind in KINDS}
    return scores, mistakes


def report(scores: dict[str, Score]) -> str:
    """Return a table of precision, recall and F1."""
    return "\n".join(
        f"{kind:<12} precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}  ({score.right} right)"
        for kind, score in scores.items()
    )


FLOOR = 0.9
"""Facts that rules ask for must be right at F1 >= .9; both precision and recall are held to it."""


HARD_RECALL = 0.95
"""All kinds stand above it."""


@pytest.mark.parametrize("half", ["tuned", "heldout"])
def test_facts_are_found_as_annotated(half: str) -> None:
    scores, mistakes = measure(read_cases(half))
    print(f"\n{half}\n{report(scores)}")
    poor = [kind for kind, score in scores.items() if min(score.precision, score.recall) < FLOOR]
    assert not poor, "\n".join([report(scores), *mistakes])


def test_facts_of_hard_sentences_are_found_no_worse_than_measured() -> None:
    scores, mistakes = measure(read_cases("real"))
    poor = [kind for kind, score in scores.items() if score.precision < FLOOR or score.recall < HARD_RECALL]
    assert not poor, "\n".join([report(scores), *mistakes])


MANNER_FLOOR = 0.93
"""Lines in the manner of real plans, after mending; `tests/cases/facts/README.md` has the figures of their first run."""


def test_facts_of_lines_in_the_manner_of_real_plans_are_found_no_worse_than_measured() -> None:
    scores, mistakes = measure(read_cases("manner"))
    poor = [kind for kind, score in scores.items() if min(score.precision, score.recall) < MANNER_FLOOR]
    assert not poor, "\n".join([report(scores), *mistakes])


COUNTED_FLOOR = 0.95
"""What the rules `quota`, `frequency` and `has_fact` ask for."""


def test_figures_that_rules_count_are_found_with_value_unit_comparator_and_per() -> None:
    scores, mistakes = measure(read_cases("quotas"))
    figures = scores["indicator"]
    assert min(figures.precision, figures.recall) >= COUNTED_FLOOR, "\n".join([report(scores), *mistakes])


@pytest.mark.parametrize("half", ["tuned", "heldout"])
def test_each_half_has_a_hundred_sentences(half: str) -> None:
    assert len(read_cases(half)) >= 100


def test_a_case_file_gives_sentences_with_their_facts() -> None:
    case = read_cases("tuned")[0]
    assert case.year == SchoolYear(2024, 2025, 2)
    assert case.facts == ("indicator | 不低于百分之九十 | >= 90 %", "indicator | 控制在3%以内 | <= 3 %")
