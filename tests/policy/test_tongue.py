import subprocess
import sys

import pytest
from sentences import make_text

from scanner import languages
from scanner.errors import PluginError
from scanner.languages import function_words
from scanner.policy.document import read_document
from scanner.policy.tongue import Languages, find_language

DUTCH = (
    "Wij bewaren uw gegevens niet langer dan nodig is voor het doel waarvoor ze zijn gegeven. "
    "Deze termijn kunnen wij verlengen wanneer de wet dat van ons vraagt, zoals bij een factuur."
)
ENGLISH = (
    "We keep your data no longer than is needed for the purpose for which you gave it to us. "
    "This period may be extended when the law asks that of us, as it does with an invoice."
)


@pytest.mark.parametrize(
    "text",
    [
        "Ons gebruik koekies op hierdie webwerf om te onthou wat jy gekies het. Die inligting word"
        " nie met ander gedeel nie. Het u vrae, stuur ons dan 'n boodskap; u kan ook bel na ons.",
        "Mir benotzen Cookien op dëser Websäit fir ze verstoen wéi se benotzt gëtt. D'Donnéeë ginn"
        " net u Drëtter weiderginn, an Dir kënnt Är Astellungen ëmmer änneren.",
        "Utilitzem galetes en aquest lloc web per recordar les preferències dels usuaris. Les dades"
        " no es comparteixen amb tercers, i es poden esborrar des del navegador.",
    ],
)
def test_a_neighbour_of_our_languages_is_none_of_them(text):
    assert find_language(make_text(*[text] * 3)) is None


@pytest.mark.parametrize(
    "row",
    [
        "_utm | Google Analytics | Bounce rate | HTTP | 1 minuut",
        "_hj | Hotjar | Analyse van clicks | Session storage | 30 min",
        "__Host-auth | Cloudflare | Security | Sessie | Nee",
    ],
)
def test_a_row_of_names_is_in_the_language_of_its_policy(row):
    assert Languages(make_text(DUTCH, row), "nl").of(1) == "nl"


def test_a_table_with_nothing_beside_it_is_in_one_of_our_languages():
    rows = "".join(f"| _c{number} | meten van bezoek | 7 dagen |\n" for number in range(40))
    table = read_document(f"| Naam | Doel | Duur |\n|---|---|---|\n{rows}".encode(), "a.md").text
    assert table is not None
    assert find_language(table) == "nl"


def test_a_block_of_another_language_is_in_its_own():
    german = "Diese Cookies werden nur mit Ihrer Einwilligung gesetzt und nach einem Jahr gelöscht."
    assert Languages(make_text(DUTCH, german), "nl").of(1) == "de"


def test_short_lines_of_the_other_half_of_a_policy_in_two_languages_are_in_its_own():
    english = (
        "We keep your data for as long as this is needed, and not longer than the law says."
        " You can ask us about them when you want to know which of them we have, or why."
    )
    lines = ("Sessiecookies: verlopen zodra je de browser sluit", "Google Analytics: bezoek meten")
    found = Languages(make_text(english, DUTCH, *lines), "en")
    assert [found.of(index) for index in range(4)] == ["en", "nl", "nl", "nl"]


def test_no_word_tells_two_languages():
    words = list(function_words().values())
    assert len(frozenset().union(*words)) == sum(map(len, words))


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ({"xx": {}}, "xx.toml: missing list 'function_words'"),
        (
            {"xx": {"function_words": ["ik"]}, "yy": {"function_words": ["ik"]}},
            "yy.toml: function_words: 'ik' is in xx",
        ),
    ],
)
def test_a_language_file_without_function_words_of_its_own_is_refused(monkeypatch, tables, why):
    monkeypatch.setattr(languages, "language_tables", lambda: tables)
    with pytest.raises(PluginError, match=why):
        function_words.__wrapped__()


def languages_without_model(source, name, block):
    """Return the language of a policy and of one of its blocks, and whether the model was read."""
    program = (
        "import sys; from scanner.policy.document import read_document;"
        "from scanner.policy import tongue;"
        f"text = read_document({source!r}.encode(), {name!r}).text;"
        "language = tongue.find_language(text);"
        f"print(language, tongue.Languages(text, language).of({block}), 'py3langid' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    return ran.stdout.split()


def test_a_policy_in_one_language_needs_no_model():
    row = "Accounts: zolang het account actief is | The Trade Desk | opvraagbaar via support"
    assert languages_without_model(f"{DUTCH}\n\n{row}\n", "a.txt", 1) == ["nl", "nl", "False"]


def test_nor_does_one_in_two_languages():
    source = f"{DUTCH}\n\n{ENGLISH}\n\nThe list of cookies stands below, with their purpose.\n"
    assert languages_without_model(source, "a.txt", 2)[1:] == ["en", "False"]


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ("Naam | Aanbieder | Doel | Bewaartermijn", "nl"),
        ("Cookie | Provider | Purpose | Expiry", "en"),
        ("Name | Anbieter | Zweck | Speicherdauer", "de"),
    ],
)
def test_a_table_is_in_the_language_of_its_columns(names, language):
    rows = "".join(f"| _a{number} | Example | x | {number} |\n" for number in range(30))
    source = f"| {names} |\n|---|---|---|---|\n{rows}"
    assert languages_without_model(source, "a.md", 0) == [language, language, "False"]
