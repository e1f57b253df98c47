import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from scanner.errors import RunError
from scanner.key import installation_key


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = installation_key(tmp_path / "results")
    assert len(key) == 32
    assert installation_key(tmp_path / "results") == key
    path = tmp_path / "results" / ".key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_scans_that_start_together_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(installation_key, [tmp_path] * 32))
    assert len(keys) == 1


def test_a_file_that_is_no_key_is_refused(tmp_path):
    (tmp_path / ".key").write_bytes(b"short")
    with pytest.raises(RunError, match=r"\.key: expected 32 bytes"):
        installation_key(tmp_path)


def test_a_key_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"k" * 32)
    (tmp_path / ".key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RunError, match=r"\.key: cannot be made or read"):
        installation_key(tmp_path)
