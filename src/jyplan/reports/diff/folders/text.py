"""`jyplan diff A B --format text` for two folders: a line a pair, then plans without a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, Message
from jyplan.reports.diff.folders.summary import (
    PAIRED_WORDS,
    SHARES_OF_YEARS,
    name_in,
    sections_of,
    summary_sentences,
)
from jyplan.reports.media.columns import fit_end, width
from jyplan.reports.media.labels import percent, reason
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.terminal import DIM, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import ComparedFolders, ComparedPair, Listing
    from jyplan.reports.protocol import FolderOptions

_COLUMNS = (8, 8, 6, 6, 6, 6)
"""Widths of the columns with figures."""


def render(folders: ComparedFolders, options: FolderOptions) -> str:
    """Return the summary, no line wider than the screen."""
    return "".join(f"{line}\n" for line in _FolderScreen(folders, options).lines())


class _FolderScreen(ReportScreen):
    """Writes the pairs of two folders for one screen."""

    def __init__(self, folders: ComparedFolders, options: FolderOptions) -> None:
        super().__init__(options)
        self._folders = folders
        self._options = options

    def lines(self) -> Iterator[str]:
        """Yield the lines of all parts, separated by blank lines."""
        options, plans = self._options, self._folders.plans
        yield f"A  {self.fit(one_line(options.left_path), self.width - 3)}"
        yield f"B  {self.fit(one_line(options.right_path), self.width - 3)}"
        yield ""
        if self._folders.pairs:
            yield from self._table()
            yield ""
        for title, sign, listings, folder in (
            (
                Message("Only in A, without a plan of this year"),
                "-",
                [plans.left[i] for i in plans.left_alone],
                options.left_path,
            ),
            (
                Message("Only in B, without a plan of last year"),
                "+",
                [plans.right[i] for i in plans.right_alone],
                options.right_path,
            ),
        ):
            if listings:
                yield self.title(title)
                yield from (f"{sign} {self._name(listing, folder, self.width - 2)}" for listing in listings)
                yield ""
        problems = list(self._problems())
        if problems:
            yield self.title(Message("Not compared, or only in part"))
            yield from problems
            yield ""
        for sentence in summary_sentences(self._folders):
            yield from self.wrapped(self.language.say(sentence))

    def _table(self) -> Iterator[str]:
        heads = (
            Message("B in A"),
            Message("edited"),
            Message("new"),
            Message("dropped"),
            Message("changed"),
            Message("figures"),
        )
        words = [self.say(head) for head in heads]
        yield self.paint(self._row([*words, self.say(Message("plan"))]), DIM)
        for pair in self._folders.pairs:
            yield from self._pair(pair)
        yield from (self.paint(line, DIM) for line in self.wrapped(self.language.say(SHARES_OF_YEARS)))

    def _pair(self, pair: ComparedPair) -> Iterator[str]:
        plans, options = self._folders.plans, self._options
        room = self.width - sum(_COLUMNS) - 2
        name = self._name(plans.right[pair.pair.right], options.right_path, room)
        if pair.similarity is None:
            yield self._row([*("" for _ in _COLUMNS), name])
            return
        counts = (sections_of(pair, change) for change in (Change.NEW, Change.DROPPED, Change.CHANGED))
        figures = [percent(pair.similarity.right_copied), percent(pair.similarity.right_edited), *map(str, counts)]
        yield self._row([*figures, str(pair.changed_facts), name])
        before = self._name(plans.left[pair.pair.left], options.left_path, room - 2)
        words = [before, self.say(PAIRED_WORDS[pair.pair.by])]
        if pair.is_rewritten:
            words.append(self.say(Message("suspected to be rewritten")))
        line = self.fit(self.dot.join(words), room - 2)
        yield f"{' ' * (sum(_COLUMNS) + 2)}{self.paint(f'← {line}' if options.unicode else f'< {line}', DIM)}"

    def _row(self, cells: list[str]) -> str:
        *figures, last = cells
        return "".join(" " * max(c - width(f), 1) + f for c, f in zip(_COLUMNS, figures, strict=True)) + f"  {last}"

    def _name(self, listing: Listing, folder: str, room: int) -> str:
        return fit_end(one_line(name_in(listing, folder)), room, self.ellipsis)

    def _problems(self) -> Iterator[str]:
        plans = self._folders.plans
        entries = [(unread.path, reason(unread, self.language)) for unread in self._options.unread]
        entries += [(entry.path, self.language.say(entry.reason)) for entry in plans.left_out]
        entries += [
            (plans.right[pair.pair.right].path, self.language.say(pair.problem))
            for pair in self._folders.pairs
            if pair.problem
        ]
        for path, sentence in entries:
            for line in self.wrapped(one_line(f"! {path}: {sentence}"), 2):
                yield self.paint(line, YELLOW)
