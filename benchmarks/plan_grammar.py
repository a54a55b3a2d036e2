"""Plans for measuring, written by a small grammar from a seed: unrelated unless something is planted.

The vocabulary is wide enough that two plans share words and slogans, yet hardly a clause.
"""

# ruff: noqa: SIM905 - word lists are read and extended more easily as words than as quoted literals

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

SUBJECTS = (
    "教导处 教研组 备课组 年级组 学科中心组 课题组 名师工作室 德育处 总务处 团委 少先队 家长委员会 学生会 图书馆 信息中心 "
    "班主任 骨干教师 青年教师 学科带头人 任课教师 新入职教师 教研员 学部主任 心理辅导员 实验员"
).split()
VERBS = (
    "组织 开展 推进 落实 完善 制定 修订 建立 优化 检查 评选 展示 汇总 分析 整理 推广 设计 研讨 交流 跟踪 督促 改进 "
    "编写 调整 公布 归档 培训 指导 观摩 反馈 申报 验收 开发 筛选 登记 核对 更新 试行 总结 探索"
).split()
QUALITIES = (
    "分层 校本 主题式 项目化 常态化 跨学科 单元整体 情境化 精细 网络 双周 期中 期末 阶段性 个性化 开放式 探究性 趣味 "
    "数字化 区域 联片 同题异构 序列化 特色 规范 小型 基础性 示范 微型 专项"
).split()
OBJECTS = (
    "作业设计 听评课活动 集体备课 命题研究 质量监测 课例研究 读书沙龙 实验教学 口语训练 错题整理 阅读课程 书法练习 "
    "社团活动 劳动实践 心理讲座 家长开放日 运动会 科技节 艺术展演 安全演练 教学反思 课堂观察 学情调查 课题结题 资源库 "
    "试卷讲评 教学案例 成长档案 研学旅行 演讲比赛 师徒结对 教具制作 观课报告 培优辅导 晨诵午读 板书比赛 微课制作 体质测试"
).split()
AIMS = "帮助 引导 鼓励 促使 支持 提醒 便于 推动 带动 保证 要求 方便 激励 协助".split()
WHOM = (
    "学困生 低年级学生 寄宿生 毕业班教师 新教师 家长 各班 备课组 走读生 特长生 科任教师 青年教师 留守儿童 班干部 全体组员 "
    "转学生 实验班 校队队员 值周教师 社团成员"
).split()
DEEDS = (
    "补齐 熟悉 巩固 丰富 发现 改掉 借鉴 提炼 缩短 估计 记录 分享 比较 解释 选择 理清 掌握 积累 改善 表达 检验 欣赏 摸清 "
    "重视 完成 突破 拓宽 养成 体会 归纳 尝试 规划 预防 化解 评估 展现"
).split()
MATTERS = (
    "计算短板 书写习惯 命题思路 课堂节奏 薄弱环节 实验步骤 阅读兴趣 学段衔接 典型错误 提问方式 学习方法 备考策略 时间安排 "
    "答题规范 情绪变化 家庭辅导 小组分工 课外读物 知识结构 解题过程 表达能力 观察角度 合作意识 运动技能 审美趣味 生活经验 "
    "教材重点 评价标准 复习进度 朗读技巧 作文素材 听力材料 单元目标 错误原因 优秀课例 办班特色"
).split()
MONTHS = "一月 二月 三月 四月 五月 六月 七月 九月 十月 十一月 十二月".split()
DAYS = "上旬 中旬 下旬 初 底 前 间 起 里 末 第一周 第二周 第三周 最后一周".split()
PLACES = "录播室 阅览室 教室 实验楼 操场 会议室 社区 线上 图书角 报告厅 礼堂 走廊 农场 食堂 画室 琴房 云平台 书店 校外基地".split()
LINKS = "并 再 同时 随后 还要 进而 适时 主动 逐步 认真 分头 继续 及时 合力 重点 稳妥 先 另 尽快 全程".split()
COUNTS = "一次 两次 三节 四场 五篇 六份 八个 十节 十二篇 不少于二十节 至少三份 一至两项".split()
SLOGANS = (
    "全面贯彻党的教育方针，落实立德树人根本任务。",
    "坚持以习近平新时代中国特色社会主义思想为指导，",
    "培养德智体美劳全面发展的社会主义建设者和接班人。",
    "努力办好人民满意的教育。",
)
HEADINGS = "指导思想 工作目标 主要工作 具体措施 教研活动 队伍建设 课程建设 质量提升 特色创建 保障措施".split()
ORDINALS = "一二三四五六七八九十"


def write_sentence(random: Random) -> str:
    """Return a sentence of 25 to 70 characters."""
    pick = random.choice
    clauses: list[Callable[[], str]] = [
        lambda: f"{pick(MONTHS)}{pick(DAYS)}{pick(SUBJECTS)}{pick(LINKS)}{pick(VERBS)}{pick(QUALITIES)}{pick(OBJECTS)}",
        lambda: f"{pick(LINKS)}{pick(VERBS)}{pick(OBJECTS)}{pick(COUNTS)}",
        lambda: f"{pick(SUBJECTS)}{pick(VERBS)}{pick(MATTERS)}与{pick(OBJECTS)}",
        lambda: f"在{pick(PLACES)}{pick(VERBS)}{pick(WHOM)}{pick(QUALITIES)}{pick(OBJECTS)}",
        lambda: f"{pick(AIMS)}{pick(WHOM)}{pick(DEEDS)}{pick(MATTERS)}",
        lambda: f"{pick(LINKS)}{pick(DEEDS)}{pick(WHOM)}的{pick(MATTERS)}",
        lambda: f"{pick(QUALITIES)}{pick(OBJECTS)}{pick(LINKS)}{pick(DEEDS)}{pick(MATTERS)}",
    ]
    return "，".join(clause() for clause in random.sample(clauses, random.randint(2, 4))) + "。"


def write_paragraph(random: Random, size: int) -> str:
    """Return sentences of at least `size` characters together."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < size:
        sentences.append(write_sentence(random))
    return "".join(sentences)


def write_plan(random: Random, size: int, *, slogans: bool = True) -> str:
    """Return a plan of about `size` characters: a title, up to ten numbered sections, three items in each."""
    count = max(2, min(len(HEADINGS), size // 400))
    lines = [f"{random.randint(2019, 2025)}学年{random.choice(SUBJECTS)}工作计划"]
    for ordinal, heading in zip(ORDINALS, random.sample(HEADINGS, count), strict=False):
        lines.append(f"{ordinal}、{heading}")
        opening = random.choice(SLOGANS) if slogans and random.random() < 0.4 else ""
        lines.append(opening + write_paragraph(random, size // count // 4))
        lines.extend(f"{item}．{write_paragraph(random, size // count // 4)}" for item in (1, 2, 3))
    return "\n".join(lines)


def edit_text(random: Random, text: str, share: float) -> str:
    """Return the text with about `share` of its characters replaced, dropped or inserted.

    One to three characters at a time, at random places; new ones come from the vocabulary.
    """
    filler = "".join((*VERBS, *OBJECTS, *QUALITIES, *DEEDS, *MATTERS))
    pieces, at = [], 0
    step = 2 / share if share else len(text) + 1
    while at < len(text):
        following = min(len(text), at + int(random.expovariate(1 / step)))
        pieces.append(text[at:following])
        size = random.choice((1, 2, 3))
        if following >= len(text):
            break
        new = "".join(random.choice(filler) for _ in range(size))
        kind = random.random()
        pieces.append("" if kind < 0.25 else new)
        at = following if kind > 0.75 else following + size
    return "".join(pieces)
