"""Every language file: its patterns are well-formed, and each of its examples makes its claims."""

from collections.abc import Iterator

import pytest
from sentences import claims_of, said

from scanner.languages import language_tables
from scanner.policy.lexicon import lexicon, rules
from scanner.taxonomy import claim_types

COMPLETE = ("nl", "en")
MADE_BY_CODE = {"policy.controller", "policy.applies_to", "policy.last_changed"}


def examples() -> Iterator[object]:
    for language, tables in language_tables().items():
        for number, example in enumerate(tables["example"], 1):
            yield pytest.param(language, example, id=f"{language}-{number}")


@pytest.mark.parametrize(("language", "example"), list(examples()))
def test_an_example_makes_its_claims_and_no_other(language, example):
    found = claims_of(example["text"], language=language)
    assert sorted(map(said, found)) == sorted(example["claims"])


@pytest.mark.parametrize("language", list(language_tables()))
def test_the_patterns_of_a_language_are_well_formed(language):
    lexicon(language).compile_all()


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_has_the_words_of_every_rule(language):
    words = lexicon(language)
    concepts = {
        name
        for rule in rules()
        for listed in (*rule.all, *rule.none, *rule.topic)
        for name in listed.split("|")
    }
    assert {name for name in concepts - {"service"} if name not in words} == set()


def test_every_claim_type_is_made_by_a_rule_or_by_code():
    assert {rule.type for rule in rules()} | MADE_BY_CODE == set(claim_types())
