import pytest

from scanner.discrepancies.rule import find_flags, load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule.id}: {example.why}")
        for rule in RULES
        for example in rule.examples
    ],
)
def test_rule_flags_in_its_examples_what_they_say(rule, example):
    assert tuple(flag.subject for _, flag in find_flags(rule, example.case)) == example.flags


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_asks_its_question_in_both_languages(rule):
    english, dutch = rule.question.en, rule.question.nl
    assert (english[-1], dutch[-1], english == dutch) == ("?", "?", False)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_examples_that_flag_and_that_do_not(rule):
    assert {bool(example.flags) for example in rule.examples} == {True, False}
