"""A corpus as a recipe: the role of each plan, its text, and the truth about all plans."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.copies_corpus import planted
from benchmarks.copies_corpus.edits import STYLES
from benchmarks.copies_corpus.grammar import make_grammar
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.copies_corpus.grammar import Grammar, Plan

SHARE = 0.04
"""How many plans of the corpus are copies of each kind; families have as many members together."""
FAMILY = 30
SHARING = 200
"""Plans with the same section, at most a twentieth of the corpus."""
PER_SECTION = 10_000
"""Plans of a corpus for each shared section; a smaller corpus has a single section."""
MERGED, FAMILIES, SECTIONS, OWN = "merged", "family", "shared-section", "own"


class Role(NamedTuple):
    """The role of a plan in its corpus."""

    kind: str
    """One of `planted.KINDS`, or merged, family, shared-section, own."""
    group: int
    """Number of the pair, merger, family or section."""
    part: int
    """0 for the source, 1 for the second source of a merger; the copy is last. In a family or section the number of the member."""


@dataclass(frozen=True)
class TruePair:
    """A source `a` and its copy `b`; places are start and end in the unchanged texts."""

    a: int
    b: int
    kind: str
    style: str = ""
    edited: float = 0.0
    """Levenshtein distance by the source's characters: of the stretch, where only a stretch was taken."""
    a_place: tuple[int, int] | None = None
    b_place: tuple[int, int] | None = None
    """Place of the stretch in a partial copy; None for full copies."""


@dataclass(frozen=True)
class TrueGroup:
    """Plans with a common text, and the text."""

    members: tuple[int, ...]
    text: str


@dataclass
class Truth:
    """All related plans of a corpus; plans not named are unrelated, whatever official text they share."""

    plans: int
    seed: int
    vocabulary: str
    pairs: list[TruePair] = field(default_factory=list)
    families: list[TrueGroup] = field(default_factory=list)
    """Plans made from a template; the template is no plan of the corpus."""
    sections: list[TrueGroup] = field(default_factory=list)
    opening: TrueGroup = field(default_factory=lambda: TrueGroup((), ""))
    """Two plans sharing nothing else are unrelated."""
    official: tuple[str, ...] = ()
    """Slogans and sentences; two plans sharing nothing else are unrelated."""


