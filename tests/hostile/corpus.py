"""Hostile files, each by name: a function that builds its file name and content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import pattern_files, pdf_files, shapes, xml_files

if TYPE_CHECKING:
    from collections.abc import Callable


def hostile_files(lines: int) -> dict[str, Callable[[], tuple[str, bytes]]]:
    """Return all hostile files; those that differ in shape alone have so many lines, rows or elements."""
    return {
        **{
            f"shape {name}": lambda file=file, make=make: (file, make(lines))  # type: ignore[misc]
            for name, (file, make) in shapes.SHAPES.items()
        },
        **{f"patterns {name}": build for name, build in pattern_files.FILES.items()},
        **{
            f"pdf {name}": lambda build=build: ("plan.pdf", build())  # type: ignore[misc]
            for name, build in (pdf_files.HEAVY | pdf_files.HARMLESS).items()
        },
        **{
            f"xml {variant.name}": lambda data=variant.data: ("plan.docx", xml_files.with_main_part(data))  # type: ignore[misc]
            for variant in xml_files.variants("file:///etc/hostname")
            if "utf-8 declared as nothing" in variant.name or variant.name.endswith("utf-16-be declared as nothing")
        },
    }
