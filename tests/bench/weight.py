"""Pages of an everyday weight: some 70 requests and 2 MB, a third of it scripts, as is common.

The demo's pages are nearly empty, so that what every visit costs alike is most of what they cost.
"""

from collections.abc import Mapping

from aiohttp import web

from scanner.demo.server import Handler
from scanner.demo.services.advertentiebord import PIXEL

HOST = "www.alledag.example"
_OTHERS = ("cdn.tweede.example", "cdn.derde-partij.example", "tags.vierde.example")
_PATHS = ("/", "/over-ons", "/diensten", "/contact", "/privacy")
_SCRIPTS, _IMAGES, _STYLES = 20, 45, 4
_FUNCTIONS = 250  # of a script, some 100 characters each

_FUNCTION = (
    "function f{n}(list) {{ const out = []; for (const each of list) "
    "if (each % {n} !== 1) out.push(each * {n}); return out; }}\n"
)
_SCRIPT = (
    "(() => {\n"
    + "".join(_FUNCTION.format(n=number + 2) for number in range(_FUNCTIONS))
    + "const list = Array.from({ length: 200 }, (_, place) => place);\nlet sum = 0;\n"
    + "".join(f"sum += f{number + 2}(list).length;\n" for number in range(_FUNCTIONS))
    + """for (let row = 0; row < 40; row += 1) {
  const line = document.createElement("p");
  line.className = `r${row}`; line.textContent = `regel ${sum + row}`;
  document.body.append(line);
}
document.cookie = "gezien=a1; path=/; secure";
})();"""
)
_IMAGE = PIXEL + bytes(20_000)  # what follows a picture's end is loaded, and not drawn
_STYLE = "".join(f".r{n} {{ margin: {n % 9}px; padding: {n % 5}px; }}\n" for n in range(600))


def weighty_hosts() -> Mapping[str, Handler]:
    """Return the handler of the site and of the three that serve most of its files."""
    return dict.fromkeys((HOST, *_OTHERS), _answer)


async def _answer(request: web.Request) -> web.Response:
    kinds = {
        ".js": (_SCRIPT.encode(), "text/javascript"),
        ".gif": (_IMAGE, "image/gif"),
        ".css": (_STYLE.encode(), "text/css"),
    }
    for ending, (body, kind) in kinds.items():
        if request.path.endswith(ending):
            return web.Response(body=body, content_type=kind)
    if request.path not in _PATHS:
        raise web.HTTPNotFound
    return web.Response(text=_PAGE, content_type="text/html")


def _url(number: int, ending: str) -> str:
    return f"https://{(HOST, *_OTHERS)[number % 4]}/{number}.{ending}"


_PAGE = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Alledag</title>'
    '<link rel="icon" href="data:,">'
    + "".join(f'<link rel="stylesheet" href="{_url(n, "css")}">' for n in range(_STYLES))
    + "</head><body><nav>"
    + "".join(f'<a href="{path}">{path[1:] or "home"}</a> ' for path in _PATHS)
    + "</nav>"
    + "".join(f'<img alt="" src="{_url(n, "gif")}">' for n in range(_IMAGES))
    + '<form method="post"><input name="naam" aria-label="Naam"></form>'
    + "".join(f'<script defer src="{_url(n, "js")}"></script>' for n in range(_SCRIPTS))
    + "</body></html>"
)
