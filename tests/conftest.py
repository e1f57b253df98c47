import sys
from pathlib import Path

# pytest's importlib mode adds nothing to sys.path; tests write `from builders import make_cookie`.
sys.path.insert(0, str(Path(__file__).parent))


def pytest_terminal_summary(terminalreporter):
    """Print the figures that tests gave as the property ``summary``."""
    reports = (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
    for line in (
        text for each in reports for key, text in each.user_properties if key == "summary"
    ):
        terminalreporter.write_line(line)
