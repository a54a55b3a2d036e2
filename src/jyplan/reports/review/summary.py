"""The summary of `jyplan review` on the screen: at most ten lines, each file counted in a single line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import Message, ReasonKind, ReviewVerdict
from jyplan.reports.media.columns import width
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.labels import ROLE_WORDS
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.visible import one_line
from jyplan.reports.review.words import ASIDE_WORDS, VERDICT_WORDS, count_warnings, listed
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Review, ReviewedFile, SinceLastRun
    from jyplan.reports.protocol import ReviewOptions

_COUNTED: dict[ReasonKind, Message] = {
    ReasonKind.UNREAD: Message("cannot be read {count}"),
    ReasonKind.NOT_A_PLAN: Message("no work plan {count}"),
    ReasonKind.OTHERS_PLAN: Message("perhaps another school’s file {count}"),
    ReasonKind.EMPTY_TEMPLATE: Message("empty template {count}"),
    ReasonKind.EARLIER: Message("earlier plans of other schools {count}"),
    ReasonKind.LAST_YEAR: Message("last year's text {count}"),
    ReasonKind.EARLIER_YEAR: Message("earlier year in the title {count}"),
    ReasonKind.TAMPERED: Message("hidden text {count}"),
    ReasonKind.FINDING: Message("errors of form {count}"),
}
_SAME_SOURCE = Message("one source {schools} schools ({groups} groups)")
_PAIRS = Message("alike {count} pairs")
_WITHOUT, _EMPTY = Message("no {role} {count}"), Message("empty {role} {count}")
_BETWEEN = Message(", ")
_CLEAN = Message("nothing found {count}")
_ONLY_WARNINGS = Message("with points to look at {count}")
_ASIDE = Message("no submissions: {kinds}")
_REST = Message("the rest")
_LATE = Message("late")
_MOST_LINES = 10
_AFTER_ENTRY = lazy_pattern("(?<=[，、])|(?<=, )|(?<= · )")
_NARROW = 16
"""Fewest columns for wrapped text beside the counts; in less room the text is cut."""


def render(review: Review, options: ReviewOptions) -> str:
    """Return the summary: a line for each verdict with files, wrapped up to `_MOST_LINES`, no line wider than the screen."""
    return "".join(f"{line}\n" for line in _SummaryScreen(review, options).lines())


def since_line(since: SinceLastRun, options: ReviewOptions) -> str:
    """Return the last line of a second run: numbers of new, fixed and unchanged points."""
    counts = {"new": since.new, "fixed": since.fixed, "unchanged": since.unchanged}
    return (
        options.language.say(Message("since last run: new {new}, fixed {fixed}, unchanged {unchanged}", counts)) + "\n"
    )


class _SummaryScreen(ReportScreen):
    """Writes a batch in a few lines."""

    def __init__(self, review: Review, options: ReviewOptions) -> None:
        super().__init__(options)
        self._review = review
        self._options = options

    def lines(self) -> Iterator[str]:
        """Yield the head, then a line for each verdict, late schools and remaining files."""
        head = list(self.wrapped(self._head(), 2))
        yield from head
        rows = [row for row in self._rows() if row[1]]
        labels = max((width(label) for label, _, _ in rows), default=0)
        left = _MOST_LINES - len(head) - len(rows)
        numbers = max((len(str(count)) for _, count, _ in rows), default=0)
        for label, count, text in rows:
            start = f"{self.padded(label, labels)} {count:>{numbers}}  "
            lines = list(_in_lines(text, self.width - width(start)))
            too_wide = max(map(width, lines), default=0) > self.width - width(start)
            if left < len(lines) - 1 or too_wide or self.width - width(start) < _NARROW:
                yield self.fit(f"{start}{text}", self.width).rstrip()
                continue
            left -= max(len(lines) - 1, 0)
            yield f"{start}{lines[0] if lines else ''}".rstrip()
            yield from (" " * width(start) + line for line in lines[1:])

    def _head(self) -> str:
        review, options = self._review, self._options
        counts = self.say(Message("{files} files, {plans} plans"), files=len(review.files), plans=len(review.submitted))
        if not options.folder:
            return counts
        folder = shown_name(options.folder.rstrip("/")) + "/"
        if options.opened_first:
            written = self.say(Message("written to {folder} (open {file})"), folder=folder, file=options.opened_first)
        else:
            written = self.say(Message("written to {folder}"), folder=folder)
        return f"{counts}{self.dot}{written}"

    def _rows(self) -> Iterator[tuple[str, int, str]]:
        review = self._review
        for verdict, words in (
            (ReviewVerdict.RETURN, self._reasons),
            (ReviewVerdict.EXPLAIN, self._shared),
            (ReviewVerdict.SUPPLEMENT, self._reasons),
        ):
            files = review.files_with(verdict)
            yield self.say(VERDICT_WORDS[verdict]), len(files), self._joined(words(files))
        missing = [one_line(school.name) for school in review.missing]
        yield self.say(VERDICT_WORDS[ReviewVerdict.MISSING]), len(missing), listed(missing, self.language)
        late = [one_line(school.name) for school in review.schools if school.is_late]
        yield self.say(_LATE), len(late), listed(late, self.language)
        clean, aside = review.files_with(ReviewVerdict.PASS), review.files_with(ReviewVerdict.SET_ASIDE)
        yield self.say(_REST), len(clean) + len(aside), self._rest(clean, aside)

    def _reasons(self, files: Sequence[ReviewedFile]) -> Iterator[str]:
        """Yield the number of files for each reason of their verdict."""
        of_files = [{(r.kind, r.role): 0 for r in file.reasons if r.verdict is file.verdict} for file in files]
        for (kind, role), count in Counter(reason for reasons in of_files for reason in reasons).items():
            if role is not None:
                template = _WITHOUT if kind is ReasonKind.ROLE_MISSING else _EMPTY
                yield self.say(template, role=self.say(ROLE_WORDS[role]), count=count)
            elif kind in _COUNTED:
                yield self.say(_COUNTED[kind], count=count)

    def _shared(self, files: Sequence[ReviewedFile]) -> Iterator[str]:
        review = self._review
        plans = {plan for file in files for plan in file.plans}
        groups = [group for group in review.groups if any(member.plan in plans for member in group.members)]
        large = [group for group in groups if not group.is_pair]
        if large:
            asked = {member.plan for group in large for member in group.members if member.plan in plans}
            schools = {review.plans[plan].school.name or plan for plan in asked}
            yield self.say(_SAME_SOURCE, schools=len(schools), groups=len(large))
        if len(groups) > len(large):
            yield self.say(_PAIRS, count=len(groups) - len(large))
        kinds = Counter(kind for file in files for kind in {reason.kind for reason in file.reasons})
        for kind in (ReasonKind.EARLIER, ReasonKind.LAST_YEAR, ReasonKind.EARLIER_YEAR, ReasonKind.TAMPERED):
            if kinds[kind]:
                yield self.say(_COUNTED[kind], count=kinds[kind])

    def _rest(self, clean: Sequence[ReviewedFile], aside: Sequence[ReviewedFile]) -> str:
        plans = self._review.plans
        warned = sum(any(count_warnings(plans[number]) for number in file.plans) for file in clean)
        counts = ((_CLEAN, len(clean) - warned), (_ONLY_WARNINGS, warned))
        parts = [self._joined(self.say(words, count=count) for words, count in counts if count)] if clean else []
        if aside:
            kinds = Counter(file.aside for file in aside if file.aside)
            words = self._joined(f"{self.say(ASIDE_WORDS[kind])} {count}" for kind, count in kinds.items())
            parts.append(self.say(_ASIDE, kinds=words))
        return self.dot.join(parts)

    def _joined(self, parts: Iterable[str]) -> str:
        return self.say(_BETWEEN).join(parts)


def _in_lines(text: str, limit: int) -> Iterator[str]:
    """Yield a list in lines of at most `limit` columns, broken between its entries.

    >>> list(_in_lines("照片 1，登记表 2，通知 1", 18))
    ['照片 1，登记表 2，', '通知 1']
    """
    line = ""
    for entry in _AFTER_ENTRY.split(text):
        if line and width(line) + width(entry.rstrip()) > limit:
            yield line.rstrip()
            line = ""
        line += entry
    yield line.rstrip()
