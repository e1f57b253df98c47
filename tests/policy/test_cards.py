import pytest

from scanner.policy.html import read_html
from scanner.policy.plain import read_plain
from scanner.policy.tables import read_tables
from scanner.policy.text import BlockKind


def rows(policy):
    return [
        policy.text[block.start : block.end]
        for block in policy.blocks
        if block.kind is BlockKind.ROW
    ]


def named(policy):
    return [
        (claim.params["name"], claim.params.get("lifetime"), claim.params.get("purpose"))
        for claim in read_tables(policy, "nl")
        if claim.type == "cookies.named"
    ]


def test_labelled_lines_make_a_row_a_cookie():
    policy = read_plain(
        "Onze cookies\n\n"
        "Naam: _ga\nAanbieder: Google\nDoel: bezoek meten\nBewaartermijn: 2 jaar\n\n"
        "Naam: _fbp\nAanbieder: Meta\nDoel: advertenties\nBewaartermijn: 3 maanden\n\nTot zover."
    )
    assert rows(policy) == [
        "Naam: _ga | Aanbieder: Google | Doel: bezoek meten | Bewaartermijn: 2 jaar",
        "Naam: _fbp | Aanbieder: Meta | Doel: advertenties | Bewaartermijn: 3 maanden",
    ]
    assert named(policy) == [("_ga", "P2Y", "analytics"), ("_fbp", "P3M", "advertising")]


@pytest.mark.parametrize(
    "card",
    [
        "<ul><li><div>Cookie</div><div>{name}</div></li><li><div>Duur</div><div>1 jaar</div></li>"
        "<li><div>Beschrijving</div><div>Telt bezoek.</div></li></ul>",
        "<dl><dt>Naam</dt><dd>{name}</dd><dt>Bewaartermijn</dt><dd>1 jaar</dd>"
        "<dt>Functie</dt><dd>Telt bezoek.</dd></dl>",
        "<div><h5>Naam</h5></div><div>{name}</div>"
        "<div><h5>Bewaartermijn</h5></div><div>1 jaar</div>"
        "<div><h5>Functie</h5></div><div>Telt bezoek.</div>",
        "<div><strong>{name}</strong><div>Telt bezoek.</div>"
        "<div><b>Maximale bewaartermijn</b>: 1 jaar</div><div><b>Type</b>: HTTP-cookie</div></div>",
    ],
    ids=["divs in a list", "definitions", "headings", "a name and its lines"],
)
def test_the_markup_of_consent_tools_makes_a_row_a_cookie(card):
    cards = card.format(name="_pk_id") + card.format(name="_pk_ses")
    policy = read_html(f"<body><h1>Cookies</h1>{cards}<p>Dat was het.</p></body>").text
    assert named(policy) == [("_pk_id", "P1Y", "analytics"), ("_pk_ses", "P1Y", "analytics")]
    assert policy.text.endswith("Dat was het.")


def test_lines_of_a_name_words_and_a_lifetime_are_rows():
    policy = read_plain(
        "_ga Google, om te meten 2 jaar HTTP\n_fbp Meta, advertenties 3 maanden HTTP\n"
    )
    assert [name for name, _, _ in named(policy)] == ["_ga", "_fbp"]
    assert [lifetime for _, lifetime, _ in named(policy)] == ["P2Y", "P3M"]


@pytest.mark.parametrize(
    "source",
    [
        "Naam: Jan de Vries\nDoel: klachten\nBewaartermijn: 2 jaar",
        "Doel: bestellingen bezorgen\nBewaartermijn: 7 jaar\nOntvanger: vervoerder",
        "Naam: winkel\n\nWij bewaren dit 2 jaar.",
        "De cookie _ga bewaren wij 2 jaar.\nDe cookie _fbp bewaren wij 3 maanden.",
    ],
)
def test_other_labelled_lines_stay_text(source):
    assert rows(read_plain(source)) == []


def test_a_card_may_be_of_two_cookies():
    policy = read_plain(
        "Onze cookies\n\nNaam: _ga _gid\nDoel: bezoek meten\nBewaartermijn: 2 jaar\n\nTot zover."
    )
    assert named(policy) == [("_ga", "P2Y", "analytics"), ("_gid", "P2Y", "analytics")]
