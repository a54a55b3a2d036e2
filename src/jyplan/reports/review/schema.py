"""The JSON Schema of `jyplan/review@1`: the fields of the contract are required, additional fields are allowed."""

from __future__ import annotations

from jyplan.model import (
    REVIEWED_ROLES,
    AsideKind,
    Change,
    LastYearBasis,
    Level,
    ReasonKind,
    Relation,
    ReviewVerdict,
    Role,
    RoleState,
    SchoolWitness,
    SourceKind,
)
from jyplan.reports.media.schema_parts import (
    COUNTED,
    FLAG,
    OFFSET,
    SHARE,
    SPAN,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    contract,
    described,
    list_of,
    object_of,
    ref,
)
from jyplan.reports.review.json import SCHEMA

_SHARE_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_NUMBER_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
_LISTING = described(OFFSET, "Below the number of submissions: of a submission; else `listing` in `earlier`.")
_DAY: Schema = {"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_VERDICT: Schema = {
    "enum": [verdict.value for verdict in ReviewVerdict],
    "description": "return: 退回重交; explain: 请说明; supplement: 需补充; missing: 未交, of schools alone; pass: 可通过; set-aside: no"
    " submission.",
}

_REASON = object_of(
    "Why something has its verdict; what does not belong to the kind is null, 0 or false.",
    {
        "kind": {"enum": [kind.value for kind in ReasonKind]},
        "verdict": described(_VERDICT, "That the reason alone would give."),
    },
    {
        "role": {"enum": [*(role.value for role in Role), None]},
        "group": described(_NUMBER_OR_NULL, "Index into `clusters`."),
        "listing": described(_NUMBER_OR_NULL, "The plan that most of the text is shared with."),
        "copied": described(SHARE, "Share of the submission that the group has, or without a group this plan."),
        "chars": described(OFFSET, "Characters of `section` that this plan has."),
        "section": described(TEXT_OR_NULL, "Id of the topmost section with most of them."),
        "school": described(TEXT_OR_NULL, "The school that the text names."),
        "rule": TEXT_OR_NULL,
    },
)

_FILE = object_of(
    "A file of the batch; each has exactly one verdict.",
    {
        "path": TEXT,
        "verdict": _VERDICT,
        "school": TEXT_OR_NULL,
        "submissions": list_of(OFFSET, "Its plans, by `number`."),
        "reasons": list_of(ref("reason"), "The heaviest first."),
    },
    {
        "sha256": described(TEXT_OR_NULL, "Null for a file that could not be read."),
        "unread": described(TEXT_OR_NULL, "Why it could not be read, for people."),
        "set_aside": {"enum": [*(kind.value for kind in AsideKind), None]},
        "submitted": described(_DAY, "Day of handing in, as the roster has it."),
        "late": FLAG,
    },
)

_ROLE = object_of(
    "How a part of the plan stands.",
    {
        "state": {
            "enum": [state.value for state in RoleState],
            "description": "open: nothing is claimed, since such a paper need not have it or something was not read.",
        },
        "items": OFFSET,
    },
    {"nodes": list_of(TEXT, "Ids of its topmost sections.")},
)

_EVIDENCE = object_of(
    "A name of a school in or around a plan.",
    {"witness": {"enum": [witness.value for witness in SchoolWitness]}, "words": TEXT, "school": TEXT},
)

_SOURCE = object_of(
    "A plan that has text of the submission.",
    {
        "listing": _LISTING,
        "school": TEXT_OR_NULL,
        "kind": {"enum": [kind.value for kind in SourceKind]},
        "copied": described(SHARE, "Share of the submission's characters."),
        "chars": described(OFFSET, "The same in characters, spaces not counted."),
        "relation": {"enum": [relation.value for relation in Relation]},
    },
)

_CHANGE: Schema = {"enum": [change.value for change in Change]}
_LAST_YEAR: Schema = {
    "anyOf": [
        object_of(
            "The submission against the school's earlier plan.",
            {
                "listing": _LISTING,
                "copied": described(SHARE, "Share of the submission that stands in the earlier plan."),
                "same": described(FLAG, "Whether hardly more than the year was changed."),
            },
            {
                "basis": {"enum": [basis.value for basis in LastYearBasis]},
                "sections": list_of(
                    object_of(
                        "A section.",
                        {"role": {"enum": [role.value for role in Role]}, "change": _CHANGE, "title": TEXT},
                        {"node": described(TEXT_OR_NULL, "Null for a dropped one.")},
                    ),
                    "What has become of each section with a role.",
                ),
                "indicators": list_of(
                    object_of(
                        "A figure, as in `jyplan/outline@1`.",
                        {
                            "change": _CHANGE,
                            "left": {"type": ["object", "null"]},
                            "right": {"type": ["object", "null"]},
                        },
                    ),
                    "Earlier figures on the left.",
                ),
            },
        ),
        {"type": "null"},
    ]
}

_FINDING = object_of(
    "A violation of a rule, as in `jyplan/check@1`.",
    {
        "rule": TEXT,
        "level": {"enum": [level.value for level in Level]},
        "message": TEXT,
        "hint": TEXT_OR_NULL,
        "node": TEXT_OR_NULL,
        "start": OFFSET,
        "end": OFFSET,
        "words": TEXT,
    },
)

