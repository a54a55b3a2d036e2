"""The errors of readers for unreadable files, each with advice for the user."""

from __future__ import annotations

from jyplan.errors import ProtectedDocument, UnreadableDocument


def protected_error(path: str) -> ProtectedDocument:
    """Return the error for a file of any format encrypted as a whole or in parts."""
    return ProtectedDocument(
        "is protected with a password",
        where=path,
        hint="open it, remove the password and save it again",
    )


def cut_off_error(path: str) -> UnreadableDocument:
    """Return the error for a zip archive with a missing or damaged directory."""
    return UnreadableDocument(
        "is cut off or damaged: its zip directory cannot be read",
        where=path,
        hint="ask for the file again, or open it in Word and save it again",
    )


def too_large_error(path: str, megabytes: int, entries: int) -> UnreadableDocument:
    """Return the error for a package above the limits of unpacked bytes or entries."""
    return UnreadableDocument(
        "unpacks to more than {megabytes} MB of text or to more than {entries} parts",
        where=path,
        hint="check where it comes from; a work plan has a few MB at most",
        megabytes=megabytes,
        entries=entries,
    )


def too_long_error(path: str, part: str, megabytes: int) -> UnreadableDocument:
    """Return the error for a part with more markup than `MAX_MARKUP`."""
    return UnreadableDocument(
        "is too long: its part {part} has {megabytes} MB of dense markup",
        where=path,
        hint="check where it comes from, or split it; a thousand pages are read",
        part=part,
        megabytes=megabytes,
    )


def damaged_main_part_error(path: str, part: str) -> UnreadableDocument:
    """Return the error for an unreadable main part; an unreadable secondary part is only a problem."""
    return UnreadableDocument(
        "is damaged: its main part {part} cannot be read",
        where=path,
        hint="ask for the file again, or open it in Word and save it again",
        part=part,
    )


def no_document_error(path: str, root_tag: str = "") -> UnreadableDocument:
    """Return the error for an Office package without a Word document, naming the kind by the main part's root tag."""
    if "spreadsheetml" in root_tag:
        return UnreadableDocument(
            "is an Excel workbook, not a Word document", where=path, hint="save the text as .docx in Word"
        )
    if "presentationml" in root_tag:
        return UnreadableDocument(
            "is a PowerPoint presentation, not a Word document", where=path, hint="save the text as .docx in Word"
        )
    return UnreadableDocument(
        "is an Office package without a Word document", where=path, hint="save the text as .docx in Word"
    )
