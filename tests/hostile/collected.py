"""Every regular expression of the package, with the methods that use it.

Found in the source, where `re.compile`, `lazy_pattern`, `re.search` and the like are called: the pattern is a constant or an
expression over names of the module. Patterns built from data files or arguments are found at run time, in
module variables, their fields and the results of cached functions without parameters.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import jyplan
from jyplan.text.patterns import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SEARCHES = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
ALL_METHODS = frozenset({"match", "fullmatch", "search"})
_CALLS = SEARCHES | ALL_METHODS | {"compile"}
_OPTIONAL = ("jyplan.engines", "jyplan.serve", "jyplan.corpora.parquet")


class Collected(NamedTuple):
    """A pattern of the package."""

    place: str
    """Module and line, or module and variable."""
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: frozenset[str]
    """Of `match`, `fullmatch` and `search` (with `finditer`, `sub`, …): those the package calls."""


def modules() -> list[ModuleType]:
    """Return all modules of the package; modules of extras that are not installed are left out."""
    loaded = []
    for info in pkgutil.walk_packages(jyplan.__path__, "jyplan."):
        if info.name.endswith("__main__"):
            continue
        try:
            loaded.append(importlib.import_module(info.name))
        except ImportError:
            if not info.name.startswith(_OPTIONAL):
                raise
    return loaded


def collect() -> tuple[list[Collected], list[str]]:
    """Return the patterns of the package, and the places of calls whose pattern the source alone does not show."""
    loaded = modules()
    trees = {module: ast.parse(inspect.getsource(module)) for module in loaded}
    uses = {module: _uses(tree) for module, tree in trees.items()}
    collected: dict[tuple[str | bytes, int], Collected] = {}
    unknown = []
    for module, tree in trees.items():
        names = _names_of_calls(tree)
        for call in _calls(tree):
            place = f"{module.__name__}:{call.lineno}"
            pattern = _evaluated(call, module)
            if pattern is None:
                unknown.append(f"{module.__name__}: {ast.unparse(call)}")
                continue
            _add(collected, Collected(place, pattern, _methods(call, names.get(call), module, uses)))
    for module in loaded:
        for name, pattern in _held(module):
            key = (pattern.pattern, pattern.flags)
            if key not in collected:
                attribute = name.rpartition(".")[2] if "." in name else None
                methods = _of_attribute(attribute, uses) if attribute else ALL_METHODS
                _add(collected, Collected(f"{module.__name__}.{name}", pattern, methods))
    return sorted(collected.values(), key=lambda entry: entry.place), sorted(unknown)


def _add(collected: dict[tuple[str | bytes, int], Collected], entry: Collected) -> None:
    key = (entry.pattern.pattern, entry.pattern.flags)
    if known := collected.get(key):
        entry = known._replace(methods=known.methods | entry.methods)
    collected[key] = entry


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in _CALLS:
            yield node


def _called(call: ast.Call) -> str | None:
    """Return the name of the function of `re` or `regex` that is called, `compile` for `lazy_pattern`; None for others."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="re" | "regex"), attr=name):
            return name
        case ast.Name(id="lazy_pattern"):
            return "compile"
    return None


def _evaluated(call: ast.Call, module: ModuleType) -> re.Pattern[str] | re.Pattern[bytes] | None:
    """Return the pattern of a call, from its constant arguments and the names of its module; None where that fails."""
    arguments = [call.args[0]]
    position = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(_called(call) or "", 2)
    arguments += call.args[position : position + 1]
    arguments += [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    try:
        values = [eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(vars(module))) for node in arguments]
        return re.compile(*values)
    except Exception:
        return None


def _names_of_calls(tree: ast.AST) -> dict[ast.AST, str]:
    """Return the name that each right side is bound to."""
    names: dict[ast.AST, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            names[node.value] = target.id
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and isinstance(node.target, ast.Name) and node.value:
            names[node.value] = node.target.id
    return names


class _Uses(NamedTuple):
    """The methods called on names and on attributes in a module; "any" for a use that is no call."""

    names: dict[str, set[str]]
    attributes: dict[str, set[str]]


def _uses(tree: ast.AST) -> _Uses:
    uses = _Uses(defaultdict(set), defaultdict(set))
    called: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _CALLS | {"pattern", "flags"}:
            _note(uses, node.value, node.attr)
            called.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and node not in called:
            _note(uses, node, "any")
    return uses


def _note(uses: _Uses, node: ast.AST, method: str) -> None:
    if isinstance(node, ast.Name):
        uses.names[node.id].add(method)
    elif isinstance(node, ast.Attribute):
        uses.attributes[node.attr].add(method)


def _methods(call: ast.Call, name: str | None, module: ModuleType, uses: dict[ModuleType, _Uses]) -> frozenset[str]:
    """Return the methods that use a pattern: called at once, or on its name, in other modules if the name is public."""
    if (function := _called(call)) and function != "compile":
        return _kinds({function})
    if name is None:
        return ALL_METHODS
    readers = [module] if name.startswith("_") else list(uses)
    return _kinds({method for reader in readers for method in uses[reader].names.get(name, ())}) or ALL_METHODS


def _of_attribute(name: str, uses: dict[ModuleType, _Uses]) -> frozenset[str]:
    return _kinds({method for used in uses.values() for method in used.attributes.get(name, ())}) or ALL_METHODS


def _kinds(methods: set[str]) -> frozenset[str]:
    """Return which of `match`, `fullmatch` and `search` stand for the methods; all where the use is not known."""
    if "any" in methods:
        return ALL_METHODS
    kinds = methods & {"match", "fullmatch"}
    return frozenset(kinds | ({"search"} if methods & SEARCHES else set()))


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield name and pattern for the patterns that variables, fields and cached results of a module hold."""
    for name, value in vars(module).items():
        if getattr(value, "__module__", module.__name__) not in {module.__name__, LazyPattern.__module__}:
            continue
        yield from _within(name, value, 0)


_DEEPEST = 6


def _within(name: str, value: Any, depth: int) -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, LazyPattern):
        yield name, value.compiled()
    elif depth > _DEEPEST:
        return
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from _within(f"{name}[{key!r}]", held, depth + 1)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        for field, held in zip(value._fields, value, strict=True):
            yield from _within(f"{name}.{field}", held, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset):
        for index, held in enumerate(value):
            if not isinstance(held, str | int | float | bytes):
                yield from _within(f"{name}[{index}]", held, depth + 1)
    elif inspect.isclass(value):
        for attribute, held in list(vars(value).items()):
            if isinstance(held, re.Pattern | LazyPattern | dict | tuple):
                yield from _within(f"{name}.{attribute}", held, depth + 1)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _within(f"{name}.{field.name}", getattr(value, field.name, None), depth + 1)
    elif hasattr(value, "cache_info") and not inspect.signature(value).parameters:
        yield from _within(f"{name}()", value(), depth + 1)
    elif type(value).__module__.startswith("jyplan.text.") and hasattr(value, "__dict__"):
        for attribute, held in vars(value).items():
            yield from _within(f"{name}.{attribute}", held, depth + 1)
