"""What all tests share: golden outputs in the folder `golden/` beside the test, Hypothesis's profile, skipped tests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from tests.programs import advice

# Speed is measured in benchmarks/: a busy machine must not fail a test, nor must chance. New examples are tried by `make tour`.
settings.register_profile("jyplan", deadline=None, derandomize=True)
settings.register_profile("tour", deadline=None, max_examples=2_000)
settings.load_profile("jyplan")

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


class Golden(Protocol):
    """Compares an output with the file of that name."""

    def __call__(self, name: str, actual: str | bytes) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden files, and fail so that they are read"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true, where every program that tests use is installed, a skipped test is a failed one."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} is skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which programs to install for the tests that were skipped."""
    reports = terminalreporter.stats.get("skipped", [])
    for line in advice([str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else "") for report in reports]):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    folder = request.path.parent / "golden"

    def compare(name: str, actual: str | bytes) -> None:
        _compare(folder / name, actual if isinstance(actual, bytes) else actual.encode("utf-8"), request.config)

    return compare


def _compare(file: Path, actual: bytes, config: pytest.Config) -> None:
    if config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(actual)
        pytest.fail(f"{file.name} is rewritten: read the difference, then run again without --update-golden")
    assert file.exists(), f"there is no {file}: run with --update-golden and read what it writes"
    assert actual.decode("utf-8") == file.read_bytes().decode("utf-8")
