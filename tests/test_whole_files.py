import pytest

from scanner.whole_files import write_together


def test_files_that_are_written_together_appear_together(tmp_path):
    def files():
        yield "a", b"1"
        assert not (tmp_path / "a").exists()
        yield "b", b"2"

    assert write_together(files(), tmp_path.joinpath) == (tmp_path / "a", tmp_path / "b")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


def test_nothing_is_left_when_one_of_them_fails(tmp_path):
    (tmp_path / "a").write_bytes(b"before")

    def files():
        yield "a", b"1"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_together(files(), tmp_path.joinpath)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def test_no_files_are_nothing_to_write(tmp_path):
    assert write_together((), tmp_path.joinpath) == ()


def test_a_file_is_not_held_while_the_next_one_is_made(tmp_path):
    gone = []

    class Data(bytes):
        def __del__(self):
            gone.append(bytes(self))

    def files():
        yield "a", Data(b"1")
        assert gone == [b"1"]
        yield "b", b"2"

    assert len(write_together(files(), tmp_path.joinpath)) == 2