@dataclass(frozen=True)
class Corpus:
    """A corpus of so many plans, decided by its seed and vocabulary."""

    plans: int
    seed: int
    vocabulary: str

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar of the plans."""
        return make_grammar(self.vocabulary, self.seed)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The part of each plan, in the corpus's order."""
        each = max(1, round(SHARE * self.plans))
        sharing = min(SHARING, max(2, self.plans // 20))
        roles = [Role(kind, group, part) for kind in planted.KINDS for group in range(each) for part in (0, 1)]
        roles += [Role(MERGED, group, part) for group in range(each) for part in (0, 1, 2)]
        roles += [Role(FAMILIES, group, part) for group in range(max(1, each // FAMILY)) for part in range(FAMILY)]
        sections = max(1, self.plans // PER_SECTION)
        roles += [Role(SECTIONS, group, part) for group in range(sections) for part in range(sharing)]
        if len(roles) > self.plans:
            raise ValueError(f"{self.plans} plans are too few: what is planted needs {len(roles)}")
        roles += [Role(OWN, group, 0) for group in range(self.plans - len(roles))]
        Random(f"{self.seed} {self.vocabulary} order").shuffle(roles)
        return tuple(roles)

    def write(self, role: Role) -> planted.Copy:
        """Return a plan; the same whenever it is asked for."""
        random = self._random(role)
        if role.kind in planted.KINDS and role.part == 1:
            source = self._source(role._replace(part=0))
            return replace(planted.KINDS[role.kind](random, self.grammar, source), source=source.text)
        if role.kind == MERGED and role.part == 2:
            return planted.merge_plans(
                random, self.grammar, *(self._source(role._replace(part=part)) for part in (0, 1))
            )
        if role.kind == FAMILIES:
            return planted.copy_template(random, self.grammar, self.template(role.group))
        if role.kind == SECTIONS:
            section = planted.write_shared_section(self._random(role._replace(part=-1)), self.grammar)
            return planted.insert_section(random, self.grammar, section)
        return planted.Copy(self._source(role).text)

    def template(self, family: int) -> Plan:
        """Return the plan that a family was made from."""
        return self._source(Role(FAMILIES, family, -1))

    def write_all(self, truth: Truth) -> Iterator[str]:
        """Yield the texts in order; `truth` is complete after the last text."""
        places = {role: place for place, role in enumerate(self.roles)}
        groups: defaultdict[Role, list[int]] = defaultdict(list)
        texts: dict[Role, str] = {}
        opened = []
        truth.official = (*self.grammar.formulas.slogans, *self.grammar.formulas.sentences)
        for place, role in enumerate(self.roles):
            copy = self.write(role)
            if self.grammar.formulas.opening in copy.text:
                opened.append(place)
            if role.kind in (FAMILIES, SECTIONS):
                groups[role._replace(part=-1)].append(place)
                texts[role._replace(part=-1)] = copy.given
            else:
                truth.pairs += self._pairs(role, copy, places)
            yield copy.text
        truth.opening = TrueGroup(tuple(opened), self.grammar.formulas.opening)
        for role, members in sorted(groups.items()):
            text = texts[role] or self.template(role.group).text
            (truth.sections if role.kind == SECTIONS else truth.families).append(TrueGroup(tuple(members), text))

    def _pairs(self, role: Role, copy: planted.Copy, places: dict[Role, int]) -> Iterator[TruePair]:
        if role.kind == MERGED and role.part == 2:
            for part in (0, 1):
                yield TruePair(places[role._replace(part=part)], places[role], MERGED)
        elif role.kind in planted.KINDS and role.part == 1:
            taken, given = copy.taken or copy.source, copy.given or copy.text
            edited = Levenshtein.distance(taken, given) / len(taken) if copy.style in STYLES else 0.0
            yield TruePair(
                places[role._replace(part=0)],
                places[role],
                role.kind,
                copy.style,
                round(edited, 3),
                _place(copy.source, copy.taken),
                _place(copy.text, copy.given),
            )

    def _source(self, role: Role) -> Plan:
        return self.grammar.write_plan(self._random(role))

    def _random(self, role: Role) -> Random:
        return Random(f"{self.seed} {self.vocabulary} {role.kind} {role.group} {role.part}")


def _place(text: str, stretch: str) -> tuple[int, int] | None:
    return (text.index(stretch), text.index(stretch) + len(stretch)) if stretch else None


def name_plan(place: int) -> str:
    """Return the name of a plan by its place in the corpus.

    >>> name_plan(17)
    'plan-000017'
    """
    return f"plan-{place:06}"


def plan_named(name: str) -> int:
    """Return the place of a plan by its name, a file's ending not counted.

    >>> plan_named("plan-000017.docx")
    17
    """
    return int(name.removeprefix("plan-").partition(".")[0])


def write_corpus(corpus: Corpus, folder: Path) -> Truth:
    """Write `corpus.jsonl` and `truth.json` into a folder and return the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = Truth(corpus.plans, corpus.seed, corpus.vocabulary)
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as lines:
        for place, text in enumerate(corpus.write_all(truth)):
            lines.write(json.dumps({"id": name_plan(place), "text": text}, ensure_ascii=False) + "\n")
    (folder / "truth.json").write_text(json.dumps(asdict(truth), ensure_ascii=False, indent=1), "utf-8")
    return truth


def read_texts(folder: Path) -> list[str]:
    """Return the texts of a corpus."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def read_truth(folder: Path) -> Truth:
    """Read the truth about a corpus."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return Truth(
        truth["plans"],
        truth["seed"],
        truth["vocabulary"],
        [TruePair(**pair) for pair in truth["pairs"]],
        [_group(group) for group in truth["families"]],
        [_group(group) for group in truth["sections"]],
        _group(truth["opening"]),
        tuple(truth["official"]),
    )


def _group(written: dict[str, object]) -> TrueGroup:
    members = written["members"]
    assert isinstance(members, list)
    return TrueGroup(tuple(members), str(written["text"]))
