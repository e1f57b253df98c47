from sentences import make_text

from scanner.policy.lexicon import lexicon
from scanner.policy.segments import cut, lower, make_sentences


def sentences_of(text):
    return [text[start:end] for start, end in cut(text, 0, len(text))]


def made(*blocks):
    return make_sentences(make_text(*blocks), lambda index: lexicon("nl"))


def test_an_abbreviation_ends_no_sentence():
    text = "Wij bewaren o.a. Uw naam, d.w.z. De hele naam. Verder niets."
    assert sentences_of(text) == [
        "Wij bewaren o.a. Uw naam, d.w.z. De hele naam.",
        "Verder niets.",
    ]


def test_a_missing_blank_after_a_full_stop_still_ends_a_sentence():
    assert sentences_of("Dat doen wij.Wij delen niets.") == ["Dat doen wij.", "Wij delen niets."]


def test_a_number_with_points_ends_no_sentence():
    assert sentences_of("Zie artikel 12.1 en 2.1.3 hieronder.") == [
        "Zie artikel 12.1 en 2.1.3 hieronder."
    ]


def test_a_sentence_without_end_is_cut_at_a_blank():
    spans = cut("cookie " * 1000, 0, 7000)
    assert max(span.end - span.start for span in spans) <= 1200


def test_small_letters_keep_every_character_in_its_place():
    assert lower("İ “Géén” cookies\u00a0– één") == 'İ "geen" cookies - een'


def test_an_item_continues_the_last_sentence_of_its_stem():
    sentences = made("Eerst dit. Wij bewaren:", "- uw naam")
    assert sentences[-1].stem.text == "wij bewaren:"


def test_a_list_right_under_a_heading_continues_the_heading():
    sentences = made("# Met wie delen wij gegevens", "Let op.")
    assert sentences[1].heads == (sentences[0],)


def test_the_section_is_the_nearest_heading():
    assert made("# Cookies", "Wij gebruiken ze.")[1].section == "Cookies"


def test_a_sentence_in_quotation_marks_is_somebody_elses():
    quoted = [s.quoted for s in made('Zij schrijven: "Wij delen dit. Altijd." Wij niet.')]
    assert quoted == [True, True, False]
