"""`jyplan dupes --format json`: the contract `jyplan/dupes@1`, described by `jyplan schema dupes`."""

from __future__ import annotations

from dataclasses import fields
from itertools import chain
from typing import TYPE_CHECKING

from jyplan.model import Listing, ProblemKind
from jyplan.reports.dupes.rewritten import REWRITTEN, rewritten_data
from jyplan.reports.dupes.words import count_relations, not_compared
from jyplan.reports.media.fact_data import place_data
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.json_layout import OneLine, RowByRow, laid_out
from jyplan.reports.media.labels import rounded_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import CopiedPair, CopiedUnion, Copies, CopyCluster, Passage, SectionShare, SharedStretch, Span
    from jyplan.reports.protocol import DupesOptions

SCHEMA = "jyplan/dupes@1"
_DIGITS = 6
"""Decimal places of a share: a character of a million-character plan."""
_FIELDS = tuple(field.name for field in fields(Listing))
_SHARES = ("a_copied", "b_copied", "a_edited", "b_edited", "a_passages", "b_passages")


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return a JSON object without plan texts, except for the texts of templates and widespread stretches."""
    problems: list[dict[str, object]] = [
        {
            "kind": ProblemKind.TAMPERING.value,
            "path": shown_name(entry.path),
            "number": entry.number,
            "message": options.language.say(entry.message),
            "place": place_data(entry.place),
        }
        for entry in copies.tampered
    ]
    problems += [
        {"path": shown_name(entry.path), "number": entry.number, "message": entry.reason}
        for entry in not_compared(copies, options)
    ]
    return laid_out(
        {
            "schema": SCHEMA,
            "version": options.version,
            "summary": _summary(copies, len(problems)),
            "documents": RowByRow(
                _document(number, listing, copies.union(number)) for number, listing in enumerate(copies.listings)
            ),
            "pairs": RowByRow(chain(map(_pair, copies.pairs), _suspected(copies))),
            "left_out": [OneLine({"cluster": entry.cluster, "pairs": entry.pairs}) for entry in copies.pairs_left_out],
            "clusters": list(map(_cluster, copies.clusters)),
            "templates": list(map(_stretch, copies.templates)),
            "common": list(map(_stretch, copies.common)),
            "rewritten": [rewritten_data(pair, options.text_of) for pair in copies.rewritten],
            "problems": problems,
        }
    )


def _summary(copies: Copies, problems: int) -> dict[str, object]:
    archived = sum(listing.archived for listing in copies.listings)
    return {
        "documents": len(copies.listings) - archived,
        "archived": archived,
        "pairs": {relation.value: count for relation, count in count_relations(copies).items()},
        "rewritten": len(copies.rewritten),
        "clusters": len(copies.clusters),
        "templates": len(copies.templates),
        "problems": problems,
    }


def _document(number: int, listing: Listing, union: CopiedUnion) -> OneLine:
    sources = [{"id": source.plan, "copied": rounded_down(source.copied, _DIGITS)} for source in union.sources]
    return OneLine(
        {"id": number}
        | {name: getattr(listing, name) for name in _FIELDS}
        | {"path": shown_name(listing.path), "name": shown_name(listing.name)}
        | {
            "copied": rounded_down(union.copied, _DIGITS),
            "largest": rounded_down(union.largest, _DIGITS),
            "other_schools": rounded_down(union.other_schools, _DIGITS),
            "with_declared": rounded_down(union.with_declared, _DIGITS),
            "sources": sources,
            "sections": list(map(_section, union.sections)),
        }
    )


def _section(share: SectionShare) -> dict[str, object]:
    return {
        "title": share.section.heading,
        **_span(share.section.span),
        "copied": rounded_down(share.copied, _DIGITS),
        "largest": rounded_down(share.largest, _DIGITS),
        "other_schools": rounded_down(share.other_schools, _DIGITS),
        "source": share.source,
    }


def _pair(pair: CopiedPair) -> dict[str, object]:
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": pair.relation.value,
        **{name: rounded_down(getattr(pair, name), _DIGITS) for name in _SHARES},
        "passages": list(map(_passage, pair.passages)),
    }


def _suspected(copies: Copies) -> Iterator[dict[str, object]]:
    """Yield a row for each pair suspected to be rewritten, with the copied shares; the evidence is in `rewritten`."""
    copied = {(pair.a, pair.b): pair for pair in copies.pairs}
    for pair in copies.rewritten:
        known = copied.get((pair.a, pair.b))
        row = _pair(known) if known else {"a": pair.a, "b": pair.b, **dict.fromkeys(_SHARES, 0.0), "passages": []}
        yield row | {"relation": REWRITTEN}


def _passage(passage: Passage) -> OneLine:
    return OneLine(
        {
            "left": _span(passage.left),
            "right": _span(passage.right),
            "chars": passage.chars,
            "edited": passage.edited,
            "moved": passage.moved,
        }
    )


def _cluster(cluster: CopyCluster) -> dict[str, object]:
    closest_of = zip(cluster.members, cluster.closest, strict=True)
    return {
        "members": OneLine(cluster.members),
        "relation": cluster.relation.value,
        "earliest": cluster.earliest,
        "closest": [
            OneLine({"member": member, "closest": closest, "share": rounded_down(share, _DIGITS)})
            for member, (closest, share) in closest_of
        ],
    }


def _stretch(stretch: SharedStretch) -> dict[str, object]:
    return {
        "members": OneLine(stretch.members),
        "chars": stretch.chars,
        "text": stretch.text,
        "places": OneLine([_span(place) for place in stretch.places]),
    }


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}
