"""The naming of owners: expressions for owners, built from the word lists.

| expression | finds |
|---|---|
| `label`, `labelled` | 责任部门：教务处, 组长：王小宁 |
| `named_by`, `entrusted` | 由德育处负责, 由当天无课教师护导 |
| `head`, `acting` | the subject of a clause: 教务处检查 |
| `bracket` | （教务处、德育处） |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.fact_text import CLAUSE_ENDS
from jyplan.outline.facts.owners.names import LONGEST_NAME, NAME_CHARACTER, NO_SYSTEM
from jyplan.outline.facts.owners.persons import certain_person_pattern
from jyplan.outline.facts.vocabulary import FactWords, load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_NO_OFFICES = "".join(f"(?<!{verb}办)" for verb in "举主承协筹创")
"""Verbs that end with 办 like an office: 图书馆举办."""
_NO_NAME = "各过并来谁的了要需将把给于为是向到至此点浅"
"""Characters of no name behind 由: 由浅入深, 由传统向现代."""
_FROM = "(?![易近低简小单外内][入到及而向至转])"
"""Words behind 由 in the sense of 'from': 由易到难, 由内而外; 小学 and 单位 are names."""
_EACH_WITHIN = "各(?=系(?![统列])|中心教研组|处室|科室|部门|股室|年级|教研组|备课组|学科组|班班主任|班主任|单位|成员单位|院系|系部|(?:二级)?学院|[^，。；：]{1,6}?负责人)"
"""各 inside a name behind 由: 由学校各处室负责人."""
_ACTS = "(?![的是为等和与及或在从以由于把将被就对兼任])[^\\W\\d_]"
"""A character of what a department does, whatever the verb."""
_NOT_OF_WHAT = "(?!(?<=[分主]管)[^，。；：、的]{1,8}的)"
"""Behind 分管: 分管教学的校长 is a name."""
_NO_DOER = "(?!组(?!织)|小组|队|员|室|部(?!分)|中心|人员|教师(?!节))"
"""Behind a verb these make the verb a part of a name: 由后勤维修组, 由值班教师."""
_BRACKET_REACH = 60
"""Characters in brackets that are searched for owners."""
_BRACKET = f"（(?P<names>[^（）：\n]{{2,{_BRACKET_REACH}}}?)(?:[，；、 ] *(?:完成|时间|时限|责任|配合|[0-9])[^（）\n]{{0,{_BRACKET_REACH}}})?）"
"""Names in brackets, with what may stand behind them: （教务处，时限：9月）."""
_BODY_ENDS = "处科办局委站系部心院司团府组"
"""Last characters of bodies, before a verb that only bodies have."""
_LISTED_ENDS = f"{_BODY_ENDS}室会队馆校园门位师织"
"""Last characters of the last of several bodies."""
_LONGEST_OTHER_NAME = 6
"""Characters of the other name of a body: 处 of 保卫部（处）."""
_VERB_LISTS = ("owners.verbs", "owners.tasks", "owners.duties", "owners.entrusted", "owners.leader_verbs")
_CIRCUMSTANCE = (
    "在(?![位编岗职校籍册线读场])[^，。；：、\\n\\t]{1,14}?(?:[前后时中日月周旬初末底节]|期间|假期|之际|阶段"
    "|[楼厅室场馆园校区处栏站廊门网][内里上中前口]?|平台[内里上中]?|的?(?:指导|领导|带领|支持|协助|配合|组织|安排|统筹|部署)下)"
)
"""A time, a place or a help between a department and its verb: 在元旦前, 在教学楼大厅, 在校长室指导下."""
BEFORE_SUBJECT = "请成托权定月周初底中末前后份旬期终时年日午晚上间钟"
"""Characters that may stand directly before a subject: 请政教处…, 责成总务处…, 每月底教导处…."""


class OwnerPatterns(NamedTuple):
    """The expressions and word lists for all searches of owners."""

    label: re.Pattern[str]
    """A label up to its colon; of a post where the label is one (组长)."""
    labelled: re.Pattern[str]
    """The colon and the names behind it."""
    named_by: re.Pattern[str]
    """由 with names and, perhaps, a duty."""
    entrusted: re.Pattern[str]
    """由 with a name of any kind before a duty or a verb of doing: 由当天无课教师护导."""
    head: re.Pattern[str]
    """Two characters of every subject: the end of a department or of a duty."""
    heads: frozenset[str]
    ends: frozenset[str]
    """The heads, and the ends of all posts."""
    post_ends: frozenset[str]
    """Two characters of every post that a person may have."""
    acting: re.Pattern[str]
    """Names at the beginning of a clause, before a duty (负责) or another verb."""
    act: re.Pattern[str]
    """Any verb, and no noun that a department goes with: not 德育处工作计划."""
    bracket: re.Pattern[str]
    doing: re.Pattern[str]
    """Verbs behind a doubtful person's name."""
    any_verb: re.Pattern[str]
    """Verbs of all lists: what no given name begins with."""
    no_persons: frozenset[str]
    meeting: tuple[str, ...]
    anybody: frozenset[str]
    """Behind 由 these name nobody: 各班, 教师."""
    of_persons: tuple[str, ...]
    """Ends of posts that only persons have, whatever their surname."""
    next_label: re.Pattern[str]
    """Any label that ends the names before: 完成时限, 副组长."""
    deed: re.Pattern[str]
    """A verb of the list behind the colon of a department, before its object: 制作海报."""
    heading: re.Pattern[str]
    """A verb of duty behind the colon of a department: 办公室：负责公文收发."""
    responsible: re.Pattern[str]
    """A duty or a role behind an owner and a colon: 全面负责, 第一责任人."""
    obliged: re.Pattern[str]
    """The end of a body before a verb that only bodies have."""
    obliged_list: re.Pattern[str]
    """The end of the last of several bodies before an obligation: 学生处、各学院要."""
    spaced: re.Pattern[str]
    """A label before a space, at the beginning of a text or behind a space: 组 长 王芳."""
    holder: re.Pattern[str]
    """A post of a person: 主备人."""


