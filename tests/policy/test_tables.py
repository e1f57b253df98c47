import pytest

from scanner.languages import language_tables
from scanner.policy.columns import column_of, find_word, split_names, table_words
from scanner.policy.document import read_document
from scanner.policy.html import read_html
from scanner.policy.markdown import read_markdown
from scanner.policy.plain import read_plain
from scanner.policy.tables import read_tables
from scanner.taxonomy import claim_types
from scanner.words import ClaimParty, Modality, Polarity


def make_table(header, *rows, before=""):
    lines = [header, "|".join("---" for _ in header.split("|")), *rows]
    return read_markdown("\n".join([before, "", *(f"| {line} |" for line in lines)]))


def named(policy, language="nl"):
    claims = [claim for claim in read_tables(policy, language) if claim.type == "cookies.named"]
    return [dict(claim.params) for claim in claims]


COOKIEBOT = "Naam | Aanbieder | Doel | Maximale bewaartermijn | Type"


def test_a_row_names_a_cookie_with_all_that_its_columns_say():
    policy = make_table(COOKIEBOT, "_ga | Google | Telt bezoekers. | 2 jaar | HTTP-cookie")
    assert named(policy) == [
        {
            "name": "_ga",
            "purpose": "analytics",
            "lifetime": "P2Y",
            "provider": "Google",
            "party": "third",
        }
    ]


def test_the_tables_together_are_one_list_with_its_count():
    policy = make_table("Cookie | Duur", "_ga | 2 jaar", "_gid | 1 dag", "_ga | 2 jaar")
    claims = read_tables(policy, "nl")
    assert [(claim.type, claim.params) for claim in claims][:1] == [("cookies.list", {"count": 2})]
    assert claims[0].quote == "Cookie | Duur"


def test_a_claim_quotes_its_row_where_it_stands():
    policy = make_table("Cookie | Duur", "`_ga` | 2 jaar", before="## 4. Cookies")
    claim = read_tables(policy, "nl")[1]
    assert (claim.quote, policy.source[claim.start : claim.end]) == ("`_ga` | 2 jaar",) * 2 or (
        claim.quote == policy.source[claim.start : claim.end]
    )
    assert (claim.section, claim.polarity, claim.modality) == (
        "4",
        Polarity.DECLARES,
        Modality.UNCONDITIONAL,
    )


@pytest.mark.parametrize(
    ("language", "header", "row", "params"),
    [
        (
            "nl",
            "Cookie | Waarvoor | Geldigheid | Plaatser",
            "sess_id | inloggen | sessie | eigen",
            {"name": "sess_id", "purpose": "necessary", "lifetime": "session", "party": "first"},
        ),
        (
            "nl",
            "Cookiesubgroep | Cookies | Gebruikte cookies | Levensduur",
            "doubleclick.net | IDE | Van derden | 390 dagen",
            {"name": "IDE", "lifetime": "P390D", "provider": "doubleclick.net", "party": "third"},
        ),
        (
            "nl",
            "Cookie | Looptijd | Beschrijving",
            "pll_language | 1 jaar | Onthoudt de taal.",
            {"name": "pll_language", "lifetime": "P1Y", "purpose": "preferences"},
        ),
        (
            "nl",
            "Naam | Bewaartermijn | Functie",
            "_fbp | 3 maanden | Toont advertenties",
            {"name": "_fbp", "lifetime": "P3M", "purpose": "advertising"},
        ),
        (
            "nl",
            "Cookienaam | Partij | Categorie | Verloopt",
            "_hjid | derde (Hotjar) | Analytisch | 1 jr",
            {
                "name": "_hjid",
                "party": "third",
                "provider": "Hotjar",
                "purpose": "analytics",
                "lifetime": "P1Y",
            },
        ),
        (
            "en",
            "Cookie | Duration | Description",
            "_gcl_au | 3 months | Used for advertising.",
            {"name": "_gcl_au", "lifetime": "P3M", "purpose": "advertising"},
        ),
        (
            "en",
            "Name | Provider | Purpose | Expiry | Type",
            "NID | google.com | Targeting | 6 months | HTTP",
            {
                "name": "NID",
                "provider": "google.com",
                "party": "third",
                "purpose": "advertising",
                "lifetime": "P6M",
            },
        ),
        (
            "de",
            "Name | Anbieter | Zweck | Speicherdauer",
            "_pk_id | Matomo | Statistik | 13 Monate",
            {
                "name": "_pk_id",
                "provider": "Matomo",
                "party": "third",
                "purpose": "analytics",
                "lifetime": "P13M",
            },
        ),
        (
            "fr",
            "Nom | Finalité | Durée de conservation",
            "_ga | Mesure d'audience | 13 mois",
            {"name": "_ga", "purpose": "analytics", "lifetime": "P13M"},
        ),
    ],
)
def test_the_columns_of_every_tool_and_language_are_known(language, header, row, params):
    assert named(make_table(header, row), language) == [params]


