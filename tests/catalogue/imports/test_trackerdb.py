import json

import pytest
from listings import COOKIES_JSON, TRACKERDB

from scanner.catalogue.imports.trackerdb import FORMAT
from scanner.catalogue.listed import ListedService
from scanner.errors import ListError
from scanner.words import Category

ADS = ListedService(
    list_id="tdb",
    name="Bord Ads",
    owner="Bord N.V.",
    country="BE",
    category=Category.ADVERTISING,
)
MAPS = ListedService(list_id="tdb", name="Bord Kaart", category=Category.UNCLASSIFIED)


def _broken(**parts):
    return json.dumps({**json.loads(TRACKERDB), **parts})


def test_it_is_recognised_and_other_json_is_not():
    assert FORMAT.recognise(TRACKERDB)
    assert not FORMAT.recognise(COOKIES_JSON)


def test_filters_and_domains_belong_to_their_pattern_and_its_organization():
    content = FORMAT.read(TRACKERDB, "tdb")
    assert content.filters == {"||bord.example/kaart^": MAPS}
    assert content.domains == {"bord.example": ADS}
    assert content.refused == 1  # github.io, which many share


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_broken(domains=[]), "domains: expected an object"),
        (_broken(patterns={"a": {}}), r"patterns\.a: expected an object with a name"),
        (_broken(domains={"a.example": "weg"}), r"domains\.a\.example: there is no pattern 'weg'"),
        (TRACKERDB[:-5], "not JSON, perhaps cut off"),
    ],
)
def test_what_is_broken_is_named(text, words):
    with pytest.raises(ListError, match=words):
        FORMAT.read(text, "x")
