"""`jyplan diff` for two folders: last year's plans paired with this year's, a summary, and a page a pair."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import report_unread
from jyplan.cli.progress import Meter
from jyplan.errors import JyplanError, UsageError
from jyplan.model import ComparedFolders, ComparedPair, Message
from jyplan.reports import DIFF_REPORTS, FOLDER_REPORTS, DiffOptions, FolderOptions
from jyplan.reports.diff.folders.summary import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.cli.console import Console
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Comparison, FolderPairs

PAGES = "html"
"""The format that is a folder of pages."""


@dataclass(frozen=True, slots=True)
class FolderRequest:
    """Two folders to compare, with the options as for two plans."""

    folders: tuple[str, str]
    boilerplate: Sequence[str]
    min_run: int | None
    rewritten: bool
    ignore_format: bool
    max_size: int
    redact: bool
    limits: api.Limits


def require_folders(left: str, right: str) -> None:
    """Refuse a folder beside a file.

    Raises:
        UsageError: a folder is compared with a file.
        InputError: the file is missing.
    """
    is_folder = Path(left).is_dir(), Path(right).is_dir()
    folder, file = (left, right) if is_folder[0] else (right, left)
    if is_folder[0] != is_folder[1]:
        inputs.find_file(file)  # a missing file is reported as missing
        raise UsageError(
            "is a folder, and {other} is a file",
            where=folder,
            hint="name a file in it, or two folders to compare last year’s plans with this year’s",
            other=file,
        )


def compare(console: Console, request: FolderRequest, *, format_: str | None, target: str | None) -> int:
    """Compare two folders, write the summary, with html into a folder with a page a pair, and return the exit code."""
    chosen = format_ or _format_of(target)
    if chosen not in FOLDER_REPORTS:
        raise UsageError(
            "--format {name} is for two plans, not for two folders",
            hint="choose one of {known}",
            name=chosen,
            known=", ".join(FOLDER_REPORTS),
        )
    left, right, declared = (
        list(inputs.find_sources(names, max_size=request.max_size, redact=request.redact))
        for names in ([request.folders[0]], [request.folders[1]], list(request.boilerplate))
    )
    if chosen == PAGES:
        output.check_folder(target)
    else:
        output.check_target(target, [*left, *right, *declared])
    with Meter(console.language):
        plans, unread = api.pair_folders(left, right, request.folders, min_run=request.min_run, limits=request.limits)
    options = FolderOptions(
        language=console.language,
        **screen.describe(target),
        left_path=request.folders[0],
        right_path=request.folders[1],
        unread=unread,
    )
    counts = [Message("{count} pairs", {"count": len(plans.pairs)}), *output.unread_count(len(unread))]
    work = _FolderWork(request, plans, left, right, declared)
    if chosen == PAGES:
        output.write_folder(target or "", work.pages(options))
        output.announce(console, target or "", counts)
    else:
        compared = ComparedFolders(plans, tuple(pair for pair, _ in work.compared(None)))
        output.write(console, target, FOLDER_REPORTS.load(chosen).render(compared, options), counts)
    return report_unread(console, unread)


def _format_of(target: str | None) -> str:
    """Return the format of a target's suffix; html for a folder, text without a target."""
    if target is None or target == output.STANDARD_OUTPUT:
        return FOLDER_REPORTS.default.name
    suffix = PurePath(target).suffix.lower()
    if suffix in FOLDER_REPORTS.by_suffix:
        return FOLDER_REPORTS.by_suffix[suffix].name
    return FOLDER_REPORTS.default.name if suffix == ".txt" else PAGES


@dataclass
class _FolderWork:
    """Compares the pairs of two folders in turn and keeps only the figures of each pair."""

    request: FolderRequest
    plans: FolderPairs
    left: Sequence[Source | Unreadable]
    right: Sequence[Source | Unreadable]
    boilerplate: Sequence[Source | Unreadable]

    def compared(self, options: FolderOptions | None) -> Iterator[tuple[ComparedPair, bytes]]:
        """Yield the figures of each pair, and its page; without options no page is made."""
        results = api.compare_pairs(
            self.plans,
            self.left,
            self.right,
            boilerplate=self.boilerplate,
            min_run=self.request.min_run,
            rewritten=self.request.rewritten,
            limits=self.request.limits,
        )
        for number, (pair, comparison) in enumerate(results, 1):
            if isinstance(comparison, JyplanError):
                problem = Message(comparison.template, comparison.params)
                yield ComparedPair(pair, None, problem=problem), b""
                continue
            page = f"{number:04}.html" if options else None
            figures = figures_of(pair, comparison, page)
            yield figures, self._page(figures, comparison, options) if options else b""

    def pages(self, options: FolderOptions) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the result folder: a page a pair, the summary for programs, and the index."""
        pairs = []
        for pair, page in self.compared(options):
            pairs.append(pair)
            if pair.page:
                yield pair.page, page
        compared = ComparedFolders(self.plans, tuple(pairs))
        for name, format_ in (("index.html", "html"), ("summary.json", "json")):
            yield name, _as_bytes(FOLDER_REPORTS.load(format_).render(compared, options))

    def _page(self, pair: ComparedPair, comparison: Comparison, options: FolderOptions) -> bytes:
        left, right = self.plans.left[pair.pair.left], self.plans.right[pair.pair.right]
        page_options = DiffOptions(
            language=options.language,
            left_path=f"{left.path}#{left.number}" if left.number > 1 else left.path,
            right_path=f"{right.path}#{right.number}" if right.number > 1 else right.path,
            ignore_format=self.request.ignore_format,
        )
        return _as_bytes(DIFF_REPORTS.load(PAGES).render(comparison, page_options))


def _as_bytes(report: str | bytes) -> bytes:
    return report.encode("utf-8", "backslashreplace") if isinstance(report, str) else report
