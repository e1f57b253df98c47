import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from history.digests import NOW

from scanner.history.database import History

PASSWORD = "Geheim-7431"


@pytest.fixture
def results(tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    return folder


@pytest.fixture
def file(results):
    return results / "history.sqlite"


@pytest.fixture
def open_history(file, results):
    """Open the history of the results folder; closed after the test."""
    opened = []

    def open_():
        opened.append(History.open(file, results, NOW))
        return opened[-1]

    yield open_
    for history in opened:
        history.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request, file):
    """The place of an empty history: once a file, once a database of a PostgreSQL server."""
    if request.param == "sqlite":
        return file
    return request.getfixturevalue("postgresql")()


@pytest.fixture(scope="session")
def postgresql():
    """Make an empty database in a PostgreSQL server of the tests' own and return its URL."""
    pg8000 = pytest.importorskip("pg8000.native", reason="the extra 'postgresql' is not installed")
    tools = max(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), default=None
    )
    if tools is None or not (tools / "initdb").exists():
        pytest.skip("no PostgreSQL server under /usr/lib/postgresql")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    top = Path(tempfile.mkdtemp(prefix="history-pg-"))
    (top / "password").write_text(PASSWORD)
    if as_user:
        for path in (top, top / "password"):
            shutil.chown(path, "postgres")
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]

    def run(tool, *args):
        command = [*as_user, str(tools / tool), *args]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    data = str(top / "data")
    auth = ("-U", "weekly", "--auth=scram-sha-256", f"--pwfile={top / 'password'}")
    run("initdb", "-D", data, "--no-sync", "--encoding=UTF8", *auth)
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={top} -c fsync=off"
    )
    run("pg_ctl", "-D", data, "-w", "-l", str(top / "log"), "-o", options, "start")
    numbers = count(1)

    def make_database():
        name = f"history{next(numbers)}"
        login = {"user": "weekly", "host": "127.0.0.1", "port": port, "password": PASSWORD}
        with closing(pg8000.Connection(database="postgres", **login)) as connection:
            connection.run(f"CREATE DATABASE {name}")
        return f"postgresql+pg8000://weekly:{PASSWORD}@127.0.0.1:{port}/{name}"

    try:
        yield make_database
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(top)
