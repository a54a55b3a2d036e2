"""The JSON Schema of `jyplan/dupes@1`: the fields of the contract are required, additional fields are allowed."""

from __future__ import annotations

from jyplan.model import Relation
from jyplan.reports.dupes.json import SCHEMA
from jyplan.reports.dupes.rewritten import REWRITTEN
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

_ID = described(OFFSET, "Of a plan: its `id` in `documents`.")
_ID_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
_IDS = list_of(OFFSET, "Plans, by their `id` in `documents`, ascending.")
_RELATION: Schema = {
    "enum": [relation.value for relation in Relation],
    "description": "identical: the same characters, format aside; near-identical: nine tenths of either are copied and"
    " the lengths are alike; partial: less.",
}

_DOCUMENT = object_of(
    "A plan that was compared.",
    {
        "id": described(OFFSET, "From 0, in the order of the list."),
        "path": described(TEXT, "Its file, as named by the user or when it came into the archive."),
        "name": described(TEXT, "The id of its line in a .jsonl or a table, else the file's name without its folder."),
        "number": described(COUNTED, "Of the plan in its file."),
        "title": TEXT,
        "chars": described(OFFSET, "Length of the plan text in code points."),
        "copied": described(
            SHARE,
            "总复制比: the share of the plan that stands in any other plan of the pairs, each character counted once; 0 for an"
            " archived plan. Templates and widespread stretches are not in it.",
        ),
        "sources": list_of(ref("source"), "The plans that add something to `copied`, in order of what they add."),
    },
    {
        "school": TEXT_OR_NULL,
        "date": described(TEXT_OR_NULL, "2024, 2024-09 or 2024-09-01, as far as known."),
        "label": described(TEXT_OR_NULL, "What it was filed under in the archive."),
        "archived": described(FLAG, "Whether it is in the archive, not among the submissions."),
        "largest": described(SHARE, "单篇最大复制比: the largest share that a single plan has."),
        "other_schools": described(
            SHARE, "As `copied`, without plans of the same school, such as its own of last year."
        ),
        "with_declared": described(
            SHARE,
            "As `copied`, and what is quoted from declared boilerplate; the same as `copied` without `--boilerplate`.",
        ),
        "sections": list_of(
            ref("section"),
            "The same by topmost section; none without copied text, or where no outline was made (a corpus).",
        ),
    },
)

_SOURCE = object_of(
    "A plan that another plan shares text with.",
    {"id": _ID, "copied": described(SHARE, "Share of the plan that it adds to the sources before it.")},
)

_SECTION = object_of(
    "A topmost section of a plan, its subsections included.",
    {
        "title": described(TEXT, "As displayed, with its number; empty for what stands above the first section."),
        "start": described(OFFSET, "In the plan text."),
        "end": OFFSET,
        "copied": described(SHARE, "Share of its characters that stands in any other plan, each counted once."),
    },
    {
        "largest": described(SHARE, "The largest share that a single plan has."),
        "other_schools": described(SHARE, "As `copied`, without plans of the same school."),
        "source": described(
            _ID_OR_NULL, "The plan that has the largest share, by its `id`; null where nothing is copied."
        ),
    },
)

_LEFT_OUT = object_of(
    "Pairs that are not listed, as closer ones show the same text.",
    {
        "cluster": {
            "type": ["integer", "null"],
            "minimum": 0,
            "description": "Index into `clusters` of the group that both plans are in; null for pairs outside groups.",
        },
        "pairs": described(OFFSET, "How many."),
    },
)

_PASSAGE = object_of(
    "A stretch that both plans share.",
    {
        "left": described(SPAN, "In the text of a."),
        "right": described(SPAN, "In the text of b."),
        "chars": described(OFFSET, "Characters shared in it, spaces not counted."),
        "edited": described(FLAG, "False where both sides say the same throughout."),
        "moved": described(FLAG, "Whether it stands out of the order of the rest."),
    },
)

_PAIR = object_of(
    "Two plans that share text.",
    {
        "a": _ID,
        "b": described(_ID, "Always larger than a."),
        "relation": {
            "enum": [*(relation.value for relation in Relation), REWRITTEN],
            "description": f"{_RELATION['description']} rewritten: only suspected, with the evidence in `rewritten`; the shares are what"
            " of it is copied.",
        },
        "a_copied": described(
            SHARE,
            "Share of the characters of a that are matched to equal characters of b inside passages, rounded down; spaces,"
            " format, numbers of items and declared boilerplate not counted.",
        ),
        "b_copied": SHARE,
        "a_edited": described(
            SHARE, "Share of the characters of a changed inside sentences otherwise the same; never part of a_copied."
        ),
        "b_edited": SHARE,
        "a_passages": described(
            SHARE, "Share of the characters of a that the passages cover, whatever stands in them."
        ),
        "b_passages": SHARE,
        "passages": list_of(ref("passage"), "In the order of a."),
    },
)

