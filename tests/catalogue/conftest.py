import pytest
from builders import STARTED_AT


@pytest.fixture
def now():
    return STARTED_AT
