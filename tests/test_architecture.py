"""The house keeps its plan: who may import whom, and one door to each dependency (docs/architecture.md)."""

from __future__ import annotations

import ast
import pkgutil
import re
import tomllib
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = ROOT / "src" / "jyplan"
ARCHITECTURE = ROOT / "docs" / "architecture.md"

MODULE_OF = {
    # distribution      the module it installs, where that has another name
    "python-docx": "docx",
    "pyyaml": "yaml",
    "markdown-it-py": "markdown_it",
    "pandas": "pyspark",  # PySpark asks for it before it uses Arrow
}

MAY_IMPORT = {
    # room              what it may know of; a room in a folder is named with it, and none knows what stands below it
    "version": "",
    "lazy": "",
    "model": "lazy",
    "errors": "model",
    "drafts": "",
    "language": "model errors",
    "text": "model",
    "inputs": "model errors text",
    "readers.ooxml": "model errors text",
    "readers": "model errors text readers.ooxml",
    "outline": "model text",
    "corpora": "model errors text inputs",
    "compare": "",
    "compare.arrays": "",
    "compare.components": "",
    "compare.passages": "model text compare.arrays compare.components",
    "compare.diff": "model text compare.arrays compare.passages",
    "compare.copies": "model text compare.arrays compare.components compare.passages",
    "compare.rewrites": "model text compare.arrays compare.passages",
    "compare.years": "model text",
    "archive": "model errors compare.arrays compare.passages compare.copies",
    "checks": "model errors text",
    "checks.kinds": "model text checks",
    "rulesets": "model errors text readers checks",
    "checker": "model errors text readers outline checks rulesets",
    "reading": "model errors inputs readers outline corpora",
    "cache": "version model errors drafts text inputs reading",
    "engines": "model errors inputs corpora compare.arrays compare.passages compare.copies reading",
    "reviewing": "model text outline compare.arrays compare.passages compare.diff compare.copies reading",
    "api": "version lazy model errors text inputs compare.passages compare.diff compare.copies compare.rewrites compare.years archive checks rulesets "
    "checker reading cache engines reviewing",
    "reports.protocol": "lazy model errors language",
    "reports.media": "model errors language text reports.protocol",
    "reports.outline": "model errors language text reports.protocol reports.media",
    "reports.diff": "model errors language text compare.arrays reports.protocol reports.media",
    "reports.check": "model errors language text reports.protocol reports.media",
    "reports.dupes": "model errors language text reports.protocol reports.media",
    "reports.review": "model errors language text reports.protocol reports.media reports.outline reports.check",
    "reports.archive": "model errors language text reports.protocol reports.media",
    "reports": "lazy reports.protocol reports.outline reports.diff reports.check reports.dupes reports.archive reports.review",
    "cli": "version model errors drafts language inputs api reports.media reports.archive reports.diff reports.review reports",
    "__init__": "version lazy errors inputs api",
    "__main__": "cli",
}

DOORS = {
    # dependency   the only places that may open it
    "yaml": "rulesets/tree.py reports/outline/yaml.py",
    "regex": "text/expressions.py",
    "jieba": "text/words.py",
    "rjieba": "text/words.py",
    "typer": "cli/commandline.py",
    "click": "cli/commandline.py",
    "rich": "cli/progress.py",
    "xlsxwriter": "reports/",
    "docx": "reports/media/word/",
    "rapidfuzz": "compare/",
    "pypdfium2": "readers/pdf/pdfium.py",
    "duckdb": "corpora/parquet.py",
    "pyspark": "engines/spark/",
    "py4j": "engines/spark/session.py",
    "pyarrow": "engines/spark/",
    "markdown_it": "readers/markdown/blocks.py",
    "subprocess": "readers/libreoffice.py readers/workroom.py",
    "multiprocessing": "reading/spawned.py",
    "sqlite3": "archive/",
    "gettext": "language.py cli/commandline.py cli/help.py",
}

