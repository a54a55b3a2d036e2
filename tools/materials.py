"""What a user of jyplan installs, from `requirements.lock`: licences as a page, and a software bill of materials.

    python tools/materials.py licences > docs/licences.md
    python tools/materials.py sbom > dist/jyplan.cdx.json

The bill is CycloneDX 1.6 as JSON (ECMA-424). It has no time and a serial number made from its content: the same lock
gives the same bill. Licences come from the metadata of the installed packages, which `make` installs from the lock.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from jyplan.version import VERSION

_ROOT = Path(__file__).parents[1]
_LOCK = _ROOT / "requirements.lock"
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)([^\n]*)\n((?:    [^\n]*\n)*)", re.MULTILINE)
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",  # pypdfium2; PDFium's are in its wheel
}
"""Names of licences in older metadata, and their identifiers: spdx.org/licenses."""
_WINDOWS_ONLY = {"colorama": "BSD-3-Clause"}
"""Licences of packages that are pinned for another system and not installed here; read in their files."""
DATA = (
    ("traditional.txt", "Unicode CLDR/ICU 72, Traditional to Simplified", "Unicode-DFS-2016"),
    ("hanzi.txt", "word frequencies of jieba 0.42.1", "MIT"),
)
"""Files in `src/jyplan/data` that are made from the work of others."""


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package."""

    name: str
    version: str
    marker: str
    """For which systems and versions of Python it is pinned; empty for all."""
    hashes: tuple[str, ...]
    """SHA-256 of its files."""
    needed_by: tuple[str, ...]
    """Names of packages; `jyplan` for what jyplan asks for, `jyplan:build` for what only building needs."""


def packages(lock: str) -> list[Package]:
    """Return the packages of a lock, in its order."""
    return [
        Package(name, version, rest.strip(" ;\\"), tuple(re.findall(r"sha256:([0-9a-f]{64})", body)), _needed_by(body))
        for name, version, rest, body in _PIN.findall(lock)
    ]


def only_for_building(pinned: list[Package]) -> set[str]:
    """Return the names of packages that nothing but the building of jyplan needs."""
    needed_by = {package.name: set(package.needed_by) for package in pinned}
    building = {name for name, users in needed_by.items() if users == {"jyplan:build"}}
    while more := {name for name, users in needed_by.items() if users <= building | {"jyplan:build"}} - building:
        building |= more
    return building


def licence_of(package: Package) -> str:
    """Return the licence of a package as an SPDX identifier or expression.

    Raises:
        LookupError: the package is not installed, or its metadata names no licence that is known.
    """
    try:
        about = metadata.metadata(package.name).json
    except metadata.PackageNotFoundError:
        if package.name in _WINDOWS_ONLY:
            return _WINDOWS_ONLY[package.name]
        raise LookupError(f"{package.name} is not installed") from None
    if expression := about.get("license_expression"):
        return str(expression)
    lines = [line for line in about.get("classifier", ()) if line.startswith("License ::")]
    names = [str(about.get("license", "")), *(line.rpartition(" :: ")[2] for line in lines)]
    for name in names:
        if name in _SPDX.values() or name in _SPDX:
            return _SPDX.get(name, name)
    raise LookupError(f"{package.name}: no licence among {names}; add it to _SPDX")


def licences_page(pinned: list[Package]) -> str:
    """Return docs/licences.md."""
    building = only_for_building(pinned)
    rows = {(package.name, licence_of(package), package.name in building) for package in pinned}
    lines = [
        "# Licences of what is shipped and installed",
        "",
        "Made by `make licences` from `requirements.lock` and the metadata of the packages; a test holds that it is up to date.",
        "jyplan itself is under the MIT licence. Its wheel holds no code of others; these data files in it are made from their work:",
        "",
        "| file | made from | licence |",
        "|---|---|---|",
        *(f"| `data/{file}` | {source} | {licence} |" for file, source, licence in DATA),
        "",
        "`pip install 'jyplan[all]'` installs:",
        "",
        "| package | licence |",
        "|---|---|",
        *(f"| {name} | {licence} |" for name, licence, is_building in sorted(rows) if not is_building),
        "",
        "Only building jyplan from its source needs:",
        "",
        "| package | licence |",
        "|---|---|",
        *(f"| {name} | {licence} |" for name, licence, is_building in sorted(rows) if is_building),
    ]
    return "\n".join(lines) + "\n"


def bill(pinned: list[Package]) -> dict[str, object]:
    """Return the bill of materials of what users install; what only building needs is left out."""
    building = only_for_building(pinned)
    shipped = [package for package in pinned if package.name not in building]
    root = f"pkg:pypi/jyplan@{VERSION}"
    content = hashlib.sha256(repr((VERSION, shipped)).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": root, "name": "jyplan", "version": VERSION, "purl": root,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": [_component(package) for package in shipped],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(_purl(package) for package in shipped if user in package.needed_by)}
            for user, ref in [("jyplan", root), *((package.name, _purl(package)) for package in shipped)]
        ],
    }  # fmt: skip


def _needed_by(body: str) -> tuple[str, ...]:
    """Return the packages in the comment `# via` of a lock."""
    _, _, users = body.partition("# via")
    names = re.findall(r"^[ #]*([a-z0-9-]+)(?: \(([^)]*)\))?$", users, re.MULTILINE)
    return tuple("jyplan:build" if name == "jyplan" and place.endswith(":build") else name for name, place in names)


def _purl(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def _component(package: Package) -> dict[str, object]:
    properties = [{"name": "jyplan:distribution:sha256", "value": digest} for digest in package.hashes]
    if package.marker:
        properties.append({"name": "jyplan:marker", "value": package.marker})
    return {
        "type": "library", "bom-ref": _purl(package), "name": package.name, "version": package.version,
        "purl": _purl(package), "licenses": [{"expression": licence_of(package)}], "properties": properties,
    }  # fmt: skip


def main() -> int:
    """Print what the argument names."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    pinned = packages(_LOCK.read_text("utf-8"))
    match sys.argv[1:]:
        case ["licences"]:
            print(licences_page(pinned), end="")
        case ["sbom"]:
            print(json.dumps(bill(pinned), indent=1, ensure_ascii=False))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
