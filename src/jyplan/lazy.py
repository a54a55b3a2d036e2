"""Names of a package that are imported when they are first asked for (PEP 562): a command needs few of them.

A type checker reads the imports under `if TYPE_CHECKING:` of the package instead.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as in `typing`, whose import would cost more than all the rest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(package: str, names_by_module: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package; names are separated by spaces, under the module that defines them.

    >>> get = lazy_names("jyplan.lazy", {"fractions": "Fraction"})
    >>> get("Fraction")
    <class 'fractions.Fraction'>
    """
    homes = {name: module for module, names in names_by_module.items() for name in names.split()}

    def get(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        value: object = getattr(import_module(homes[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
