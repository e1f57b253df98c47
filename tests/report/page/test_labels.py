import re
import tomllib
from pathlib import Path

import pytest

from scanner import words
from scanner.models import Sentence
from scanner.report import page, wording
from scanner.report.page.labels import LANGUAGES, load_labels

REPORT = Path(wording.__file__).parent
PAGE = Path(page.__file__).parent
# Closed lists that are no StrEnum of their own.
KINDS = {"Evidence", "PartyOf", "PhaseShort", "Source"}


def _keys(language):
    tables = tomllib.loads((PAGE / f"{language}.toml").read_text(encoding="utf-8"))
    words_ = {f"{kind}.{word}" for kind, table in tables["words"].items() for word in table}
    return set(tables["page"]), set(tables["counts"]), words_


def _places(text):
    return set(re.findall(r"{(\w+)}", text))


def test_both_languages_have_the_same_labels():
    assert _keys("en") == _keys("nl")


def test_both_languages_put_the_same_values_in_a_label():
    english, dutch = (load_labels(language).page for language in LANGUAGES)
    assert {key: _places(text) for key, text in english.items()} == {
        key: _places(text) for key, text in dutch.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_closed_list_has_its_label(language):
    tables = load_labels(language).words
    assert {kind: set(table) for kind, table in tables.items() if kind not in KINDS} == {
        kind: set(getattr(words, kind)) for kind in tables if kind not in KINDS
    }


def test_no_label_is_left_over():
    sources = [*REPORT.glob("templates/*"), *PAGE.glob("*.py"), *REPORT.glob("formats/*.py")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    composed = ("line_", "state_", "lane_", "fact_means", "judgment_means", "kind_", "mark_")
    unused = [
        key
        for key in load_labels("en").page
        if not re.search(f"""["']{key}["']""", text) and not key.startswith(composed)
    ]
    assert unused == []


def test_one_and_many_are_told_apart():
    assert [load_labels("nl").counted("page", number) for number in (0, 1, 2, 1500)] == [
        "0 pagina's",
        "1 pagina",
        "2 pagina's",
        "1 500 pagina's",
    ]


def test_words_of_ours_are_told_in_the_language():
    both = Sentence(en="Who?", nl="Wie?")
    assert [load_labels(language).sentence(both) for language in LANGUAGES] == ["Who?", "Wie?"]
    given = [load_labels(language).sentence("A shop", "Een winkel") for language in LANGUAGES]
    assert given == ["A shop", "Een winkel"]
    known = [load_labels(language).sentence("not visited") for language in LANGUAGES]
    assert known == ["not visited", "niet bezocht"]
    unknown = [load_labels(language).sentence("something else") for language in LANGUAGES]
    assert unknown == ["something else", None]


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="expected en or nl, found 'fy'"):
        load_labels("fy")
