"""One small site of two pages: a necessary cookie at once, and trackers as its consent code says.

The site keeps what was chosen as the names of the allowed categories, in a first-party cookie or
in localStorage, and reads it on every load. A page's own script may change how it does so.
"""

from web.register import answers, html, inline, page

CDN = "cdn.telraam.example"
PIXEL = "pixel.volgnet.example"
_FRESH = {"Cache-Control": "no-store"}  # so that every load of a page asks again

# A third party's script that stores on the site itself.
answers(
    CDN,
    "/telraam.js",
    """
if (!document.cookie.includes("_telraam="))
  document.cookie = "_telraam=t1a2b3c4d5e6; path=/; max-age=7776000; secure";
localStorage.getItem("telraam.bezoeker") ?? localStorage.setItem("telraam.bezoeker", "t9z8y7x6");
""",
    kind="text/javascript",
    headers=_FRESH,
)
# A third party's image with a cookie of its own.
answers(
    PIXEL,
    "/v.gif",
    "",
    "volgnet_id=v1a2b3c4d5e6; Path=/; Max-Age=2592000; Secure; SameSite=None",
    kind="image/gif",
    headers=_FRESH,
)

STYLE = """<style>
  body { font: 16px sans-serif; margin: 0 0 16em; }
  [hidden] { display: none !important; }
  .balk { position: fixed; inset: auto 0 0 0; z-index: 99; padding: 1em; background: #fff;
    border-top: 2px solid #246; box-shadow: 0 0 1em #0006; }
  .venster { position: fixed; inset: 20% 20% auto; z-index: 99; padding: 1em; background: #fff;
    border: 2px solid #246; }
  .scherm { position: fixed; inset: 0; z-index: 98; background: #000a; }
</style>"""

# ``choice`` is null as long as nothing was chosen, else the list of the allowed categories.
ENGINE = f"""
const ALL = ["statistieken", "marketing"];
const trackers = {{
  statistieken() {{
    const tag = document.createElement("script");
    tag.src = "https://{CDN}/telraam.js";
    document.head.append(tag);
  }},
  marketing() {{ new Image().src = "https://{PIXEL}/v.gif"; }},
  running: new Set(),
  run(names) {{
    for (const name of names.filter((each) => !this.running.has(each))) {{
      this.running.add(name);
      this[name]();
    }}
  }},
}};
const cookie = {{
  read(name) {{
    const line = document.cookie.split("; ").find((each) => each.startsWith(name + "="));
    return line && decodeURIComponent(line.slice(name.length + 1));
  }},
  write(name, value, days = 180) {{
    const age = days ? `; max-age=${{days * 86400}}` : "";
    document.cookie = `${{name}}=${{value}}; path=/; secure; samesite=lax${{age}}`;
  }},
}};
const site = {{
  read() {{
    const kept = cookie.read("toestemming");
    return kept === undefined ? null : kept.split("+").filter((each) => ALL.includes(each));
  }},
  keep(allowed) {{ cookie.write("toestemming", ["noodzakelijk", ...allowed].join("+")); }},
  onLoad: (choice) => choice ?? [],
  onPress: (choice) => choice,
  choose(allowed) {{
    site.keep(allowed);
    trackers.run(site.onPress(allowed));
  }},
  start() {{ trackers.run(site.onLoad(site.read())); }},
}};
const wrong = () => cookie.write("verkeerd", "1", 0);
"""

_TEXT = """
<h1>Fietsenwinkel</h1>
<p>Lampen, bellen en sloten voor elke fiets.</p>
<p><a href="/">Begin</a> <a href="/over-ons">Over de winkel</a></p>
"""


def host_of(name: str) -> str:
    return f"www.{name}.example"


def make_site(
    name: str, banner: str = "", code: str = "", *, head: str = "", language: str = "nl"
) -> None:
    """Give a host of its own two pages with a banner; ``code`` runs before the site reads."""
    body = STYLE + head + inline(ENGINE) + _TEXT + banner + inline(code + "\nsite.start();")

    def answer(request):
        fresh = () if "mandje" in request.cookies else ("mandje=m1; Path=/; Secure; HttpOnly",)
        response = html(body, *fresh)
        response.text = response.text.replace('lang="nl"', f'lang="{language}"', 1)
        return response

    for path in ("/", "/over-ons"):
        page(host_of(name), path)(answer)
