"""Which servers do tests share?"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine

settings.register_profile("newsspider", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # busy machines
settings.load_profile("newsspider")

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A server of our own, reached through a socket in a temporary folder; it refuses to run as root."""
    servers = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), Path(shutil.which("initdb") or "/none")]
    if not servers[0].exists():
        pytest.skip("no PostgreSQL server is installed")
    pytest.importorskip("psycopg", reason="psycopg, which newsspider needs for PostgreSQL, is not installed")
    folder = Path(tempfile.mkdtemp(prefix="newsspider-"))
    user = "postgres" if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(
            [str(servers[0].parent / command[0]), *command[1:]], check=True, user=user, cwd=folder, capture_output=True
        )

    run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "news", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
        yield f"postgresql+psycopg://news@/postgres?host={folder}"
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def database(postgresql: str) -> Iterator[str]:
    """An empty one on that server."""
    name = f"news{next(_numbers)}"
    server = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield postgresql.replace("/postgres?", f"/{name}?")
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/elsewhere.sqlite"
    return str(request.getfixturevalue("database"))
