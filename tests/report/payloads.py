"""What a hostile site might write, and a report in which it wrote that everywhere."""

from enum import Enum

from pydantic import BaseModel

from scanner.models import RuleSummary

PAYLOADS = (
    # Elements, attributes and the ends of what they may stand in.
    "<script>alert(1)</script>",
    "</style></code></details></main></body></html><script>alert(2)</script>",
    "</title></textarea></noscript></script><script>alert(3)</script>",
    '" onmouseover="alert(4)" x="',
    "' autofocus onfocus='alert(5)",
    "<img src=x onerror=alert(6)>",
    "<!-- --><svg/onload=alert(7)>",
    "--><details open ontoggle=alert(8)>",
    "<form action=https://kwaad.example><button>x</button></form><svg><animate onbegin=alert(9)>",
    "<math><mtext><mglyph><style></math><img src onerror=alert(10)>",
    "<iframe srcdoc='<script>alert(11)</script>'></iframe>",
    "<a href='javascript:alert(12)'>x</a><base href='https://kwaad.example/'>",
    "<style>@import 'https://kwaad.example/a.css';</style>",
    "<link rel=stylesheet href=https://kwaad.example/b.css>",
    "<meta http-equiv=refresh content='0;url=https://kwaad.example'>",
    "&lt;script&gt;alert(13)&lt;/script&gt; &#60;img src=x onerror=alert(14)&#62;",
    # Addresses.
    "javascript:alert(15)",
    "data:text/html,<script>alert(16)</script>",
    "zie https://kwaad.example/p www.kwaad.example info@kwaad.example",
    # Templates and placeholders.
    "{{ 7 * 7 }}{% raw %}",
    "{0} {{1}} ${7*7} #{7*7} <%= 7*7 %>",
    # Spreadsheets.
    '=HYPERLINK("https://kwaad.example";"x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    '";=1+1;",=1+1,"',
    # Markdown and what a forge makes of it.
    "[klik](https://kwaad.example) ![x](https://kwaad.example/p.png) [x]: https://kwaad.example",
    "@everyone #1 org/repo#2 GH-3 !4 :smile:",
    "`</code><b>x</b>` `` ~~~",
    "\n\n| a | b |\n|---|---|\n\n# kop\n- lijst\n> citaat\n    code",
    # Terminals, and letters that turn text around.
    "[red]bold[/red] [link=https://kwaad.example]x[/link]",
    "\x1b[2J\x1b]8;;https://kwaad.example\x07x\x9b31m",
    "a\u202egnp.exe\u2066\u200f\u061c",
    "\u2028\u2029\u0085\ufeff\u200b",
    "\r\n\t\x00\ud800",
)
IDS = {"id", "service", "origin_service", "receiver_service", "document", "claim"}  # they refer
OURS = {"rule", "type", "schema_version", "file"}  # words of the program, never a site's


def spoil(value, payload):
    """Return a value with a payload put before every text that is not one of our own words."""
    if isinstance(value, Enum | RuleSummary):
        return value
    if isinstance(value, str):
        return payload + value
    if isinstance(value, tuple):
        return tuple(spoil(item, payload) for item in value)
    if isinstance(value, dict):
        return {name: spoil(item, payload) for name, item in value.items()}
    if isinstance(value, BaseModel):
        spoiled = {name: spoil(getattr(value, name), payload) for name in _fields_of(value)}
        return value.model_copy(update=spoiled)
    return value


def name_fields(value):
    """Return a value with the name of its class and field put before every such text."""
    if isinstance(value, tuple):
        return tuple(map(name_fields, value))
    if isinstance(value, Enum | RuleSummary) or not isinstance(value, BaseModel):
        return value
    kind = type(value).__name__
    named = {
        name: name_fields(spoil(getattr(value, name), f"{kind}.{name}~"))
        if name not in IDS and _is_text(getattr(value, name))
        else name_fields(getattr(value, name))
        for name in _fields_of(value)
    }
    return value.model_copy(update=named)


def _is_text(value):
    return isinstance(value, str) or (
        isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    )


def _fields_of(value):
    names = (name for name in type(value).model_fields if name not in OURS)
    return [name for name in names if not _is_closed_list(value, name)]


def _is_closed_list(value, name):
    return "Literal" in str(type(value).model_fields[name].annotation)
