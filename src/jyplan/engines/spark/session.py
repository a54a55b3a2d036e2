"""The session of Apache Spark: quiet, and on one machine without a network.

The settings of a running driver (`spark-submit`, a notebook) are kept. Otherwise Java is started with this process, and
its output goes to a temporary file; an error shows the last line.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from jyplan.errors import MissingExtra, SparkError, UsageError
from jyplan.inputs import format_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark import SparkConf
    from pyspark.sql import SparkSession

DEFAULT_MASTER = "local[*]"
_LOG_SETTINGS = Path(__file__).parents[2] / "data" / "spark-log4j2.properties"
_PACKAGES = Path(__file__).parents[3]
_TAIL = 2000
"""Bytes at the end of Java's output in which an error looks for the last line."""
_FOR_JAVA = 2
"""Divisor: on one machine Java gets half of the memory allowed; the workers with the texts need the other half."""
_LEAST_JAVA = 512 << 20
"""Bytes; Spark does not start with less than 450 MB."""

_ALWAYS = {
    "spark.app.name": "jyplan",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # pairs of a batch: 7 MB with their texts
    "spark.sql.session.timeZone": "UTC",
}
_ONE_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "16",  # of 200 most would be empty below a million plans
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOG_SETTINGS.as_uri()}",
}


@contextmanager
def open_session(
    master: str | None = None, memory: int | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """Give a session, stopped when the block ends.

    `master` is a Spark master: `local[2]`, `spark://host:7077`, `yarn`; None takes the master of a running driver, else
    all processors of this machine. `memory`, in bytes, counts on one machine only; `settings` are Spark properties.

    Raises:
        MissingExtra: PySpark is not installed.
        SparkError: Java is missing, the master does not answer, or the work failed.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import AnalysisException, PySparkException, PythonException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra(
            "this engine needs Apache Spark", where="--engine spark", hint="install it: pip install 'jyplan[spark]'"
        ) from error
    configuration = SparkConf()
    configuration.setAll([*(_settings(master, memory) | dict(settings or {})).items()])
    context = None
    try:
        if SparkContext._gateway is None and not _is_submitted():
            _start_java(configuration)
        context = SparkContext(conf=configuration)
        yield SparkSession(context)
    except (AnalysisException, PythonException):
        raise  # a bug of jyplan
    except (PySparkException, Py4JError) as error:
        raise _spark_error(error) from error
    finally:
        if context is not None:
            context.stop()


def _is_submitted() -> bool:
    """Whether `spark-submit` started this process and has set the master and the memory."""
    return "PYSPARK_GATEWAY_PORT" in os.environ


def _settings(master: str | None, memory: int | None) -> dict[str, str]:
    """Return the Spark properties of a session.

    >>> sorted(_settings("yarn", None))[0], _settings("local[2]", 4 << 30)["spark.driver.memory"]
    ('spark.app.name', '2048m')
    """
    if master is None and _is_submitted():
        return dict(_ALWAYS)
    chosen = _ALWAYS | {"spark.master": master or DEFAULT_MASTER}
    if not chosen["spark.master"].startswith("local"):
        return chosen
    chosen |= _ONE_MACHINE | {"spark.executorEnv.PYTHONPATH": os.pathsep.join([str(_PACKAGES), *_python_path()])}
    if memory is not None:
        if memory < _LEAST_JAVA * _FOR_JAVA:
            raise UsageError(
                "Spark needs {least} of memory", where="--memory", least=format_size(_LEAST_JAVA * _FOR_JAVA)
            )
        chosen["spark.driver.memory"] = f"{memory // _FOR_JAVA >> 20}m"
    return chosen


def _python_path() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


@cache
def _java_output() -> IO[bytes]:
    """Return the file with the output of Java, open until this process ends."""
    file = TemporaryFile()  # noqa: SIM115 - Java writes to it until this process ends
    atexit.register(file.close)
    return file


def _start_java(configuration: SparkConf) -> None:
    """Start Java for this process, the output going to a file, the workers using this Python."""
    from pyspark import SparkContext
    from pyspark.java_gateway import launch_gateway

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if (configuration.get("spark.master") or "").startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else Java asks the network for the name of this machine
    gateway = launch_gateway(configuration, popen_kwargs={"stdout": _java_output(), "stderr": _java_output()})  # type: ignore[no-untyped-call]
    SparkContext._gateway = gateway
    SparkContext._jvm = gateway.jvm


def _spark_error(error: Exception) -> SparkError:
    """Return an error with the last line of Java's output, or about missing Java."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return SparkError("Spark needs Java, which is not installed", hint="install Java 17 or newer")
    output = _java_output()
    output.seek(max(output.seek(0, os.SEEK_END) - _TAIL, 0))
    last = output.read().decode("utf-8", "replace").strip().splitlines()
    reason = str(error).splitlines()[0]
    return SparkError(
        "Spark gave up ({reason})", hint="its last message: {last}", reason=reason, last=last[-1] if last else "-"
    )
