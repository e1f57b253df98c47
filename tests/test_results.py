import hashlib
import json
import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
from builders import make_document, make_observation, make_run
from history.digests import make_site_digest

from scanner.digests import EarlierRuns
from scanner.errors import RunError
from scanner.results import RunFolder, run_id
from scanner.whole_files import write_whole
from scanner.words import ConsentChoice

RUN = "20261121T030000Z"


@pytest.fixture
def folder(tmp_path):
    folder = RunFolder.create(tmp_path, RUN)
    folder.write_run(make_run())
    return folder


def test_run_id_is_the_start_in_utc():
    start = datetime(2026, 11, 21, 4, tzinfo=timezone(timedelta(hours=1)))
    assert run_id(start) == RUN


def test_run_id_refuses_a_time_without_zone():
    with pytest.raises(ValueError, match="no time zone"):
        run_id(datetime(2026, 11, 21, 3))


def test_a_whole_file_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old")
    write_whole(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"new"}


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("old")

    def disk_full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"old"}


def test_a_rename_that_fails_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.json"
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_results_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "results").write_text("")
    with pytest.raises(RunError, match="is a file, expected a folder"):
        RunFolder.create(tmp_path / "results", RUN)


def test_a_results_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="cannot be made: Not a directory"):
        RunFolder.create(tmp_path / "file" / "results", RUN)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_results_folder_without_permission_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(RunError, match="cannot be written: Permission denied"):
        RunFolder.create(tmp_path, RUN)


def test_a_run_is_never_made_twice(folder):
    with pytest.raises(RunError, match="this run exists already"):
        RunFolder.create(folder.path.parent, RUN)


def test_a_run_id_is_no_path(tmp_path):
    with pytest.raises(RunError, match="not a run id"):
        RunFolder.create(tmp_path, "../20261121T030000Z")


def test_a_run_opens_by_its_path_and_by_its_id(folder):
    assert RunFolder.open(folder.path) == folder
    assert RunFolder.open(RUN, folder.path.parent) == folder


def test_a_run_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RunError, match=f"{RUN}: no such run"):
        RunFolder.open(RUN, tmp_path)


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    with pytest.raises(RunError, match=r"run\.json: no such file, so this is not a whole run"):
        RunFolder.open(tmp_path)


def test_a_run_that_was_cut_off_in_the_middle_is_refused(folder):
    path = folder.path / "run.json"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(RunError, match=r"run\.json: not JSON, perhaps cut off"):
        RunFolder.open(folder.path)


def test_a_run_of_a_newer_scanner_is_refused(folder):
    _change(folder.path / "run.json", schema_version=2)
    with pytest.raises(RunError, match=r"run\.json: made by a newer scanner \(schema 2, this one"):
        RunFolder.open(folder.path)


def test_a_run_with_a_field_missing_names_the_field(folder):
    _change(folder.path / "run.json", id=None)
    with pytest.raises(RunError, match=r"run\.json: not as expected at id: ") as caught:
        RunFolder.open(folder.path)
    assert "\n" not in str(caught.value)


def test_a_run_is_read_as_it_was_written(folder):
    assert folder.read_run() == make_run()


def test_observations_of_a_site_come_back_by_choice(folder):
    second = make_observation("b.example")
    first = make_observation("a.example", choice=ConsentChoice.REJECT)
    other = make_observation("a.example", choice=ConsentChoice.NONE)
    for observation in (second, first, other):
        folder.write_observation(observation)
    assert folder.observations_of("a.example") == (other, first)
    assert folder.observations_of("b.example") == (second,)


def test_a_run_without_observations_has_none(folder):
    assert folder.observations_of("a.example") == ()


def test_an_observation_that_is_broken_is_named_and_left_alone(folder):
    folder.write_observation(make_observation("a.example"))
    path = folder.path / "observations" / "a.example" / "none.json"
    path.write_bytes(b'{"domain": "a.exa')
    with pytest.raises(RunError, match=r"observations/a\.example/none\.json: not JSON"):
        folder.observations_of("a.example")
    assert path.read_bytes() == b'{"domain": "a.exa'


def test_a_number_that_is_none_is_refused(folder):
    folder.write_observation(make_observation("a.example"))
    path = folder.path / "observations" / "a.example" / "none.json"
    path.write_text(path.read_text().replace('"duration_s": 4.0', '"duration_s": NaN'))
    with pytest.raises(RunError, match="NaN is not a number"):
        folder.observations_of("a.example")


