import re
from pathlib import Path

import scanner.report.formats
from scanner.report.formats import load_formats


def test_every_file_of_the_folder_is_a_format():
    files = Path(scanner.report.formats.__file__).parent.glob("*.py")
    ids = {path.stem.replace("_", "-") for path in files} - {"--init--"}
    assert {format_.id for format_ in load_formats()} == ids


def test_every_format_has_a_plain_file_name_of_its_own():
    names = [format_.file_name for format_ in load_formats()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z-]+\.[a-z]+", name)] == []
