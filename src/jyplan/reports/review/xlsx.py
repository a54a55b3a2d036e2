"""`汇总表.xlsx`: the batch as a workbook, a sheet for each question of the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import REVIEWED_ROLES, Change, Message, ReviewVerdict, RoleState
from jyplan.reports.check.scores.rows import number_words, total_words
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.labels import ROLE_WORDS, percent
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.section_names import shortened
from jyplan.reports.media.visible import one_line
from jyplan.reports.media.worksheets import Link, Table, write_workbook
from jyplan.reports.outline.ledger import ledger_of_plan
from jyplan.reports.review.rows import review_rows, role_heads, role_words, shown_share
from jyplan.reports.review.words import (
    ASIDE_WORDS,
    CHANGE_WORDS,
    SOURCE_WORDS,
    VERDICT_WORDS,
    WHOLE_TEXT,
    explained_when,
    for_office,
    listing_name,
    reason_words,
    section_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import AgainstLastYear, Review, ReviewedFile, ReviewedPlan, ReviewReason
    from jyplan.reports.media.worksheets import Cell
    from jyplan.reports.protocol import ReviewOptions
    from jyplan.reports.review.rows import ReviewRow

FILE = "汇总表.xlsx"
_LONGEST = 200
"""Characters of a text quoted in a cell."""

Rows = Callable[["Review", "ReviewOptions"], "Iterator[Sequence[Cell]]"]


def files(review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: Too many rows for a sheet.
    """
    yield FILE, render(review, options)


def render(review: Review, options: ReviewOptions) -> bytes:
    """Return the workbook; sheets without rows are left out, except for the overview and the explanations."""
    options = for_office(options)
    tables = [_overview(review, options)]
    for name, heads, widths, rows in _SHEETS:
        filled = list(rows(review, options))
        if filled:
            tables.append(
                Table(options.language.say(name), [options.language.say(head) for head in heads], widths, filled)
            )
    tables.append(_explanations(review, options))
    return write_workbook(options.language.say(Message("Review of submissions")), tables)


def _overview(review: Review, options: ReviewOptions) -> Table:
    say = options.language.say
    columns = [column for column in _COLUMNS if column.is_filled(review)]
    heads = [say(column.head) for column in columns]
    heads[3:3] = role_heads(options.language)
    widths = [column.width for column in columns]
    widths[3:3] = [5] * len(REVIEWED_ROLES)
    rows: list[Sequence[Cell]] = []
    for row in review_rows(review, options):
        cells: list[Cell] = [column.cell(row) for column in columns]
        cells[3:3] = row.roles
        rows.append((*cells, Link(say(Message("open")), row.feedback) if row.feedback else ""))
    return Table(
        say(Message("Overview")),
        [*heads, say(Message("Feedback"))],
        (*widths, 7),
        rows,
    )


class _Column(NamedTuple):
    """A column of the overview; columns of parts come after the third column, the link comes last."""

    head: Message
    width: float
    cell: Callable[[ReviewRow], Cell]
    is_filled: Callable[[Review], bool] = lambda _: True


_COLUMNS = (
    _Column(Message("School"), 13, lambda row: row.school),
    _Column(Message("Verdict"), 9, lambda row: row.verdict_words),
    _Column(Message("Reasons"), 34, lambda row: row.sentence),
    _Column(Message("with figure"), 7, lambda row: row.shares[0]),
    _Column(Message("with owner"), 7, lambda row: row.shares[1]),
    _Column(Message("with date"), 7, lambda row: row.shares[2]),
    _Column(Message("Copied"), 7.5, lambda row: row.copied),
    _Column(Message("Highest source"), 13, lambda row: row.source),
    _Column(Message("From the template"), 8, lambda row: row.quoted, lambda review: bool(review.batch.templates)),
    _Column(Message("As last year"), 8, lambda row: row.last_year, lambda review: review.batch.last is not None),
    _Column(Message("Points"), 9, lambda row: row.points_of, lambda review: any(plan.score for plan in review.plans)),
    _Column(Message("Findings and suggestions"), 7, lambda row: row.findings),
    _Column(Message("File"), 26, lambda row: row.path),
)


def _named(review: Review) -> Iterator[tuple[str, ReviewedPlan]]:
    """Yield the plans of each school with the name of the school."""
    for school in review.schools:
        for number in school.plans:
            yield one_line(shown_name(school.name)), review.plans[number]


