"""Errors with the advice of a name to choose instead."""

from __future__ import annotations

import pickle
import re

from jyplan.errors import UsageError, suggestion
from jyplan.language import Language
from tests.places import SOURCE


def test_hint_may_be_a_message_with_its_own_parameters() -> None:
    error = UsageError("there is no role “{name}”", hint=suggestion("gaol", ["goal", "task"]), name="gaol")

    assert str(error) == str(pickle.loads(pickle.dumps(error))) == "there is no role “gaol”; did you mean “goal”?"
    assert Language("zh").explain(error).endswith("；是否想输入“goal”？")


def test_advice_to_choose_another_name_is_worded_in_one_place() -> None:
    files = [file for file in (SOURCE / "jyplan").rglob("*.py") if "did you mean “{" in file.read_text("utf-8")]
    assert [file.name for file in files] == ["errors.py"]
    by_difflib = [
        file for file in (SOURCE / "jyplan").rglob("*.py") if re.search("get_close_matches", file.read_text("utf-8"))
    ]
    assert [file.name for file in by_difflib] == ["errors.py"]
