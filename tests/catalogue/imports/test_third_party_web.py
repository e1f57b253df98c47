import json

import pytest
from listings import ENTITIES, TRACKERDB

from scanner.catalogue.imports.third_party_web import FORMAT
from scanner.catalogue.listed import ListedService
from scanner.errors import ListError
from scanner.words import Category


def test_it_is_recognised_and_other_json_is_not():
    assert FORMAT.recognise(ENTITIES)
    assert not FORMAT.recognise(TRACKERDB)


def test_domains_belong_to_their_entity_and_public_suffixes_are_refused():
    teller = ListedService(
        list_id="tpw", name="Teller", owner="Teller B.V.", category=Category.ANALYTICS
    )
    content = FORMAT.read(ENTITIES, "tpw")
    assert content.domains == {
        "teller.example": teller,
        "teller-cdn.example": teller,
        "doos.example": ListedService(
            list_id="tpw", name="Doos", owner="Doos", category=Category.UNCLASSIFIED
        ),
    }
    assert content.refused == 1


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ("x", "entity 1: expected an object with a name"),
        ({"name": "Teller"}, r"entity 1 \(Teller\): expected a list of domains"),
    ],
)
def test_broken_entity_is_named(entity, words):
    with pytest.raises(ListError, match=words):
        FORMAT.read(json.dumps([entity]), "x")


def test_file_that_is_cut_off_says_so():
    with pytest.raises(ListError, match="not JSON, perhaps cut off"):
        FORMAT.read(ENTITIES[:-5], "x")
