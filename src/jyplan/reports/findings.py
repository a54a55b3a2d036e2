"""What every report of findings says alike: sentences, places, counts."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Checked, Level, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.language import Language
    from jyplan.model import Finding, Plan, Wording
    from jyplan.reports.protocol import CheckResult, Unread

LEVEL_WORDS: Mapping[Level, Message] = MappingProxyType(
    {Level.ERROR: Message("error"), Level.WARNING: Message("warning"), Level.INFO: Message("info")}
)


def worded(wording: Wording | None, language: Language) -> str:
    """Return a rule's sentence in the user's language, in Chinese where its author wrote no other."""
    if wording is None:
        return ""
    template = wording.english if language.code == "en" and wording.english else wording.chinese
    said = {
        name: language.say(value) if isinstance(value, Message) else value for name, value in wording.params.items()
    }
    return template.format(**said)


def repository_path(path: str) -> str:
    r"""Return a path as services that know a repository's files name them: with `/` and no `./` before it.

    >>> repository_path("./交/a.txt"), repository_path(r".\交\a.txt"), repository_path(".a.txt")
    ('交/a.txt', '交/a.txt', '.a.txt')
    """
    return path.replace("\\", "/").removeprefix("./")


def all_findings(results: Iterable[CheckResult]) -> Iterator[Finding]:
    """Yield the findings of all documents, in their order."""
    for result in results:
        if isinstance(result, Checked):
            yield from result.findings


def unread(results: Iterable[CheckResult]) -> Iterator[Unread]:
    """Yield the documents that could not be read."""
    return (result for result in results if not isinstance(result, Checked))


def plan_of(checked: Checked, finding: Finding) -> Plan:
    """Return the plan that a finding is in."""
    return next(plan for plan in checked.outline.plans if plan.number == finding.plan)


def count_levels(findings: Iterable[Finding]) -> Mapping[Level, int]:
    """Return how many findings there are of each level, heaviest first."""
    counts = Counter(finding.level for finding in findings)
    return {level: counts[level] for level in Level}


def summary(results: Sequence[CheckResult], language: Language) -> str:
    """Return on one line how many plans were checked, what was found, and how many files could not be read."""
    plans = sum(len(result.outline.plans) for result in results if isinstance(result, Checked))
    counts = count_levels(all_findings(results))
    params = {
        "plans": plans,
        "errors": counts[Level.ERROR],
        "warnings": counts[Level.WARNING],
        "infos": counts[Level.INFO],
    }
    said = Message("plans checked: {plans}; errors {errors}, warnings {warnings}, notes {infos}", params)
    if not any(counts.values()):
        said = Message("plans checked: {plans}; nothing found", params)
    if missing := sum(1 for _ in unread(results)):
        said = Message("{summary}; files that could not be read: {count}", {"summary": said, "count": missing})
    return language.say(said)
