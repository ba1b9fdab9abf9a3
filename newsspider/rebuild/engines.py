"""Who works through the shards: this machine's cores, or a cluster?

All three give the same: each shard is a function from file to file, on a folder that all machines see.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from newsspider.rebuild.shard import Shard
from newsspider.store.errors import StoreError

Work = Callable[[Shard], Path]
Result = Callable[[], Path]  # waits for it
NEEDED = "is not installed: pip install 'newsspider[cluster]'"


class Unavailable(Exception):
    """The engine that was asked for is not there; one sentence."""


@contextmanager
def local(work: Work, shards: Sequence[Shard], cores: int, address: str | None) -> Iterator[list[Result]]:
    if cores == 1:
        yield [partial(work, shard) for shard in shards]  # each when it is asked for
        return
    # Forked from a process that has only what they need, read once for all of them, and no threads.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([work.__module__])
    with ProcessPoolExecutor(cores, mp_context=context, initializer=_end_with_the_parent) as pool:
        futures = [pool.submit(work, shard) for shard in shards]
        try:
            yield [partial(_told, future.result) for future in futures]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def dask(work: Work, shards: Sequence[Shard], cores: int, address: str | None) -> Iterator[list[Result]]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise Unavailable(f"dask {NEEDED}") from None
    own: Any = {"n_workers": cores, "threads_per_worker": 1, "dashboard_address": None}
    with Client(address) if address else LocalCluster(**own).get_client() as client:  # type: ignore[no-untyped-call]
        futures = client.map(work, shards, pure=False)
        yield [partial(_told, future.result) for future in futures]


@contextmanager
def ray(work: Work, shards: Sequence[Shard], cores: int, address: str | None) -> Iterator[list[Result]]:
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # a warning about machines without accelerators
    try:
        import ray as cluster
    except ImportError:
        raise Unavailable(f"ray {NEEDED}") from None
    own: Mapping[str, Any] = {} if address else {"num_cpus": cores, "include_dashboard": False}
    cluster.init(address=address, log_to_driver=False, configure_logging=False, **own)
    try:
        remote: Any = cluster.remote(work)
        futures = [remote.remote(shard) for shard in shards]
        yield [partial(_told, partial(cluster.get, future)) for future in futures]
    finally:
        cluster.shutdown()


ENGINES = {"local": local, "dask": dask, "ray": ray}


def _end_with_the_parent() -> None:
    """The pool's processes wait for ever for one that was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _told(result: Callable[[], Any]) -> Path:
    try:
        return Path(result())
    except BrokenProcessPool as error:
        raise StoreError("a process of the pool was killed: run it again, what is done is kept") from error
