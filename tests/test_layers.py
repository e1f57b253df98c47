"""The dependency rule of the style guide, read from the sources."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Each group may import the groups before it, and its own, but a stage no other stage.
GROUPS = (
    {"models", "digests", "words", "taxonomy", "errors"},
    {
        "urls",
        "plugins",
        "strict_json",
        "manifest",
        "whole_files",
        "folder",
        "results",
        "latest",
        "languages",
        "tongues",
        "lock",
        "key",
        "claim_changes",
        "dutch",
    },
    {"seeds", "browser", "catalogue", "policy", "discrepancies", "report", "history"},
    {"analyse", "reading"},
    {
        "spiders",
        "commands",
        "settings",
        "pipelines",
        "extensions",
        "scan",
        "beginning",
        "ending",
        "notify",
        "reporting",
        "demo",
        "fetching",
        "exporting",
        "schedule",
    },
)
RANK = {part: rank for rank, group in enumerate(GROUPS) for part in group}
STAGES = GROUPS[2]

SCRAPY = {"scrapy", "scrapy_playwright"}
MAY_IMPORT_SCRAPY = {"spiders", "commands", "settings", "pipelines", "extensions", "scan"}
MAY_NAME_PLAYWRIGHT_TYPES = {"spiders", "commands"}


def part_of(module: str) -> str:
    """Return the part a module belongs to: ``scanner.browser.visit`` is ``browser``."""
    top, _, rest = module.partition(".")
    return rest.partition(".")[0] if top == "scanner" else top


def imports_of(module: str, tree: ast.AST, is_package: bool) -> Iterator[str]:
    """Yield what a module imports, in full: ``from scanner import urls`` gives scanner.urls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                up = node.level - is_package
                package = module.split(".")[: -up or None]
                start = ".".join([*package, *filter(None, [node.module])])
            yield from (f"{start}.{name.name}" for name in node.names)


def only_for_types(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements that stand under ``if TYPE_CHECKING:``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body


def faults_of(module: str, source: str, is_package: bool = False) -> list[str]:
    """Return every import of a module that the dependency rule forbids, with the reason."""
    tree = ast.parse(source)
    typing_only = {
        name
        for statement in only_for_types(tree)
        for name in imports_of(module, statement, is_package)
    }
    part = part_of(module)
    reasons = (
        (name, fault_of(part, name, name in typing_only))
        for name in imports_of(module, tree, is_package)
    )
    return [f"{module} imports {name}: {reason}" for name, reason in reasons if reason]


def fault_of(part: str, name: str, typing_only: bool) -> str | None:
    top = name.partition(".")[0]
    if top in SCRAPY:
        return None if part in MAY_IMPORT_SCRAPY else "only the Scrapy glue imports Scrapy"
    if top == "playwright":
        allowed = part == "browser" or (typing_only and part in MAY_NAME_PLAYWRIGHT_TYPES)
        return None if allowed else "only scanner.browser imports Playwright"
    if top not in ("scanner", "spiders"):
        return None
    other = part_of(name)
    if other not in RANK:
        return None  # a name of the scanner package itself, such as its version
    if part == other:
        return None
    if part == "demo" and RANK[other] > RANK["urls"]:
        return "the demo web shares no code with what scans it"
    if part in STAGES and other in STAGES:
        return "a stage imports no other stage"
    return "it stands in a later group" if RANK[other] > RANK[part] else None


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = sorted(path for top in ("scanner", "spiders") for path in (ROOT / top).rglob("*.py"))


def test_both_packages_are_walked():
    walked = {module_of(path) for path in SOURCES}
    assert {"scanner", "scanner.models", "scanner.seeds", "scanner.browser", "spiders"} <= walked


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_module_imports_only_what_stands_before_it(path):
    source = path.read_text(encoding="utf-8")
    assert faults_of(module_of(path), source, path.name == "__init__.py") == []


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_module_belongs_to_a_group(path):
    assert part_of(module_of(path)) in {"", *RANK}


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("scanner.models", "import scanner.urls", "it stands in a later group"),
        ("scanner.urls", "from scanner import seeds", "it stands in a later group"),
        ("scanner.urls", "def f():\n    import spiders.sites", "it stands in a later group"),
        ("scanner.report.build", "import scanner.analyse", "it stands in a later group"),
        ("scanner.analyse", "from scanner.commands import crawl", "it stands in a later group"),
        ("scanner.seeds", "from .browser import visit", "a stage imports no other stage"),
        (
            "scanner.report.build",
            "from ..catalogue.match import make_inventory",
            "a stage imports no other stage",
        ),
        (
            "scanner.history",
            "if TYPE_CHECKING:\n    import scanner.report",
            "a stage imports no other stage",
        ),
        (
            "scanner.demo.web",
            "import scanner.settings",
            "the demo web shares no code with what scans it",
        ),
        (
            "scanner.demo.web",
            "import scanner.browser.launch",
            "the demo web shares no code with what scans it",
        ),
        ("scanner.browser.visit", "import scrapy", "only the Scrapy glue imports Scrapy"),
        (
            "scanner.browser.launch",
            "from scrapy_playwright.provider import BrowserProvider",
            "only the Scrapy glue imports Scrapy",
        ),
        ("scanner.analyse", "import scrapy.utils", "only the Scrapy glue imports Scrapy"),
        ("scanner.demo.web", "import scrapy", "only the Scrapy glue imports Scrapy"),
        (
            "spiders.sites",
            "from playwright.async_api import Page",
            "only scanner.browser imports Playwright",
        ),
        (
            "scanner.report.build",
            "if TYPE_CHECKING:\n    from playwright.async_api import Page",
            "only scanner.browser imports Playwright",
        ),
    ],
)
def test_a_forbidden_import_is_found(module, source, fault):
    assert [found.rpartition(": ")[2] for found in faults_of(module, source)] == [fault]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("scanner.models", "from scanner.words import Party"),
        ("scanner.analyse", "from scanner import __version__, models"),
        ("scanner.analyse", "import scanner.catalogue.match, scanner.report.build"),
        ("scanner.browser.visit", "from playwright.async_api import Page"),
        ("scanner.browser.visit", "from .settle import settle"),
        ("scanner.report.write", "from scanner.results import RunFolder"),
        ("scanner.demo.web", "from scanner.demo.server import serve\nimport scanner.urls"),
        ("scanner.commands.demo", "import scrapy\nimport scanner.demo.server, scanner.analyse"),
        ("spiders.sites", "import scrapy\nfrom scanner.browser.visit import visit"),
        (
            "spiders.sites",
            "if TYPE_CHECKING:\n    from playwright.async_api import Page\n",
        ),
    ],
)
def test_an_allowed_import_is_left_alone(module, source):
    assert faults_of(module, source) == []


def test_a_relative_import_of_a_package_starts_at_the_package():
    fault = "scanner.report imports scanner.catalogue.match: a stage imports no other stage"
    assert faults_of("scanner.report", "from ..catalogue import match", is_package=True) == [fault]
    assert faults_of("scanner.report", "from .build import make_report", is_package=True) == []
