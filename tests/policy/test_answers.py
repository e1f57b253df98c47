import pytest
from sentences import make_text

from scanner.policy.answers import join_answers
from scanner.policy.lexicon import lexicon
from scanner.policy.segments import lower, make_sentences


def joined(*blocks):
    text = make_text(*blocks)
    sentences = make_sentences(text, lambda index: lexicon("nl"))
    return [sentence.text for sentence in join_answers(sentences, lower(text.text))]


@pytest.mark.parametrize("answer", ["Nee.", "Ja, dat doen wij.", "Soms.", "Dat kan in uw browser."])
def test_an_answer_is_read_with_its_question(answer):
    assert joined("# Plaatst u cookies?", answer) == [f"plaatst u cookies? {answer.lower()}"]


def test_what_follows_the_answer_stands_alone():
    assert joined("Plaatst u cookies? Nee. Wij bewaren niets.") == [
        "plaatst u cookies? nee.",
        "wij bewaren niets.",
    ]


def test_a_thing_and_that_it_is_not_done_are_read_together():
    assert joined("Pixels meten bezoek. Die gebruiken wij niet.") == [
        "pixels meten bezoek. die gebruiken wij niet."
    ]


def test_what_a_thing_does_not_hold_takes_nothing_back():
    assert len(joined("Wij plaatsen pixels. Deze bevatten geen persoonsgegevens.")) == 2
