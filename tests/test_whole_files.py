import pytest

from scanner.whole_files import write_together


def test_files_that_are_written_together_appear_together(tmp_path):
    def files():
        yield tmp_path / "a", b"1"
        assert not (tmp_path / "a").exists()
        yield tmp_path / "b", b"2"

    assert write_together(files()) == (tmp_path / "a", tmp_path / "b")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


def test_nothing_is_left_when_one_of_them_fails(tmp_path):
    (tmp_path / "a").write_bytes(b"before")

    def files():
        yield tmp_path / "a", b"1"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_together(files())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def test_no_files_are_nothing_to_write():
    assert write_together(()) == ()