def test_a_row_with_several_names_gives_each_its_own_lifetime():
    policy = make_table(
        "Cookies | Cookies used | Lifespan", "_clck, _clsk | First Party | 365 Days, 1 Day"
    )
    assert [(one["name"], one["lifetime"]) for one in named(policy, "en")] == [
        ("_clck", "P365D"),
        ("_clsk", "P1D"),
    ]


def test_the_heading_before_a_table_says_its_category():
    policy = make_table("Cookie | Duur", "abc_x | 1 dag", before="### Marketingcookies (1)")
    assert named(policy)[0]["purpose"] == "advertising"


def test_a_row_that_spans_the_table_says_the_category_of_those_below():
    policy = make_table(
        "Cookie | Duur", "Statistieken | ", "abc_x | 1 dag", "Voorkeuren | ", "abc_y | 1 dag"
    )
    assert [one["purpose"] for one in named(policy)] == ["analytics", "preferences"]


@pytest.mark.parametrize(
    ("others", "purpose"), [((), "necessary"), (("q_1 | Noodzakelijk",), "preferences")]
)
def test_functional_is_necessary_unless_those_are_a_group_apart(others, purpose):
    policy = make_table("Cookie | Categorie", "abc_x | Functioneel", *others)
    assert named(policy)[0]["purpose"] == purpose


def test_the_site_itself_as_a_provider_is_the_first_party():
    policy = make_table(
        "Cookie | Aanbieder | Duur",
        "abc_x | www.tuinderij.example | 1 dag",
        "abc_y | Tuinderij | 1 dag",
        "abc_z | andere.example | 1 dag",
        before="Dit beleid geldt voor www.tuinderij.example.",
    )
    assert [one["party"] for one in named(policy)] == ["first", "first", "third"]
    scopes = [claim.scope.party for claim in read_tables(policy, "nl")[1:]]
    assert scopes == [ClaimParty.FIRST, ClaimParty.FIRST, ClaimParty.THIRD]


def test_a_store_that_is_no_cookie_is_told():
    policy = make_table(
        COOKIEBOT,
        "kijk_lijst | x | y | Persistent | HTML Local Storage",
        "tr_x | x | y | Sessie | Pixel-tracker",
        "db_x | x | y | Persistent | IDB",
    )
    others = [(one.type, one.params) for one in read_tables(policy, "nl")[4:]]
    assert others == [
        ("storage.web_storage", {"kind": "local"}),
        ("tracking.pixel", {"context": "web"}),
        ("storage.web_storage", {"kind": "indexeddb"}),
    ]
    assert "lifetime" not in named(policy)[0]


def test_a_table_without_a_header_is_known_by_what_it_holds():
    policy = read_plain("_ga | Google | 2 jaar | Statistieken\n_fbp | Meta | 3 maanden | Marketing")
    assert named(policy) == [
        {
            "name": "_ga",
            "provider": "Google",
            "party": "third",
            "lifetime": "P2Y",
            "purpose": "analytics",
        },
        {
            "name": "_fbp",
            "provider": "Meta",
            "party": "third",
            "lifetime": "P3M",
            "purpose": "advertising",
        },
    ]


def test_a_cell_that_reaches_over_rows_counts_for_each():
    source = (
        "<h2>Cookies</h2><table><tr><th>Aanbieder</th><th>Cookie</th><th>Duur</th></tr>"
        "<tr><td rowspan=2>Google</td><td>_ga</td><td>2 jaar</td></tr>"
        "<tr><td>_gid</td><td>1 dag</td></tr></table>"
    )
    assert [one["provider"] for one in named(read_html(source).text)] == ["Google", "Google"]


def test_what_a_tool_adds_to_a_provider_is_left_out():
    policy = make_table(COOKIEBOT, "_ga | Google Lees meer over deze aanbieder | x | 2 jaar | HTTP")
    assert named(policy)[0]["provider"] == "Google"


