"""Copies among plans for the tests of reports: made by hand, from the samples, or at random."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from jyplan import api
from jyplan.compare.passages.find import find_passages
from jyplan.errors import UnreadableDocument
from jyplan.model import (
    NO_COPY,
    AlignedItem,
    CopiedPair,
    CopiedUnion,
    Copies,
    CopyCluster,
    LeftOut,
    Listing,
    Message,
    PairsLeftOut,
    Passage,
    Relation,
    RewrittenPair,
    SectionShare,
    SharedStretch,
    SourceShare,
    Span,
    TopSection,
)
from jyplan.reports import DupesOptions
from tests.places import SAMPLES
from tests.reports.languages import ENGLISH
from tests.reports.samples import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.language import Language


HOSTILE = """\
</title><script>window.hacked = 1</script>计划</textarea></template><!--
一、目标 </style><style>body{display:none}</style><plaintext>
1、"onmouseover="window.hacked=2" x="听课不少于60节 <img src=x onerror=window.hacked=3> ${alert(1)} $words
2、'><a href="javascript:window.hacked=4">点我</a> &lt;b&gt; <![CDATA[ ]]> \\u003cscript\\u003e {number} %s
二、措施\u202e\x07\u2028\x00\ud800\ufffe =HYPERLINK("http://a.example") __proto__ constructor"""


def suspected() -> Case:
    """Copies by hand with a union, a pair left out of a group, and a pair suspected to be rewritten."""
    case = by_hand()
    item = AlignedItem(Span(0, 4), Span(0, 4), 0.4, True, ("实验箱",), ())
    sections = (
        SectionShare(TopSection("", Span(0, 10)), 0, 8),
        SectionShare(TopSection("二、<工作>措施", Span(10, 90)), 8, 60, 0.96, 0.5, 0.6, 1),
    )
    union = CopiedUnion(0.9, 0.6, 0.5, (SourceShare(1, 0.6), SourceShare(2, 0.3)), sections, declared=0.05)
    copies = replace(
        case.copies,
        unions=(union, *[NO_COPY] * 4),
        pairs_left_out=(PairsLeftOut(0, 7),),
        rewritten=(RewrittenPair(0, 4, 0.2, 0.5, 0.4, (item,)),),
    )
    return replace(case, copies=copies)


@dataclass(frozen=True)
class Case:
    """Copies and the texts of the plans."""

    copies: Copies
    texts: tuple[str | None, ...]

    def options(self, language: Language = ENGLISH, **details: object) -> DupesOptions:
        return DupesOptions(language, **{"version": "1.0", "text_of": self.texts.__getitem__, **details})  # type: ignore[arg-type]


def listing(path: str, text: str, title: str = "", number: int = 1, **details: object) -> Listing:
    name = path.rpartition("/")[2]
    return Listing(path, name, number, title or text.partition("\n")[0], len(text), **details)  # type: ignore[arg-type]


def related(a: float, b: float, passages: Sequence[Passage]) -> Relation:
    if min(a, b) == 1 and not any(passage.edited for passage in passages):
        return Relation.IDENTICAL
    return Relation.NEAR_IDENTICAL if min(a, b) > 0.9 else Relation.PARTIAL


def pair_of(a: int, b: int, texts: Sequence[str]) -> CopiedPair | None:
    """Return the pair of two texts with the passages of `diff`; None without passages."""
    passages = find_passages(texts[a], texts[b])
    if not passages:
        return None
    shared = sum(passage.chars for passage in passages)
    in_b, in_a = (min(shared / len("".join(texts[side].split())), 1.0) for side in (a, b))
    return CopiedPair(a, b, related(in_b, in_a, passages), in_b, in_a, passages)


def pairs_of(texts: Sequence[str]) -> tuple[CopiedPair, ...]:
    pairs = (pair_of(a, b, texts) for a, b in combinations(range(len(texts)), 2))
    return tuple(sorted(filter(None, pairs), key=lambda pair: (-pair.copied, pair.a, pair.b)))


def cluster_of(members: Sequence[int], pairs: Sequence[CopiedPair], earliest: int | None = None) -> CopyCluster:
    shares: dict[int, tuple[int, float]] = {}
    for pair in pairs:
        for plan, partner, share in ((pair.a, pair.b, pair.a_copied), (pair.b, pair.a, pair.b_copied)):
            if {plan, partner} <= set(members) and share > shares.get(plan, (0, -1.0))[1]:
                shares[plan] = partner, share
    relation = max((pair.relation for pair in pairs if {pair.a, pair.b} <= set(members)), key=list(Relation).index)
    return CopyCluster(tuple(members), relation, earliest, tuple(shares[member] for member in members))


SAFETY = "汛期前检查围墙、沟渠和电线，发现隐患当天上报，专人跟踪整改，整改完毕由分管副校长签字销号，材料归档备查。"
READING = "每位教师每学期精读一本教育专著，写不少于三千字的心得，十月在教研组内交流，十二月全校评比，优秀心得汇编成册。"


@cache
def by_hand() -> Case:
    """Four schools and one archived plan: identical, nearly so, a pasted section; a template, a slogan, two plans not compared."""
    full = f"第一小学教研工作计划\n一、安全\n{SAFETY}\n二、读书\n{READING}\n三、课题\n各组确立一个小课题，期中检查，期末结题。"
    texts = (
        full,
        full,
        full.replace("第一小学", "第二小学").replace("十月", "十一月"),
        f"第三小学德育计划\n{SAFETY}\n其余各项工作按局里的安排，由德育处会同少先队大队部逐周落实。",
        f"2023年范文\n前言：本文供各校参考。\n{READING}",
    )
    listings = (
        listing("in/一小/计划.docx", texts[0], school="第一小学", date="2024-09"),
        listing("in/一小/计划(1).docx", texts[1], school="第一小学"),
        listing("in/二小/计划.docx", texts[2], school="第二小学", date="2023-09"),
        listing("in/三小/德育.txt", texts[3]),
        listing("范文.txt", texts[4], date="2023", label="2023范文", archived=True),
    )
    pairs = pairs_of(texts)
    template = SharedStretch((0, 1, 2, 3), tuple(places(text, SAFETY) for text in texts[:4]), SAFETY)
    common = SharedStretch(
        (0, 1, 2), tuple(places(text, "各组确立一个小课题") for text in texts[:3]), "各组确立一个小课题"
    )
    left_out = LeftOut("in/五小/计划.txt", 2, Message("the plan in this file is empty: nothing stands under its title"))
    clusters = (cluster_of((0, 1, 2), pairs, earliest=2),)
    return Case(Copies(listings, pairs, clusters, (template,), (common,), (left_out,)), texts)


def places(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


UNREAD = Unreadable("in/六小/计划.docx", UnreadableDocument("the file is empty", where="in/六小/计划.docx"))


@cache
def from_samples() -> Case:
    """All plans of the samples, compared in pairs: a page with equal first and fifth plans, a pasted section."""
    listings: list[Listing] = []
    texts: list[str] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        for plan in api.parse(path).plans:
            listings.append(listing(f"samples/{path.name}", plan.text, plan.title or "", plan.number))
            texts.append(plan.text)
    pairs = pairs_of(texts)
    return Case(Copies(tuple(listings), pairs, (cluster_of((pairs[0].a, pairs[0].b), pairs),), (), ()), tuple(texts))


def hostile() -> Case:
    """Two plans with markup and formulas in names, titles, labels and texts."""
    made = by_hand()
    evil = [replace(each, path=f"{HOSTILE}/{n}", name=f"{n}", title=HOSTILE, school=HOSTILE, date=HOSTILE, label=HOSTILE)
            for n, each in enumerate(made.copies.listings)]  # fmt: skip
    texts = tuple(f"{HOSTILE}\n{text}" for text in made.texts)
    long = len(HOSTILE) + 1
    pairs = tuple(replace(pair, passages=tuple(shifted(p, long) for p in pair.passages)) for pair in made.copies.pairs)
    stretch = SharedStretch((0, 1), (Span(0, long), Span(0, long)), HOSTILE)
    left_out = LeftOut(HOSTILE, 1, Message("the plan in this file is empty: nothing stands under its title"))
    return Case(Copies(tuple(evil), pairs, made.copies.clusters, (stretch,), (stretch,), (left_out,)), texts)


def shifted(passage: Passage, by: int) -> Passage:
    """Return a passage extended to the beginnings of both texts, its ends moved by `by` characters."""
    left, right = passage.left, passage.right
    return replace(passage, left=Span(0, left.end + by), right=Span(0, right.end + by))


CLAUSES = [f"{who}{when}{what}" for who in ("教务处", "教研组长", "分管校长", "备课组", "年级组", "少先队")
           for when in ("每周一", "每月下旬", "开学前", "期中", "学期末", "国庆节前")
           for what in ("检查教案并公示结果。", "组织听课评课。", "召开例会，布置任务。", "汇总材料上报。", "开展读书交流，评选先进。")]  # fmt: skip


def many(documents: int, pairs: int, seed: int = 1, *, sentences: int = 250) -> Case:
    """Return plans in families of up to 30 and pairs among them, as in a run over thousands of plans; positions of passages are random."""
    draw = Random(seed)  # the same numbers give the same plans
    texts = tuple("".join(draw.choices(CLAUSES, k=sentences)) for _ in range(documents))
    listings = tuple(
        listing(
            f"in/第{n // 3}小学/{'教研' if n % 3 else '德育'}工作计划{n % 3}.docx",
            text,
            f"第{n // 3}小学工作计划",
            date=f"{2019 + n % 7}-09",
        )
        for n, text in enumerate(texts)
    )
    clusters: list[CopyCluster] = []
    pair_of_plans: dict[tuple[int, int], CopiedPair] = {}
    first = 0
    while len(pair_of_plans) < pairs * 0.6 and first + 2 < documents:
        size = min(draw.choice((2, 2, 3, 5, 8, 30)), documents - first)
        members = range(first, first + size)
        first += size + 2
        own = [
            _drawn(draw, a, b, texts)
            for b in members[1:]
            for a in draw.sample(range(members[0], b), min(4, b - members[0]))
        ]
        pair_of_plans |= {(pair.a, pair.b): pair for pair in own}
        clusters.append(cluster_of(members, own, earliest=members[0] if size > 2 else None))
    while len(pair_of_plans) < pairs:
        a, b = sorted(draw.sample(range(documents), 2))
        pair_of_plans[a, b] = _drawn(draw, a, b, texts, partial=True)
    ranked = tuple(sorted(pair_of_plans.values(), key=lambda pair: (-pair.copied, pair.a, pair.b)))[:pairs]
    pasted = tuple(sorted(draw.sample(range(documents), min(200, documents))))
    template = SharedStretch(pasted, tuple(Span(40, 40 + len(SAFETY)) for _ in pasted), SAFETY)
    wide = tuple(range(0, documents, 2))
    common = SharedStretch(wide, tuple(Span(0, 30) for _ in wide), READING[:30])
    clusters.sort(key=lambda cluster: -len(cluster.members))
    return Case(Copies(listings, ranked, tuple(clusters), (template,) * 3, (common,) * 3), texts)


def _drawn(draw: Random, a: int, b: int, texts: Sequence[str], *, partial: bool = False) -> CopiedPair:
    whole = min(len(texts[a]), len(texts[b]))
    count = draw.randint(1, 6)
    step = whole // count
    long = max(int(step * (draw.uniform(0.1, 0.4) if partial else draw.uniform(0.8, 0.99))), 1)
    passages = tuple(
        Passage(
            Span(n * step, n * step + long), Span(n * step, n * step + long), long - 1, draw.random() < 0.5, moved=False
        )
        for n in range(count)
    )
    in_b, in_a = (min(count * long / len(texts[side]), 1.0) for side in (a, b))
    return CopiedPair(a, b, related(in_b, in_a, passages), in_b, in_a, passages)
