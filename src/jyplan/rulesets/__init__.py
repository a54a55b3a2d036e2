"""Rule files → `RuleSet`: opened by name or path, merged, validated as a whole.

| stage | module | gives |
|---|---|---|
| tree | `sources`, `tree`, `syntax` | YAML as plain text with line and column; the only door to yaml |
| layers | `layers` | a rule file merged over the files in its `extends`, key by key |
| rules | `values`, `build`, `conditions`, `schools`, `examples` | typed options, levels, messages, `when`; all mistakes with line and column |
| points | `rubric_reader`, `rubric` | the rubric: criteria, limits, grades |
| result | `model` | `RuleSet` and `Rule`, ready for `checker` |
| for authors | `schema`, `reference`, `reference_zh` | the JSON Schema of rule files, the manual of rule kinds |

Options are validated by small shapes of our own (`checks.options`) and not by pydantic, whose import alone takes
twice as long as that of Typer: docs/architecture.md, “cli”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import JyplanError, RuleFileError
from jyplan.rulesets.build import build_rule_set
from jyplan.rulesets.conditions import When
from jyplan.rulesets.layers import read_layers
from jyplan.rulesets.model import Rule, RuleSet
from jyplan.rulesets.sources import shipped_names

if TYPE_CHECKING:
    from jyplan.rulesets.sources import Read
    from jyplan.rulesets.tree import Mistake

__all__ = ["Rule", "RuleSet", "When", "load_rule_set", "shipped_names"]


def load_rule_set(name: str, read: Read) -> RuleSet:
    """Return the rule set with the name of a shipped set, or in the file at a path.

    Raises:
        UsageError: There is neither a rule set nor a file of this name.
        InputError: The file cannot be read.
        RuleFileError: The rule files have mistakes: all of them at once, with file, line and column.
    """
    mistakes: list[Mistake] = []
    rule_set = build_rule_set(read_layers(name, read, mistakes), mistakes, read)
    if mistakes:
        errors = dict(map(_error, mistakes))  # reading a merged value may report a mistake twice
        raise RuleFileError(tuple(errors[place] for place in sorted(errors)))
    return rule_set


def _error(mistake: Mistake) -> tuple[tuple[str, int, int, str], JyplanError]:
    place = mistake.place
    error = JyplanError("{mistake}", where=str(place), mistake=mistake.message)
    return (place.file, place.line, place.column, str(mistake.message)), error
