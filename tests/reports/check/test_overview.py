"""Findings counted by rule."""

from __future__ import annotations

import pytest

from jyplan.model import Checked, Level
from jyplan.reports import RuleCard
from jyplan.reports.check.overview import checked_submissions, rule_tallies
from tests.reports.check.checked import results


@pytest.mark.parametrize(
    ("sentence", "about"),
    [("“{words}” was never filled in", "“…” was never filled in"), ("“{words}”{problem}", "")],
    ids=["words", "placeholders-alone"],
)
def test_a_rule_is_explained_by_its_sentence_unless_it_is_placeholders_alone(sentence: str, about: str) -> None:
    submissions = list(checked_submissions([result for result in results() if isinstance(result, Checked)]))
    tallies = rule_tallies(submissions, [RuleCard("placeholder", Level.ERROR, sentence, "", "")])
    assert [tally.card.about for tally in tallies if tally.card.id == "placeholder"] == [about]