_QUOTE = object_of(
    "A sentence of a plan.", {"start": OFFSET, "end": OFFSET, "text": described(TEXT, "Empty where no text is kept.")}
)

_ALIGNED = object_of(
    "Two sentences that say the same in other words.",
    {
        "a": _QUOTE,
        "b": _QUOTE,
        "likeness": described(SHARE, "Weight of the rare words, characters and figures in both over that of either."),
        "in_order": described(FLAG, "Whether they stand in the same order as most others."),
        "words": {"type": "array", "items": TEXT, "description": "The rare words in both, the rarest first."},
        "facts": {
            "type": "array",
            "items": object_of("Named in both.", {"a": {"type": "object"}, "b": {"type": "object"}}),
            "description": "Figures, dates, owners and deliverables named in both, as in `jyplan/outline@1`.",
        },
    },
)

_REWRITTEN_PAIR = object_of(
    "Two plans suspected to be the same in other words (疑似改写): for a person to judge, never counted as copied.",
    {
        "a": _ID,
        "b": described(_ID, "Always larger than a."),
        "relation": {"const": REWRITTEN},
        "strength": described(SHARE, "Weight of what aligned sentences share over the weight of both plans."),
        "a_aligned": described(SHARE, "Share of the characters of a in aligned sentences; no share of copied text."),
        "b_aligned": SHARE,
        "in_order": described(OFFSET, "Number of the items in the same order on both sides."),
        "items": list_of(ref("aligned"), "In the order of a."),
    },
)

_CLOSEST = object_of(
    "The other member that holds most of a member's text.",
    {"member": _ID, "closest": _ID, "share": described(SHARE, "Share of the member's text that it holds.")},
)

_CLUSTER = object_of(
    "Plans that belong together: each is mostly the same as some other of them. No plan is in two.",
    {"members": _IDS, "relation": described(_RELATION, "The weakest that holds them together.")},
    {
        "earliest": described(_ID_OR_NULL, "The member with the earliest date; null where dates do not decide."),
        "closest": list_of(ref("closest"), "One for each member, in their order."),
    },
)

_STRETCH = object_of(
    "A stretch of text that many plans share.",
    {"members": _IDS, "chars": described(OFFSET, "Characters of the text, spaces counted."), "text": TEXT},
    {"places": list_of(SPAN, "Where it stands in each member's text, in their order.")},
)

_PROBLEM = object_of(
    "A file that could not be read, a plan that could not be compared, or not wholly, or what a file hides.",
    {"path": TEXT, "message": described(TEXT, "For people, in their language.")},
    {
        "kind": described(
            {"const": "tampering"}, "Characters that readers do not see, or that are strewn in; else missing."
        ),
        "place": described(
            {"type": "object"}, "Of the first such character, as in an outline: line, paragraph, page …"
        ),
        "number": {"type": ["integer", "null"], "minimum": 1, "description": "Of the plan; null for the whole file."},
    },
)

_SUMMARY = object_of(
    "How many there are of each.",
    {
        "documents": described(OFFSET, "Submissions, archived plans not counted."),
        "archived": described(OFFSET, "Archived plans that something was found for."),
        "pairs": object_of("By relation.", {relation.value: OFFSET for relation in Relation}),
        "rewritten": OFFSET,
        "clusters": OFFSET,
        "templates": OFFSET,
        "problems": OFFSET,
    },
)

DUPES_SCHEMA = contract(
    SCHEMA,
    object_of(
        "What many plans share, as written by `jyplan dupes --format json`.",
        {
            "schema": {"const": SCHEMA},
            "documents": list_of(ref("document"), "The submissions, then the archived plans with matches."),
            "pairs": list_of(ref("pair"), "Most copied first; behind them those only suspected to be rewritten."),
            "left_out": list_of(ref("left_out"), "How many pairs are not listed, by group."),
            "clusters": list_of(ref("cluster"), "Largest first."),
            "templates": list_of(ref("stretch"), "Sections that many plans have from one source."),
            "problems": list_of(ref("problem"), "What files hide first, then files that could not be read."),
        },
        {
            "version": described(TEXT, "Of jyplan."),
            "summary": _SUMMARY,
            "rewritten": list_of(ref("rewritten"), "Suspected to be rewritten, strongest first; a list of their own."),
            "common": list_of(ref("stretch"), "Widespread stretches, not counted as copied."),
        },
    ),
    {
        "document": _DOCUMENT,
        "source": _SOURCE,
        "section": _SECTION,
        "left_out": _LEFT_OUT,
        "pair": _PAIR,
        "passage": _PASSAGE,
        "cluster": _CLUSTER,
        "closest": _CLOSEST,
        "aligned": _ALIGNED,
        "rewritten": _REWRITTEN_PAIR,
        "stretch": _STRETCH,
        "problem": _PROBLEM,
    },
)