_SUBMISSION = object_of(
    "A plan of the batch.",
    {
        "number": described(OFFSET, "From 0, in the order of the list."),
        "path": TEXT,
        "plan": described(COUNTED, "Number of the plan in its file."),
        "school": TEXT_OR_NULL,
        "verdict": _VERDICT,
        "roles": object_of("By role.", {role.value: ref("role") for role in REVIEWED_ROLES}),
        "shares": object_of(
            "Share of the tasks and measures with such a fact; null without any.",
            {"indicator": _SHARE_OR_NULL, "owner": _SHARE_OR_NULL, "date": _SHARE_OR_NULL},
        ),
        "copied": described(SHARE, "总复制比: share that plans of other schools have, each character counted once."),
        "quoted": described(SHARE, "Share that stands in what the office sent out (--template), which nobody copies."),
        "sources": list_of(ref("source"), "Of other schools first, then most copied first."),
        "last_year": _LAST_YEAR,
        "score": {"type": ["object", "null"], "description": "Points, where the rules give any."},
        "findings": list_of(ref("finding"), "By place."),
    },
    {
        "title": TEXT_OR_NULL,
        "genre": TEXT,
        "school_year": {"type": ["array", "null"], "items": {"type": "integer"}},
        "in_roster": FLAG,
        "evidence": list_of(ref("evidence"), "For the school, the best witness first."),
        "contradicting": list_of(ref("evidence"), "For other schools."),
        "reasons": list_of(ref("reason"), "The heaviest first."),
        "items": described(OFFSET, "Tasks and measures."),
        "largest": described(SHARE, "The largest share that a single plan of another school has."),
    },
)

_SCHOOL = object_of(
    "A line of the first screen.",
    {
        "name": TEXT,
        "verdict": _VERDICT,
        "files": list_of(OFFSET, "Indices into `files`."),
        "submissions": list_of(OFFSET, "By `number`, the gravest first."),
    },
    {
        "known": described(FLAG, "False where the name is that of a file."),
        "in_roster": FLAG,
        "late": FLAG,
        "group": TEXT,
    },
)

_GROUP = object_of(
    "Plans of at least two schools with one source.",
    {
        "schools": list_of(TEXT, "Empty for an unknown one."),
        "members": list_of(
            object_of(
                "A plan of the group.",
                {
                    "submission": OFFSET,
                    "shared": described(SHARE, "Share that other members have."),
                    "own": described(OFFSET, "Characters that no other member has."),
                },
                {"own_spans": list_of(SPAN, "Stretches of 20 characters or more.")},
            ),
            "The most likely origin first.",
        ),
        "relation": {"enum": [relation.value for relation in Relation]},
    },
    {"shared": SHARE, "earliest": _NUMBER_OR_NULL, "text": TEXT},
)

_BATCH = object_of(
    "What was reviewed, and how.",
    {"inputs": list_of(TEXT, "As named."), "date": TEXT, "rules": TEXT, "counts": {"type": "object"}},
    {
        "by": TEXT,
        "due": _DAY,
        "last": TEXT_OR_NULL,
        "archive": TEXT_OR_NULL,
        "templates": list_of(TEXT, "As named."),
        "schools": described(TEXT_OR_NULL, "The roster."),
        "skipped": list_of(TEXT, "Files left out at the user's wish."),
        "own_reports": list_of(TEXT, "Reports of jyplan among the inputs."),
        "school_year": described(
            {"type": ["array", "null"], "items": {"type": "integer"}}, "The year that the titles of most plans name."
        ),
        "thresholds": {"type": "object"},
    },
)

REVIEW_SCHEMA = contract(
    SCHEMA,
    object_of(
        "A batch of submissions, as `jyplan review` writes it into 结果.json.",
        {
            "schema": {"const": SCHEMA},
            "batch": ref("batch"),
            "files": list_of(ref("file"), "In reading order."),
            "submissions": list_of(ref("submission"), "In reading order."),
            "missing": list_of(TEXT, "Schools of the roster that handed in nothing."),
            "clusters": list_of(ref("group"), "Largest first."),
            "problems": list_of(object_of("What could not be done.", {"message": TEXT}), "For the whole batch."),
        },
        {
            "version": described(TEXT, "Of jyplan."),
            "schools": list_of(
                ref("school"), "The gravest first: by verdict, reasons, copied share, errors and warnings."
            ),
            "late": list_of(TEXT, "Schools that handed in after the day."),
            "earlier": list_of(
                object_of("An earlier plan.", {"listing": OFFSET, "path": TEXT, "school": TEXT_OR_NULL}),
                "Of last year and of the archive.",
            ),
            "rewritten": list_of(
                object_of("Two submissions suspected to say the same in other words.", {"a": OFFSET, "b": OFFSET}),
                "Strongest first; never counted as copied.",
            ),
            "since": {"type": ["object", "null"], "description": "Against the run before; null in a first run."},
        },
    ),
    {
        "batch": _BATCH,
        "file": _FILE,
        "reason": _REASON,
        "submission": _SUBMISSION,
        "role": _ROLE,
        "evidence": _EVIDENCE,
        "source": _SOURCE,
        "finding": _FINDING,
        "school": _SCHOOL,
        "group": _GROUP,
    },
)
