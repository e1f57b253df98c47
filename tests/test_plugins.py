import importlib
import sys
from types import SimpleNamespace

import pytest

from scanner.errors import PluginError
from scanner.plugins import load_plugins

GOOD = "from types import SimpleNamespace\nRULE = SimpleNamespace(id={!r})\n"


@pytest.fixture
def make_package(tmp_path, monkeypatch):
    def make(**sources):
        folder = tmp_path / "made_rules"
        folder.mkdir()
        (folder / "__init__.py").touch()
        for name, source in sources.items():
            (folder / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return importlib.import_module("made_rules")

    yield make
    for name in [name for name in sys.modules if name.partition(".")[0] == "made_rules"]:
        del sys.modules[name]


def test_plugins_come_in_order_of_file_name(make_package):
    package = make_package(
        third=GOOD.format("third"), first_one=GOOD.format("first-one"), second=GOOD.format("second")
    )
    plugins = load_plugins(package, "RULE", SimpleNamespace)
    assert [plugin.id for plugin in plugins] == ["first-one", "second", "third"]


def test_a_folder_without_plugins_gives_none(make_package):
    assert load_plugins(make_package(), "RULE", SimpleNamespace) == ()


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (
            "import no_such_module\n",
            "cannot be imported: ModuleNotFoundError: No module named 'no_such_module'",
        ),
        (
            "RULE = (\n",
            "cannot be imported: SyntaxError: '(' was never closed (broken.py, line 1)",
        ),
        (
            "RULE = Rule()\n",
            "cannot be imported: NameError: name 'Rule' is not defined",
        ),
        (
            "RULE = {}['id']\n",
            "cannot be imported: KeyError: 'id'",
        ),
        (
            "RULE = None.id\n",
            "cannot be imported: AttributeError: 'NoneType' object has no attribute 'id'",
        ),
        (
            "raise ValueError('two\\nlines')\n",
            "cannot be imported: ValueError: two lines",
        ),
        (
            "open('no such file')\n",
            "cannot be imported: FileNotFoundError: "
            "[Errno 2] No such file or directory: 'no such file'",
        ),
        ("", "expected RULE, a SimpleNamespace"),
        ("RULE = 'broken'\n", "expected RULE, a SimpleNamespace"),
        (GOOD.format("other"), "id is 'other', its file name says 'broken'"),
    ],
)
def test_a_broken_plugin_is_named_with_the_reason_on_one_line(make_package, source, fault):
    with pytest.raises(PluginError) as caught:
        load_plugins(make_package(broken=source), "RULE", SimpleNamespace)
    assert str(caught.value) == f"made_rules.broken: {fault}"