class _OwnerNames(NamedTuple):
    """Expressions for names and for the duties of names, built from the word lists."""

    department: str
    """德育处, 语文组."""
    anybody: str
    """A department, a body or a post with anything before it, behind 由."""
    post: str
    """教研组长."""
    member: str
    """A name in a list of subjects: a department, or behind another name a post or 各校."""
    leader: str
    """校长, 班主任: posts of which a school has one or few."""
    staff: str
    """保健医生, 教研组长: posts of which a school has several."""
    collective: str
    """All of a kind: 各科室, 县级教育行政部门, before a word of obligation."""
    plain: str
    """A department of a known kind, before any verb."""
    duty: str
    """负责, 统一牵头."""
    task: str
    """A duty or a weaker word: 配合."""


@cache
def _names() -> _OwnerNames:
    words = load_vocabulary()
    suffixes = f"(?:{words.alternatives('owners.suffixes')}{_NO_OFFICES})"
    whole = words.alternatives("owners.departments")
    stems, posts = words.alternatives("owners.stems"), words.alternatives("owners.posts")
    beginnings = words.first_characters("owners.stems", "owners.departments")
    department = f"(?:{NAME_CHARACTER}){{0,8}}?(?=[{beginnings}])(?:{stems}(?:与(?:{NAME_CHARACTER}){{2,6}}?)?{suffixes}|{whole})"
    post = f"(?:{NAME_CHARACTER}){{0,8}}?(?=[{words.first_characters('owners.posts')}]){posts}"
    manner = f"(?:{words.alternatives('owners.manners')})?"
    no_place = "".join(f"(?<!{place})" for place in sorted(words.texts("owners.places")))
    return _OwnerNames(
        department,
        anybody=(
            f"(?:{NAME_CHARACTER}){{1,10}}?(?:{suffixes}|{whole}|{posts})"
            f"|(?:{NAME_CHARACTER}){{0,8}}?{words.alternatives('owners.trusted')}(?=[^\\W\\d_])(?![到向至升转入过里内各的])"
        ),
        post=post,
        member=f"(?:(?:各(?!中心校|办公室))?{department}(?:(?<=[处室科股办部心]){posts})?|(?<![0-9一二三四五六七八九十]、)(?<=[、和及与])(?:各?{post}|各(?:校|园|学校|幼儿园|班|年级|处室|科室|部门|单位))|{post}{certain_person_pattern()})",
        leader=f"(?:{NAME_CHARACTER}){{0,4}}?(?=[{words.first_characters('owners.leaders')}]){words.alternatives('owners.leaders')}(?<!班主任)(?<!员)(?<!组长)(?<!总书记)",
        staff=f"(?:{NAME_CHARACTER}){{0,4}}?(?=[{words.first_characters('owners.staff')}]){words.alternatives('owners.staff')}",
        collective=(
            f"(?:{NAME_CHARACTER}){{0,6}}?(?:各(?:{NAME_CHARACTER}){{0,6}}?{words.alternatives('owners.collectives')}"
            f"|{words.alternatives('owners.duty_bodies')})"
        ),
        plain=(
            f"(?:{NAME_CHARACTER}){{0,3}}?(?=[{beginnings}])(?:{stems}"
            f"(?:[处股](?![理罚分境长份室])|科(?![学研技创教考目任普室组员长级])|部(?![门分长署级队主])"
            f"|室(?![内外主])|中心(?![校小幼组城工任主])){no_place}|{whole})"
        ),
        duty=f"{manner}{words.alternatives('owners.duties')}{NO_SYSTEM}{_NOT_OF_WHAT}",
        task=f"{manner}(?:{words.alternatives('owners.duties')}{_NOT_OF_WHAT}|{words.alternatives('owners.tasks')}(?!的)){NO_SYSTEM}",
    )


