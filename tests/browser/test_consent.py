"""The three visits of every site with a banner, each exactly as its truth says."""

import asyncio
from collections import defaultdict

import pytest
from web.banners import BANNER_CASES, BANNER_VISITS
from web.banners.truth import Phases, Stage
from web.pages import web_hosts

from scanner.models import Observation, Site
from scanner.urls import host_of
from scanner.words import ConsentChoice, ConsentOutcome, Party, Phase, VisitOutcome

pytestmark = pytest.mark.browser

CASES = {case.name: case for case in BANNER_CASES}
VISITS = BANNER_VISITS


def phases_of(seen: Observation) -> Phases:
    """Return what a visit saw in each phase, in the terms of the truth."""
    cookies, stored, hosts, modes = (defaultdict(set) for _ in range(4))
    for cookie in seen.cookies:
        cookies[cookie.phase].add((cookie.name, cookie.domain))
    for item in seen.storage:
        stored[item.phase].add((item.kind, item.origin, item.key))
    for request in seen.requests:
        if request.party is Party.THIRD:
            hosts[request.phase].add(request.host)
        if request.consent_mode:
            modes[request.phase].add(request.consent_mode)
    stages = (
        Stage(*(frozenset(each[phase]) for each in (cookies, stored, hosts, modes)))
        for phase in Phase
    )
    return Phases(*stages)


@pytest.fixture(scope="module")
def visited(observe):
    """Every visit, by the name of its case and the choice."""
    seen = {}
    for choice in ConsentChoice:
        sites = {
            (name, choice): Site(domain=case.domain, start_urls=(case.home,))
            for name, case in CASES.items()
            if (name, choice) in VISITS
        }
        seen |= asyncio.run(
            observe(web_hosts(), sites, choice=choice, most_pages=2, timeout_s=60.0)
        )
    return seen


@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_a_choice_ends_as_its_banner_lets_it(visited, name, choice):
    seen, expected = visited[name, choice], getattr(CASES[name], choice)
    assert seen.consent.outcome in expected.outcomes, seen.consent
    if not expected.by_interface:
        assert (seen.consent.pressed, seen.consent.steps) == (
            expected.pressed,
            len(expected.pressed),
        )


@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_a_choice_counts_as_made_only_where_something_proves_it(visited, name, choice):
    seen, expected = visited[name, choice], getattr(CASES[name], choice)
    is_made = choice is not ConsentChoice.NONE and seen.consent.outcome is ConsentOutcome.DONE
    assert bool(seen.consent.proofs) is is_made
    assert set(seen.consent.proofs) <= expected.proofs


@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_everything_is_told_apart_by_its_phase(visited, name, choice):
    assert phases_of(visited[name, choice]) == getattr(CASES[name], choice).seen


@pytest.mark.parametrize("name", CASES)
def test_pages_are_seen_before_a_choice_and_again_after_it(visited, name):
    case, seen = CASES[name], visited[name, ConsentChoice.REJECT]
    expected = [(case.gate or case.home, Phase.BEFORE), (case.second, Phase.BEFORE)]
    if seen.consent.outcome in (ConsentOutcome.DONE, ConsentOutcome.UNCONFIRMED):
        expected[1:] = [(case.home, Phase.AFTER), (case.second, Phase.AFTER)]
    assert [(page.url, page.phase) for page in seen.pages] == expected


@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_a_choice_costs_a_visit_nothing_of_its_sight(visited, name, choice):
    seen = visited[name, choice]
    assert (seen.outcome, seen.incomplete) == (VisitOutcome.OK, ())


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.promise])
def test_what_a_banner_promises_is_recorded(visited, name):
    banner, promise = visited[name, ConsentChoice.NONE].consent.banner, CASES[name].promise
    assert (set(banner.purposes), banner.lifetime) == (promise.purposes, promise.lifetime)


@pytest.mark.parametrize("name", CASES)
def test_a_banner_left_alone_says_how_far_its_ways_are(visited, name):
    case, banner = CASES[name], visited[name, ConsentChoice.REJECT].consent.banner
    on = () if banner is None else tuple(b.name for b in banner.categories if b.on and not b.locked)
    assert (banner.language if banner else None, on) == (case.language, case.ticked)


def test_hosts_of_the_sites_are_their_own():
    assert len({host_of(case.home) for case in BANNER_CASES}) == len(BANNER_CASES)
