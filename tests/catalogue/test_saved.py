import os
from datetime import date

import pytest
from listings import COOKIES_CSV, FILTERS

from scanner.catalogue.saved import find_saved_lists, import_list, is_old, load_used_lists
from scanner.errors import ListError
from scanner.words import Category


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "catalogue"


@pytest.fixture
def imported(tmp_path, folder, now):
    def make(text=COOKIES_CSV, name="Koekjes.csv", **told):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1_795_000_000, 1_795_000_000))  # 18 November 2026
        return import_list(file, folder, now, **told)

    return make


def test_record_says_where_a_list_comes_from(imported, now):
    record = imported(licence="Apache-2.0").record
    assert record.model_dump(exclude={"sha256"}) == {
        "id": "koekjes",
        "format": "open-cookie-database",
        "title": "Open Cookie Database",
        "licence": "Apache-2.0",
        "dated": date(2026, 11, 18),
        "imported_at": now,
        "entries": 3,
        "refused": 2,
        "category": None,
    }


def test_licence_and_day_that_a_list_states_go_before_what_is_told(imported):
    record = imported(FILTERS, "easyprivacy.txt", licence="MIT").record
    assert (record.licence, record.dated) == ("CC BY-SA 3.0", date(2026, 11, 21))


def test_licence_that_nobody_states_is_not_known(imported):
    assert imported().record.licence is None


def test_filter_list_is_against_what_its_title_says_or_the_operator(imported):
    assert imported(FILTERS).record.category is Category.ANALYTICS
    other = FILTERS.replace("EasyPrivacy", "Mijn lijst")
    assert imported(other, category=Category.ADVERTISING).record.category is Category.ADVERTISING
    with pytest.raises(ListError, match="'Mijn lijst' does not say what it is against: --category"):
        imported(other)


def test_lists_come_back_by_id_as_they_were_imported(imported, folder):
    second, first = imported(), imported(FILTERS, "easyprivacy.txt")
    assert find_saved_lists(str(folder)) == (first, second)


def test_list_of_the_same_name_takes_the_place_of_an_earlier_one(imported, folder):
    imported()
    newer = imported(COOKIES_CSV + "9,Nieuw,Marketing,nieuwste,,,,,,0\n")
    assert find_saved_lists(str(folder)) == (newer,)


def test_no_folder_or_an_absent_one_holds_no_list(folder):
    assert find_saved_lists("") == ()
    assert find_saved_lists(str(folder)) == ()


def test_broken_list_is_named_and_leaves_the_earlier_one(imported, folder):
    before = imported()
    with pytest.raises(ListError, match=r"Koekjes\.csv: line 6: unknown category 'Vreemd'"):
        imported(COOKIES_CSV.replace("5,Teller,Functional", "5,Teller,Vreemd"))
    assert find_saved_lists(str(folder)) == (before,)


def test_list_that_was_changed_since_is_refused(imported, folder):
    imported()
    (folder / "koekjes.list").write_text("anders")
    with pytest.raises(ListError, match=r"koekjes\.list: not the list that was imported"):
        find_saved_lists(str(folder))


def test_list_without_its_bytes_is_refused(imported, folder):
    imported()
    (folder / "koekjes.list").unlink()
    with pytest.raises(ListError, match=r"koekjes\.list: cannot be read"):
        find_saved_lists(str(folder))


@pytest.mark.parametrize("text", ["{", "{}"])
def test_record_that_is_none_is_refused(imported, folder, text):
    imported()
    (folder / "koekjes.json").write_text(text)
    with pytest.raises(ListError, match=r"koekjes\.json: not the record of an imported list"):
        find_saved_lists(str(folder))


def test_record_under_another_name_is_refused(imported, folder):
    imported()
    (folder / "koekjes.json").rename(folder / "anders.json")
    with pytest.raises(ListError, match="is of the list 'koekjes'"):
        find_saved_lists(str(folder))


def test_copy_in_a_run_gives_the_list_again(imported):
    saved = imported()
    files = {saved.run_file: saved.packed}
    assert load_used_lists([saved.record], files.__getitem__) == (saved,)


def test_copy_in_a_run_is_the_same_every_time(imported):
    assert imported().packed == imported().packed


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: data[:-9], "list-koekjes.gz: not a whole copy"),
        (lambda _: b"anders", "list-koekjes.gz: not a whole copy"),
    ],
)
def test_copy_that_is_broken_is_named(imported, spoil, words):
    saved = imported()
    with pytest.raises(ListError, match=words):
        load_used_lists([saved.record], lambda _: spoil(saved.packed))


def test_copy_of_another_list_is_named(imported):
    saved, other = imported(), imported(FILTERS, "easyprivacy.txt")
    with pytest.raises(ListError, match=r"list-koekjes\.gz: not the list that was imported"):
        load_used_lists([saved.record], lambda _: other.packed)


@pytest.mark.parametrize(
    ("dated", "old"),
    [
        (date(2026, 1, 1), False),
        (date(2025, 11, 22), False),
        (date(2025, 11, 20), True),
        (None, True),
    ],
)
def test_list_of_over_a_year_or_of_an_unknown_day_is_old(imported, dated, old):
    record = imported().record.model_copy(update={"dated": dated})
    assert is_old(record, date(2026, 11, 22)) is old
