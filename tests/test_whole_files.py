import pytest

from scanner.whole_files import remove_others, write_together


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


def test_files_that_are_written_together_may_lie_in_folders(tmp_path):
    write_together((("a", b"1"), ("below/b", b"2")), tmp_path.joinpath)
    assert (tmp_path / "below" / "b").read_bytes() == b"2"


def test_only_the_files_that_are_kept_stay(tmp_path):
    folder = tmp_path / "sites"
    write_together((("sites/a", b"1"), ("sites/b", b"2")), tmp_path.joinpath)
    remove_others(folder, (folder / "b", tmp_path / "c"))
    assert [path.name for path in folder.iterdir()] == ["b"]


def test_a_folder_in_which_nothing_is_kept_goes(tmp_path):
    write_together((("sites/a", b"1"),), tmp_path.joinpath)
    remove_others(tmp_path / "sites", ())
    remove_others(tmp_path / "sites", ())
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_folder_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a").write_bytes(b"1")
    (tmp_path / "sites").symlink_to(tmp_path / "mine")
    remove_others(tmp_path / "sites", ())
    assert (tmp_path / "mine" / "a").read_bytes() == b"1"