PARSER = "text/trees.py"
"""The only place that parses XML or HTML: limits and the ban of definitions stand there."""
PARSING_CALLS = {"XMLParser", "HTMLParser", "XMLPullParser", "HTMLPullParser", "XML", "HTML", "XMLID", "XMLDTDID",
                 "fromstring", "fromstringlist", "iterparse", "parseid", "DTD", "XMLSchema", "XSLT", "ETCompatXMLParser"}  # fmt: skip
OTHER_PARSERS = {
    "xml",
    "html.parser",
    "bs4",
    "html5lib",
    "defusedxml",
    "lxml.html",
    "lxml.objectify",
    "lxml.sax",
    "docx.oxml.parser",
}

OPENING = {
    # call   who may make it: what the user names is opened by `inputs` and written by `cli/output`
    "open": "inputs/files.py cli/output.py cache/private.py",
    # the console and workers open os.devnull, the cache and the archive their own folders
    "os.open": "inputs/files.py drafts.py cli/console.py cache/private.py archive/storage.py reading/worker.py readers/workroom.py",
    ".open": "archive/storage.py readers/ inputs/zips.py",  # files of the archive in its own folder; members of zips
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


@cache
def names() -> dict[str, str]:
    """Return the path of every module by its dotted name within the package."""
    return {module.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module for module in modules()}


def room_of(name: str) -> str:
    """Return the room that a module is in: the longest one that its dotted name begins with."""
    while name not in MAY_IMPORT:
        assert name, "a new room needs a line in MAY_IMPORT and in docs/architecture.md"
        name = name.rpartition(".")[0]
    return name


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


def modules_imported(tree: ast.Module) -> set[str]:
    """Return the modules of the package that a module imports, as dotted names within the package."""
    inside = {name.removeprefix("jyplan").removeprefix(".") for name in imports(tree) if name.split(".")[0] == "jyplan"}
    return {name if name in names() else name.rpartition(".")[0] or "__init__" for name in inside}


def circles(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return what is left of a graph once everything that leads nowhere is taken away, again and again."""
    waiting = {name: set(targets) for name, targets in edges.items()}
    while free := {name for name, targets in waiting.items() if not targets}:
        waiting = {name: targets - free for name, targets in waiting.items() if name not in free}
    return waiting


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


@pytest.mark.parametrize("name", names())
def test_room_imports_only_what_it_may_know(name: str) -> None:
    room = room_of(name)
    rooms = {room_of(module) for module in modules_imported(modules()[names()[name]])}
    assert rooms - {room} <= set(MAY_IMPORT[room].split())


def test_copies_and_diff_know_nothing_of_each_other() -> None:
    assert "compare.diff" not in MAY_IMPORT["compare.copies"].split()
    assert "compare.copies" not in MAY_IMPORT["compare.diff"].split()


def test_commands_know_the_face_of_the_package_only() -> None:
    assert {room.partition(".")[0] for room in MAY_IMPORT["cli"].split()} == {
        "version", "model", "errors", "drafts", "language", "inputs", "api", "reports"
    }  # fmt: skip


def test_every_room_is_there() -> None:
    assert {room for room in MAY_IMPORT if room not in names()} == set()


@pytest.mark.parametrize(
    "door", sorted({door for doors in (DOORS, OPENING) for door in " ".join(doors.values()).split()})
)
def test_every_door_is_there(door: str) -> None:
    assert (SOURCE / door).exists()


@pytest.mark.parametrize("dependency", DOORS)
def test_dependency_has_one_door(dependency: str) -> None:
    users = {
        module for module, tree in modules().items() if dependency in {name.split(".")[0] for name in imports(tree)}
    }
    assert {module for module in users if outside(module, DOORS[dependency])} == set()


def parsers(tree: ast.Module) -> set[str]:
    """Return what a module uses to parse XML or HTML on its own."""
    used = {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "etree"
    } | {name.removeprefix("lxml.etree.") for name in imports(tree) if name.startswith("lxml.etree.")}
    foreign = {
        name for name in imports(tree) for parser in OTHER_PARSERS if name == parser or name.startswith(f"{parser}.")
    }
    return used & (PARSING_CALLS | {"parse"}) | {name for name in foreign if not name.startswith("xml.sax.saxutils.")}


def test_only_one_module_parses_xml() -> None:
    assert {module for module, tree in modules().items() if parsers(tree) and module != PARSER} == set()


@pytest.mark.parametrize(
    "line",
    [
        "etree.fromstring(data)",
        "from lxml.etree import XMLParser",
        "import xml.dom.minidom",
        "from xml.etree import ElementTree",
    ],
)
def test_second_parser_is_noticed(line: str) -> None:
    assert parsers(ast.parse(line))


@pytest.mark.parametrize("call", OPENING)
def test_only_the_doors_open_print_and_exit(call: str) -> None:
    users = {module for module, tree in modules().items() if call in calls(tree)}
    assert {module for module in users if outside(module, OPENING[call])} == set()


def test_nothing_flows_back() -> None:
    edges = {room: set(known.split()) for room, known in MAY_IMPORT.items()}
    assert circles(edges) == {}


def test_no_circle_of_modules() -> None:
    """Imports for types count: a circle of types is one that a reader has to go round, too."""
    edges = {name: modules_imported(modules()[path]) - {name} for name, path in names().items()}
    assert circles(edges) == {}


def test_rooms_are_listed_from_the_ground_up() -> None:
    rooms = list(MAY_IMPORT)
    assert [room for room in rooms if set(MAY_IMPORT[room].split()) - set(rooms[: rooms.index(room)])] == []


def test_guide_to_the_house_has_the_same_table() -> None:
    rows = re.findall(r"^\| `([a-z._]+)` \|[^|]*\|([^|]*)\|$", ARCHITECTURE.read_text("utf-8"), re.MULTILINE)
    shown = {room: " ".join(re.findall(r"[a-z._]+", known)).replace("nothing", "") for room, known in rows}
    assert shown == MAY_IMPORT


def test_guide_to_the_house_names_only_modules_that_are_there() -> None:
    named = set(re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", ARCHITECTURE.read_text("utf-8")))
    assert {module for module in named if not (SOURCE / module).exists() and not (ROOT / module).exists()} == set()


def test_guide_to_the_house_names_only_functions_and_rooms_that_are_there() -> None:
    dotted = re.findall(r"`((?:[a-z_]+\.)+[a-z_]+)(?:\(\))?`", ARCHITECTURE.read_text("utf-8"))
    named = {name.removeprefix("jyplan.") for name in dotted if not name.endswith((".py", ".toml"))}
    assert {name for name in named if not (is_of_package(name) or find_spec(name.split(".")[0]))} == set()


def is_of_package(name: str) -> bool:
    """Whether a dotted name is a module of the package or a name in one."""
    try:
        pkgutil.resolve_name(f"jyplan.{name}")
    except (ImportError, AttributeError):
        return False
    return True


def test_every_dependency_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    wanted = {re.match(r"[A-Za-z0-9-]+", line)[0] for line in declared} - {"jyplan"}  # type: ignore[index]
    used = {name.split(".")[0] for tree in modules().values() for name in imports(tree)}
    assert {name for name in wanted if MODULE_OF.get(name, name) not in used} == set()


def test_no_two_classes_share_a_name() -> None:
    """The options of a rule kind aside: every kind has a class `Options`, as its protocol asks."""
    homes: dict[str, list[str]] = {}
    for name, path in names().items():
        for node in ast.walk(modules()[path]):
            if isinstance(node, ast.ClassDef) and (room_of(name), node.name) != ("checks.kinds", "Options"):
                homes.setdefault(node.name, []).append(name)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def test_wall_between_rooms_is_noticed() -> None:
    tree = ast.parse("from jyplan import api\nfrom jyplan.cli.console import Console\nimport jyplan.readers.txt")
    assert {room_of(name) for name in modules_imported(tree)} == {"api", "cli", "readers"}


def test_circle_is_noticed() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"a": {"b"}, "b": {"c"}, "c": {"b"}}


def test_no_room_has_more_than_twenty_modules() -> None:
    """A stranger finds a module by reading the names of a room."""
    sizes = {
        str(folder.relative_to(SOURCE)): len([*folder.glob("*.py")]) for folder in SOURCE.rglob("*") if folder.is_dir()
    }
    assert {name for name, size in sizes.items() if size > 20} == set()
