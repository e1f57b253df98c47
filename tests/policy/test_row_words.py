import pytest

from scanner.policy.claims import read_claims
from scanner.policy.html import read_html
from scanner.policy.markdown import read_markdown
from scanner.policy.text import BlockKind
from scanner.words import Polarity

_COOKIES = "| Naam | Doel | Bewaartermijn |\n|---|---|---|\n"
_KINDS = "| Soort | Waarvoor | Hoe lang |\n|---|---|---|\n"


@pytest.fixture
def read():
    def _read(table: str) -> set[tuple[str, Polarity]]:
        start = (
            "# Cookies van de winkel\n\nHieronder staat welke cookies wij op deze site plaatsen."
        )
        claims = read_claims(read_markdown(f"{start}\n\n{table}\n")).claims
        return {(claim.type, claim.polarity) for claim in claims}

    return _read


def test_what_a_cookie_is_for_is_read_in_its_row(read):
    row = "| klant_login | Houdt klanten ingelogd. | 8 uur |"
    assert ("cookies.purpose", Polarity.DECLARES) in read(_COOKIES + row)


def test_a_service_in_the_words_of_a_cookie_is_used(read):
    row = "| _ga | Google Analytics: telt de bezoekers | 1 jaar |"
    assert ("tracking.third_party", Polarity.DECLARES) in read(_COOKIES + row)


def test_a_service_that_a_cookie_is_not_for_is_not_used(read):
    row = "| shop_bezoek | Telt bezoekers, gaat niet naar Google Analytics | 1 jaar |"
    assert ("tracking.third_party", Polarity.DECLARES) not in read(_COOKIES + row)


def test_a_row_of_a_kind_of_cookies_is_read_as_words_too(read):
    row = "| Functionele cookies | Onthouden wat er in uw winkelwagen ligt. | 30 dagen |\n"
    row += "| Analytische cookies | Tellen bezoekers. | 14 maanden |"
    said = read(_KINDS + row)
    assert ("cookies.purpose", Polarity.DECLARES) in said
    assert ("retention.period", Polarity.DECLARES) not in said


def test_a_line_with_bars_above_a_table_is_no_row_of_it():
    table = f"{_COOKIES}| shop_id | Herkent de bezoeker | 1 jaar |\n"
    text = read_markdown(f"# Cookies\n\nZonder toestemming | Altijd aan | Vast\n\n{table}")
    rows = [block for block in text.blocks if block.kind is BlockKind.ROW]
    assert len(rows) == 2


def test_a_list_is_quoted_with_the_line_that_leads_it_in():
    text = f"# Cookies\n\nDit zijn ze allemaal:\n\n{_COOKIES}| shop_id | Herkent u | 1 jaar |\n"
    quotes = [c.quote for c in read_claims(read_markdown(text)).claims if c.type == "cookies.list"]
    assert quotes
    assert all("allemaal:" in quote and "Bewaartermijn" in quote for quote in quotes)


def test_a_kind_of_cookies_is_quoted_with_what_it_does():
    item = "- **Analytisch** - anoniem. Zo zien wij wat bezoekers lezen."
    text = f"# Cookies\n\n{item}\n- Verder niets.\n"
    claims = read_claims(read_markdown(text)).claims
    quote = next(claim.quote for claim in claims if claim.type == "cookies.analytics")
    assert "wat bezoekers lezen." in quote


def test_a_caption_is_read_above_its_table():
    row = "<tr><td>shop_id</td><td>Herkent u</td></tr>"
    table = (
        f"<table><caption>Alle cookies van de site</caption><tr><th>Naam<th>Doel</tr>{row}</table>"
    )
    page = read_html(f"<html><body><main><h1>Cookies</h1>{table}</main></body></html>")
    assert page.text is not None
    assert "\nAlle cookies van de site\n" in page.text.text


@pytest.mark.parametrize(("title", "found"), [("Cookiebeleid", True), ("Onze winkel", False)])
def test_under_a_title_about_cookies_kinds_of_them_need_not_say_so(title, found):
    text = (
        f"# {title}\n\n## Wat gebruiken wij\n\n- **Analytisch**: tellen\n- **Marketing**: reclame\n"
    )
    types = {claim.type for claim in read_claims(read_markdown(text)).claims}
    assert ("cookies.analytics" in types) is found


def test_the_first_item_under_a_question_is_no_answer_to_it():
    text = (
        "# Cookies\n\n## Welke soorten zijn er?\n\n- Noodzakelijk - altijd aan.\n- Anders niet.\n"
    )
    quotes = [c.quote for c in read_claims(read_markdown(text)).claims if c.quote]
    assert not any("Welke soorten" in quote for quote in quotes)


def test_a_lifetime_may_be_a_session_or_longer(read):
    row = "| Functionele cookies | Onthouden de taal. | Sessie / 30 dagen |\n"
    row += "| Analytische cookies | Tellen bezoekers. | 14 maanden |"
    assert ("cookies.session", Polarity.DECLARES) in read(_KINDS + row)
