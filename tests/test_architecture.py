"""The house keeps its plan: who may import whom, and one door to each dependency (docs/architecture.md)."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "jyplan"

MAY_IMPORT = {
    # room        what it may know of
    "model": "",
    "errors": "",
    "pool": "",
    "language": "model errors",
    "text": "model",
    "zips": "model errors zipnames",
    "zipnames": "text",
    "inputs": "model errors zips",
    "sides": "model errors",
    "corpora": "model errors inputs",
    "readers": "model errors text",
    "outline": "model text",
    "compare": "model text",
    "checks": "model text",
    "archive": "model errors text compare",
    "rulesets": "model errors text checks",
    "checker": "model text rulesets checks",
    "examples": "model text readers outline checks rulesets checker",
    "baseline": "model errors",
    "settings": "errors",
    "reports": "model errors text language",
    "reading": "model errors inputs pool corpora readers outline",
    "cache": "model errors inputs __init__",
    "engines": "model errors inputs compare corpora reading",
    "api": "model errors text inputs sides pool reading engines cache compare archive checks rulesets checker",
    "cli": "model errors inputs sides language cache reading api archive rulesets examples baseline settings reports __init__",
    "__init__": "api errors inputs",
    "__main__": "cli",
}

DOORS = {
    # dependency   the only places that may open it
    "jieba": "text/words.py",
    "yaml": "rulesets/tree.py reports/outline_yaml.py",
    "regex": "text/expressions.py",
    "typer": "cli/",
    "click": "cli/",
    "rich": "reports/terminal.py",
    "xlsxwriter": "reports/",
    "docx": "readers/docx/ reports/",
    "rapidfuzz": "compare/",
    "pypdfium2": "readers/pdf/glyphs.py",
    "duckdb": "corpora/parquet.py",
    "pyspark": "engines/spark/",
    "py4j": "engines/spark/session.py",
    "pyarrow": "engines/spark/",
    "markdown_it": "readers/markdown/blocks.py",
    "subprocess": "readers/libreoffice.py",
    "multiprocessing": "pool.py",
    "sqlite3": "archive/",
    "gettext": "language.py cli/app.py",
}

OPENING = {
    # call   who may make it: what the user names is opened by `inputs` and written by `cli/output`
    "open": "inputs.py cli/output.py",
    # the console opens os.devnull, the cache and the archive their own folders
    "os.open": "inputs.py cli/console.py cache/store.py archive/storage.py",
    ".open": "archive/storage.py readers/ zips.py",  # files of the archive in its own folder; members of zips
    "read_bytes": "readers/libreoffice.py rulesets/sources.py cache/",  # in folders of their own, as the two below
    "write_bytes": "readers/libreoffice.py",
    "write_text": "readers/libreoffice.py cli/boundary.py",  # the log of a mistake of ours
    "print": "",
    "exit": "__main__.py",
    "sys.exit": "__main__.py",
}


@cache
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))
    }


def room_of(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def imports(tree: ast.Module) -> set[str]:
    """Return the full names that a module imports, those for type checking included."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute, so that this test can read them"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(tree: ast.Module) -> set[str]:
    parts = [name.split(".") for name in imports(tree)]
    rooms = {path[1] for path in parts if path[0] == "jyplan" and len(path) > 1}
    return {room if room in MAY_IMPORT else "__init__" for room in rooms}


def calls(tree: ast.Module) -> set[str]:
    """Return the names that are called: `open`, `os.open`, and the method alone of anything else."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            whole = ast.unparse(node.func)
            found.add(whole if whole.startswith(("os.", "sys.")) else f".{node.func.attr}")
    return found | {name.removeprefix(".") for name in found if name.startswith((".read_", ".write_"))}


def outside(module: str, doors: str) -> bool:
    return not any(module == door or (door.endswith("/") and module.startswith(door)) for door in doors.split())


@pytest.mark.parametrize("module", modules())
def test_room_imports_only_what_it_may_know(module: str) -> None:
    room = room_of(module)
    assert room in MAY_IMPORT, f"{room} is a new room: give it a line in MAY_IMPORT and in docs/architecture.md"
    assert rooms_imported(modules()[module]) - {room} <= set(MAY_IMPORT[room].split())


@pytest.mark.parametrize("dependency", DOORS)
def test_dependency_has_one_door(dependency: str) -> None:
    users = {
        module for module, tree in modules().items() if dependency in {name.split(".")[0] for name in imports(tree)}
    }
    assert {module for module in users if outside(module, DOORS[dependency])} == set()


@pytest.mark.parametrize("call", OPENING)
def test_only_the_doors_open_print_and_exit(call: str) -> None:
    users = {module for module, tree in modules().items() if call in calls(tree)}
    assert {module for module in users if outside(module, OPENING[call])} == set()


def test_nothing_flows_back() -> None:
    """No circle of rooms, the lazy names of the package aside."""
    waiting = {room: set(names.split()) - {"__init__"} for room, names in MAY_IMPORT.items()}
    while free := {room for room, names in waiting.items() if not names}:
        waiting = {room: names - free for room, names in waiting.items() if room not in free}
    assert waiting == {}


def test_wall_between_rooms_is_noticed() -> None:
    tree = ast.parse("from jyplan import api\nfrom jyplan.cli.console import Console\nimport jyplan.readers.txt")
    assert rooms_imported(tree) == {"api", "cli", "readers"}
