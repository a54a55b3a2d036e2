"""Chinese words for the names of rule files and options: 警告 for warning, 目标 for goal, 评分表 for scores.

Programs know the English names; people in offices may write either.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHINESE_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # levels
        "error": ("错误",), "warning": ("警告",), "info": ("提示",), "off": ("关闭", "关"), "on": ("打开", "开"),
        "never": ("从不", "不"), "warn": ("警告", "只列出"), "fail": ("失败", "出错"), "true": ("是", "真"), "false": ("否", "假"),
        # roles
        "background": ("背景", "基本情况"), "guiding": ("指导思想",), "goal": ("目标", "工作目标"), "task": ("任务", "主要工作"),
        "measure": ("措施", "工作措施"), "safeguard": ("保障", "保障措施"), "schedule": ("日程", "行事历", "日程安排"), "other": ("其他",),
        # facts
        "indicator": ("指标", "数字"), "date": ("时间", "日期", "时限"), "owner": ("责任人", "负责人"), "deliverable": ("成果",),
        # genres, kinds
        "plan": ("计划",), "notice": ("通知",), "summary": ("总结",), "scheme": ("方案",), "calendar": ("校历", "行事历"),
        "report": ("报告",), "speech": ("讲话",), "news": ("新闻",), "any": ("任一", "任意"), "all": ("全部", "全文"), "largest": ("最大",),
        "every": ("每个", "每一个"),
        # places
        "title": ("标题",), "headings": ("小标题", "各级标题"), "text": ("正文", "文本"), "header": ("文头",), "signature": ("落款",),
        "after": ("文后",), "paragraphs": ("段落",), "name": ("单位", "名称"), "same-as-title": ("与标题相同", "同标题"),
        # counts
        "characters": ("字数",), "invisible": ("看不见的字",), "items": ("条数",), "sections": ("部分",),
        # schools
        "kindergarten": ("幼儿园",), "primary": ("小学",), "middle": ("初中", "中学"), "high": ("高中",), "vocational": ("职校", "中职"),
        # formats
        "docx": ("批注", "Word", "word"), "xlsx": ("表格", "Excel", "excel"), "html": ("网页",), "md": ("markdown", "Markdown"),
        "scores": ("评分表",), "tree": ("树", "提纲"),
        # rule kinds
        "required_section": ("必有部分",), "section_order": ("部分顺序",), "not_empty": ("不空",), "has_children": ("有下级",),
        "has_fact": ("有指标", "写明"), "count": ("计数",), "numbering": ("编号",), "forbid": ("禁用词", "不得出现"), "require": ("必写", "必须写到"),
        "pattern": ("写法",), "quota": ("定额",), "year": ("年份",), "repeated": ("重复段落",), "punctuation": ("标点",),
        "similarity": ("雷同", "相似"), "layout": ("版式",), "genre": ("文种",), "other_name": ("别校校名",), "attachments": ("附件",),
        "table": ("表格栏目", "表格"), "frequency": ("频次",), "handed_in": ("上交",), "residue": ("网页痕迹", "残留"), "typos": ("错字", "错别字"),
    }
)  # fmt: skip
"""Chinese words by English name, the usual one first. A word may stand for two names that no option has together."""


def english_name(word: str, names: Iterable[str]) -> str | None:
    """Return the name that a word stands for: the name itself, or the name of a Chinese word; None for an unknown word.

    >>> english_name("警告", ["error", "warning"]), english_name("warning", ["warning"]), english_name("警高", ["warning"])
    ('warning', 'warning', None)
    """
    known = tuple(names)
    if word in known:
        return word
    return next((name for name in known if word in CHINESE_NAMES.get(name, ())), None)


def chinese_words(names: Iterable[str]) -> tuple[str, ...]:
    """Return all Chinese words for some names."""
    return tuple(word for name in names for word in CHINESE_NAMES.get(name, ()))
