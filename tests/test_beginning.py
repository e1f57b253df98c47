"""A run that was cut off is taken up again; everything else begins afresh."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from builders import make_browser_info, make_document, make_observation
from scrapy.settings import Settings

from scanner.beginning import FINISHED, WEEK, begin_run
from scanner.models import Incomplete, PolicyLink, Unfinished
from scanner.results import REPORT, RunFolder
from scanner.scan import make_config
from scanner.words import STOPPED, ConsentChoice, DocumentSource, PolicyKind, VisitOutcome

START = datetime(2026, 11, 16, 3, tzinfo=UTC)
LATER = START + timedelta(hours=5)
BROWSER = make_browser_info()
ACCEPT = ConsentChoice.ACCEPT


@pytest.fixture
def configure(tmp_path):
    """Makes the configuration of a scan of two sites, as a user would."""
    (tmp_path / "sites.txt").write_text("winkel.example\nkliniek.example\n")
    (tmp_path / "policies").mkdir()

    def make(*, settings=(), **arguments):
        project = Settings()
        project.setmodule("scanner.settings")
        for name, value in {
            "SCAN_SITES": str(tmp_path / "sites.txt"),
            "SCAN_POLICIES": str(tmp_path / "policies"),
            "SCAN_RESULTS_DIR": str(tmp_path / "results"),
            "SCAN_CATALOGUE_DIR": "",
            "SCAN_BROWSER": sys.executable,
            **dict(settings),
        }.items():
            project.set(name, value)
        return make_config(project, arguments)

    return make


@pytest.fixture
def config(configure):
    return configure()


def runs_of(config):
    return sorted(path.name for path in config.results_dir.iterdir())


def cut_off(config, **made):
    """A run that was killed after the visits named: choices by first word of the site."""
    begun = begin_run(config, BROWSER, START)
    for site, choices in made.items():
        for choice in choices:
            seen = make_observation(f"{site}.example", choice=choice)
            begun.folder.write_observation(seen)
    return begun


def end(begun):
    begun.folder.write_run(begun.run.model_copy(update={"finished": FINISHED}))
    begun.folder.write_file(REPORT, b"{}")


def made_of(begun):
    return {domain: [str(seen.choice) for seen in visits] for domain, visits in begun.made.items()}


def test_the_first_run_begins_afresh_and_has_made_no_visit(config):
    begun = begin_run(config, BROWSER, START)
    assert (begun.run.id, begun.run.resumed_at, begun.made) == ("20261116T030000Z", (), {})
    assert begun.folder.read_run() == begun.run


def test_a_run_that_was_cut_off_is_taken_up_with_the_visits_that_are_there(config):
    cut_off(config, winkel=("none", "accept"))
    begun = begin_run(config, BROWSER, LATER)
    assert (begun.run.id, begun.run.resumed_at) == ("20261116T030000Z", (LATER,))
    assert made_of(begun) == {"winkel.example": ["none", "accept"], "kliniek.example": []}
    assert runs_of(config) == ["20261116T030000Z"]


@pytest.mark.parametrize(
    ("age", "id_"),
    [
        (WEEK, "20261116T030000Z"),
        (WEEK + timedelta(seconds=1), "20261122T150001Z"),
        (timedelta(hours=-1), "20261116T030000Z"),  # the clock was set back
    ],
)
def test_a_run_is_taken_up_within_its_week(config, age, id_):
    cut_off(config)
    assert begin_run(config, BROWSER, START + age).run.id == id_


def test_a_run_that_came_to_its_end_is_not_taken_up(config):
    begun = cut_off(config)
    end(begun)
    assert begin_run(config, BROWSER, LATER).run.id == "20261116T080000Z"


def test_a_run_whose_report_could_not_be_written_is_taken_up(config):
    begun = cut_off(config, winkel=("none", "accept", "reject"))
    begun.folder.write_run(begun.run.model_copy(update={"finished": FINISHED}))
    again = begin_run(config, BROWSER, LATER)
    assert again.run.id == begun.run.id
    assert made_of(again)["winkel.example"] == ["none", "accept", "reject"]


def test_a_run_that_a_signal_ended_is_taken_up_and_what_it_left_out_is_visited(config):
    begun = cut_off(config, winkel=("none",))
    for seen in (
        make_observation(
            "winkel.example", choice=ACCEPT, outcome=VisitOutcome.SKIPPED, reason=STOPPED
        ),
        make_observation(
            "kliniek.example", incomplete=(Incomplete(what="further pages", why=STOPPED),)
        ),
    ):
        begun.folder.write_observation(seen)
    begun.folder.write_run(begun.run.model_copy(update={"finished": "shutdown"}))
    again = begin_run(config, BROWSER, LATER)
    assert again.run.finished is None
    assert made_of(again) == {"winkel.example": ["none"], "kliniek.example": []}


def test_a_visit_that_cannot_be_read_is_made_again(config, caplog):
    begun = cut_off(config, winkel=("none", "accept"))
    (begun.folder.path / "observations/winkel.example/accept.json").write_text('{"schema')
    assert made_of(begin_run(config, BROWSER, LATER))["winkel.example"] == ["none"]
    assert "accept.json: not JSON, perhaps cut off" in caplog.text


def test_run_new_leaves_the_run_that_was_cut_off(configure):
    cut_off(configure())
    afresh = configure(run="new")
    assert begin_run(afresh, BROWSER, LATER).run.id == "20261116T080000Z"
    assert runs_of(afresh) == ["20261116T030000Z", "20261116T080000Z"]


@pytest.mark.parametrize(
    "other",
    [{"only": "winkel.example"}, {"choices": "none"}, {"pages": "2"}],
    ids=["sites", "choices", "pages"],
)
def test_a_run_of_another_kind_is_left(configure, other, caplog):
    cut_off(configure())
    assert begin_run(configure(**other), BROWSER, LATER).run.id == "20261116T080000Z"
    assert "20261116T030000Z was cut off, and was of another kind: it is left" in caplog.text


def test_a_run_of_another_browser_is_left(config):
    cut_off(config)
    newer = make_browser_info(version="157.0")
    assert begin_run(config, newer, LATER).run.id == "20261116T080000Z"


@pytest.mark.parametrize(
    "settings",
    [{"SCAN_REPORT_LANG": "nl"}, {"SCAN_CONCURRENT_VISITS": 7}],
    ids=["language", "concurrency"],
)
def test_settings_that_no_visit_sees_make_no_other_kind(configure, settings):
    cut_off(configure())
    assert begin_run(configure(settings=settings), BROWSER, LATER).run.id == "20261116T030000Z"


def test_a_run_of_another_kind_between_does_not_hide_the_one_that_was_cut_off(configure):
    cut_off(configure())
    single = begin_run(configure(only="winkel.example"), BROWSER, START + timedelta(hours=1))
    end(single)
    assert begin_run(configure(), BROWSER, LATER).run.id == "20261116T030000Z"


def test_a_folder_that_was_killed_before_it_began_is_removed(config):
    RunFolder.create(config.results_dir, "20261115T030000Z").write_documents(
        "winkel.example", [make_document()]
    )
    begin_run(config, BROWSER, START)
    assert runs_of(config) == ["20261116T030000Z"]


def test_a_folder_that_lost_its_run_file_keeps_what_it_has(config, caplog):
    folder = RunFolder.create(config.results_dir, "20261115T030000Z")
    folder.write_observation(make_observation())
    begin_run(config, BROWSER, START)
    assert runs_of(config) == ["20261115T030000Z", "20261116T030000Z"]
    assert "run.json: no such file, so this is not a whole run" in caplog.text


def test_what_killed_writes_left_is_removed(config):
    begun = cut_off(config)
    left = begun.folder.path / "policies" / ".1.json.0123456789ab.part"
    left.parent.mkdir(exist_ok=True)
    left.write_text("{")
    begin_run(config, BROWSER, LATER)
    assert not left.exists()


def test_links_to_policies_come_back_until_a_site_is_finished(config):
    folder = begin_run(config, BROWSER, START).folder
    link = PolicyLink(
        url="https://winkel.example/?page_id=3",
        text="Privacy",
        kind=PolicyKind.PRIVACY,
        page="https://winkel.example/",
    )
    folder.write_unfinished("winkel.example", Unfinished(links=(link,)))
    assert folder.find_unfinished("winkel.example") == Unfinished(links=(link,))
    folder.finish("winkel.example")
    assert folder.find_unfinished("winkel.example") is None
    assert not (folder.path / "unfinished").exists()


def test_a_search_that_was_cut_off_begins_anew_beside_the_pinned_documents(config):
    folder = begin_run(config, BROWSER, START).folder
    pinned = make_document(id="pinned")
    live = make_document(id="live").model_copy(update={"source": DocumentSource.LIVE})
    folder.write_documents("winkel.example", [pinned])
    folder.add_document("winkel.example", live, "Wij plaatsen cookies.")
    folder.remove_live_documents("winkel.example")
    assert folder.documents() == (pinned,)
    left = [path.name for path in (folder.path / "policies/winkel.example").iterdir()]
    assert left == ["1.json"]
