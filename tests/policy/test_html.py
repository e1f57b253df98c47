import pytest

from scanner.policy.html import read_html
from scanner.policy.text import BlockKind

FILLER = "<p>" + "Wij leggen hier uit hoe de winkel met uw gegevens omgaat. " * 5 + "</p>"


def page(inner, before="", after=""):
    head = "<!doctype html><html><head><title>Winkel</title></head>"
    return f"{head}<body>{before}<main>{inner}{FILLER}</main>{after}</body></html>"


def blocks(inner, **around):
    text = read_html(page(inner, **around)).text
    return [
        (block.kind.value, block.level, block.number, text.text[block.start : block.end])
        for block in text.blocks
        if not text.text[block.start : block.end].startswith("Wij leggen hier uit")
    ]


def words(inner, **around):
    return [block[3] for block in blocks(inner, **around)]


def test_headings_paragraphs_and_items_come_in_order():
    inner = "<h1>Beleid</h1><p>Wij meten:</p><ul><li>het bezoek;</li><li>de <b>tijd</b>.</li></ul>"
    assert blocks(inner) == [
        ("heading", 1, "", "Beleid"),
        ("paragraph", 0, "", "Wij meten:"),
        ("item", 1, "", "het bezoek;"),
        ("item", 1, "", "de tijd."),
    ]


def test_items_continue_their_lead_and_deeper_ones_their_item():
    deeper = "<ul><li>_ga</li></ul>"
    inner = f"<p>Wij plaatsen</p><ul><li>analytische cookies{deeper}</li><li>andere</li></ul>"
    text = read_html(page(inner)).text
    assert [(block.level, block.stem) for block in text.blocks[:4]] == [
        (0, None),
        (1, 0),
        (2, 1),
        (1, 0),
    ]


def test_a_numbered_list_numbers_its_items():
    inner = "<ol><li>een</li><li>twee</li></ol><ol type='a' start='3'><li>drie</li></ol>"
    assert [block[2] for block in blocks(inner)] == ["1", "2", "c"]


def test_a_number_in_the_text_is_kept_apart():
    assert blocks("<h2>4. Cookies</h2><p>4.1 Wij meten.</p>") == [
        ("heading", 2, "4", "Cookies"),
        ("paragraph", 0, "4.1", "Wij meten."),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>niet</p>",
        "<p style='display: none'>niet</p>",
        "<div aria-hidden='true'>niet</div>",
        "<template><p>niet</p></template>",
        "<script>niet</script>",
        "<noscript>niet</noscript>",
        "<!-- niet -->",
        "<select><option>niet</option></select>",
    ],
)
def test_what_nobody_sees_is_not_the_policy(hidden):
    assert words(f"<p>wel</p>{hidden}") == ["wel"]


@pytest.mark.parametrize(
    "page",
    [
        "<title>Beleid</title><section><p>een</p></section><section>twee</section>",
        "<!doctype html><meta charset=utf-8><title>Beleid</title><main>een<p>twee</main>",
        "<title>Beleid</title><main>een</main><div>twee</div>",
        "<title>Beleid</title><article>een</article>twee",
    ],
)
def test_a_page_without_tags_for_its_head_and_body_shows_its_sections(page):
    read = read_html(page)
    assert read.title == "Beleid"
    assert read.text.text.split() == ["een", "twee"]


@pytest.mark.parametrize(
    "folded",
    [
        "<details><summary>Vraag</summary><p>wel</p></details>",
        "<button aria-expanded='false' aria-controls='a'>Vraag</button><p id='a' hidden>wel</p>",
        "<h3>Vraag</h3><div class='accordion-body' style='display:none'><p>wel</p></div>",
        "<h3>Vraag</h3><div role='tabpanel' aria-hidden='true'>wel</div>",
        "<a data-toggle='collapse' href='#x'>Vraag</a><div id='x' style='display:none'>wel</div>",
    ],
)
def test_what_folds_open_is_the_policy(folded):
    assert words(folded) == ["Vraag", "wel"]


@pytest.mark.parametrize(
    "frame",
    [
        "<nav>Menu</nav>",
        "<header role='navigation'>Menu</header>",
        "<footer>Voet</footer>",
        "<div id='cookie-banner'>Wij gebruiken cookies. Akkoord?</div>",
        "<div class='CybotCookiebotDialog'>Wij gebruiken cookies</div>",
        "<div role='dialog'>Akkoord?</div>",
        "<div class='breadcrumb'>Home</div>",
    ],
)
def test_the_frame_of_a_page_is_not_the_policy(frame):
    assert words("<p>wel</p>", before=frame, after=frame) == ["wel"]


def test_a_page_without_a_main_part_loses_its_menus_all_the_same():
    source = f"<body><nav>Menu</nav><div><h1>Privacy</h1>{FILLER}</div><footer>Voet</footer></body>"
    text = read_html(source).text.text
    assert text.startswith("Privacy\n")
    assert "Voet" not in text


def test_a_small_main_part_does_not_hide_a_policy_that_stands_beside_it():
    source = (
        f"<body><main><p>Welkom.</p></main><div><h1>Privacybeleid</h1>{FILLER * 5}</div></body>"
    )
    assert "Privacybeleid" in read_html(source).text.text