def test_a_document_that_is_found_later_gets_the_next_number_and_its_text_beside_it(folder):
    folder.write_documents("a.example", (make_document(id="pinned"),))
    text = "Wij plaatsen\u00a0cookies.\r\n\ud800"
    folder.add_document("a.example", make_document(id="live"), text)
    saved = folder.path / "policies" / "a.example"
    assert sorted(path.name for path in saved.iterdir()) == ["1.json", "2.json", "2.txt"]
    live = folder.documents()[1]
    assert (live.id, live.file) == ("live", "policies/a.example/2.txt")
    assert (folder.path / live.file).read_bytes().decode() == text.replace("\ud800", "?")


def test_a_document_without_text_has_no_file_of_it(folder):
    folder.add_document("a.example", make_document(id="live"), None)
    assert folder.documents()[0].file is None
    assert [path.name for path in (folder.path / "policies" / "a.example").iterdir()] == ["1.json"]


def test_a_document_that_governs_two_sites_is_read_once(folder):
    shared, own = make_document(id="shared"), make_document(id="own")
    folder.write_documents("a.example", (shared, own))
    folder.write_documents("b.example", (shared,))
    assert folder.documents() == (shared, own)


def test_documents_are_read_in_the_order_of_their_numbers(folder):
    documents = tuple(make_document(id=f"policy-{number}") for number in range(11))
    folder.write_documents("a.example", documents)
    assert folder.documents() == documents


@pytest.mark.parametrize(
    "domain", ["../../outside", "/etc", "..", "a/b", "x" * 500, "a\0b", "é.nl"]
)
def test_no_domain_leads_out_of_the_run(folder, domain):
    folder.write_observation(make_observation(domain))
    folder.write_documents(domain, (make_document(),))
    path = folder.write_evidence(f"{domain}.png", b"picture")
    assert (folder.path / path).read_bytes() == b"picture"
    assert [one.domain for one in folder.observations_of(domain)] == [domain]
    assert set(os.listdir(folder.path.parent)) == {RUN}  # noqa: PTH208


def test_evidence_that_a_click_would_open_live_is_refused(folder):
    with pytest.raises(ValueError, match="expected a name that ends in"):
        folder.write_evidence("page.html", b"<script>")


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b"])
def test_a_file_of_a_run_has_a_plain_name(folder, name):
    with pytest.raises(RunError, match="not the name of a file of a run"):
        folder.write_file(name, b"")


def test_a_link_is_followed_neither_for_writing_nor_for_reading(folder, tmp_path):
    outside = tmp_path / "outside"
    (outside / "a.example").mkdir(parents=True)
    (folder.path / "observations").symlink_to(outside)
    with pytest.raises(RunError, match="observations: is a symbolic link"):
        folder.write_observation(make_observation("a.example"))
    with pytest.raises(RunError, match="observations: is a symbolic link"):
        folder.observations_of("a.example")
    assert list((outside / "a.example").iterdir()) == []


def test_the_manifest_sums_every_file_but_itself_links_and_leftovers(folder):
    folder.write_observation(make_observation("a.example"))
    (folder.path / ".report.json.0123.part").write_text("left by a kill")
    (folder.path / "link").symlink_to("/etc/passwd")
    folder.write_manifest()
    manifest = json.loads(folder.write_manifest().read_text())
    names = ["observations/a.example/none.json", "run.json"]
    assert manifest["files"] == {
        name: hashlib.sha256((folder.path / name).read_bytes()).hexdigest() for name in names
    }
    assert list(manifest["files"]) == names


def test_times_are_read_back_in_utc(folder):
    assert folder.read_run().started_at == datetime(2026, 11, 21, 3, tzinfo=UTC)


def _change(path, **fields):
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_what_earlier_runs_said_of_a_site_comes_back_as_it_was_written(tmp_path):
    folder = RunFolder.create(tmp_path, "20261121T030000Z")
    digest = make_site_digest(domain="winkel.example")
    folder.write_earlier(EarlierRuns(domain="winkel.example", digests=(digest,)))
    assert folder.earlier_of("winkel.example") == (digest,)
    assert folder.earlier_of("anders.example") == ()
