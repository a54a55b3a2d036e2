"""The facts of the domain, all frozen; every other room speaks in these types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.lazy import lazy_names

if TYPE_CHECKING:
    from jyplan.model.comparison import (
        Change,
        Comparison,
        Edit,
        EditKind,
        EditMark,
        FactChange,
        Move,
        Passage,
        RoleSummary,
        SectionMatch,
        SectionStatus,
        Similarity,
    )
    from jyplan.model.copies import (
        NO_COPY,
        NOT_COPIED,
        Archived,
        CopiedPair,
        CopiedText,
        CopiedUnion,
        Copies,
        CopyCluster,
        Filed,
        LeftOut,
        Listing,
        PairsLeftOut,
        Relation,
        SharedStretch,
        SourceShare,
    )
    from jyplan.model.document import (
        Anchor,
        Block,
        BlockKind,
        Cell,
        Document,
        Origin,
        Outside,
        OutsideKind,
        PageLayout,
        Place,
        Problem,
        ProblemKind,
        Revisions,
        Style,
    )
    from jyplan.model.findings import (
        Checked,
        Finding,
        Level,
        Match,
        Submission,
    )
    from jyplan.model.message import (
        Message,
        Wording,
    )
    from jyplan.model.plan import (
        Comparator,
        Deliverable,
        Fact,
        Genre,
        Indicator,
        Node,
        Outline,
        Owner,
        Period,
        Plan,
        PlanKind,
        Role,
        SchoolYear,
        Span,
    )
    from jyplan.model.rewrites import AlignedItem, RewrittenPair, SharedFact
    from jyplan.model.scores import CriterionScore, LostPoints, Score
    from jyplan.model.unread import (
        unread_offsets,
    )

__all__ = [
    "NOT_COPIED",
    "NO_COPY",
    "AlignedItem",
    "Anchor",
    "Archived",
    "Block",
    "BlockKind",
    "Cell",
    "Change",
    "Checked",
    "Comparator",
    "Comparison",
    "CopiedPair",
    "CopiedText",
    "CopiedUnion",
    "Copies",
    "CopyCluster",
    "CriterionScore",
    "Deliverable",
    "Document",
    "Edit",
    "EditKind",
    "EditMark",
    "Fact",
    "FactChange",
    "Filed",
    "Finding",
    "Genre",
    "Indicator",
    "LeftOut",
    "Level",
    "Listing",
    "LostPoints",
    "Match",
    "Message",
    "Move",
    "Node",
    "Origin",
    "Outline",
    "Outside",
    "OutsideKind",
    "Owner",
    "PageLayout",
    "PairsLeftOut",
    "Passage",
    "Period",
    "Place",
    "Plan",
    "PlanKind",
    "Problem",
    "ProblemKind",
    "Relation",
    "Revisions",
    "RewrittenPair",
    "Role",
    "RoleSummary",
    "SchoolYear",
    "Score",
    "SectionMatch",
    "SectionStatus",
    "SharedFact",
    "SharedStretch",
    "Similarity",
    "SourceShare",
    "Span",
    "Style",
    "Submission",
    "Wording",
    "unread_offsets",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "jyplan.model.comparison": "Change Comparison Edit EditKind EditMark FactChange Move Passage RoleSummary SectionMatch "
            "SectionStatus Similarity",
            "jyplan.model.copies": "Archived CopiedPair CopiedText CopiedUnion Copies CopyCluster Filed LeftOut Listing NOT_COPIED "
            "NO_COPY PairsLeftOut Relation SharedStretch SourceShare",
            "jyplan.model.document": "Anchor Block BlockKind Cell Document Origin Outside OutsideKind PageLayout Place Problem ProblemKind "
            "Revisions Style",
            "jyplan.model.findings": "Checked Finding Level Match Submission",
            "jyplan.model.message": "Message Wording",
            "jyplan.model.plan": "Comparator Deliverable Fact Genre Indicator Node Outline Owner Period Plan PlanKind Role SchoolYear "
            "Span",
            "jyplan.model.rewrites": "AlignedItem RewrittenPair SharedFact",
            "jyplan.model.scores": "CriterionScore LostPoints Score",
            "jyplan.model.unread": "unread_offsets",
        },
    )
