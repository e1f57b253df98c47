import pytest
from schedule.jobs import make_project, make_weekly

from scanner.schedule.job import check_word
from scanner.schedule.slot import ScheduleError


def test_a_job_scans_when_one_is_due_with_the_settings_given(tmp_path):
    job = make_weekly(make_project(tmp_path), SCAN_PAGES="3", SCAN_LOCALE="nl")
    given = ("-s", "SCAN_LOCALE=nl", "-s", "SCAN_PAGES=3")
    assert job.words() == ("-m", "scrapy", "crawl", "sites", "-a", "run=due", *given)


def test_a_folder_without_a_project_has_no_job(tmp_path):
    with pytest.raises(ScheduleError, match=r"is not this project, no scrapy.cfg lies there"):
        make_weekly(tmp_path)


@pytest.mark.parametrize("name", ["SCAN_HISTORY", "SCAN_NOTIFY_URL"])
def test_what_may_be_secret_is_not_written_in_a_job(tmp_path, name):
    with pytest.raises(ScheduleError) as refused:
        make_weekly(make_project(tmp_path), **{name: "https://hook.example/token"})
    assert "token" not in str(refused.value)


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\tb", "a\\b", " a", "a ", "a\0b", "a\udce9"])
def test_what_cannot_be_written_in_a_job_is_refused(text):
    with pytest.raises(ScheduleError, match="holds what cannot be written in a job"):
        check_word(text)


@pytest.mark.parametrize("text", ["a b", "a'b", 'a"b', "100%", "$HOME", "café", "a#b;c&d"])
def test_what_can_be_quoted_is_taken(text):
    check_word(text)