@cache
def owner_patterns() -> OwnerPatterns:
    """Return the expressions, built at the first call."""
    words = load_vocabulary()
    heads, post_ends = _heads(words), frozenset(word[-2:] for word in words.texts("owners.posts"))
    return OwnerPatterns(
        label=lazy_pattern(_label_pattern(words)),
        labelled=lazy_pattern(r"： *(?P<names>(?:[^。；：\n\t（）【】]|（[^（）\n]{0,20}）){1,80})(?P<colon>：?)"),
        named_by=lazy_pattern(_named_by_pattern(words)),
        entrusted=lazy_pattern(_entrusted_pattern(words)),
        head=lazy_pattern(_head_pattern(heads | post_ends)),
        heads=heads,
        ends=heads | post_ends,
        post_ends=post_ends,
        acting=lazy_pattern(_acting_pattern(words)),
        act=lazy_pattern(_act(words)),
        bracket=lazy_pattern(_BRACKET),
        doing=lazy_pattern(_leader_verb(words)),
        any_verb=lazy_pattern(words.alternatives(*_VERB_LISTS)),
        no_persons=words.texts("owners.no_persons"),
        meeting=tuple(words.texts("owners.meeting")),
        anybody=words.texts("owners.anybody"),
        of_persons=tuple(words.texts("owners.of_persons")),
        next_label=lazy_pattern(_next_label_pattern(words)),
        deed=lazy_pattern(
            f" ?(?=[^，。；：、\\s]{{4}}){words.alternatives('owners.verbs')}(?<![要应需须将每于对把])(?!的)"
        ),
        heading=lazy_pattern(f" ?(?:(?:[0-9]{{1,2}}[.、]|①) ?)?{words.alternatives('owners.headed')}"),
        responsible=lazy_pattern(
            f" ?(?:{_names().duty}|{words.alternatives('owners.label_openings')}?{words.alternatives('owners.roles')}(?!：))"
        ),
        obliged=lazy_pattern(_body_before(words, _BODY_ENDS, "owners.obligations", "owners.body_verbs")),
        obliged_list=lazy_pattern(_body_before(words, _LISTED_ENDS, "owners.obligations", "owners.verbs")),
        spaced=lazy_pattern(_spaced_pattern(words)),
        holder=lazy_pattern(
            "人(?:" + "|".join(f"(?<={holder})" for holder in sorted(words.texts("owners.holders"))) + ")"
        ),
    )


