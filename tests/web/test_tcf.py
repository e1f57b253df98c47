"""The TC strings of the test web follow the published format."""

from datetime import UTC, datetime

from web.banners.tcf import Consents, tc_string

# The core segment that the format's own text gives as its example.
_EXAMPLE = "COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA"


def test_the_example_of_the_format_comes_out_letter_for_letter():
    example = Consents(
        purposes=(1, 2, 3),
        vendors=(2, 6, 8),
        interests=(2, 6, 8),
        cmp_id=27,
        language="EN",
        country="AA",
        list_version=15,
        policy_version=2,
        service_specific=False,
        at=datetime(2020, 2, 20, 23, 57, 39, 300_000, tzinfo=UTC),
    )

    assert tc_string(example) == _EXAMPLE
