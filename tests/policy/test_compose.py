from scanner.policy.compose import HIDDEN, Draft, compose, visible
from scanner.policy.text import BlockKind


def paragraph(*spans):
    return Draft(BlockKind.PARAGRAPH, list(spans))


def test_lines_are_joined_with_one_blank():
    source = "Wij meten\nhet bezoek."
    assert compose(source, [paragraph((0, 9), (10, 21))]).text == "Wij meten het bezoek."


def test_a_quote_is_what_the_source_says_line_ends_and_all():
    source = "Wij me-\nten bezoek."
    text = compose(source, [paragraph((0, 7), (8, 19))])
    assert text.text == "Wij meten bezoek."
    assert text.quote(4, 9) == ("me-\nten", 4, 11)


def test_blanks_of_any_kind_become_one():
    source = "een\u00a0\t  twee"
    assert compose(source, [paragraph((0, len(source)))]).text == "een twee"


def test_characters_that_cannot_be_seen_are_left_out():
    source = "co\u00adok\u200bie\x00s"
    text = compose(source, [paragraph((0, len(source)))])
    assert text.text == "cookies"
    assert text.quote(0, 7) == (source, 0, len(source))


def test_what_is_hidden_is_left_out_and_still_quoted():
    source = "een **vet** woord"
    text = compose(source, [paragraph((0, 17))], source.replace("*", HIDDEN))
    assert text.text == "een vet woord"
    assert text.quote(0, 13) == (source, 0, 17)


def test_a_block_without_text_is_left_out_and_stems_still_point_right():
    source = "x \u200b y z"
    drafts = [
        paragraph((2, 3)),
        paragraph((0, 1)),
        Draft(BlockKind.ITEM, [(4, 5)], 1, stem=1),
    ]
    blocks = compose(source, drafts).blocks
    assert [(block.kind, block.stem) for block in blocks] == [
        (BlockKind.PARAGRAPH, None),
        (BlockKind.ITEM, 0),
    ]


def test_the_cells_of_a_row_know_where_they_stand():
    source = "naam\t\tduur"
    row = Draft(BlockKind.ROW, [(0, 4), (5, 5), (6, 10)], table=0)
    text = compose(source, [row])
    assert text.text == "naam |  | duur"
    assert [text.text[start:end] for start, end in text.blocks[0].cells] == ["naam", "", "duur"]
    assert text.quote(0, len(text.text)) == (source, 0, len(source))


def test_visible_text_has_even_blanks():
    assert visible(" a\u200b \n b ") == "a b"