def _body_before(words: FactWords, ends: str, *lists: str) -> str:
    """Return the expression for the end of a body, and a second name in brackets, before a word of the lists."""
    return f"[{ends}](?:（[^（）]{{1,{_LONGEST_OTHER_NAME}}}）)?(?={words.alternatives(*lists)}(?![的了]))"


def _label_pattern(words: FactWords) -> str:
    """Return the expression for a label up to the colon: 第一责任人, 组长."""
    posts = "|".join(" *".join(word.text) for word in words.words("owners.post_labels"))
    return (
        f"{words.alternatives('owners.label_openings')}{{0,2}}"
        f"(?:{words.alternatives('owners.labels')}{words.alternatives('owners.label_nouns')}(?:[/及和、]{words.alternatives('owners.labels')}?{words.alternatives('owners.label_nouns')})?|{words.alternatives('owners.short_labels')})$"
        f"|(?:{NAME_CHARACTER}){{0,6}}(?P<post>{posts})$"
    )


def _spaced_pattern(words: FactWords) -> str:
    """Return the expression for a label with a space behind, perhaps with spaces inside: 副 组 长 王芳."""
    labels = "|".join(" {0,3}".join(word.text) for word in words.words("owners.spaced_labels"))
    return f"(?<![^ \t])(?P<label>{labels})[ \t]{{1,6}}"


def _next_label_pattern(words: FactWords) -> str:
    """Return the expression for a label behind names, perhaps without a space between: 王芳副组长."""
    posts = "|".join(" *".join(word.text) for word in words.words("owners.post_labels"))
    return (
        f"{words.alternatives('owners.label_openings')}{{0,2}}"
        f"(?:{words.alternatives('owners.labels')}{words.alternatives('owners.label_nouns')}|{words.alternatives('owners.short_labels')})$"
        f"|(?P<post>{posts})$|(?P<other>{words.alternatives('owners.other_labels')})$"
    )


def _named_by_pattern(words: FactWords) -> str:
    """Return the expression for 由 and known names: 由教导处、教研组长."""
    known = _names()
    name = f"(?:(?:{known.department}(?:{words.alternatives('owners.posts')})?|{known.post})|{known.anybody})"
    return f"由(?P<names>{_listed('(?<=由)各?', name)})(?P<duty>{known.task})?"


def _entrusted_pattern(words: FactWords) -> str:
    """Return the expression for 由 and a name of any kind before a duty or a verb of doing: 由当天无课教师护导."""
    of_bodies = words.alternatives("owners.of_bodies")
    return (
        f"由{_FROM}(?P<names>(?:(?![{_NO_NAME}])\\w|[、/（）]|{_EACH_WITHIN}){{2,{LONGEST_NAME}}}?(?:的(?:{NAME_CHARACTER}){{0,6}}?{of_bodies}(?:[、和]{of_bodies}){{0,3}})?)"
        f"(?:(?P<duty>{_names().task})|(?=(?<!基){words.alternatives('owners.entrusted')}{_NO_DOER}))"
    )


