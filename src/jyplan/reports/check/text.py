"""`jyplan check --format text`, the default: findings by plan and section, with marked words and hints."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Checked, Finding, Level, Message, Plan, ProblemKind
from jyplan.reports.check.scores.table import score_lines
from jyplan.reports.check.wording import LEVEL_WORDS, by_section, ignored_words, quote, summary
from jyplan.reports.media.columns import fit_end, width, wrap
from jyplan.reports.media.labels import place_words, plan_title, problem_place_words, reason, with_marker
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.terminal import BOLD, CYAN, DIM, RED, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Document, Node
    from jyplan.reports.protocol import CheckOptions, CheckResult

_LEVEL_COLOURS: Mapping[Level, str] = MappingProxyType({Level.ERROR: RED, Level.WARNING: YELLOW, Level.INFO: CYAN})

_PLACES = 3
"""Most places of unread parts in a line."""
_MIN_BEFORE = 16
"""Columns reserved for the text before the words of a finding when the line is too long for the screen."""


def render(results: Sequence[CheckResult], options: CheckOptions) -> str:
    """Return the findings of all documents and a summary line; documents without findings are only counted."""
    page = _FindingsScreen(options)
    parts = ["".join(f"{line}\n" for line in page.lines_of(result)) for result in results]
    if points := score_lines(results, options):
        parts.append("".join(f"{line}\n" for line in points))
    ending = [
        *(f"! {ignored_words(entry, options)}" for entry in options.ignored),
        *(page.stale_line(entry) for entry in options.stale),
        summary(results, options.language),
    ]
    if options.known:
        ending.append(options.language.say(Message("known and not shown: {count}", {"count": options.known})))
    if options.settings:
        ending.append(options.language.say(Message("settings: {file}", {"file": one_line(options.settings)})))
    return "\n".join([*filter(None, parts), "".join(f"{line}\n" for line in ending)])


class _FindingsScreen(ReportScreen):
    """Writes findings in the width, colours, signs and language of the user's screen."""

    narrowest = 40

    def __init__(self, options: CheckOptions) -> None:
        super().__init__(options)
        self._options = options

    def lines_of(self, result: CheckResult) -> Iterator[str]:
        """Yield the lines of a document: problems, then findings; nothing for a document without either."""
        if not isinstance(result, Checked):
            yield self.paint(fit_end(one_line(result.path), self.width, self.ellipsis), BOLD)
            yield from self._indented(f"! {reason(result, self.language)}", 2, YELLOW)
            return
        plans = {plan.number: plan for plan in result.outline.plans}
        for problem in result.problems:
            yield from self._indented(
                f"! {result.outline.document.path}: {self.language.say(problem.message)}", 0, YELLOW
            )
        yield from self._not_seen(result.outline.document)
        for index, (number, findings) in enumerate(groupby(result.findings, key=lambda finding: finding.plan)):
            if index:
                yield ""
            yield from self._plan(result.outline.document.path, plans[number], list(findings), several=len(plans) > 1)

    def _not_seen(self, document: Document) -> Iterator[str]:
        """Yield a line for each kind of unread or invisible content, with the first places."""
        alike: dict[str, list[str]] = {}
        for problem in document.problems:
            if problem.kind in {ProblemKind.UNREAD, ProblemKind.TAMPERING}:
                places = alike.setdefault(self.language.say(problem.message), [])
                places += filter(None, [problem_place_words(problem.place, self.language)])
        for message, places in alike.items():
            further = [self.ellipsis] if len(places) > _PLACES else []
            where = f" ({', '.join([*places[:_PLACES], *further])})" if places else ""
            yield from self._indented(f"! {document.path}: {message}{where}", 0, YELLOW)

    def stale_line(self, entry: str) -> str:
        """Return the notice of a baseline entry without a matching finding."""
        return self.language.say(Message("in the baseline, but no longer found: {entry}", {"entry": one_line(entry)}))

    def _plan(self, path: str, plan: Plan, findings: Sequence[Finding], *, several: bool) -> Iterator[str]:
        name = f"{path}#{plan.number}" if several else path
        yield self.paint(fit_end(one_line(name), self.width, self.ellipsis), BOLD)
        yield self.fit(one_line(plan_title(plan.number, plan.title, self.language)), self.width)
        text = plan.text
        for section, section_findings in by_section(plan, findings):
            yield ""
            yield self.paint(f"  {self._section(section)}", BOLD)
            for finding in section_findings:
                yield from self._finding(finding, text)

    def _section(self, node: Node | None) -> str:
        heading = self.language.say(Message("plan as a whole")) if node is None else _heading(node)
        return self.fit(one_line(heading), self.width - 2)

    def _finding(self, finding: Finding, text: str) -> Iterator[str]:
        level = self.language.say(LEVEL_WORDS[finding.level])
        place = place_words(finding.place, self.language)
        head = self.dot.join(filter(None, (level, place, self._options.rule_name(finding.rule))))
        yield f"    {self.paint(head, _LEVEL_COLOURS[finding.level])}"
        yield from self._indented(worded(finding.message, self.language), 6)
        yield from self._quote(finding, text)
        if hint := worded(finding.hint, self.language):
            yield from self._hint(hint)

    def _hint(self, hint: str) -> Iterator[str]:
        """Yield a hint behind an arrow; even on a narrow screen the arrow has words beside it."""
        arrow = "→ " if self._options.unicode else "-> "
        for index, line in enumerate(wrap(one_line(hint), self.width - 8 - width(arrow))):
            yield " " * 6 + self.paint(("  " if index else arrow) + line, DIM)

    def _quote(self, finding: Finding, text: str) -> Iterator[str]:
        """Yield the line containing the words and a line of `^` below the words, both cut to the screen."""
        room = self.width - 8
        line = quote(text, finding)
        before = one_line(line.before[-4 * room :])
        words = one_line(line.words[: 4 * room])
        after = one_line(line.after[: 4 * room])
        spaced_after = " " if after and line.after[0].isspace() else ""
        if width(before) + width(words) + width(after) > room:
            before = fit_end(before, max(_MIN_BEFORE, room - width(words) - width(after)), self.ellipsis)
            words = self.fit(words, room - width(before))
            after = self.fit(after, room - width(before) - width(words) - len(spaced_after))
        if not words:
            return
        yield f"      {self.paint('|', DIM)} {before}{self.paint(words, _LEVEL_COLOURS[finding.level])}{spaced_after}{after}".rstrip()
        if before or after:  # words that fill their line need no mark
            mark = _LEVEL_COLOURS[finding.level]
            yield f"      {self.paint('|', DIM)} {' ' * width(before)}{self.paint('^' * width(words), mark)}"

    def _indented(self, text: str, indent: int, *codes: str) -> Iterator[str]:
        for index, line in enumerate(wrap(one_line(text), self.width - indent - 2)):
            yield " " * indent + ("  " if index else "") + self.paint(line, *codes)


def _heading(node: Node) -> str:
    return with_marker(node.marker, node.title or (node.text[0] if node.text else ""))
