"""List the text of a document outside its plans, so that plans and list together hold every displayed character."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Outside, OutsideKind
from jyplan.outline.plans.site_lines import is_site_line
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Block, Document
    from jyplan.outline.plans.drafts import PlanDraft

OUTSIDE_KINDS: Mapping[BlockKind, OutsideKind] = MappingProxyType(
    {
        BlockKind.CONTENTS: OutsideKind.CONTENTS,
        BlockKind.FURNITURE: OutsideKind.SITE,
        BlockKind.HEADER: OutsideKind.HEADER,
        BlockKind.FOOTER: OutsideKind.FOOTER,
        BlockKind.FOOTNOTE: OutsideKind.FOOTNOTE,
        BlockKind.ENDNOTE: OutsideKind.ENDNOTE,
        BlockKind.COMMENT: OutsideKind.COMMENT,
    }
)
"""Blocks that belong to no plan, by what they are listed as."""


def list_outside(document: Document, drafts: Sequence[PlanDraft]) -> tuple[Outside, ...]:
    """Return every text of a document outside all drafts, in reading order, headers and notes last.

    `document` holds the very blocks of the drafts.
    """
    return (*_of_body(document.blocks, drafts), *map(_listed, filter(_is_shown, document.notes)))


def _of_body(blocks: Sequence[Block], drafts: Sequence[PlanDraft]) -> Iterator[Outside]:
    in_plans = {id(block): number for number, draft in enumerate(drafts) for block in draft.blocks}
    last = {number: draft.blocks[-1] for number, draft in enumerate(drafts)}
    begun = ended = False
    for block in blocks:
        number = in_plans.get(id(block))
        if number is not None:
            begun, ended = True, block is last[number]
        elif not _is_shown(block):
            continue
        elif block.kind in OUTSIDE_KINDS:
            yield _listed(block)
        elif _is_of_site(fold(block.text).strip(), inside=begun and not ended):
            yield Outside(OutsideKind.SITE, block.text, block.place)
        else:
            yield Outside(OutsideKind.AFTER if begun else OutsideKind.BEFORE, block.text, block.place)


def _is_of_site(line: str, *, inside: bool) -> bool:
    """Whether a site wrote a folded line; between two lines of a plan (`inside`) only a label is a sign of a site."""
    return is_site_line(line) or (inside and vocabulary().site.labels.match(line) is not None)


def _is_shown(block: Block) -> bool:
    return bool(block.text.strip())


def _listed(block: Block) -> Outside:
    return Outside(OUTSIDE_KINDS.get(block.kind, OutsideKind.FOOTNOTE), block.text, block.place)