def _acting_pattern(words: FactWords) -> str:
    """Return the expression for the subject of a clause, by the words behind the subject.

    | subject | before |
    |---|---|
    | departments | a duty or a weaker word: 教务处配合 |
    | departments and posts | a duty: 教研组长负责 |
    | departments with others | a verb of the list, a month, a circumstance before a verb: 教务处、各教研组要, 工会在节前走访 |
    | leaders | a verb of leaders: 校长主持 |
    | posts of several | what is done by the post: 保健医生晨检 |
    | departments of a known kind | any verb: 基建办会同 |
    | all of a kind | a word of obligation: 各科室要 |
    """
    known = _names()
    opening = f"(?<![^{CLAUSE_ENDS} .、）①-⑳是{BEFORE_SUBJECT}])"
    name = f"(?:{known.department}(?:{words.alternatives('owners.posts')})?|{known.post}|{known.collective})"
    verb = f"(?:{words.alternatives('owners.verbs')}(?!的)|在?(?:[0-9]|[一二三四五六七八九十]){{1,2}}月|(?:{_CIRCUMSTANCE})(?!办公)(?:{_ACTS}){{2}})"
    return (
        f"(?:(?P<names>{_listed(opening, known.department, known.task)}|{_listed(opening, name, known.duty)}){known.task}"
        f"|(?P<departments>{_listed(opening, known.member, verb)}|{_listed(opening, known.leader, _leader_verb(words))}|{_listed(opening, known.staff, _staff_verb(words))}|{_listed(opening, known.plain, _act(words))}"
        f"|{_listed(opening, known.collective, words.alternatives('owners.obligations'))}))"
    )


def _act(words: FactWords) -> str:
    return f"(?!{words.alternatives('owners.no_verbs')})(?:{_ACTS}){{2}}(?!的)"


def _leader_verb(words: FactWords) -> str:
    return f"(?:{words.alternatives('owners.leader_verbs')}|(?:[0-9]|[一二三四五六七八九十]){{1,2}}月)"


def _staff_verb(words: FactWords) -> str:
    """Return the expression for the work of staff by post; heads of groups, of whom many are named, need clearer verbs."""
    work, own = words.alternatives("owners.staff_verbs"), words.alternatives("owners.staff_own_verbs")
    doing = f"(?:每[^，。；：\\s]{{1,3}}?)?{work}|(?<!组长)(?:每[天日周月晚早学季半两逢班节]|{own})"
    return f"(?:{doing})(?![^，。；：\\s]{{0,6}}的)"


def _listed(beginning: str, name: str, follower: str = "") -> str:
    """Return an expression for names joined by 、 or 和, before `follower`.

    A name ends before the first joint or follower, and is never read otherwise: a list of thirty names, each of which
    can be read in two ways (办公室, 办公 + 室), would otherwise be tried in a thousand million ways.

    `beginning` matches before the first name and never behind a name. Thus the expression contains the name
    only once: half the length, and compilation takes most of its time.
    """
    if not follower:
        return f"(?:(?:{beginning}|[、,/和及与或]){name})+"
    return f"(?:(?:{beginning}|[、,/和及与或])(?>{name}(?=[、,/和及与或]|{follower})))+(?={follower})"


def _heads(words: FactWords) -> frozenset[str]:
    """Return the pairs of characters found in every subject: the end of a department, a leader or a duty."""
    whole = words.texts("owners.departments", "owners.duties", "owners.leaders", "owners.staff", "owners.collectives")
    stems, suffixes = words.texts("owners.stems"), words.texts("owners.suffixes")
    ends, beginnings = {stem[-1] for stem in stems}, {suffix[0] for suffix in suffixes}
    return frozenset({word[-2:] for word in whole} | {end + beginning for end in ends for beginning in beginnings})


def _head_pattern(heads: frozenset[str]) -> str:
    """Return an expression of two character classes, fastest to search; more than the heads match."""
    return f"[{''.join(sorted({head[0] for head in heads}))}](?=[{''.join(sorted({head[-1] for head in heads}))}])"
