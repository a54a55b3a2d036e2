"""Checks fonts, sizes, alignment, line spacing and margins of Word documents and of files converted to Word.

The converted formats are doc (with .wps), rtf, odt and wordxml: LibreOffice makes a Word document of such a file, and may
replace a font or round a length. Plans in any other format pass.

`part` is the part of the plan to check: `title`, `level1` to `level4` (headings by depth), `body` or `page`. A property
that differs is reported at the first place, with the number of places. Lengths are points; `tolerance` allows for
rounding by Word. A property that the file leaves open (no size set anywhere) passes. The paragraphs of an example give
their fonts and sizes.

```yaml
rules:
  body-font:
    type: layout
    part: body
    font: [仿宋, 仿宋_GB2312]
    size: 16
    tests:
      pass:
        - paragraphs:
            - {text: 2025年工作计划, font: 黑体, size: 22}
            - {text: 每周检查一次路队，把结果记在班级日志里。, font: 仿宋, size: 16}
      fail:
        - paragraphs:
            - {text: 2025年工作计划, font: 黑体, size: 22}
            - {text: 每周检查一次路队，把结果记在班级日志里。, font: 宋体, size: 12}
```
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, Number, Shape, option
from jyplan.checks.protocol import Violation
from jyplan.model import BlockKind, Message, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import PageLayout, Style

MESSAGE = Wording(
    "{what}是{found}，要求{wanted}（共{count}处）", "{what} is {found}, {wanted} asked for ({count} places)"
)
HINT = Wording("在 Word 中修改样式（页边距在“布局”里）", "change the style in Word (margins: Layout)")
PLACEHOLDERS = {
    "what": "the property: font, size …",
    "found": "the property in the document",
    "wanted": "the property asked for",
    "count": "the number of places",
}
VARIANTS: tuple[str, ...] = ()

_PARTS = ("title", "level1", "level2", "level3", "level4", "body", "page")
_LONG = 15
"""Least characters of body text; shorter paragraphs are signatures or captions."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `layout`; a rule sets at least one of `NEEDS_ONE_OF`."""

    part: str = option(Choice(_PARTS), "title, level1 to level4, body or page.")
    font: tuple[str, ...] = option(ListOf(Shape()), "Allowed fonts.", ())
    size: float = option(Number(1, 200), "Size in points: 22 is 二号, 16 is 三号.", 0.0)
    alignment: str = option(Choice(("left", "center", "right", "both")), "Alignment: left, center, right or both.", "")
    spacing: tuple[float, ...] = option(
        ListOf(Number(0, 200)), "Fixed line spacing in points: the least and the greatest allowed.", ()
    )
    margins: tuple[float, ...] = option(ListOf(Number(0, 1000)), "Page margins: top, bottom, left, right.", ())
    tolerance: float = option(Number(0, 100), "Points by which a length may differ.", 0.5)


NEEDS_ONE_OF: tuple[str, ...] = ("font", "size", "alignment", "spacing", "margins")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield every property different from the options, at the first place."""
    if options.part == "page":
        yield from _page(subject, options)
        return
    first: dict[str, tuple[Span, _Difference]] = {}
    counts: Counter[str] = Counter()
    for span, style in _styled(subject, options.part):
        for difference in _differences(style, options):
            first.setdefault(difference.name, (span, difference))
            counts[difference.name] += 1
    for name, (span, difference) in first.items():
        params = {
            "what": _PROPERTIES[name],
            "found": difference.actual,
            "wanted": difference.wanted,
            "count": counts[name],
        }
        yield Violation(span.start, span.end, params)


@dataclass(frozen=True, slots=True)
class _Difference:
    """A property of a paragraph different from the property asked for."""

    name: str
    """A key of `_PROPERTIES`."""
    actual: Message | str
    wanted: Message | str


_PROPERTIES = {
    "font": Message("the font"),
    "size": Message("the size"),
    "alignment": Message("the alignment"),
    "spacing": Message("the line spacing"),
    "margins": Message("the margin"),
}


_ALIGNMENTS = {
    "left": Message("aligned left"),
    "center": Message("centred"),
    "right": Message("aligned right"),
    "both": Message("justified"),
    "distribute": Message("distributed"),
}
_SIZES = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三", 14: "四号",
    12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号", 6.5: "小六", 5.5: "七号", 5: "八号",
}  # fmt: skip


def _styled(subject: Subject, part: str) -> Iterator[tuple[Span, Style]]:
    """Yield span and style of the paragraphs in a part of the plan; rows and cells of tables are left out."""
    title = subject.title_span
    headings = {subject.block_index_at(node.span.start): node for node in reversed(subject.nodes) if node.title}
    for index, block in enumerate(subject.plan.blocks):
        if block.style is None or not block.text.strip() or block.kind is BlockKind.ROW or block.place.table:
            continue
        span = subject.block_span(index)
        node = headings.get(index)
        if span.start == title.start:
            is_part = part == "title"
        elif node is not None and subject.heading_span(node).end >= span.end - 1:
            is_part = part == f"level{node.id.count('.') + 1}"
        else:
            is_part = part == "body" and span.start > title.start and len(block.text) >= _LONG
        if is_part:
            yield span, block.style


def _differences(style: Style, options: Options) -> Iterator[_Difference]:
    if options.font and style.font and style.font not in options.font:
        yield _Difference("font", style.font, options.font[0])
    if options.size and style.size and abs(style.size - options.size) > options.tolerance:
        yield _Difference("size", _size(style.size), _size(options.size))
    if options.alignment and style.alignment and style.alignment != options.alignment:
        actual = _ALIGNMENTS.get(style.alignment, style.alignment)
        yield _Difference("alignment", actual, _ALIGNMENTS[options.alignment])
    if options.spacing and style.line_spacing is not None:
        least, most = options.spacing[0] - options.tolerance, options.spacing[-1] + options.tolerance
        fixed = style.line_rule in {"exact", "atLeast"}
        if not fixed or not least <= style.line_spacing <= most:
            number = f"{style.line_spacing:g}"
            spacing = (
                Message("{points} pt", {"points": number}) if fixed else Message("{lines} lines", {"lines": number})
            )
            wanted = "–".join(f"{points:g}" for points in options.spacing)
            yield _Difference("spacing", spacing, Message("{points} pt", {"points": wanted}))


def _size(points: float) -> Message:
    """Return a font size in points, with the name in Chinese Word (三号) if the size has a name."""
    params = {"points": f"{points:g}", "name": _SIZES.get(points, "")}
    return Message("{points} pt ({name})" if points in _SIZES else "{points} pt", params)


def _page(subject: Subject, options: Options) -> Iterator[Violation]:
    layout = subject.document.layout
    if layout is None or not options.margins:
        return
    for name, wanted in zip(("top", "bottom", "left", "right"), options.margins, strict=False):
        actual = _margin(layout, name)
        if abs(actual - wanted) > options.tolerance:
            place = subject.title_span
            params = {"what": _MARGINS[name], "found": _mm(actual), "wanted": _mm(wanted), "count": 1}
            yield Violation(place.start, place.end, params)


_MARGINS = {
    "top": Message("the top margin"),
    "bottom": Message("the bottom margin"),
    "left": Message("the left margin"),
    "right": Message("the right margin"),
}


def _margin(layout: PageLayout, name: str) -> float:
    return {"top": layout.top, "bottom": layout.bottom, "left": layout.left, "right": layout.right}[name]


def _mm(points: float) -> str:
    return f"{points / 72 * 25.4:.0f} mm"