def test_a_title_above_the_main_part_and_the_date_below_it_are_the_policy():
    header = "<header><h1>Privacybeleid</h1><p>Laatste versie: 2 mei 2023</p></header>"
    assert words("<p>wel</p>", before=header) == [
        "Privacybeleid",
        "Laatste versie: 2 mei 2023",
        "wel",
    ]


def test_the_name_of_the_site_above_the_main_part_is_not_the_policy():
    assert words("<p>wel</p>", before="<header><h1>De Winkel</h1></header>") == ["wel"]


def test_a_banner_that_is_the_whole_page_is_read():
    source = f"<body><div class='cookie-consent'><h1>Cookies</h1>{FILLER}</div></body>"
    assert "Cookies" in read_html(source).text.text


def test_a_bold_line_is_a_heading():
    assert blocks("<p><strong>Onze cookies</strong></p><p>Wij <b>meten</b>.</p>") == [
        ("heading", 5, "", "Onze cookies"),
        ("paragraph", 0, "", "Wij meten."),
    ]


def test_a_line_break_ends_a_sentence_but_not_half_of_one():
    assert words("<p>Wij meten<br>het bezoek.<br>Wij tellen.</p>") == [
        "Wij meten het bezoek.",
        "Wij tellen.",
    ]


def test_a_table_gives_rows_with_a_header():
    names = "<tr><th>Naam</th><th>Duur</th></tr>"
    inner = f"<table>{names}<tr><td>_ga</td><td>2&nbsp;jaar</td></tr></table>"
    text = read_html(page(inner)).text
    rows = [block for block in text.blocks if block.kind is BlockKind.ROW]
    assert [(row.table, row.header, text.text[row.start : row.end]) for row in rows] == [
        (0, True, "Naam | Duur"),
        (0, False, "_ga | 2 jaar"),
    ]


def test_cells_that_reach_over_others_leave_empty_ones():
    inner = (
        "<table><tr><td rowspan=2>Google</td><td>_ga</td><td>2 jaar</td></tr>"
        "<tr><td>_gid</td><td>1 dag</td></tr><tr><td colspan=3>Andere</td></tr></table>"
    )
    assert words(inner) == ["Google | _ga | 2 jaar", " | _gid | 1 dag", "Andere |  | "]


def test_a_table_that_only_sets_the_page_is_text():
    inner = "<table><tr><td>Menu</td><td><h2>Cookies</h2><p>Wij meten.</p></td></tr></table>"
    assert [block[0] for block in blocks(inner)] == ["heading", "heading", "paragraph"]


def test_the_title_is_the_first_heading_or_what_the_page_calls_itself():
    assert read_html(page("<h1>Privacybeleid</h1>")).title == "Privacybeleid"
    assert read_html(page("<p>x</p>")).title == "Winkel"


def test_a_text_that_a_script_brings_is_not_read_as_nothing():
    script = "<script>window.__DATA__ = " + repr("Wij plaatsen cookies. " * 40) + "</script>"
    found = read_html(f"<html><body><div id='root'></div>{script}</body></html>")
    assert (found.text, found.reason) == (
        None,
        "its text stands in a script: it shows only in a browser",
    )


def test_a_text_in_a_frame_is_not_read_as_nothing():
    found = read_html(
        "<html><body><h1>Privacy</h1><iframe src='https://x.example'></iframe></body></html>"
    )
    assert (found.text, found.reason) == (
        None,
        "its text stands in a frame: open what the frame shows",
    )


def test_a_short_policy_is_read():
    assert read_html("<p>Wij plaatsen geen cookies.</p>").text.text == "Wij plaatsen geen cookies."


def test_a_list_of_cookies_that_comes_by_a_script_is_missed():
    script = '<script id="CookieDeclaration" src="https://consent.cookiebot.com/1/cd.js"></script>'
    assert read_html(page(script)).missing == "the consent tool's list of cookies comes by a script"


def test_every_letter_of_the_text_is_the_source_at_its_origin():
    inner = "<h1>Be\u00adleid</h1><p>Wij  meten\u200b het bezoek.</p><ul><li>a) een</li></ul>"
    policy = read_html(page(inner)).text
    assert "Beleid\nWij meten het bezoek.\neen" in policy.text
    assert all(
        policy.source[place] == letter
        for letter, place in zip(policy.text, policy.origin, strict=True)
        if not letter.isspace()
    )


def test_markup_a_thousand_deep_is_walked():
    deep = "<div>" * 1500 + "Wij meten." + "</div>" * 1500
    assert "Wij meten." in read_html(f"<body>{deep}</body>").text.text


def test_short_paragraphs_after_a_colon_are_items_though_nothing_marks_them():
    items = "<p>bedrijven van de groep</p><p>onze drukker.</p>"
    inner = f"<h3>Wij delen gegevens met:</h3>{items}<p>Wij zijn zuinig.</p>"
    assert [kind for kind, *_ in blocks(inner)] == ["heading", "item", "item", "paragraph"]


def test_an_address_after_a_colon_is_no_list():
    inner = "<p>Schrijf ons:</p><p>Bakkerij Brood</p><p>Dorpsstraat 1</p><p>Vragen? Bel ons.</p>"
    assert "item" not in [kind for kind, *_ in blocks(inner)]
