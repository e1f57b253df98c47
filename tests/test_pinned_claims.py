import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from scanner.seeds import load_documents, load_sites
from scanner.urls import registrable_domain
from scanner.words import Polarity

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
POLICIES = ROOT.parent / "shared" / "policies"
GOLD = POLICIES / "gold.json"
RUN = 8  # so many words in a row of a policy are its text, not a statement of ours

DOCUMENTS = {document.id: document for document in load_documents(SEEDS / "policies")}
READ_FROM = {
    "claranet-2023": "000_a84f74fde63c2db4.txt",
    "claranet-rely-undated": "001_f56fdad976b4ae09.txt",
    "netoperator-2018": "002_d18348d2f96d7ad3.txt",
    "leaseweb-network-2020": "003_438d2b620e929727.txt",
    "totaalnet-undated": "004_490be4966dba9783.txt",
}

needs_gold = pytest.mark.skipif(
    not GOLD.exists(), reason="../shared/policies, the policies as read by hand, is not here"
)
every_document = pytest.mark.parametrize("document_id", READ_FROM)


def gold_policy(document_id):
    policies = json.loads(GOLD.read_text(encoding="utf-8"))["policies"]
    return next(p for p in policies if p["seed_file"] == READ_FROM[document_id])


def facts(claims):
    keys = ("type", "polarity", "modality", "condition", "scope", "params", "section")
    return Counter(
        json.dumps({key: claim[key] for key in keys}, sort_keys=True) for claim in claims
    )


def pinned_facts(document_id):
    return facts(claim.model_dump(mode="json") for claim in DOCUMENTS[document_id].claims)


def word_runs(text):
    # As it stands, and with words that were broken at the end of a line in one piece again.
    runs = set()
    for version in (text, re.sub(r"-[ \t]*\n\s*", "", text)):
        words = re.findall(r"[^\W_]+", version.lower())
        runs |= {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return runs


def test_the_pinned_documents_are_those_that_were_read():
    assert list(DOCUMENTS) == sorted(READ_FROM)


@needs_gold
@every_document
def test_every_claim_a_crawl_can_say_something_about_and_every_silence_is_pinned(document_id):
    wanted = facts(
        claim
        for claim in gold_policy(document_id)["claims"]
        if claim["tier"] < 3 or claim["polarity"] == "silent"
    )
    assert wanted - pinned_facts(document_id) == Counter()


@needs_gold
@every_document
def test_no_pinned_claim_is_invented(document_id):
    assert pinned_facts(document_id) - facts(gold_policy(document_id)["claims"]) == Counter()


@needs_gold
@every_document
def test_a_pinned_document_names_the_text_it_was_read_from(document_id):
    text = (POLICIES / READ_FROM[document_id]).read_bytes()
    assert DOCUMENTS[document_id].sha256 == hashlib.sha256(text).hexdigest()


@needs_gold
@every_document
def test_a_pinned_document_governs_the_sites_its_text_names(document_id):
    named = {registrable_domain(host) for host in gold_policy(document_id)["sites"]}
    assert set(DOCUMENTS[document_id].governs) == (named or {"totaalnet.nl"})


@needs_gold
def test_no_eight_words_in_a_row_of_a_policy_stand_in_the_seeds():
    texts = [path.read_text(encoding="utf-8") for path in POLICIES.glob("0*.txt")]
    theirs = set().union(*map(word_runs, texts))
    ours = {
        path.relative_to(SEEDS): word_runs(path.read_text(encoding="utf-8"))
        for path in SEEDS.rglob("*")
        if path.is_file()
    }
    assert len(texts) == len(READ_FROM)
    assert {path: runs & theirs for path, runs in ours.items() if runs & theirs} == {}


@every_document
def test_a_stated_claim_has_a_section_and_a_statement_and_a_silent_one_has_neither(document_id):
    odd = [
        claim.id
        for claim in DOCUMENTS[document_id].claims
        if {claim.section is None, claim.statement is None} != {claim.polarity is Polarity.SILENT}
    ]
    assert odd == []


@pytest.mark.parametrize("folder", ["seeds", "scanner/demo/seeds"])
def test_all_that_the_seeds_say_in_our_words_is_there_in_dutch_as_well(folder):
    documents = load_documents(ROOT / folder / "policies")
    lacking = [each.id for each in documents if len(each.notes) != len(each.notes_nl)]
    lacking += [each.id for each in documents if not each.title_nl]
    lacking += [
        f"{document.id}: {claim.id}"
        for document in documents
        for claim in document.claims
        if (claim.statement is None) != (claim.statement_nl is None)
    ]
    disabled = [site for site in load_sites(ROOT / folder / "sites.toml") if not site.enabled]
    assert (lacking, [site.domain for site in disabled if not site.why_not_nl]) == ([], [])


def test_only_the_clause_on_issuing_cookies_has_two_readings():
    readings = {
        (document.id, claim.id): claim.readings
        for document in DOCUMENTS.values()
        for claim in document.claims
        if claim.readings
    }
    assert readings == {
        ("claranet-2023", "cookies-issued-when"): ("sign_in", "first_visit"),
        ("claranet-rely-undated", "cookies-issued-when"): ("sign_in", "first_visit"),
    }


def test_only_the_leaseweb_statement_gives_its_host_to_another_company():
    others = {document.id: document.other_controllers for document in DOCUMENTS.values()}
    assert {document_id: hosts for document_id, hosts in others.items() if hosts} == {
        "leaseweb-network-2020": {"www.leaseweb.com": "LeaseWeb Global B.V."}
    }
