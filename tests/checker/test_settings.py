"""Settings files: what is read, and that all mistakes are reported at once."""

from __future__ import annotations

import pytest

from jyplan.checker.settings import Exemption, Settings, read_settings
from jyplan.errors import RuleFileError

COMPLETE = """
rules = "annual-points"
fail-on = "error"
select = ["placeholder", "year-mismatch"]
ignore = "numbering-gap"
baseline = "known.json"
exclude = ["模板", "*.pdf"]
unreadable = "warn"

[[exceptions]]
files = ["drafts/*.docx"]
ignore = ["placeholder"]
reason = "not finished"
"""


def test_every_key_is_read_and_a_single_text_is_a_list_of_one() -> None:
    assert read_settings(COMPLETE.encode(), "jyplan.toml") == Settings(
        file="jyplan.toml",
        rules="annual-points",
        fail_on="error",
        select=("placeholder", "year-mismatch"),
        ignore=("numbering-gap",),
        baseline="known.json",
        exclude=("模板", "*.pdf"),
        unreadable="warn",
        exemptions=(Exemption(("drafts/*.docx",), ("placeholder",), "not finished"),),
    )


def test_pyproject_file_needs_a_table_of_jyplan() -> None:
    assert read_settings(b'[project]\nname = "x"\n', "pyproject.toml") is None
    settings = read_settings(b'[tool.jyplan]\nrules = "annual-points"\n', "pyproject.toml")
    assert settings == Settings(file="pyproject.toml", rules="annual-points")


@pytest.mark.parametrize(
    ("content", "mistakes"),
    [
        ('rule = "x"', ["unknown “rule”; did you mean “rules”?"]),
        ('fail_on = "error"', ["unknown “fail_on”; did you mean “fail-on”?"]),
        (
            'zzzz = "x"',
            ["unknown “zzzz”; choose from rules, fail-on, select, ignore, baseline, exclude, unreadable, exceptions"],
        ),
        ("rules = 1", ["“rules” must be a text in quotes"]),
        ("select = [1]", ["“select” must be a list of texts in quotes"]),
        ('fail-on = "soon"', ["“fail-on” must be one of error, warning, info, never"]),
        ('unreadable = "skip"', ["“unreadable” must be one of fail, warn"]),
        ("[exceptions]", ["“exceptions” must be tables, each begun with [[exceptions]]"]),
        (
            "[[exceptions]]\nreason = 1",
            [
                "“files” is missing in an exception",
                "“ignore” is missing in an exception",
                "“reason” must be a text in quotes",
            ],
        ),
    ],
)
def test_all_mistakes_are_reported_with_the_file(content: str, mistakes: list[str]) -> None:
    with pytest.raises(RuleFileError) as caught:
        read_settings(content.encode(), "jyplan.toml")
    assert [str(mistake) for mistake in caught.value.causes] == [f"jyplan.toml: {mistake}" for mistake in mistakes]


@pytest.mark.parametrize(
    ("path", "rule", "exempt"),
    [
        ("drafts/a.txt", "placeholder", True),
        ("drafts/deep/a.txt", "placeholder", True),  # * crosses folders
        ("drafts/a.docx", "placeholder", False),
        ("Drafts/a.txt", "placeholder", False),
        ("drafts/a.txt", "year-mismatch", False),
    ],
)
def test_exemption_covers_files_by_pattern_and_rules_by_id(path: str, rule: str, exempt: bool) -> None:
    assert Exemption(("drafts/*.txt",), ("placeholder",)).covers(path, rule) is exempt
