import argparse
import os

import pytest
from listings import COOKIES_CSV, FILTERS
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scanner.commands.catalogue import Command


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command as Scrapy does; return its exit code, what it printed and its errors."""

    def call(*words, folder=tmp_path / "catalogue", licence=None, category=None):
        command = Command()
        command.settings = Settings({"SCAN_CATALOGUE_DIR": str(folder) if folder else ""})
        command.run(list(map(str, words)), argparse.Namespace(licence=licence, category=category))
        printed = capsys.readouterr()
        return command.exitcode, printed.out.splitlines(), printed.err

    return call


@pytest.fixture
def cookies(tmp_path):
    file = tmp_path / "koekjes.csv"
    file.write_text(COOKIES_CSV)
    os.utime(file, (1_600_000_000, 1_600_000_000))  # 13 September 2020
    return file


def test_without_lists_it_tells_what_is_our_own(run):
    code, (line,), _ = run()
    assert code == 0
    assert "services of our own: " in line


def test_imported_list_is_told_with_licence_age_and_counts(run, cookies):
    code, lines, _ = run("import", cookies, licence="Apache-2.0")
    assert (code, lines) == (
        0,
        [
            "koekjes (open-cookie-database): Open Cookie Database of 2020-09-13, "
            "licence Apache-2.0; 3 entries used, 2 refused",
            "  over a year old, or of an unknown day: import a newer one",
        ],
    )
    assert run()[1][1:] == lines


def test_list_that_states_no_licence_says_what_to_do(run, cookies):
    assert (
        "  licence not stated: find out what it allows, and give it with --licence"
        in run("import", cookies)[1]
    )


def test_broken_list_is_named_and_the_command_fails(run, cookies):
    cookies.write_text(COOKIES_CSV.replace("Marketing", "Vreemd"))
    code, _, errors = run("import", cookies)
    assert (code, errors) == (1, f"{cookies}: line 4: unknown category 'Vreemd'\n")


def test_list_that_was_spoiled_since_fails(run, cookies, tmp_path):
    run("import", cookies)
    (tmp_path / "catalogue" / "koekjes.list").write_text("x")
    code, _, errors = run()
    assert code == 1
    assert "koekjes.list: not the list that was imported" in errors


def test_filter_list_may_be_told_what_it_is_against(run, tmp_path):
    file = tmp_path / "lijst.txt"
    file.write_text(FILTERS.replace("EasyPrivacy", "Mijn lijst"))
    assert run("import", file)[0] == 1
    assert run("import", file, category="social_media")[0] == 0


@pytest.mark.parametrize("words", [("import",), ("export", "x"), ("import", "a", "b")])
def test_other_words_are_wrong_use(run, words):
    with pytest.raises(UsageError, match="expected nothing, or: import FILE"):
        run(*words)


def test_without_a_folder_nothing_can_be_imported(run, cookies):
    with pytest.raises(UsageError, match="SCAN_CATALOGUE_DIR is empty"):
        run("import", cookies, folder=None)
