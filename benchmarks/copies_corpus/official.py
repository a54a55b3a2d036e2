"""Text that unrelated plans share: slogans, longer official sentences, an opening."""

# ruff: noqa: SIM905 - word lists are read and extended more easily as words than as quoted literals

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from random import Random

SENTENCES = 80
"""Official sentences of a corpus, besides the built-in slogans."""
OPENING_CHARS = 150
_SKEW = 0.8
"""How much more often the first slogans are used than the last: rank to the power of minus this."""

_SUBJECTS = (
    "教育现代化 素质教育 课程改革 核心素养 师德师风 教育公平 质量提升 内涵发展 依法治校 党建引领 五育并举 家校协同 "
    "立德树人 民生福祉 教育生态 人才培养 乡村教育 教育数字化 高质量体系 安全稳定 治理能力 队伍素质 特色发展 "
    "评价改革 教育强县 优质均衡 校园文明 文化自信 作风建设 服务意识"
).split()
_VERBS = "深化 夯实 筑牢 完善 健全 强化 优化 提升 激发 弘扬 巩固 拓展 彰显 贯通 厚植 构筑 统揽 涵养".split()
_HOW = "全面 扎实 纵深 持续 系统 协同 创新 有力 高效 整体 不断 着力 奋力 一体".split()
_WAYS = "主线 抓手 核心 重点 突破口 根本 保障 动力 目标 牵引 基石 导向".split()
_NOUNS = "长效机制 制度体系 工作格局 思想根基 发展动能 责任链条 育人环境 组织保障 内生活力 精神底色 质量防线 时代内涵".split()
_MARKS = "向心力 凝聚力 获得感 针对性 实效性 引领力 竞争力 影响力 美誉度 满意度 协同性 创造力".split()
_WHO = "全体干部 广大教师 各级各类学校 教育战线 每一位同仁 全校上下 各部门 党员先锋".split()
_SHAPES = (
    "以{s}为{w}",
    "坚持把{s}作为{w}",
    "{h}推进{s}与{s}深度融合",
    "{v}{s}的{n}",
    "{v}{n}，增强{s}的{m}",
    "团结带领{o}{h}{v}{s}",
    "在{v}{s}上展现新作为",
    "让{s}成为{o}的自觉追求",
    "{h}{v}{s}、{v}{s}、{v}{s}",
    "努力开创{s}新局面",
    "切实把{s}的要求转化为{o}的{n}",
    "{h}提高{s}的{m}和{m}",
)
_CLASSES = {"s": _SUBJECTS, "v": _VERBS, "h": _HOW, "w": _WAYS, "n": _NOUNS, "m": _MARKS, "o": _WHO}


@dataclass(frozen=True)
class Formulas:
    """The official texts of one corpus, and how often each is used."""

    slogans: tuple[str, ...]
    """The package's built-in slogans of 13 characters and more, in an order of this corpus."""
    sentences: tuple[str, ...]
    """41 to 90 characters each, most below 66, none of them built in."""
    opening: str
    slogan_weights: tuple[float, ...]
    """Cumulative weights, for `random.choices`."""
    sentence_weights: tuple[float, ...]


def write_formulas(seed: int, vocabulary: str) -> Formulas:
    """Return the official texts of a corpus; they depend on seed and vocabulary."""
    random = Random(f"{seed} {vocabulary} official")
    lines = files("jyplan.data").joinpath("slogans.txt").read_text("utf-8").splitlines()
    slogans = sorted({line for line in lines if len(line) >= 13 and not line.startswith("#")})
    random.shuffle(slogans)
    sentences = [_write_sentence(random, 40, 90) for _ in range(SENTENCES)]
    opening = _write_sentence(random, 70, 80) + _write_sentence(random, OPENING_CHARS - 80, OPENING_CHARS - 70)
    return Formulas(tuple(slogans), tuple(sentences), opening, _weights(len(slogans)), _weights(len(sentences)))


def _weights(count: int) -> tuple[float, ...]:
    return tuple(accumulate(rank**-_SKEW for rank in range(1, count + 1)))


def _write_sentence(random: Random, shortest: int, longest: int) -> str:
    while True:
        sentence = ""
        while len(sentence) < shortest:
            sentence += ("，" if sentence else "") + _write_clause(random)
        if len(sentence) < longest:
            return sentence + "。"


def _write_clause(random: Random) -> str:
    clause = random.choice(_SHAPES)
    for key, words in _CLASSES.items():
        for word in random.sample(words, clause.count(f"{{{key}}}")):
            clause = clause.replace(f"{{{key}}}", word, 1)
    return clause
