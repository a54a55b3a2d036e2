"""Connected components: what a chain of links joins belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Item = TypeVar("Item", bound="Hashable")


def connected_components(links: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the items that links join, directly or over others, in the order of their first mention (union-find).

    A link from an item to itself names an item that may stand alone.

    >>> connected_components([(1, 2), (5, 5), (3, 4), (2, 3)])
    [[1, 2, 3, 4], [5]]
    """
    parents: dict[Item, Item] = {}

    def root(item: Item) -> Item:
        while (parent := parents.setdefault(item, item)) != item:
            parents[item] = parents[parent]  # halves the path for the next question
            item = parent
        return item

    for left, right in links:
        first, second = root(left), root(right)
        parents[second] = first
    components: dict[Item, list[Item]] = {}
    for item in list(parents):
        components.setdefault(root(item), []).append(item)
    return list(components.values())
