"""The end of a run says what to install for the tests that were skipped."""

from __future__ import annotations

from tests.programs import CHROMIUM, JAVA, advice, reason


def test_programs_that_skipped_tests_need_are_counted_and_their_packages_named_once() -> None:
    assert advice([f"Skipped: {reason(JAVA)}", reason(CHROMIUM), reason(JAVA), "Windows has no modes"]) == [
        "3 tests were skipped, as this machine has not: Chromium (1), Java (2).",
        "To run them too: apt-get install chromium fonts-noto-cjk default-jre-headless",
    ]
    assert advice([reason(JAVA)]) == [
        "1 test was skipped, as this machine has not: Java (1).",
        "To run it too: apt-get install default-jre-headless",
    ]


def test_a_run_that_skipped_nothing_for_want_of_a_program_gives_no_advice() -> None:
    assert advice(["Windows has no modes"]) == []
