"""Corpora in Parquet: columns `id` and `text`, optionally `title`, `school`, `year` and `date`, a plan a row.

DuckDB reads the file: a wheel of 20 MB, used for joining fingerprints too; pyarrow would add 50 MB for
Parquet alone. DuckDB opens the file by name, since it reads at changing offsets. Access is limited to this
file, whatever the name looks like (a pattern, a network address), and extensions are not loaded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.corpora.records import FIELDS, Records
from jyplan.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from jyplan.corpora.protocol import CorpusPlan
    from jyplan.inputs import Source

NAME = "parquet"

_MAGIC = b"PAR1"  # Parquet format, “File format”
_AT_ONCE = 20
"""Rows fetched together: 0.2 MB of plans; more are no faster."""
_MEMORY = "500MB"
"""For DuckDB, which takes 50 MB for honest plans; a page of a column that unpacks to more is an error of the file."""
_LEAST_TEXT = 16_000_000
"""Most characters of a tiny file: 10,000 copies of a plan pack into the size of a single copy."""
_DENSITY = 50
"""Further characters allowed for each byte of the file; texts of plans pack into a fifth of their bytes."""
_WILDCARDS = re.compile(r"([*?\[])")


def recognises(beginning: bytes, name: str) -> bool:
    """Return whether a file begins as a Parquet file."""
    del name
    return beginning.startswith(_MAGIC)


def read(source: Source, longest: int) -> Iterator[CorpusPlan | InputError]:
    """Yield the plans row by row; see `CorpusReader.read`."""
    if source.file is None or not source.is_on_disk:
        raise InputError("Parquet is read only from a file on disk", where=source.path, hint="save or unpack it first")
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs the package DuckDB", where=source.path, hint="install it: pip install 'jyplan[duckdb]'"
        ) from error
    inputs.open_stream(source).close()  # so that a file that cannot be opened raises our own error
    records = Records(source.path, longest, source.redact)
    left = _LEAST_TEXT + _DENSITY * source.size
    number = 0
    try:
        with _connect(Path(source.file).absolute()) as connection:
            for number, values in enumerate(_rows(connection, source), 1):
                left -= sum(len(value) for value in values.values() if isinstance(value, str))
                if left < 0:
                    yield _too_dense(source, number)
                    return
                yield from records.read(number, values)
    except duckdb.OutOfMemoryException:
        yield _too_dense(source, number + 1)
    except duckdb.Error as error:
        raise _damaged(source, number, error) from error


def _too_dense(source: Source, number: int) -> InputError:
    return InputError(
        "holds more text than a file of {size} may; it was not read beyond row {number}",
        where=source.path,
        hint="check where it comes from, or write it as .jsonl",
        size=inputs.format_size(source.size),
        number=number - 1,
    )


def _damaged(source: Source, number: int, error: Exception) -> InputError:
    reason = str(error).splitlines()[0]
    if source.redact:  # DuckDB names the file
        from jyplan.text.redaction import redact

        reason = redact(reason)
    return InputError(
        "cannot be read beyond row {number} ({reason})",
        where=source.path,
        hint="write the file again",
        number=number,
        reason=reason,
    )


def _connect(file: Path) -> DuckDBPyConnection:
    """Return a DuckDB connection limited to reading a single file."""
    import duckdb

    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": _MEMORY,
            "temp_directory": "",
            "threads": 1,
        }
    )
    connection.execute("SET allowed_paths = $1", [[str(file), _as_pattern(file)]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _rows(connection: DuckDBPyConnection, source: Source) -> Iterator[dict[str, object]]:
    """Yield each row as a dictionary of the known fields.

    Raises:
        InputError: the column `text` is missing.
    """
    file = [_as_pattern(Path(source.file or source.path).absolute())]
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", file).fetchall()
    columns = [name for name in FIELDS if name in {row[0] for row in described}]
    if "text" not in columns:
        raise InputError(
            "has no column “text”",
            where=source.path,
            hint="its columns are {columns}; call one id and one text",
            columns=", ".join(str(row[0]) for row in described),
        )
    names = ", ".join(columns)  # from FIELDS, so that no text of the file gets into the query
    rows = connection.execute(f"SELECT {names} FROM read_parquet($1)", file)
    while batch := rows.fetchmany(_AT_ONCE):
        for row in batch:
            yield dict(zip(columns, row, strict=True))


def _as_pattern(file: Path) -> str:
    """Return a pattern that matches a single file: DuckDB reads every name as a pattern.

    >>> _as_pattern(Path("/plans/[2024]*.parquet"))
    '/plans/[[]2024][*].parquet'
    """
    return _WILDCARDS.sub(r"[\1]", str(file))
