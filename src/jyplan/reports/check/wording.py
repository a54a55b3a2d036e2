"""Sentences, quotes and counts for all reports of findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Checked, Level, Message, Place
from jyplan.reports.media.labels import problem_place_words, reason
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.language import Language
    from jyplan.model import Finding, Node, Plan
    from jyplan.reports.protocol import CheckOptions, CheckResult, Ignored, Unread

LEVEL_WORDS: Mapping[Level, Message] = MappingProxyType(
    {Level.ERROR: Message("error"), Level.WARNING: Message("warning"), Level.INFO: Message("info")}
)


def repository_path(path: str) -> str:
    r"""Return a path as repository services write paths: separated by `/`, without a leading `./`.

    >>> repository_path("./交/a.txt"), repository_path(r".\交\a.txt"), repository_path(".a.txt")
    ('交/a.txt', '交/a.txt', '.a.txt')
    """
    return path.replace("\\", "/").removeprefix("./")


def all_findings(results: Iterable[CheckResult]) -> Iterator[Finding]:
    """Yield the findings of all documents, in the order of the documents."""
    for result in results:
        if isinstance(result, Checked):
            yield from result.findings


def heaviest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by level, heaviest first; findings of one level in the order of the documents."""
    order = {level: index for index, level in enumerate(Level)}
    return sorted(findings, key=lambda finding: order[finding.level])


def unread_documents(results: Iterable[CheckResult]) -> Iterator[Unread]:
    """Yield the unread documents."""
    return (result for result in results if not isinstance(result, Checked))


def plan_of(checked: Checked, finding: Finding) -> Plan:
    """Return the plan of a finding."""
    return next(plan for plan in checked.outline.plans if plan.number == finding.plan)


def by_section(plan: Plan, findings: Iterable[Finding]) -> Iterator[tuple[Node | None, list[Finding]]]:
    """Yield each top-level section of a plan with findings; None stands for findings outside all sections."""
    top_nodes = {node.id: node for node in plan.nodes}
    for top, section_findings in groupby(findings, key=lambda finding: (finding.node or "").partition(".")[0]):
        yield top_nodes.get(top), list(section_findings)


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a plan in three parts: before, inside and after the words of a finding."""

    before: str
    words: str
    """The words of the finding up to the end of the line; may be empty."""
    after: str

    def within(self, context: int) -> Quote:
        """Return the quote cut to `context` characters on either side and `2 * context` characters of the words."""
        before = self.before if len(self.before) <= context else f"…{self.before[-context:]}"
        words = self.words if len(self.words) <= 2 * context else f"{self.words[: 2 * context]}…"
        after = self.after if len(self.after) <= context else f"{self.after[:context]}…"
        return Quote(before, words, after)


def quote(text: str, finding: Finding) -> Quote:
    """Return the line at the start of a finding."""
    line_start = text.rfind("\n", 0, finding.start) + 1
    line_end = text.find("\n", finding.start)
    line_end = len(text) if line_end < 0 else line_end
    words_end = min(max(finding.end, finding.start), line_end)
    return Quote(text[line_start : finding.start], text[finding.start : words_end], text[words_end:line_end])


class RunProblem(NamedTuple):
    """Content of a document left unread or unchecked, or read without certainty."""

    path: str
    """Path of the document, as the user named it."""
    message: str
    """The reason, in the user's language."""
    place: Place
    """Empty where the problem concerns the whole document."""


def run_problems(results: Iterable[CheckResult], language: Language) -> Iterator[RunProblem]:
    """Yield the problems of all documents: unread files, problems of reading, rules given up, documents without a plan."""
    for result in results:
        if not isinstance(result, Checked):
            yield RunProblem(result.path, reason(result, language), Place())
            continue
        path = result.outline.document.path
        for problem in (*result.outline.document.problems, *result.problems):
            yield RunProblem(path, language.say(problem.message), problem.place)
        if not result.outline.plans:
            yield RunProblem(path, language.say(Message("no plan found")), Place())


def ignored_words(entry: Ignored, options: CheckOptions) -> str:
    """Return the line about a finding suppressed by a remark in the document."""
    where = one_line(" ".join(filter(None, (entry.path, problem_place_words(entry.place, options.language)))))
    params = {"where": where, "rule": options.rule_name(entry.rule), "reason": one_line(entry.reason) or "-"}
    return options.language.say(
        Message("not shown, as a remark in the document asks: {where}: {rule} ({reason})", params)
    )


def count_levels(findings: Iterable[Finding]) -> Mapping[Level, int]:
    """Return the number of findings of each level, heaviest level first; levels without findings count 0."""
    counts = Counter(finding.level for finding in findings)
    return {level: counts[level] for level in Level}


def made_with(options: CheckOptions) -> Message:
    """Return the rule set, the settings file in use if any, and the version of jyplan, as a line."""
    origin = {"rules": options.rule_set, "settings": options.settings, "version": options.version}
    if options.settings:
        return Message("rule set {rules} · settings {settings} · jyplan {version}", origin)
    return Message("rule set {rules} · jyplan {version}", origin)


def summary(results: Sequence[CheckResult], language: Language) -> str:
    """Return a line with the number of checked plans, of findings by level, and of unread files."""
    plans = sum(len(result.outline.plans) for result in results if isinstance(result, Checked))
    counts = count_levels(all_findings(results))
    params = {
        "plans": plans,
        "errors": counts[Level.ERROR],
        "warnings": counts[Level.WARNING],
        "infos": counts[Level.INFO],
    }
    sentence = Message("plans checked: {plans}; errors {errors}, warnings {warnings}, notes {infos}", params)
    if not any(counts.values()):
        sentence = Message("plans checked: {plans}; nothing found", params)
    if unread_count := sum(1 for _ in unread_documents(results)):
        sentence = Message(
            "{summary}; files that could not be read: {count}", {"summary": sentence, "count": unread_count}
        )
    return language.say(sentence)
