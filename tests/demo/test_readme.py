"""The tables of the demo's README say which rules fire on which site, and no others."""

import re

import pytest
from commands.test_demo import CLEAN, FINDINGS, TIME_WILL_TELL

from scanner.demo.web import DEMO_SEEDS
from scanner.discrepancies.rule import load_rules

README = DEMO_SEEDS.with_name("README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^### |\Z)", README, re.M | re.S))
RULES = {
    domain: set(re.findall(r"`([a-z0-9-]+)`", " ".join(re.findall(r"^\| (.*?) \|", text, re.M))))
    for domain, text in SECTIONS.items()
}


@pytest.mark.parametrize("domain", FINDINGS)
def test_a_site_is_described_with_the_rules_that_fire_on_it(domain):
    assert RULES[domain] - {TIME_WILL_TELL} == {rule for rule, *_ in FINDINGS[domain]}


def test_every_rule_is_in_the_table_of_a_site():
    assert set().union(*RULES.values()) == {rule.id for rule in load_rules()}


def test_the_sites_that_must_come_out_clean_are_called_so():
    clean = {domain for domain, text in SECTIONS.items() if re.search("come\\s+out clean", text)}
    assert clean == {*CLEAN}
