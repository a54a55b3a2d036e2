"""What every report of findings says alike: sentences, places, counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Checked, Level, Message, Place
from jyplan.reports.media.labels import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.language import Language
    from jyplan.model import Finding, Node, Plan, Wording
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


def by_section(plan: Plan, findings: Iterable[Finding]) -> Iterator[tuple[Node | None, list[Finding]]]:
    """Yield the findings of one plan by the topmost section that they stand in, None for none."""
    top_nodes = {node.id: node for node in plan.nodes}
    for top, together in groupby(findings, key=lambda finding: (finding.node or "").partition(".")[0]):
        yield top_nodes.get(top), list(together)


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a plan in three parts, of which the second is what a finding is about."""

    before: str
    words: str
    """As far as they stand on this line; perhaps empty."""
    after: str

    def within(self, around: int) -> Quote:
        """Return the quote with at most so many characters on either side of the words, and twice as many of them."""
        before = self.before if len(self.before) <= around else f"…{self.before[-around:]}"
        words = self.words if len(self.words) <= 2 * around else f"{self.words[: 2 * around]}…"
        after = self.after if len(self.after) <= around else f"{self.after[:around]}…"
        return Quote(before, words, after)


def quote(text: str, finding: Finding) -> Quote:
    """Return the line of a plan's text that a finding begins on."""
    begin = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.start)
    end = len(text) if end < 0 else end
    stop = min(max(finding.end, finding.start), end)
    return Quote(text[begin : finding.start], text[finding.start : stop], text[stop:end])


def problems(results: Iterable[CheckResult], language: Language) -> Iterator[tuple[str, str, Place]]:
    """Yield what could not be read or checked, or not for certain: the document, what is said of it, and where."""
    for result in results:
        if not isinstance(result, Checked):
            yield result.path, reason(result, language), Place()
            continue
        for problem in (*result.outline.document.problems, *result.problems):
            yield result.outline.document.path, language.say(problem.message), problem.place
        if not result.outline.plans:
            yield result.outline.document.path, language.say(Message("no plan found")), Place()


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
