"""A batch for review compared: with itself, with last year's plans, with an archive."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from jyplan.api.archived_copies import find_archived
from jyplan.api.copies import find_copies
from jyplan.api.matches import find_matches
from jyplan.api.rewrites import find_rewritten
from jyplan.model import Checked, Copies, Message, Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.inputs import Source, Unreadable
    from jyplan.model import AgainstLastYear, ReviewThresholds
    from jyplan.reading.limits import Limits
    from jyplan.reviewing.facts import PlanInFile
    from jyplan.reviewing.gather import Gathered
    from jyplan.reviewing.year_pairs import YearPair
    from jyplan.rulesets import RuleSet


def find_batch_copies(
    gathered: Gathered,
    templates: Sequence[Source | Unreadable],
    *,
    archive: str | None,
    redact: bool,
    limits: Limits,
    watch: Callable[[str, int, int], None],
) -> tuple[Copies, tuple[str | None, ...]]:
    """Return the copies of a batch, and the texts of the earlier plans in its listings, which follow the submissions.

    The batch is compared alone first, so that its figures are those of `jyplan dupes`: with earlier plans beside it other
    sentences would be usual ones.
    """
    from jyplan.reading.submissions import Submissions

    count, listings = len(gathered.plans), gathered.listings
    texts = [entry.plan.text for entry in gathered.plans]
    earlier = [entry.plan.text for entry in gathered.earlier]
    batch = Submissions(listings[:count], texts, (), ())
    search = partial(find_copies, boilerplate=templates, watch=watch, limits=limits)
    copies = find_rewritten(batch, search(batch))
    if earlier:
        copies = _with_earlier(copies, search(Submissions(listings, [*texts, *earlier], (), ())))
    if archive is None:
        return copies, tuple(earlier)
    archived, archived_texts = find_archived(batch, archive, boilerplate=templates, redact=redact, limits=limits)
    return _with_archived(copies, archived, len(earlier)), (*earlier, *archived_texts)


def compare_years(
    gathered: Gathered,
    copies: Copies,
    declared: Sequence[str],
    thresholds: ReviewThresholds,
    limits: Limits,
) -> tuple[Mapping[int, AgainstLastYear], list[Message]]:
    """Return each plan compared with last year's, by number, and a sentence for each comparison given up."""
    from jyplan.reading.many import run_in_processes
    from jyplan.reviewing.sources import owners_of, sources_of
    from jyplan.reviewing.year_pairs import pair_years

    count = len(gathered.plans)
    plans = [entry.plan for entry in gathered.plans]
    schools = [entry.school for entry in gathered.listings[:count]]
    pairs = pair_years(plans, schools, gathered.earlier, sources_of(copies, owners_of(copies), count))
    if not pairs:
        return {}, []
    compare = partial(_compare, tuple(declared), thresholds.same_as_last_year)
    results = run_in_processes(compare, pairs, workers=os.cpu_count() or 1, limits=limits)
    compared: dict[int, AgainstLastYear] = {}
    given_up: list[Message] = []
    for pair, result in zip(pairs, results, strict=True):
        if result is None:
            listing, earlier = copies.listings[pair.number], copies.listings[pair.earlier.listing]
            reason = Message("takes too long or too much memory to be compared with {other}", {"other": earlier.path})
            given_up.append(Message("{path}: {reason}", {"path": listing.path, "reason": reason}))
        else:
            compared[pair.number] = result
    return compared, given_up


def judge_with_matches(plans: Sequence[PlanInFile], copies: Copies, rules: RuleSet) -> list[PlanInFile]:
    """Return the plans with the findings and points that depend on copies."""
    from jyplan.checker.run import check_outline
    from jyplan.checker.scoring import add_scores
    from jyplan.checks import CHECKS

    on_copies = rules.select(lambda name: CHECKS[rules.rules[name].type].reads_matches)
    compares = any(rule.level is not None for rule in on_copies.rules.values())
    if not compares and rules.rubric is None:
        return list(plans)
    matches = find_matches(copies)
    judged: list[PlanInFile] = []
    for entry in plans:
        outline = Outline(entry.document, (entry.plan,))
        of_file = matches.get(entry.document.path, {})
        added = check_outline(outline, on_copies, of_file).findings if compares else ()
        findings = tuple(sorted((*entry.findings, *added), key=lambda finding: (finding.start, finding.rule)))
        scores = add_scores(Checked(outline, findings), rules, of_file).scores if rules.rubric is not None else ()
        judged.append(replace(entry, findings=findings, score=scores[0] if scores else None))
    return judged


def _compare(declared: tuple[str, ...], same_from: float, pair: YearPair) -> AgainstLastYear:
    from jyplan.compare.passages.boilerplate import declare
    from jyplan.reviewing.last_year import compare_with_last_year

    return compare_with_last_year(pair, declare(declared) if declared else None, same_from)


def _with_earlier(copies: Copies, both: Copies) -> Copies:
    """Return the copies of a batch with its pairs with earlier plans, found among `both`."""
    from jyplan.compare.copies.conclusion import in_order

    count = len(copies.listings)
    pairs = in_order((*copies.pairs, *(pair for pair in both.pairs if pair.a < count <= pair.b)))
    left_out = tuple(dict.fromkeys((*copies.left_out, *both.left_out)))
    return replace(copies, listings=both.listings, pairs=pairs, left_out=left_out)


def _with_archived(copies: Copies, archived: Copies, earlier: int) -> Copies:
    """Return copies with the pairs and stretches of archived plans added; these come behind `earlier` plans of last year."""
    from jyplan.compare.copies.conclusion import in_order
    from jyplan.compare.copies.repeated_stretches import join_stretches

    count = len(copies.listings) - earlier
    moved = [replace(pair, b=pair.b + earlier) for pair in archived.pairs]
    stretches = [
        replace(stretch, members=tuple(member + earlier * (member >= count) for member in stretch.members))
        for stretch in archived.templates
    ]
    listings = (*copies.listings, *archived.listings[count:])
    left_out = tuple(dict.fromkeys((*copies.left_out, *archived.left_out)))
    pairs, templates = in_order((*copies.pairs, *moved)), tuple(join_stretches((*copies.templates, *stretches)))
    return replace(copies, listings=listings, pairs=pairs, templates=templates, left_out=left_out)
