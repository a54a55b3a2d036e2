"""`jyplan check --format scores`: a Word file with a page for each plan, in the usual form of a score sheet.

The columns are 项目, 分值, 自评分, 考评分, 扣分原因. The school fills in its own points, a person the open points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import UsageError
from jyplan.model import Message
from jyplan.reports.check.scores.rows import number_words, reasons, scored_plans, total_words
from jyplan.reports.check.wording import made_with
from jyplan.reports.media.labels import plan_title
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from jyplan.language import Language
    from jyplan.reports.check.scores.rows import ScoredPlan
    from jyplan.reports.protocol import CheckOptions, CheckResult

_HEADS = (
    Message("Item"),
    Message("Of"),
    Message("Own points"),
    Message("Points given"),
    Message("Why points are lost"),
)
_WIDTHS = (2100, 700, 850, 850, 4344)
"""Twips; together the width between the margins of A4: 11906 − 1588 − 1474."""
_LONGEST_REASON = 1_500
"""Characters of a cell of reasons: a page holds no more; the workbook has all."""
_AUTHOR = "jyplan"


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return a Word file with a score sheet for each plan.

    Raises:
        UsageError: No plan has points: the rule set has no `score`, or is for plans of a different kind.
    """
    # importing lxml and python-docx takes a tenth of a second: only reports in Word pay for it
    from jyplan.reports.media.word.content import Body
    from jyplan.reports.media.word.new_file import write_package

    plans = list(scored_plans(results))
    if not plans:
        raise UsageError(
            "no plan has points",
            hint="choose a rule set with points, as {example}",
            example="--rules score-school-plan",
        )
    blocks: list[Element] = []
    for index, scored in enumerate(plans):
        blocks += _page(scored, options, breaks=index > 0)
    return write_package(Body(blocks, []), options.language.say(Message("Score sheet")), _AUTHOR)


def _page(scored: ScoredPlan, options: CheckOptions, *, breaks: bool) -> list[Element]:
    from jyplan.reports.media.word.names import element

    language, plan = options.language, scored.plan
    title = element("p", element("pPr", element("pStyle", val="Title")))
    if breaks:
        title[0].append(element("pageBreakBefore"))
    title.append(_run(language.say(Message("Score sheet")), size=36))
    lines = [
        language.say(Message("Plan: {title}", {"title": one_line(plan_title(plan.number, plan.title, language))})),
        language.say(Message("School: {school}", {"school": one_line(plan.school or "＿＿＿＿")})),
        language.say(Message("File: {file}", {"file": one_line(scored.name)})),
    ]
    ending = [
        total_words(scored.score, language),
        language.say(Message("Reviewer: ____________    Date: ____________")),
        language.say(made_with(options)),
    ]
    return [title, *map(_line, lines), _table(scored, language), *map(_line, ending)]


def _table(scored: ScoredPlan, language: Language) -> Element:
    from jyplan.reports.media.word.names import element

    borders = element(
        "tblBorders",
        *(
            element(side, val="single", sz=4, space=0, color="auto")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        ),
    )
    properties = element(
        "tblPr", element("tblW", w=sum(_WIDTHS), type="dxa"), borders, element("tblLayout", type="fixed")
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in _WIDTHS))
    table = element("tbl", properties, grid, _row(tuple(map(language.say, _HEADS)), head=True))
    for criterion in scored.score.criteria:
        points = "" if criterion.points is None else number_words(criterion.points)
        why = "；".join(reasons(criterion, language))
        why = why if len(why) <= _LONGEST_REASON else why[:_LONGEST_REASON] + "…"
        table.append(_row((criterion.name, number_words(criterion.of), "", points, why)))
    score = scored.score
    if score.bonus:
        table.append(_row((language.say(Message("Bonus")), number_words(score.bonus), "", "", "")))
    given = number_words(score.points) if not score.open else ""
    table.append(_row((language.say(Message("Total")), number_words(score.of + score.open), "", given, "")))
    return table


def _row(cells: tuple[str, ...], *, head: bool = False) -> Element:
    from jyplan.reports.media.word.names import element

    properties = element("trPr", element("cantSplit"), *([element("tblHeader")] if head else []))
    row = element("tr", properties)
    for text, width in zip(cells, _WIDTHS, strict=True):
        row.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa")), _line(text, bold=head)))
    return row


def _line(text: str, *, bold: bool = False) -> Element:
    from jyplan.reports.media.word.names import element

    spacing = element("spacing", line=320, lineRule="exact", after=0)
    indent = element("ind", firstLineChars=0, firstLine=0)
    shape = element("pPr", spacing, indent, element("jc", val="left"))
    return element("p", shape, _run(one_line(text), bold=bold))


def _run(text: str, *, size: int = 21, bold: bool = False) -> Element:
    """Return a run; `size` in half-points."""
    from jyplan.reports.media.word.names import element, run

    written = run(text)
    looks = element("rPr", *([element("b")] if bold else []), element("sz", val=size), element("szCs", val=size))
    written.insert(0, looks)
    return written
