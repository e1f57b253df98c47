"""Cookies with odd bytes, by HTTP (``/vreemd/x``) and by script (``/vreemd/x-script``)."""

import json

from web.register import inline, shows

# path -> what is odd, and the pair as it is written
ODD = {
    "utf8-waarde": ("a value in UTF-8", "kleur=blauwpaars€"),
    "utf8-naam": ("a name in UTF-8", "café=a1"),
    "aanhaling": ("a value in quotes", 'citaat="a1"'),
    "leeg": ("an empty value", "leeg="),
    "naamloos": ("no name, with an equals sign", "=a1"),
    "los": ("a value without an equals sign", "losse"),
    "gelijk": ("equals signs in the value", "vergelijking=a=b=="),
    "spaties": ("spaces round name and value, and in the value", "  ruim  =  a 1  "),
    "json": ("a value in JSON", 'object={"a":1,"b":[2,3]}'),
    "lang": ("a value of 4,000 characters", "lang=" + "a" * 4000),
    "haken": ("brackets and a slash in the name", "mand[regel]/1=a1"),
}

for _path, (_what, _pair) in ODD.items():
    _line = f"{_pair}; Path=/; Secure"
    shows(f"/vreemd/{_path}", _what, "", _line)
    shows(
        f"/vreemd/{_path}-script",
        f"{_what}, by script",
        inline(f"document.cookie = {json.dumps(_line)}"),
    )
