"""`结果.json`: the contract `jyplan/review@1`, described by `jyplan schema review`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from jyplan.model import Indicator
from jyplan.reports.media.fact_data import fact_data, place_data
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.json_layout import OneLine, laid_out
from jyplan.reports.media.labels import rounded_down
from jyplan.reports.media.rule_words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import (
        AgainstLastYear,
        Finding,
        Listing,
        Review,
        ReviewedFile,
        ReviewedPlan,
        ReviewedSchool,
        ReviewReason,
        RewrittenPair,
        SchoolEvidence,
        Score,
        SourceGroup,
    )
    from jyplan.reports.protocol import ReviewOptions

SCHEMA = "jyplan/review@1"
FILE = "结果.json"
_DIGITS = 6


def files(review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the file of the contract."""
    yield FILE, render(review, options)


def render(review: Review, options: ReviewOptions) -> bytes:
    """Return a JSON object with everything found about a batch, without plan texts."""
    return laid_out(
        {
            "schema": SCHEMA,
            "version": review.batch.version,
            "batch": _batch(review),
            "files": [_file(file, options) for file in review.files],
            "submissions": [_submission(review, plan, options) for plan in review.plans],
            "schools": [_school(school) for school in review.schools],
            "missing": [school.name for school in review.missing],
            "late": [school.name for school in review.schools if school.is_late],
            "clusters": [_group(group) for group in review.groups],
            "earlier": [
                _earlier_plan(number, listing)
                for number, listing in enumerate(review.copies.listings)
                if number >= len(review.plans)
            ],
            "rewritten": [_rewritten(pair) for pair in review.copies.rewritten],
            "since": asdict(review.since) if review.since else None,
            "problems": [{"message": options.language.say(problem)} for problem in review.problems],
        }
    )


def _school(school: ReviewedSchool) -> dict[str, object]:
    return {
        "name": shown_name(school.name),
        "known": school.is_known,
        "verdict": school.verdict.value,
        "files": list(school.files),
        "submissions": list(school.plans),
        "in_roster": school.in_roster,
        "late": school.is_late,
        "group": school.group,
    }


def _earlier_plan(number: int, listing: Listing) -> dict[str, object]:
    return {
        "listing": number,
        "path": shown_name(listing.path),
        "plan": listing.number,
        "title": listing.title,
        "school": listing.school,
        "archived": listing.archived,
    }


def _rewritten(pair: RewrittenPair) -> dict[str, object]:
    return {
        "a": pair.a,
        "b": pair.b,
        "strength": rounded_down(pair.strength, _DIGITS),
        "a_aligned": rounded_down(pair.a_aligned, _DIGITS),
        "b_aligned": rounded_down(pair.b_aligned, _DIGITS),
    }


def _batch(review: Review) -> dict[str, object]:
    batch = review.batch
    return {
        "inputs": [shown_name(path) for path in batch.inputs],
        "date": batch.date,
        "rules": batch.rules,
        "by": batch.by,
        "due": batch.due,
        "last": batch.last,
        "archive": batch.archive,
        "templates": list(batch.templates),
        "schools": batch.roster,
        "skipped": [shown_name(path) for path in batch.skipped],
        "own_reports": [shown_name(path) for path in batch.own_reports],
        "school_year": [review.usual_year.first, review.usual_year.last] if review.usual_year else None,
        "thresholds": asdict(batch.thresholds),
        "counts": {
            "files": len(review.files),
            "submissions": len(review.plans),
            "schools": sum(school.is_known for school in review.schools),
            "missing": len(review.missing),
            "verdicts": {
                verdict.value: len(review.files_with(verdict))
                for verdict in dict.fromkeys(f.verdict for f in review.files)
            },
        },
    }


def _file(file: ReviewedFile, options: ReviewOptions) -> dict[str, object]:
    return {
        "path": shown_name(file.path),
        "verdict": file.verdict.value,
        "school": file.school,
        "sha256": file.sha256,
        "submissions": list(file.plans),
        "reasons": [_reason(reason) for reason in file.reasons],
        "unread": options.language.say(file.error) if file.error else None,
        "set_aside": file.aside.value if file.aside else None,
        "submitted": file.submitted,
        "late": file.is_late,
    }


