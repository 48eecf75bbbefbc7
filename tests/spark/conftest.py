"""A Spark cluster on this machine: a standalone master and two workers, on loopback alone."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pyspark
import pytest

SECONDS = 120
HOME = Path(pyspark.__file__).parent
DEPLOY = "org.apache.spark.deploy"
# No network but loopback; a fixed port would be in the way of another run.
OPTIONS = "-Dspark.master.rest.enabled=false -Dspark.ui.enabled=false"
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"


@pytest.fixture(scope="session")
def cluster(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The address of the master, and what it has written down."""
    folder = tmp_path_factory.mktemp("cluster")
    log = folder / "master.log"
    address = f"spark://127.0.0.1:{_free()}"
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_MASTER_OPTS": OPTIONS}
    place = ["--host", "127.0.0.1", "--webui-port", "0"]
    master = ["master.Master", *place, "--port", address.rpartition(":")[2]]
    worker = ["worker.Worker", *place, "--cores", "1", "--memory", "1g", "--work-dir"]
    with ExitStack() as stack:
        for name, words in (
            ("master", master),
            ("one", [*worker, str(folder / "one"), address]),
            ("two", [*worker, str(folder / "two"), address]),
        ):
            said = stack.enter_context((folder / f"{name}.log").open("w"))
            process = subprocess.Popen(
                [HOME / "bin" / "spark-class", f"{DEPLOY}.{words[0]}", *words[1:]],
                env=environment, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
            stack.callback(process.wait, 30)
            stack.callback(process.terminate)
        until = time.monotonic() + SECONDS
        while log.read_text().count("Registering worker") < 2:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield SimpleNamespace(address=address, log=log)


def _free() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
