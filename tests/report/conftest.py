import pytest
from report import samples
from report.shop import make_sample


@pytest.fixture
def make_finding():
    """Make a finding on the shop's advertising cookie; fields given replace its own."""
    return samples.make_finding


@pytest.fixture
def make_site_report():
    """Make a site that was measured and compared and is clean; fields given replace its own."""
    return samples.make_site_report


@pytest.fixture
def make_report():
    """Make the report of the given sites."""
    return samples.make_report


@pytest.fixture
def sample():
    """A report with a site of each kind: findings, clean, not compared, unreachable, disabled."""
    return make_sample()