def _submission(review: Review, plan: ReviewedPlan, options: ReviewOptions) -> dict[str, object]:
    year = plan.plan.school_year
    return {
        "number": plan.number,
        "path": shown_name(plan.document.path),
        "plan": plan.plan.number,
        "title": plan.plan.title,
        "genre": plan.plan.genre.value,
        "school": plan.school.name,
        "school_year": [year.first, year.last] if year else None,
        "in_roster": plan.school.in_roster,
        "evidence": [_evidence(entry) for entry in plan.school.evidence],
        "contradicting": [_evidence(entry) for entry in plan.school.contradicting],
        "verdict": plan.verdict.value,
        "reasons": [_reason(reason) for reason in plan.reasons],
        "roles": _roles(plan),
        "items": plan.shares.items,
        "shares": {
            "indicator": _share(plan, plan.shares.with_indicator),
            "owner": _share(plan, plan.shares.with_owner),
            "date": _share(plan, plan.shares.with_date),
        },
        "copied": rounded_down(plan.copied, _DIGITS),
        "largest": rounded_down(plan.largest, _DIGITS),
        "quoted": rounded_down(plan.quoted, _DIGITS),
        "sources": _sources(review, plan),
        "last_year": _last_year(plan.last_year) if plan.last_year else None,
        "score": _score(plan.score) if plan.score else None,
        "findings": [_finding(finding, plan.plan.text, options) for finding in plan.findings],
    }


def _roles(plan: ReviewedPlan) -> dict[str, object]:
    return {
        standing.role.value: {
            "state": standing.state.value,
            "items": standing.items,
            "nodes": list(standing.nodes),
        }
        for standing in plan.roles
    }


def _sources(review: Review, plan: ReviewedPlan) -> list[OneLine]:
    return [
        OneLine(
            {
                "listing": source.listing,
                "school": review.school_of(source.listing),
                "kind": source.kind.value,
                "copied": rounded_down(source.copied, _DIGITS),
                "chars": source.chars,
                "relation": source.relation.value,
            }
        )
        for source in plan.sources
    ]


def _share(plan: ReviewedPlan, count: int) -> float | None:
    share = plan.shares.share(count)
    return None if share is None else rounded_down(share, _DIGITS)


def _reason(reason: ReviewReason) -> OneLine:
    return OneLine(
        {
            "kind": reason.kind.value,
            "verdict": reason.verdict.value,
            "role": reason.role.value if reason.role else None,
            "group": reason.group,
            "listing": reason.listing,
            "copied": rounded_down(reason.copied, _DIGITS),
            "chars": reason.chars,
            "section": reason.section,
            "school": reason.school or None,
            "rule": reason.rule or None,
        }
    )


def _evidence(entry: SchoolEvidence) -> OneLine:
    return OneLine({"witness": entry.witness.value, "words": entry.words, "school": entry.school})


def _last_year(last_year: AgainstLastYear) -> dict[str, object]:
    return {
        "listing": last_year.listing,
        "basis": last_year.basis.value,
        "copied": rounded_down(last_year.copied, _DIGITS),
        "same": last_year.is_same,
        "sections": [
            OneLine(
                {
                    "role": change.role.value,
                    "change": change.change.value,
                    "node": change.node,
                    "title": change.title,
                }
            )
            for change in last_year.roles
        ],
        "indicators": [
            {
                "change": change.change.value,
                "left": _indicator(change.left),
                "right": _indicator(change.right),
            }
            for change in last_year.indicators
        ],
    }


def _indicator(fact: object) -> object:
    return fact_data(fact) if isinstance(fact, Indicator) else None


def _finding(finding: Finding, text: str, options: ReviewOptions) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": worded(finding.message, options.language),
        "hint": worded(finding.hint, options.language) or None,
        "node": finding.node,
        **place_data(finding.place),
        "start": finding.start,
        "end": finding.end,
        "words": text[finding.start : finding.end],
    }


def _score(score: Score) -> dict[str, object]:
    return {
        "points": score.points,
        "of": score.of,
        "open": score.open,
        "grade": score.grade,
        "grade_at_least": score.grade_at_least,
        "criteria": [
            OneLine({"name": criterion.name, "points": criterion.points, "of": criterion.of})
            for criterion in score.criteria
        ],
    }


def _group(group: SourceGroup) -> dict[str, object]:
    return {
        "schools": list(group.schools),
        "relation": group.relation.value,
        "shared": rounded_down(group.shared, _DIGITS),
        "earliest": group.earliest,
        "members": [
            OneLine(
                {
                    "submission": member.plan,
                    "shared": rounded_down(member.shared, _DIGITS),
                    "own": member.own,
                    "own_spans": [{"start": span.start, "end": span.end} for span in member.own_spans],
                }
            )
            for member in group.members
        ],
        "text": group.text,
    }
