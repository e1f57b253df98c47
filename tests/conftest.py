import sys
from pathlib import Path

# pytest's importlib mode adds nothing to sys.path; tests write `from builders import make_cookie`.
sys.path.insert(0, str(Path(__file__).parent))

_SLOWEST = ("tests/browser", "tests/commands", "tests/web")


def pytest_collection_modifyitems(items):
    """Put what takes minutes first: of files that run side by side none is left over at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(_SLOWEST))


def pytest_terminal_summary(terminalreporter):
    """Print the figures that tests gave as the property ``summary``."""
    reports = (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
    for line in (
        text for each in reports for key, text in each.user_properties if key == "summary"
    ):
        terminalreporter.write_line(line)