def test_a_row_that_is_a_kind_of_cookies_declares_it():
    policy = make_table(
        "Soort cookie | Doel",
        "Analytische cookies | meten",
        "Marketing cookies | gebruiken wij niet",
    )
    assert [(one.type, one.quote) for one in read_tables(policy, "nl")] == [
        ("cookies.analytics", "Analytische cookies | meten")
    ]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            "Gegevens | Doel | Bewaartermijn",
            ("NAW | levering | 7 jaar", "IBAN | betaling | 7 jaar"),
        ),
        ("Naam | Bewaartermijn", ("Klantgegevens | 7 jaar", "E-mailadres | 2 jaar")),
        ("Ontvanger | Land | Waarborg", ("Mailchimp | VS | SCC", "Google | VS | DPF")),
        ("Partner | Doelen | Opslagduur | Beleid", ("Bordwerk BV | 1, 2 | 390 dagen | beleid",)),
        ("Recht | Wat houdt het in", ("Inzage | U mag vragen", "Bezwaar | U mag tegen zijn")),
        ("Datum | Wijziging", ("1 mei 2024 | eerste versie", "2 juni 2024 | cookies toegevoegd")),
    ],
)
def test_a_table_about_anything_else_gives_nothing(header, rows):
    assert read_tables(make_table(header, *rows), "nl") == ()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("_ga", ["_ga"]),
        ("_ga, _gid en _gat", ["_ga", "_gid", "_gat"]),
        ("_ga _gid", ["_ga", "_gid"]),
        ("_ga (Google Analytics)", ["_ga"]),
        ("“PHPSESSID”", ["PHPSESSID"]),
        ("_hjSession_{site_id}", ["_hjSession_{site_id}"]),
        ("cookie _ga_<container-id>", ["_ga_<container-id>"]),
        ("Google Fonts API", ["Google Fonts API"]),
    ],
)
def test_a_cell_is_cut_into_its_names(cell, names):
    assert split_names(cell) == names


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("Naam", "name"),
        ("Cookies", "name"),
        ("Cookies used", "party"),
        ("Bewaartermijn (maximaal)", "lifetime"),
        ("Expires", "lifetime"),
        ("Waarvoor gebruiken wij deze", "purpose"),
        ("Geplaatst door", "provider"),
        ("Soort cookie", "category"),
        ("_ga", None),
        ("", None),
    ],
)
def test_a_column_is_known_by_its_name(cell, column):
    assert column_of(cell) == column


def test_a_word_that_is_denied_names_no_category():
    assert find_word(("necessary",), "niet noodzakelijk") is None


@pytest.mark.parametrize("language", language_tables())
def test_every_language_has_words_for_tables(language):
    assert (
        table_words()
        .inside["not_"]
        .search({"nl": "geen", "en": "no", "de": "keine", "fr": "aucun"}.get(language, "no"))
    )


def test_every_claim_is_of_the_taxonomy():
    policy = make_table(COOKIEBOT, "_ga | Google | x | 2 jaar | HTML")
    assert {claim.type for claim in read_tables(policy, "nl")} <= set(claim_types())


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Teller Analytics (_tel, _tel_id)", ["_tel", "_tel_id"]),
        ("Deelknoppen(deler_id, volgnr,)", ["deler_id", "volgnr"]),
        ("Bezoekmeter (bezoekid, sessieid, wdp)", ["bezoekid", "sessieid", "wdp"]),
        ("_tel (Teller Analytics)", ["_tel"]),
        ("TOESTEMMING (YouTube)", ["TOESTEMMING"]),
        ("Google Analytics (GA)", ["Google Analytics"]),
        ("Marketing (Google, Facebook, Bing)", ["Marketing"]),
        ("Meting (statistiek, voorkeuren, marketing)", ["Meting"]),
        ("keuze-cookie (localStorage)", ["keuze-cookie"]),
        ("Google Ads / conversie", ["Google Ads / conversie"]),
        ("_tel en _tel_id", ["_tel", "_tel_id"]),
    ],
)
def test_names_may_stand_in_brackets_behind_who_sets_them(cell, names):
    assert split_names(cell) == names


def test_what_only_sorts_cookies_is_no_name():
    policy = make_table(
        "Cookie | Duur", "Sessie- / keuzecookies | Sessie", "o.a. _tel, _tel_* | 1 jaar"
    )
    assert [cookie["name"] for cookie in named(policy)] == ["_tel", "_tel_*"]


def test_each_name_of_a_row_has_the_lifetime_that_stands_behind_it():
    policy = make_table(
        "Cookie | Opslagperiode | Functie van de cookie",
        "Teller (_ta, _tb, _tc) | _ta: 2 jaar_tb: 30 min. | Meten",
        "Deler (_da, _db) | _da, _db: sessie | Delen",
    )
    lifetimes = {cookie["name"]: cookie.get("lifetime") for cookie in named(policy)}
    assert lifetimes == {
        "_ta": "P2Y",
        "_tb": "PT30M",
        "_tc": None,
        "_da": "session",
        "_db": "session",
    }


