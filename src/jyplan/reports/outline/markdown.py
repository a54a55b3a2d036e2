"""`jyplan parse --format md`: the outline as headings, paragraphs and lists of CommonMark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Node, Outline, Plan
from jyplan.reports.media.labels import heading, plan_title, reason, with_marker
from jyplan.reports.media.markdown_text import inline, paragraph
from jyplan.reports.media.marks import MARKDOWN_MARK
from jyplan.reports.outline.selection import select_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.reports.protocol import OutlineOptions, Parsed

_DEEPEST = 6
"""Deepest level of headings: CommonMark 0.31, 4.2. Deeper nodes become lists."""


def render(results: Sequence[Parsed], options: OutlineOptions) -> str:
    """Return a Markdown text; with several documents, each begins with its path as a heading."""
    blocks = (block for result in results for block in _result(result, options, several=len(results) > 1))
    return "".join(f"{block}\n" for block in _separated((MARKDOWN_MARK, *blocks)))


def _separated(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the blocks, each after the first with an empty line before."""
    for index, block in enumerate(blocks):
        yield f"\n{block}" if index else block


def _result(result: Parsed, options: OutlineOptions, *, several: bool) -> Iterator[str]:
    if not isinstance(result, Outline):
        yield f"# {inline(result.path)}"
        yield paragraph(
            options.language.say(Message("not read: {reason}", {"reason": reason(result, options.language)}))
        )
        return
    if several:
        yield f"# {inline(result.document.path)}"
    for plan in select_roles(result, options.roles).plans:
        yield from _plan(plan, 2 if several else 1, options)


def _plan(plan: Plan, level: int, options: OutlineOptions) -> Iterator[str]:
    yield f"{'#' * level} {inline(plan_title(plan.number, plan.title, options.language))}"
    yield from map(paragraph, plan.preamble)
    yield from _siblings(plan.nodes, level + 1)


def _siblings(nodes: Sequence[Node], level: int) -> Iterator[str]:
    """Yield blocks for the children of a parent: headings if any titled child has text or children, else a list."""
    if level > _DEEPEST or not any(node.title and (node.text or node.children) for node in nodes):
        if nodes:
            yield "\n".join(_items(nodes, ""))
        return
    for node in nodes:
        title = heading(node)
        if title is None:
            yield from map(paragraph, _marked_text(node))
            yield from _siblings(node.children, _DEEPEST + 1)
        else:
            yield f"{'#' * level} {inline(title)}"
            yield from map(paragraph, node.text)
            yield from _siblings(node.children, level + 1)


def _items(nodes: Iterable[Node], indent: str) -> Iterator[str]:
    """Yield the lines of a list: an item per node, with further paragraphs and children nested in the item."""
    for node in nodes:
        title = heading(node)
        paragraphs = [paragraph(text) for text in (_marked_text(node) if title is None else node.text)]
        if title is not None:
            # a space after the second ** makes it close even after Chinese punctuation: CommonMark 0.31, 6.2
            paragraphs[:1] = [f"**{inline(title)}** {paragraphs[0]}"] if paragraphs else [paragraph(title)]
        for index, text in enumerate(paragraphs):
            if index:
                yield ""
            yield f"{indent}{'  ' if index else '- '}{text}"
        yield from _items(node.children, indent + "  ")


def _marked_text(node: Node) -> list[str]:
    """Return the paragraphs of a node without a title, the first with the marker."""
    first, *further = node.text or ("",)
    return [with_marker(node.marker, first), *further]
