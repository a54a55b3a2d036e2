"""`jyplan check --format md`: a table of the plans, then the findings of each, the plan with the most first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import Checked, Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS, ignored_words, made_with, quote, run_problems, summary
from jyplan.reports.media.labels import place_words, plan_title
from jyplan.reports.media.markdown_text import inline
from jyplan.reports.media.marks import MARKDOWN_MARK
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.section_names import section_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Finding, Plan
    from jyplan.reports.protocol import CheckOptions, CheckResult

_CONTEXT = 12
"""Characters beside the words of a finding."""


def render(results: Sequence[CheckResult], options: CheckOptions) -> str:
    """Return the findings of all documents as CommonMark with tables of GFM."""
    return "\n\n".join([MARKDOWN_MARK, *_parts(results, options)]) + "\n"


def _parts(results: Sequence[CheckResult], options: CheckOptions) -> Iterator[str]:
    say = options.language.say
    yield f"# {inline(say(Message('Findings in work plans')))}"
    yield inline(summary(results, options.language))
    rows = sorted(_rows(results), key=lambda row: [-row[2][level] for level in Level])
    with_findings = [row for row in rows if row[2].total()]
    if with_findings:
        heads = [say(Message("Plan")), *(say(LEVEL_WORDS[level]) for level in Level)]
        lines = [_table_row(heads), _table_row(["---", *["---:"] * len(Level)])]
        for checked, plan, counts in with_findings:
            lines.append(_table_row([inline(_name(checked, plan, options)), *(str(counts[level]) for level in Level)]))
        yield "\n".join(lines)
    for checked, plan, _ in with_findings:
        yield f"## {inline(_name(checked, plan, options))}"
        text = plan.text
        yield "\n".join(
            _item(finding, plan, text, options) for finding in checked.findings if finding.plan == plan.number
        )
    problems = [
        f"- {inline(f'{problem.path}: {problem.message}')}" for problem in run_problems(results, options.language)
    ]
    if problems:
        yield f"## {inline(say(Message('Problems')))}"
        yield "\n".join(problems)
    if options.ignored:
        yield "\n".join(f"- {inline(ignored_words(entry, options))}" for entry in options.ignored)
    yield inline(say(made_with(options)))


def _rows(results: Sequence[CheckResult]) -> Iterator[tuple[Checked, Plan, Counter[Level]]]:
    for result in results:
        if isinstance(result, Checked):
            counts: dict[int, Counter[Level]] = {plan.number: Counter() for plan in result.outline.plans}
            for finding in result.findings:
                counts[finding.plan][finding.level] += 1
            for plan in result.outline.plans:
                yield result, plan, counts[plan.number]


def _name(checked: Checked, plan: Plan, options: CheckOptions) -> str:
    path = checked.outline.document.path
    address = f"{path}#{plan.number}" if len(checked.outline.plans) > 1 else path
    return f"{plan_title(plan.number, plan.title, options.language)} ({address})"


def _section(finding: Finding, plan: Plan) -> str:
    """Return the name of the topmost section of a finding; empty outside of all sections."""
    top = (finding.node or "").partition(".")[0]
    return next((section_name(node) for node in plan.nodes if node.id == top), "")


def _table_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _item(finding: Finding, plan: Plan, text: str, options: CheckOptions) -> str:
    line = quote(text, finding).within(_CONTEXT)
    head = " · ".join(
        filter(
            None,
            (
                options.language.say(LEVEL_WORDS[finding.level]),
                place_words(finding.place, options.language) or _section(finding, plan),
                options.rule_name(finding.rule),
            ),
        )
    )
    parts = [f"- **{inline(head)}** {inline(worded(finding.message, options.language))}"]
    if line.words.strip():
        words = f"{inline(line.before)}**{inline(line.words.strip())}**{inline(line.after)}"
        parts.append(f"  > {words}")
    if hint := worded(finding.hint, options.language):
        parts.append(f"  {inline(hint)}")
    return "  \n".join(parts)
