import pytest
from policy_texts import CASES, FILES

from scanner.policy.markdown import is_markdown, read_markdown
from scanner.policy.text import BlockKind


def blocks(source):
    policy = read_markdown(source)
    return [
        (block.kind.value, block.level, block.number, policy.text[block.start : block.end])
        for block in policy.blocks
    ]


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("# Cookies", (1, "", "Cookies")),
        ("## 3. Cookies ##", (2, "3", "Cookies")),
        ("### **Vette** cookies", (3, "", "Vette cookies")),
        ("Cookies\n=======", (1, "", "Cookies")),
        ("Cookies\n-------", (2, "", "Cookies")),
        ("**Cookies**", (4, "", "Cookies")),
        ("__Onze cookies__", (4, "", "Onze cookies")),
    ],
)
def test_a_marked_line_is_a_heading(source, heading):
    assert blocks(f"{source}\n\nWij plaatsen ze.\n")[0] == ("heading", *heading)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Wij *meten* en **tellen** alles.", "Wij meten en tellen alles."),
        ("Zie [het beleid](https://a.example/x_(y)) hier.", "Zie het beleid hier."),
        ("Zie <https://a.example> hier.", "Zie https://a.example hier."),
        ("De cookie `_ga_*` en \\_gid.", "De cookie _ga_* en _gid."),
        ("De cookie _ga_ en __utma blijven.", "De cookie _ga_ en __utma blijven."),
        ("__Vaste cookies__. Wij meten.", "Vaste cookies. Wij meten."),
        ("Van __utma, __utmb en __utmc__x.", "Van __utma, __utmb en __utmc__x."),
        ("![plaatje](x.png) Wij meten.", "Wij meten."),
        ("<!-- niet -->Wij <b>meten</b>.", "Wij meten."),
        ("> Wij meten.", "Wij meten."),
        ("~~~\nWij meten.\n~~~", "Wij meten."),
        ("---\ntitle: niet\n---\nWij meten.", "Wij meten."),
        ("***\nWij meten.", "Wij meten."),
    ],
)
def test_marks_are_not_part_of_the_text(source, text):
    assert [block[3] for block in blocks(source)] == [text]


def test_a_quote_keeps_the_marks():
    policy = read_markdown("Wij **meten** alles.")
    assert policy.quote(0, 9) == ("Wij **meten", 0, 11)


def test_a_table_gives_rows_with_a_header():
    policy = read_markdown("| Naam | Duur |\n|:--|--:|\n| `_ga` | **2 jaar** |\n")
    assert [(block.header, policy.text[block.start : block.end]) for block in policy.blocks] == [
        (True, "Naam | Duur"),
        (False, "_ga | 2 jaar"),
    ]


def test_an_item_goes_on_on_the_next_line():
    assert blocks("- een lange regel die\n  verder gaat\n- twee") == [
        ("item", 1, "", "een lange regel die verder gaat"),
        ("item", 1, "", "twee"),
    ]


def test_numbered_items_are_no_headings():
    source = "# Beleid\n\n## Wat\n\nWij doen:\n\n1. Meten\n\n2. Tellen\n"
    assert [block[0] for block in blocks(source)][-2:] == ["item", "item"]


@pytest.mark.parametrize(
    "source", ["# Kop\n\ntekst", "Met **vet** erin", "a | b\n--- | ---\n1 | 2"]
)
def test_markdown_is_known_by_its_marks(source):
    assert is_markdown(source)


@pytest.mark.parametrize("source", ["Gewone tekst - met een streep.", "2 * 3 = 6", "#1 in cookies"])
def test_plain_text_is_not_taken_for_it(source):
    assert not is_markdown(source)


@pytest.mark.parametrize("path", [*FILES, *CASES], ids=lambda path: path.stem)
def test_every_letter_stands_where_its_origin_says(path):
    policy = read_markdown(path.read_text(encoding="utf-8"))
    assert list(policy.origin) == sorted(policy.origin)
    for block in policy.blocks:
        if block.kind is not BlockKind.ROW:
            places = policy.origin[block.start : block.end]
            letters = policy.text[block.start : block.end]
            assert all(
                policy.source[place] == letter or letter == " "
                for letter, place in zip(letters, places, strict=True)
            )


def test_a_placeholder_in_a_name_is_no_markup():
    policy = read_markdown("# Cookies\n\nDe cookie `sessie-<winkel>` is <b>nodig</b>.")
    assert "sessie-<winkel> is nodig" in policy.text
