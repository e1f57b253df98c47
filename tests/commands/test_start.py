import subprocess
import sys

import pytest

_PROGRAM = """
import sys
from scrapy.utils.misc import walk_modules
walk_modules("scanner.commands")
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.fixture(scope="module")
def loaded():
    dear = ["playwright", "sqlalchemy", "aiohttp", "numpy", "pypdf"]
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *dear, "scanner.policy.claims"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return ran.stdout.split()


def test_a_command_starts_without_what_only_scans_and_pdfs_need(loaded):
    assert loaded == ["scanner.policy.claims"]
