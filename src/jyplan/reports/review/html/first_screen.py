"""The first screen: a tile for each verdict, filters, and a line for each school, the gravest verdict first."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import REVIEWED_ROLES, Message, ReasonKind, ReviewVerdict, RoleState
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import FACT_WORDS, ROLE_WORDS
from jyplan.reports.review.html.page_data import percent_html
from jyplan.reports.review.rows import role_words
from jyplan.reports.review.words import VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.model import ReviewedPlan, RoleStanding
    from jyplan.reports.review.html.page_data import ReviewPage, SchoolLine
    from jyplan.reports.review.rows import ReviewRow

_SHARES = (FACT_WORDS["indicator"], FACT_WORDS["owner"], FACT_WORDS["date"])
_LAST_YEAR = Message("As last year")
_FINDINGS = Message("Findings and suggestions")
_NO_MATCH = Message("No school is like this. Clear the search, or show all.")
_NO_SCHOOL = Message("No submission was found in this batch.")
_RANKS: Mapping[RoleState, int] = MappingProxyType({RoleState.MISSING: -3, RoleState.EMPTY: -2, RoleState.OPEN: -1})
"""Sort keys of parts without items; a present part is sorted by its number of items."""


def tiles(page: ReviewPage) -> str:
    """Return the tiles: the number of files with each verdict, as in the summary.

    A tile filters the table by its verdict; the tile of files set aside links to the list of files.
    """
    parts = []
    for verdict in ReviewVerdict:
        of_verdict = [line.school for line in page.lines if line.school.verdict is verdict]
        known = sum(school.is_known for school in of_verdict)
        count = len(page.review.files_with(verdict)) if verdict is not ReviewVerdict.MISSING else known
        if of_verdict or count:
            parts.append(_tile(page, verdict, count, _schools_note(page, known, len(of_verdict) - known, count)))
    return f'<div class="tiles" role="group" aria-label="{page.say(Message("Verdicts"))}">{"".join(parts)}</div>'


def _schools_note(page: ReviewPage, known: int, unknown: int, files: int) -> str:
    """Return the number of schools behind a number of files; empty for equal numbers."""
    counts = {"count": known, "unknown": unknown}
    if unknown:
        return page.say(Message("schools: {count}, unknown: {unknown}", counts))
    return page.say(Message("schools: {count}", counts)) if known not in (0, files) else ""


def _tile(page: ReviewPage, verdict: ReviewVerdict, count: int, note: str) -> str:
    small = f"<small>{note}</small>" if note else ""
    words = f"<span>{page.say(VERDICT_WORDS[verdict])}</span><strong>{count}</strong>{small}"
    looks = f'class="tile {verdict.value}" data-verdict="{verdict.value}"'
    if verdict is ReviewVerdict.SET_ASIDE:  # no rows to filter: a file set aside gives a school no verdict
        return f'<a href="#limits" {looks}>{words}</a>'
    return f'<button type="button" {looks} aria-pressed="false">{words}</button>'


def filter_bar(page: ReviewPage) -> str:
    """Return the line above the table: search, filter by missing part, reset, export, count of rows."""
    shown = page.say(Message("Shown: {shown} of {total}", {"shown": "{shown}", "total": "{total}"}))
    nothing = page.say(_NO_MATCH if page.lines else _NO_SCHOOL)
    return (
        f'<div class="bar scripted"><label>{page.say(Message("Search"))} <input id="search" type="search"></label>'
        f'<label>{page.say(Message("Without or empty"))} <select id="gap"><option value="">–</option>{"".join(_gap_options(page))}</select></label>'
        f'<button type="button" id="all">{page.say(Message("Show all"))}</button>'
        f'<button type="button" id="export">{page.say(Message("Export remarks"))}</button>'
        f'<p id="shown" role="status" data-say="{shown}" data-nothing="{nothing}"></p></div>'
    )


def school_table(page: ReviewPage) -> str:
    """Return the table of all schools."""
    review = page.review
    with_points = any(plan.score for plan in review.plans)
    with_years = any(plan.last_year for plan in review.plans)
    heads = [
        _head(page.say(Message("School")), "text"),
        _head(page.say(Message("Verdict"))),
        *(_head(page.say(ROLE_WORDS[role]), "role") for role in REVIEWED_ROLES),
        *(_head(page.say(word), "number") for word in _SHARES),
        _head(page.say(Message("Copied in all")), "number"),
        *([_head(page.say(_LAST_YEAR), "number")] if with_years else []),
        *([_head(page.say(Message("Points")), "number")] if with_points else []),
        _head(page.say(_FINDINGS), "number"),
        f'<th scope="col" class="scripted">{page.say(Message("Remark"))}</th>',
    ]
    rows = "".join(_school_row(page, line, years=with_years, points=with_points) for line in page.lines)
    return (
        f'<div class="across"><table class="schools"><caption class="sr">{page.say(Message("Schools, the gravest verdict first"))}</caption>'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<p class="note">{page.say(_SHARES_EXPLAINED)}</p>'
    )


_SHARES_EXPLAINED = Message(
    "✓3: three items. Figure, owner, date: share of the tasks and measures that name one. Copied in all: share of the"
    " characters that plans of other schools have, each counted once."
)


def verdict_badge(page: ReviewPage, verdict: ReviewVerdict) -> str:
    """Return a verdict as a word in its colour."""
    return f'<b class="verdict {verdict.value}">{page.say(VERDICT_WORDS[verdict])}</b>'


def _head(words: str, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<th scope="col"{name}><button type="button" class="sort">{words}</button></th>'


def _gap_options(page: ReviewPage) -> Iterator[str]:
    for role in REVIEWED_ROLES:
        count = page.review.count_reason(ReasonKind.ROLE_MISSING, role) + page.review.count_reason(
            ReasonKind.ROLE_EMPTY, role
        )
        if count:
            yield f'<option value="{role.value}">{page.say(ROLE_WORDS[role])}</option>'


def _school_row(page: ReviewPage, line: SchoolLine, *, years: bool, points: bool) -> str:
    row = line.rows[0]
    plan = page.review.plans[row.plan] if row.plan is not None else None
    if plan and plan.is_wrong_paper:
        plan = None  # the reason stands in place of the parts
    hidden = len(line.rows) - 1
    extra = f" <small>{page.say(Message('+{count} more', {'count': hidden}))}</small>" if hidden else ""
    gaps = " ".join(entry.role.value for entry in plan.roles if _is_gap(entry)) if plan else ""
    rank = list(ReviewVerdict).index(line.school.verdict)
    name = line_html(line.name)
    late = f" <small>{page.say(Message('late'))}</small>" if line.school.is_late else ""
    unknown = "" if line.school.is_known else f" <small>{page.say(Message('unknown school'))}</small>"
    is_foreign = any(reason.kind is ReasonKind.OTHERS_PLAN for reason in plan.reasons) if plan else False
    doubt = f" <small>{page.say(Message('perhaps another school’s plan'))}</small>" if is_foreign else ""
    cells = [
        f'<th scope="row"><a href="#{line.address}">{name}</a>{unknown}{doubt}{extra}{late}</th>',
        f'<td data-v="{rank}">{verdict_badge(page, line.school.verdict)}</td>',
        *(_plan_cells(page, plan, row) if plan else [_reason_cell(row, years=years)]),
        *([_number_cell(page.say(_LAST_YEAR), row.last_year)] if years and plan else []),
        *([_points_cell(page, plan, row)] if points else []),
        f'<td class="number" data-head="{page.say(_FINDINGS)}" data-v="{row.findings or 0}">'
        f"{'–' if row.findings is None else row.findings}</td>",
        f'<td class="scripted remarked" data-head="{page.say(Message("Remark"))}"></td>',
    ]
    return f'<tr data-verdict="{line.school.verdict.value}" data-gaps="{gaps}" data-rank="{line.number}">{"".join(cells)}</tr>'


def _plan_cells(page: ReviewPage, plan: ReviewedPlan, row: ReviewRow) -> Iterator[str]:
    yield from _role_cells(page, plan)
    yield from _share_cells(page, row)
    yield _copied_cell(page, row)


def _reason_cell(row: ReviewRow, *, years: bool) -> str:
    """Return the reason for the lack of a plan, as wide as all cells of a plan."""
    words = line_html(row.sentence) if row.sentence != row.verdict_words else "–"
    return f'<td class="why" colspan="{len(REVIEWED_ROLES) + len(_SHARES) + 1 + years}">{words}</td>'


def _is_gap(standing: RoleStanding) -> bool:
    return standing.state in (RoleState.MISSING, RoleState.EMPTY)


def _role_cells(page: ReviewPage, plan: ReviewedPlan) -> Iterator[str]:
    for index, role in enumerate(REVIEWED_ROLES):
        head = page.say(ROLE_WORDS[role])
        standing = plan.roles[index]
        rank = _RANKS.get(standing.state, standing.items)
        words = line_html(role_words(standing, page.options.language))
        yield f'<td class="role {standing.state.value}" data-head="{head}" data-v="{rank}"><span>{words}</span></td>'


def _share_cells(page: ReviewPage, row: ReviewRow) -> Iterator[str]:
    for word, share in zip(_SHARES, row.shares, strict=True):
        yield _number_cell(page.say(word), share)


def _number_cell(head: str, share: float | None) -> str:
    return f'<td class="number" data-head="{head}" data-v="{-1 if share is None else share}">{percent_html(share)}</td>'


def _copied_cell(page: ReviewPage, row: ReviewRow) -> str:
    source = f" <small>{line_html(row.source)}</small>" if row.source else ""
    value = -1 if row.copied is None else row.copied
    return (
        f'<td class="number copied" data-head="{page.say(Message("Copied in all"))}" data-v="{value}">'
        f"{percent_html(row.copied)}{source}</td>"
    )


def _points_cell(page: ReviewPage, plan: ReviewedPlan | None, row: ReviewRow) -> str:
    score = plan.score if plan else None
    head = page.say(Message("Points"))
    if score is None:
        return f'<td class="number" data-head="{head}" data-v="-1">–</td>'
    title = line_html(row.points)
    return f'<td class="number" data-head="{head}" data-v="{score.points}" title="{title}">{row.points_of}</td>'
