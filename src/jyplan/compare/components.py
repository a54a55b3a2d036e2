"""Connected components of a graph given by its links, by union-find (Tarjan 1975)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Item = TypeVar("Item", bound="Hashable")


def connected_components(links: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the components, and the items of each, in the order of first mention.

    A link from an item to itself adds an item without joining any.

    >>> connected_components([(1, 2), (5, 5), (3, 4), (2, 3)])
    [[1, 2, 3, 4], [5]]
    """
    parents: dict[Item, Item] = {}

    def root(item: Item) -> Item:
        while (parent := parents.setdefault(item, item)) != item:
            parents[item] = parents[parent]  # path halving: Tarjan and van Leeuwen 1984
            item = parent
        return item

    for left, right in links:
        first, second = root(left), root(right)
        parents[second] = first
    components: dict[Item, list[Item]] = {}
    for item in list(parents):
        components.setdefault(root(item), []).append(item)
    return list(components.values())
