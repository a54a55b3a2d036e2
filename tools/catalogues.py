"""Bring the message catalogues up to date with the code: `make messages`.

Every sentence for the user is a literal in one of a few places (see `_sentences`). The sentences are collected from the
syntax tree, merged into `locale/*/LC_MESSAGES/jyplan.po` and compiled to `.mo`. Sentences without a translation are listed
and make the run fail.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parent.parent / "src" / "jyplan"
CATALOGUE = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES" / "jyplan.po"

Sentence = str | tuple[str, str]
"""A message id, or its singular and plural."""

BORROWED: tuple[Sentence, ...] = (
    "Arguments",
    "Commands",
    "Options",
    "default: {default}",
    "required",
)
"""What every version of Typer looks up with gettext; a test checks that the wording has not changed."""


def collect() -> dict[Sentence, list[str]]:
    """Return the files of every sentence for the user, by sentence; paths start at `src/`."""
    files: dict[Sentence, list[str]] = {sentence: [] for sentence in BORROWED}
    errors = _error_names()
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE.parent).as_posix()
        tree = ast.parse(path.read_text("utf-8"), place)
        constants = _constants(tree)
        for node in ast.walk(tree):
            for sentence in _sentences(node, errors, place, constants):
                places = files.setdefault(sentence, [])
                if place not in places:
                    places.append(place)
    return files


def merge(files: dict[Sentence, list[str]]) -> Catalog:
    """Return the Chinese catalogue with exactly the sentences of `files`; new sentences are untranslated."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN", domain="jyplan")
    template = Catalog(domain="jyplan", fuzzy=False, creation_date=catalogue.creation_date)
    for sentence, places in files.items():
        template.add(sentence, locations=[(place, 0) for place in places])
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences without a translation, or with a translation marked as fuzzy."""
    return [
        str(message.id) for message in catalogue if message.id and (message.fuzzy or not all(_texts(message.string)))
    ]


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return the content of the .po file and of the .mo file of a catalogue."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=False)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def main() -> int:
    """Write both files and return 1 if a translation is missing."""
    catalogue = merge(collect())
    po, mo = written(catalogue)
    CATALOGUE.write_bytes(po)
    CATALOGUE.with_suffix(".mo").write_bytes(mo)
    missing = untranslated(catalogue)
    for sentence in missing:
        print(f"{CATALOGUE.name}: to be translated: {sentence}", file=sys.stderr)
    return 1 if missing else 0


def _error_names() -> frozenset[str]:
    tree = ast.parse((SOURCE / "errors.py").read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.ClassDef))


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Return the constants of a module by name, as a sentence may be a named constant."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _sentences(node: ast.AST, errors: frozenset[str], place: str, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the sentences for the user in a call or an assignment."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        if (name in {"Message", "gettext"} or name in errors) and node.args:
            yield from _literals(node.args[0], place, constants)
        for keyword in (
            ("hint",)
            if name in errors
            else ("help", "metavar")
            if name in {"Option", "Argument", "Typer", "TyperOption"}
            else ()
        ):
            if keyword in named:
                yield from _literals(named[keyword], place, constants)
    elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["SUBCOMMANDS"]:
        if isinstance(node.value, ast.Tuple):
            for entry in node.value.elts:
                if isinstance(entry, ast.Tuple):
                    yield from _literals(entry.elts[1], place, constants)
    elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["HELP"]:
        yield from _literals(node.value, place, constants)


def _literals(node: ast.expr, place: str, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the possible literal values of an expression; a sentence built at run time cannot be translated."""
    match node:
        case ast.Constant(value=str(text)):
            if text:
                yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body, place, constants)
            yield from _literals(orelse, place, constants)
        case ast.JoinedStr() | ast.BinOp():
            raise SystemExit(f"{place}:{node.lineno}: a sentence for the user must be one literal with {{fields}}")
        case ast.Name(id=name) if name in constants:
            yield from _literals(constants[name], place, constants)
        case _:  # any other name or attribute passes on a literal from elsewhere
            return


def _texts(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str) or string is None else tuple(string)


if __name__ == "__main__":
    sys.exit(main())
