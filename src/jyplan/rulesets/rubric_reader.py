"""Reading the rubric of a rule file: the key `score`, with criteria, vetoes, grades and tests."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING, Any

from jyplan.checks.options import Choice, Flag, ListOf, Number, RoleName, Shape, option, options_of, unknown
from jyplan.checks.words import FACT_NAMES
from jyplan.model import Message
from jyplan.rulesets.rubric import Criterion, FactShare, Rubric, RubricTest, ZeroWhen
from jyplan.rulesets.tree import Items, Scalar
from jyplan.rulesets.values import UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from jyplan.model import Role
    from jyplan.rulesets.conditions import When
    from jyplan.rulesets.model import Rule
    from jyplan.rulesets.tree import Entry, FilePosition, Tree
    from jyplan.rulesets.values import Values

_POINTS = Number(0, 10_000)
_SHARE = Number(0, 1)
_FACTS = ListOf(Choice(tuple(FACT_NAMES)))
_RULE_IDS = ListOf(Shape())


@dataclass(frozen=True, slots=True)
class _RubricKeys:
    """The keys of `score` with plain values."""

    total: float = option(_POINTS, "The sum of the points of all criteria.")
    veto: tuple[str, ...] = option(_RULE_IDS, "Rules of which any finding gives the lowest grade.", ())


@dataclass(frozen=True, slots=True)
class _CriterionKeys:
    """The keys of a criterion with plain values."""

    name: str = option(Shape(), "What is judged, as the score sheet shows it.")
    points: float = option(_POINTS, "The greatest number of points.")
    rules: tuple[str, ...] = option(_RULE_IDS, "Rules whose findings take points.", ())
    each: float = option(
        Number(-10_000, 0), "Points that a finding takes, as -2; without it any finding takes all.", 0.0
    )
    floor: float = option(_POINTS, "Points that remain whatever the number of findings.", 0.0)
    manual: bool = option(Flag(), "Whether a person gives the points.", False)


@dataclass(frozen=True, slots=True)
class _MeasureKeys:
    """The keys of `measure` with plain values."""

    share: tuple[Role, ...] = option(ListOf(RoleName()), "The sections whose items are counted.")
    full: float = option(Number(0.01, 1), "The share at which all points are given.", 1.0)


@dataclass(frozen=True, slots=True)
class _FactKeys:
    """The keys of `with`."""

    any: tuple[str, ...] = option(_FACTS, "Kinds of facts of which one is enough.", ())
    all: tuple[str, ...] = option(_FACTS, "Kinds of facts that are all needed.", ())


@dataclass(frozen=True, slots=True)
class _ZeroKeys:
    """The keys of `zero`."""

    copied: float = option(Number(0.01, 1), "Least share of the plan found in another plan.", 0.0)
    rules: tuple[str, ...] = option(_RULE_IDS, "Rules of which any finding takes all points.", ())


@dataclass(frozen=True, slots=True)
class _BonusKeys:
    """The keys of `bonus`."""

    max: float = option(_POINTS, "Most points that a person may add.")


@dataclass(frozen=True, slots=True)
class _TestKeys:
    """The keys of a test of points with plain values."""

    text: str = option(Shape(), "A small plan.")
    points: float | None = option(_POINTS, "The points that it gets.", None)
    grade: str = option(Shape(), "Its grade without any open point.", "")


class RubricReader:
    """Reads the rubric of a rule set; mistakes go to `values`."""

    def __init__(self, values: Values, named: Collection[str], rules: Mapping[str, Rule]) -> None:
        """`named` are the ids of all rules of the set, `rules` those without mistakes."""
        self._values = values
        self._named = named
        self._rules = rules

    def read(self, tree: Tree, read_when: Callable[[Values, Tree | None], When]) -> Rubric | None:
        """Return the rubric; None after a mistake."""
        before = len(self._values.mistakes)
        entries = dict(self._values.entries(tree))
        criteria = self._criteria(entries.pop("criteria", None), tree.place)
        zero = self._zero(entries.pop("zero", None))
        bonus = self._part(_BonusKeys, entries.pop("bonus", None))
        grades = self._grades(entries.pop("grades", None))
        when = read_when(self._values, _tree_of(entries.pop("when", None)))
        tests = self._tests(entries.pop("tests", None), criteria)
        known = (*options_of(_RubricKeys), "criteria", "zero", "bonus", "grades", "when", "tests")
        keys = self._keys(_RubricKeys, entries, known, tree.place)
        if keys is UNREAD:
            return None
        self._check_rules(keys.veto, entries.get("veto"))
        reached = sum(criterion.points for criterion in criteria)
        if len(self._values.mistakes) == before and not isclose(reached, keys.total):
            params = {"sum": f"{reached:g}", "total": f"{keys.total:g}"}
            message = Message("the points of the criteria come to {sum}, and “total” is {total}", params)
            self._values.complain(entries["total"].value.place, message)
        if len(self._values.mistakes) > before:
            return None
        return Rubric(keys.total, criteria, zero, keys.veto, bonus.max if bonus else 0.0, grades, when, tests)

    def _criteria(self, entry: Entry | None, place: FilePosition) -> tuple[Criterion, ...]:
        listed = entry.value.items if entry is not None and isinstance(entry.value, Items) else ()
        if not listed:
            message = Message("“criteria” must be a list of criteria with their points")
            self._values.complain(entry.value.place if entry else place, message)
        read = [criterion for item in listed if (criterion := self._criterion(item)) is not None]
        names = [criterion.name for criterion in read]
        for item, criterion in zip(listed, read, strict=False):
            if names.count(criterion.name) > 1:
                self._values.complain(item.place, Message("two criteria are named “{name}”", {"name": criterion.name}))
        return tuple(read)

    def _criterion(self, tree: Tree) -> Criterion | None:
        before = len(self._values.mistakes)
        entries = dict(self._values.entries(tree))
        measure_entry, zero_entry = entries.pop("measure", None), entries.pop("zero", None)
        measure, zero = self._measure(measure_entry), self._zero(zero_entry)
        known = (*options_of(_CriterionKeys), "measure", "zero")
        keys = self._keys(_CriterionKeys, entries, known, tree.place)
        if keys is UNREAD:
            return None
        self._check_rules(keys.rules, entries.get("rules"))
        ways = (bool(keys.rules), measure_entry is not None, keys.manual)
        if sum(ways) != 1:
            self._values.complain(tree.place, Message("a criterion needs one of rules, measure and manual: true"))
        if not keys.rules and ("each" in entries or "floor" in entries):
            self._values.complain(tree.place, Message("“each” and “floor” need “rules”"))
        if keys.floor > keys.points:
            self._values.complain(entries["floor"].value.place, Message("is more than the points of the criterion"))
        for least, points in measure.bands if measure is not None else ():
            if points > keys.points:
                params = {"share": f"{least:g}"}
                message = Message("the band {share} gives more than the points of the criterion", params)
                self._values.complain(tree.place, message)
        if len(self._values.mistakes) > before:
            return None
        return Criterion(keys.name, keys.points, keys.rules, -keys.each, keys.floor, measure, zero)

    def _measure(self, entry: Entry | None) -> FactShare | None:
        if entry is None:
            return None
        entries = dict(self._values.entries(entry.value))
        with_entry, bands = entries.pop("with", None), self._numbers(entries.pop("bands", None), _SHARE, _POINTS)
        keys = self._keys(_MeasureKeys, entries, (*options_of(_MeasureKeys), "with", "bands"), entry.value.place)
        if with_entry is None:
            self._values.complain(entry.value.place, Message("“{key}” is missing", {"key": "with"}))
            return None
        facts = self._part(_FactKeys, with_entry)
        if facts is not None and bool(facts.any) == bool(facts.all):
            self._values.complain(with_entry.value.place, Message("“with” needs one of any and all"))
            return None
        if facts is None or keys is UNREAD:
            return None
        ordered = tuple(sorted(((float(share), points) for share, points in bands), reverse=True))
        return FactShare(keys.share, facts.any or facts.all, bool(facts.all), keys.full, ordered)

    def _zero(self, entry: Entry | None) -> ZeroWhen | None:
        keys = self._part(_ZeroKeys, entry)
        if keys is None or entry is None:
            return None
        self._check_rules(keys.rules, self._values.entries(entry.value).get("rules"))
        return ZeroWhen(keys.copied or None, keys.rules)

    def _grades(self, entry: Entry | None) -> tuple[tuple[str, float], ...]:
        grades = self._numbers(entry, Shape(), _POINTS)
        return tuple(sorted(grades, key=lambda grade: -grade[1]))

    def _tests(self, entry: Entry | None, criteria: tuple[Criterion, ...]) -> tuple[RubricTest, ...]:
        if entry is None:
            return ()
        listed = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
        return tuple(test for item in listed if (test := self._test(item, criteria)) is not None)

    def _test(self, tree: Tree, criteria: tuple[Criterion, ...]) -> RubricTest | None:
        entries = dict(self._values.entries(tree))
        name = Choice(tuple(criterion.name for criterion in criteria))
        points = self._numbers(entries.pop("criteria", None), name, _POINTS)
        keys = self._keys(_TestKeys, entries, (*options_of(_TestKeys), "criteria"), tree.place)
        return None if keys is UNREAD else RubricTest(keys.text, keys.points, keys.grade or None, points)

    def _numbers(self, entry: Entry | None, name: Shape, number: Number) -> tuple[tuple[str, float], ...]:
        """Return the names and numbers of a mapping; a pair with a mistake is left out."""
        pairs = []
        for key, value in self._values.entries(entry.value).values() if entry is not None else ():
            read_name = self._values.read(name, Scalar(key.text, key.place))
            read_number = self._values.read(number, value)
            if read_name is not UNREAD and read_number is not UNREAD:
                pairs.append((read_name, read_number))
        return tuple(pairs)

    def _part(self, kind: type[Any], entry: Entry | None) -> Any:
        """Return the keys of a mapping as `kind`; None without the mapping or after a mistake."""
        if entry is None:
            return None
        keys = self._values.options(kind, self._values.entries(entry.value), entry.value.place)
        return None if keys is UNREAD else keys

    def _keys(self, kind: type[Any], entries: dict[str, Entry], known: Collection[str], place: FilePosition) -> Any:
        """Return the plain keys of a mapping as `kind`; a key not among `known` is a mistake."""
        for name in [name for name in entries if name not in known]:
            self._values.complain(entries.pop(name).key.place, unknown(name, known))
        return self._values.options(kind, entries, place)

    def _check_rules(self, ids: tuple[str, ...], entry: Entry | None) -> None:
        """Report unknown ids, and rules switched off: such a rule would give its points to every plan."""
        listed = _scalars(entry.value) if entry is not None else {}
        for rule_id in ids:
            scalar = listed.get(rule_id)
            place = scalar.place if scalar is not None else (entry.value.place if entry else None)
            assert place is not None  # ids come from the entry
            if rule_id not in self._named:
                self._values.complain(place, unknown(rule_id, self._named))
            elif rule_id in self._rules and self._rules[rule_id].level is None:
                self._values.complain(place, Message("the rule “{rule}” is off", {"rule": rule_id}))


def _tree_of(entry: Entry | None) -> Tree | None:
    return entry.value if entry is not None else None


def _scalars(tree: Tree) -> dict[str, Scalar]:
    items: tuple[Tree, ...] = tree.items if isinstance(tree, Items) else (tree,)
    return {item.text: item for item in items if isinstance(item, Scalar)}


def rubric_schema(when: dict[str, object]) -> dict[str, object]:
    """Return the JSON Schema of `score`; `when` is the schema of conditions."""
    numbers: dict[str, object] = {"type": "object", "additionalProperties": {"type": "number"}}
    measure = _object(_MeasureKeys, {"with": _object(_FactKeys), "bands": numbers}, ("with",))
    zero = _object(_ZeroKeys)
    criterion = _object(_CriterionKeys, {"measure": measure, "zero": zero})
    tests = {"type": "array", "items": _object(_TestKeys, {"criteria": numbers})}
    parts: dict[str, object] = {
        "criteria": {"type": "array", "items": criterion, "minItems": 1},
        "zero": zero,
        "bonus": _object(_BonusKeys),
        "grades": numbers,
        "when": when,
        "tests": tests,
    }
    return {"anyOf": [{"enum": ["off", False]}, _object(_RubricKeys, parts, ("criteria",))]}


def _object(
    kind: type[Any], parts: Mapping[str, object] | None = None, required: tuple[str, ...] = ()
) -> dict[str, object]:
    options = options_of(kind)
    properties = {name: shown.shape.schema() | {"description": shown.about} for name, shown in options.items()}
    needed = [*(name for name, shown in options.items() if shown.required), *required]
    return {
        "type": "object",
        "properties": {**properties, **(parts or {})},
        "required": needed,
        "additionalProperties": False,
    }
