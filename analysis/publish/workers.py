"""Processes that draw, one task at a time each.

The parent has the case and the libraries in memory before it forks, so a worker starts at once
and nothing is imported or read twice. Workers return bytes and never write: whatever happens to
one, no file is touched. A worker that loses its parent ends at once, in the midst of a drawing:
nobody would take it. A worker that dies takes only its own task with it, and another one is
started.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

if sys.platform == "linux":
    CONTEXT = multiprocessing.get_context("fork")
else:
    CONTEXT = multiprocessing.get_context("spawn")

# How long a worker may outlive its parent, in seconds.
LOOKED_AFTER = 0.5

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    task: T


def results(
    tasks: Sequence[T], work: Callable[[T], R], dead: Callable[[str], R], jobs: int, lock: int
) -> Generator[tuple[T, R], None, None]:
    """Each task with its answer, in the order in which they end.

    Parameters
    ----------
    tasks : begun in this order
    work : gives a task's answer, in a worker; must not raise
    dead : gives the answer, in the parent, of a task whose worker ended, from the cause in words
    jobs : at most this many workers at once
    lock : a file descriptor that workers must not hold on to when the parent dies
    """
    waiting = deque(tasks)
    workers: dict[object, _Worker[T]] = {}
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                held = [lock, *(worker.pipe.fileno() for worker in workers.values())]
                worker = _start(work, held, waiting.popleft())
                workers[worker.pipe] = worker
            for pipe in wait([worker.pipe for worker in workers.values()]):
                worker = workers[pipe]
                done = worker.task
                try:
                    answer: R = worker.pipe.recv()
                except (EOFError, OSError):
                    answer = dead(_cause(worker.process))
                    workers.pop(pipe)
                else:
                    if waiting:
                        worker.task = waiting.popleft()
                        _send(worker)
                    else:
                        workers.pop(pipe)
                        worker.pipe.close()
                yield done, answer
    finally:
        for worker in workers.values():
            worker.process.kill()
            worker.process.join()


def _start(work: Callable[[T], R], held: list[int], task: T) -> _Worker[T]:
    ours, theirs = CONTEXT.Pipe()
    # A fork has all that its parent has open; what it kept would outlive the parent.
    inherited = [*held, ours.fileno()] if CONTEXT.get_start_method() == "fork" else []
    with _uninterrupted():
        process = CONTEXT.Process(
            target=_serve, args=(theirs, work, inherited, os.getpid()), daemon=True
        )
        process.start()
    theirs.close()
    worker = _Worker(process, ours, task)
    _send(worker)
    return worker


def _send(worker: _Worker[T]) -> None:
    # A worker that has died is found out when its answer is waited for.
    with suppress(OSError):
        worker.pipe.send(worker.task)


def _cause(process: BaseProcess) -> str:
    process.join()
    code = process.exitcode or 0
    return f"its process was ended by signal {-code}" if code < 0 else "its process ended early"


def _serve(pipe: Connection, work: Callable[[T], R], inherited: list[int], parent: int) -> None:
    """A worker's life: until the pipe closes, or the parent is gone."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    for descriptor in inherited:
        os.close(descriptor)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _end_with(parent: int) -> None:
    """End this process once its parent has; a process whose parent is gone gets another one."""
    while os.getppid() == parent:
        time.sleep(LOOKED_AFTER)
    os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start children that ignore Ctrl-C: the parent alone decides how a run ends."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
