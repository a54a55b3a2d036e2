"""Pages in a real Chromium."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.programs import CHROMIUM, find_chromium, reason
from tests.reports.browser import WIDE, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser that is gone with its module: tests of processes look for children that are left."""
    program = find_chromium()
    if program is None:
        pytest.skip(reason(CHROMIUM))
    # root, as whom CI runs, has no sandbox
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=[*sandbox, "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def opened(content: str, size: dict[str, int] = WIDE, **details: object) -> Visit:
        file = tmp_path / "page.html"
        file.write_text(content, "utf-8")
        context = chromium.new_context(viewport=size, reduced_motion="reduce", **details)  # type: ignore[arg-type]
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.page.goto(file.as_uri())
        return visit

    yield opened
    for context in contexts:
        context.close()