def _gaps(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    for school, plan in _named(review):
        for standing in plan.roles:
            if standing.state in (RoleState.MISSING, RoleState.EMPTY):
                role = options.language.say(ROLE_WORDS[standing.role])
                yield school, role, role_words(standing, options.language), shown_name(plan.document.path)


def _copies(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    group_of = {m.plan: number for number, group in reversed([*enumerate(review.groups, 1)]) for m in group.members}
    for school, plan in _named(review):
        for source in plan.sources:
            listing = review.copies.listings[source.listing]
            yield (
                school,
                one_line(listing_name(review, source.listing)),
                options.language.say(SOURCE_WORDS[source.kind]),
                shown_share(source.copied),
                source.chars,
                group_of.get(plan.number) if source.listing in group_of else None,
                shown_name(plan.document.path),
                shown_name(listing.path),
            )


def _years(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    say = options.language.say
    for school, plan in _named(review):
        if plan.last_year is None:
            continue
        yield school, say(WHOLE_TEXT), *_of_whole_text(plan.last_year, options), "", ""
        for role in plan.last_year.roles:
            if role.change is not Change.KEPT:
                yield school, say(ROLE_WORDS[role.role]), say(CHANGE_WORDS[role.change]), one_line(role.title), "", ""
        for figure in plan.last_year.indicators:
            left = one_line(figure.left.text) if figure.left else ""
            right = one_line(figure.right.text) if figure.right else ""
            if figure.change is not Change.KEPT:
                yield school, say(Message("indicator")), say(CHANGE_WORDS[figure.change]), "", left, right


def _of_whole_text(year: AgainstLastYear, options: ReviewOptions) -> tuple[str, str]:
    """Return the change of a plan since last year in a word, and the share copied from last year's plan."""
    say = options.language.say
    shared = say(Message("{share} stand in last year’s", {"share": percent(year.copied)}))
    return say(Message("hardly changed") if year.is_same else CHANGE_WORDS[Change.CHANGED]), shared


def _ledger(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    for school, plan in _named(review):
        if plan.verdict is not ReviewVerdict.SET_ASIDE:
            for row in ledger_of_plan(plan.plan, plan.document.path, options.language):
                yield (school, *row.cells()[1:-1])


def _points(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    total_head = options.language.say(Message("In all"))
    for school, plan in _named(review):
        for criterion in plan.score.criteria if plan.score else ():
            points = None if criterion.points is None else number_words(criterion.points)
            lost = [f"-{number_words(loss.points)} {worded(loss.reason, options.language)}" for loss in criterion.lost]
            yield school, criterion.name, points, number_words(criterion.of), one_line("; ".join(lost))
        if plan.score:
            total = number_words(plan.score.points), number_words(plan.score.of)
            yield school, total_head, *total, total_words(plan.score, options.language)


def _reasons(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    say = options.language.say
    for school in review.schools:
        without_plan = [file for file in (review.files[number] for number in school.files) if not file.plans]
        plans = [review.plans[number] for number in school.plans]
        owners: list[tuple[ReviewReason, ReviewedFile, ReviewedPlan | None]] = []
        owners += [(reason, file, None) for file in without_plan for reason in file.reasons]
        owners += [(reason, review.files[plan.file], plan) for plan in plans for reason in plan.reasons]
        for reason, file, plan in owners:
            words = reason_words(reason, review, options, plan)
            if file.error:
                words = say(file.error)
            advice = say(file.advice) if file.advice else ""
            yield (
                one_line((plan.school.name if plan else file.school) or ""),
                say(VERDICT_WORDS[reason.verdict]),
                one_line(words),
                one_line(section_words(plan, reason.section, options.language)) if plan and reason.section else "",
                one_line(advice),
                one_line(shown_name(file.path)),
            )


def _missing(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    say = options.language.say
    for school in review.missing:
        yield school.name, school.group, say(VERDICT_WORDS[ReviewVerdict.MISSING]), ""
    for line in review.schools:
        if line.is_late:
            days = {review.files[number].submitted for number in line.files}
            yield line.name, line.group, say(Message("late")), " ".join(sorted(day for day in days if day))


def _explanations(review: Review, options: ReviewOptions) -> Table:
    say, batch = options.language.say, review.batch
    rows: list[Sequence[Cell]] = [
        (say(Message("Submissions")), " ".join(map(shown_name, batch.inputs))),
        (say(Message("Date")), batch.date),
        (say(Message("Office")), batch.by),
        (say(Message("Rules")), one_line(f"{batch.rules_title} ({batch.rules})")),
        (say(Message("Last year")), shown_name(batch.last or "")),
        (say(Message("Archive")), shown_name(batch.archive or "")),
        (say(Message("Templates")), " ".join(map(shown_name, batch.templates))),
        (say(Message("Roster")), shown_name(batch.roster or "")),
        (say(Message("Last day")), batch.due or ""),
        *_definitions(review, options),
        *_set_aside(review, options),
        *((say(Message("Left out")), one_line(shown_name(path))) for path in (*batch.skipped, *batch.own_reports)),
        *((say(Message("Problem")), shortened(say(problem), _LONGEST)) for problem in review.problems),
        ("jyplan", batch.version),
    ]
    heads = [say(Message("What")), say(Message("How"))]
    return Table(say(Message("Explanations")), heads, (18, 110), [row for row in rows if row[0] and row[1]])


def _definitions(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    """Yield the terms of the workbook with their meanings."""
    say, batch = options.language.say, review.batch
    yield (
        say(Message("Copied")),
        say(
            Message(
                "share of the characters that plans of other schools have, each counted once; drafts and the school's own earlier plans do not count"
            )
        ),
    )
    yield (
        say(Message("From the template")) if batch.templates else "",
        say(
            Message(
                "share of the characters that stand in what the office sent out; copied from nobody, and written by no school"
            )
        ),
    )
    yield (
        say(VERDICT_WORDS[ReviewVerdict.EXPLAIN]),
        say(explained_when(batch.thresholds)),
    )
    yield (
        say(Message("missing part")),
        say(Message("only what is missing for certain; – is not asked for, or may stand in what was not read")),
    )


def _set_aside(review: Review, options: ReviewOptions) -> Iterator[Sequence[Cell]]:
    """Yield the files set aside by kind: the workbook names every file of the batch."""
    files = review.files_with(ReviewVerdict.SET_ASIDE)
    for kind, words in ASIDE_WORDS.items():
        head = Message("{verdict}: {kind}", {"verdict": VERDICT_WORDS[ReviewVerdict.SET_ASIDE], "kind": words})
        for file in files:
            if file.aside is kind:
                yield options.language.say(head), one_line(shown_name(file.path))


_SHEETS: tuple[tuple[Message, tuple[Message, ...], tuple[float, ...], Rows], ...] = (
    (
        Message("Gaps"),
        (Message("School"), Message("Part"), Message("State"), Message("File")),
        (24, 16, 12, 60),
        _gaps,
    ),
    (
        Message("Shared text"),
        (
            Message("School"),
            Message("Source of the text"),
            Message("Whose"),
            Message("Shared"),
            Message("Characters"),
            Message("Group"),
            Message("File"),
            Message("Source file"),
        ),
        (22, 22, 18, 9, 9, 7, 34, 34),
        _copies,
    ),
    (
        Message("Against last year"),
        (
            Message("School"),
            Message("Part"),
            Message("Change"),
            Message("Section"),
            Message("Earlier figure"),
            Message("Figure"),
        ),
        (22, 10, 10, 50, 26, 26),
        _years,
    ),
    (
        Message("Tasks"),
        (
            Message("School"),
            Message("Task"),
            Message("Measure"),
            Message("Indicator"),
            Message("Owner"),
            Message("Date"),
            Message("Deliverable"),
        ),
        (18, 26, 46, 18, 16, 16, 20),
        _ledger,
    ),
    (
        Message("Points by criterion"),
        (Message("School"), Message("Criterion"), Message("Points"), Message("Of"), Message("Why points are lost")),
        (22, 28, 9, 9, 80),
        _points,
    ),
    (
        Message("Why it goes back"),
        (
            Message("School"),
            Message("Verdict"),
            Message("Reasons"),
            Message("Section"),
            Message("What to do"),
            Message("File"),
        ),
        (20, 12, 56, 24, 34, 34),
        _reasons,
    ),
    (
        Message("Not handed in"),
        (Message("School"), Message("School group"), Message("State"), Message("Date")),
        (30, 20, 14, 16),
        _missing,
    ),
)
"""Name, heads, widths and rows of each sheet between overview and explanations."""
