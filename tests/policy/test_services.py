import json
from pathlib import Path

import pytest

from scanner.policy.services import Gazetteer, NamedService, known_services


def named(text):
    return [service.id for _, service in Gazetteer(known_services()).find(text)]


def test_the_longest_name_wins():
    assert named("met google analytics en google tag manager") == [
        "google_analytics",
        "google_tag_manager",
    ]


def test_a_name_within_an_address_is_no_service():
    assert named("zie https://www.facebook.com/ons en info@mollie.com") == []


def test_the_first_service_of_an_id_is_kept():
    twice = [NamedService(id="a", role="cdn", names=(n,)) for n in ("een naam", "nog een")]
    assert Gazetteer(twice).find("nog een") == ()


def test_every_service_has_an_id_of_its_own():
    ids = [service.id for service in known_services()]
    assert len(ids) == len(set(ids))


def test_two_names_with_a_slash_between_them_are_two_services():
    assert named("knoppen van facebook/twitter") == ["facebook", "x_twitter"]


def test_a_service_that_the_taxonomy_does_not_list_is_known_by_its_name():
    found = Gazetteer(known_services()).find("onze hosting is van amazon-web-services of fly.io")
    assert [(service.id, service.role, service.listed) for _, service in found] == [
        ("amazon_web_services", "hosting", False),
        ("fly_io", "hosting", False),
    ]


def test_the_taxonomy_lists_what_is_said_to_be_listed():
    taxonomy = Path(__file__).parents[3] / "shared" / "policies" / "taxonomy.json"
    if not taxonomy.exists():
        pytest.skip("the taxonomy does not lie beside the project")
    listed = {service.id for service in known_services() if service.listed}
    assert listed == {*json.loads(taxonomy.read_text())["services"]} - {"other"} | {
        "friendly_captcha"
    }