def test_a_name_with_dots_or_a_colon_is_one():
    rows = ("kaart.eventData.uuid | Sessie", "kit:scroll | Sessie")
    policy = make_table("Naam | Hoe lang blijft het staan?", *rows)
    assert [cookie["name"] for cookie in named(policy)] == ["kaart.eventData.uuid", "kit:scroll"]


def test_a_store_may_be_told_in_brackets_behind_the_name():
    policy = make_table(COOKIEBOT, "keuze_1 (localStorage) | x | Onthoudt uw keuze | 1 jaar | x")
    assert "storage.web_storage" in {one.type for one in read_tables(policy, "nl")}
    policy = make_table("Naam | Bewaartijd", "keuze_1 | Blijvend (localStorage)")
    assert "storage.web_storage" in {one.type for one in read_tables(policy, "nl")}


def test_a_row_that_names_a_service_says_that_it_is_used():
    policy = make_table(
        COOKIEBOT,
        "Google Analytics __utma | winkel.nl | Telt | 2 jaar | HTTP",
        "_fbp | Facebook | Adverteren | 3 maanden | HTTP",
        "_hjid | Hotjar | Meten | 1 jaar | HTTP",
        "Hotjar _hj2 | Cookiebot | Meten | 1 jaar | HTTP",
    )
    used = [one for one in read_tables(policy, "nl") if one.type == "tracking.third_party"]
    assert [one.params["service"] for one in used] == ["google_analytics", "hotjar"]
    assert {one.scope.party for one in used} == {ClaimParty.SERVICE}


def test_where_no_column_is_called_a_name_the_first_one_holds_them():
    policy = make_table(
        "Item | Doel | Type | Doorgifte",
        "wk_voortgang | Onthoudt waar u was | LocalStorage | Nee",
        before="## Cookies en opslag",
    )
    assert [cookie["name"] for cookie in named(policy)] == ["wk_voortgang"]


def test_where_data_goes_is_no_name_of_a_cookie():
    policy = make_table(
        "Dienst | Type | Doel | Doorgifte",
        "Bakker Mail | Nodig | Post | EU",
        "Bakker Pay | Nodig | Betalen | US",
        before="## Cookies van derden",
    )
    assert named(policy) == []


def test_a_row_tells_how_long_a_category_of_cookies_lives():
    policy = make_table(
        "Soort | Bewaartermijn", "Functionele cookies | max. 1 jaar", "Logboeken | 2 weken"
    )
    lifetimes = [claim.params for claim in read_tables(policy, "nl") if "lifetime" in claim.type]
    assert lifetimes == [{"duration": "P1Y", "op": "max", "applies_to": "category"}]


def test_names_may_stand_behind_a_column_that_is_not_known():
    policy = make_table(
        "Via wie | Cookie~ | Waarom | Termijn", "Bakker | wk_teller | Tellen | 1 dag"
    )
    assert [cookie["name"] for cookie in named(policy)] == ["wk_teller"]


def test_a_category_of_cookies_may_end_with_the_visit():
    policy = make_table("Soort | Bewaartermijn", "Tijdelijke cookies | tot u de browser sluit")
    found = [(claim.type, claim.params) for claim in read_tables(policy, "nl")]
    assert found == [("cookies.session", {"lifetime": "session"})]


@pytest.mark.parametrize(
    "name",
    [
        ".Shop.Session",
        "_ab_<property>",
        "_ms_user_#",
        "keep_…",
        "keep_...",
        "wp-time-{user}",
        "wp_in_[hash]",
        "_gat_UA-XXXXXXX-X",
        "__Host-shop",
    ],
)
@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_name_keeps_the_marks_of_what_varies(name, kind):
    escaped = name.replace("<", "&lt;").replace(">", "&gt;")
    head, cells = ("Naam", "Doel", "Bewaartermijn"), (escaped, "Statistieken", "1 jaar")
    if kind == "md":
        source = f"| {' | '.join(head)} |\n|---|---|---|\n| {' | '.join(cells)} |\n"
    else:
        rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in (head, cells))
        source = f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>"
    text = read_document(f"Onze cookies\n\n{source}".encode(), f"a.{kind}").text
    claims = read_tables(text, "nl")
    assert [c.params["name"] for c in claims if c.type == "cookies.named"] == [name]
