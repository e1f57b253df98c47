"""Sites that keep their policies in different places and shapes; ``README.md`` lists them.

Each is a host of its own, ``www.<name>.example``. The texts are made up.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

from aiohttp import web
from policy_pdfs import make_pdf, make_pictures

from scanner.demo.server import Handler

PRIVACY = (
    "<h1>Privacyverklaring</h1><p>Deze verklaring is het laatst gewijzigd op 3 maart 2025.</p>"
    "<p>Wij bewaren uw naam en adres zo lang als nodig is om uw bestelling te leveren. Wij delen "
    "uw gegevens niet met andere bedrijven. U mag ons vragen wat wij van u weten, en u mag ons "
    "vragen om het te wissen. Schrijf daarvoor een brief aan ons kantoor in Voorbeeldstad.</p>"
)
COOKIES = (
    "<h1>Cookiebeleid</h1><p>Onze website plaatst cookies. Wij gebruiken sessiecookies, die "
    "verdwijnen zodra u de browser sluit, en blijvende cookies, die langer op uw computer blijven. "
    "Met analytische cookies meten wij hoeveel bezoekers er op de website komen.</p>"
)
SPANISH = (
    "<h1>Política de privacidad</h1><p>Esta página explica cómo tratamos los datos personales de "
    "nuestros clientes. Guardamos su nombre y su dirección mientras sea necesario para entregar el "
    "pedido. No vendemos sus datos a otras empresas y usted puede pedir que los borremos.</p>"
)
FOOTER = '<footer><a href="{}">{}</a></footer>'
_UNFOLDS = """<button aria-expanded="false">Lees ons privacybeleid</button><div></div><script>
const button = document.querySelector("button");
button.onclick = () => { button.ariaExpanded = "true";
  document.querySelector("div").innerHTML = %r; };</script>"""
_WRITES = "<h1>Privacy</h1><main></main><script>setTimeout(() => {%s}, 1500)</script>"
_FILLS = f"document.querySelector('main').innerHTML = {PRIVACY!r};"
_HANGS = "<script>setTimeout(() => { for (;;); }, 0)</script>"

Answer = Callable[[web.Request], web.StreamResponse]
_SITES: dict[str, dict[str, Answer]] = {}


def policy_hosts() -> Mapping[str, Handler]:
    """Return the handler of every site."""
    return {f"www.{name}.example": _dispatch(answers) for name, answers in _SITES.items()}


def _dispatch(answers: Mapping[str, Answer]) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        answer = answers.get(request.path) or answers.get("*")
        if answer is None:
            raise web.HTTPNotFound
        return answer(request)

    return handle


def page(body: str, title: str = "Proef") -> Answer:
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="icon" href="data:,"></head><body>{body}</body></html>'
    )
    return lambda request: web.Response(text=text, content_type="text/html")


def home(path: str = "", text: str = "Privacy") -> Answer:
    return page("<h1>Welkom</h1>" + (FOOTER.format(path, text) if path else ""))


def file(data: bytes, kind: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: web.Response(body=data, content_type=kind, headers=named)


def leads(to: str) -> Answer:
    def answer(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(to)

    return answer


def status(code: int) -> Answer:
    return lambda request: web.Response(text="fout", status=code)


def fails_once(then: Answer) -> Answer:
    asked: list[web.Request] = []

    def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request)
        return then(request) if len(asked) > 1 else web.Response(text="even niet", status=503)

    return answer


def _site_map(*urls: str) -> bytes:
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()


_PDF = make_pdf(("Title", "Privacyverklaring"), PRIVACY.partition("</h1>")[2].replace("</p>", " "))

_SITES.update(
    {
        "voet": {
            "/": page(
                "<h1>Welkom</h1><p>Koop hier <a href='/koekjes'>cookies bakken voor beginners</a>."
                f"</p>{FOOTER.format('/privacy?taal=nl', 'Privacy')}"
                f"{FOOTER.format('/cookies', 'Cookies')}"
                "<footer><a href='#'>Cookie-instellingen</a></footer>"
            ),
            "/privacy": lambda request: (
                page(PRIVACY)(request)
                if request.query.get("taal") == "nl"
                else status(404)(request)
            ),
            "/cookies": page(COOKIES),
        },
        "pdf": {
            "/": home("/download", "Privacyverklaring (pdf)"),
            "/download": leads("/stukken/privacy.pdf"),
            "/stukken/privacy.pdf": file(
                _PDF, "application/pdf", Content_Disposition='attachment; filename="p.pdf"'
            ),
        },
        "plaatje": {
            "/": home("/privacy.pdf"),
            "/privacy.pdf": file(make_pictures(), "application/pdf"),
        },
        "uitvouw": {"/": home("/privacy"), "/privacy": page(_UNFOLDS % PRIVACY)},
        "script": {"/": home("/privacy"), "/privacy": page(_WRITES % _FILLS)},
        "kader": {
            "/": home("/privacy"),
            "/privacy": page("<h1>Privacy</h1><iframe src='/tekst' title='tekst'></iframe>"),
            "/tekst": page(PRIVACY),
        },
        "kaart": {
            "/": home(),
            "/robots.txt": file(b"Sitemap: /kaart.xml.gz\n", "text/plain"),
            "/kaart.xml.gz": file(
                gzip.compress(
                    _site_map(
                        "https://www.kaart.example/nieuws/privacy-in-de-zorg-wat-verandert-er",
                        "https://www.kaart.example/juridisch/privacyverklaring",
                    )
                ),
                "application/gzip",
            ),
            "/juridisch/privacyverklaring": page(PRIVACY),
        },
        "gewoon": {
            "/": home(),
            "/privacybeleid": page(PRIVACY),
            "/cookiebeleid": page(COOKIES),
        },
        "weg": {"/": home("/privacy")},
        "naarhuis": {"/": home("/privacy"), "/privacy": leads("/")},
        "overal": {"/": home(), "*": page("<h1>Welkom</h1><p>Privacy</p>")},
        "spaans": {"/": home("/privacy"), "/privacy": page(SPANISH)},
        "groot": {
            "/": home("/privacy"),
            "/privacy": page(PRIVACY + "<p>lang</p>" * (20_000_000 // 11)),
        },
        "vast": {"/": home("/privacy"), "/privacy": page(PRIVACY + _HANGS)},
        "even": {"/": home("/privacy"), "/privacy": fails_once(page(PRIVACY))},
        "kapot": {"/": home("/privacy"), "/privacy": status(500)},
        "dicht": {"/": home("/privacy"), "/privacy": status(403)},
        "elders": {"/": home("https://www.documenten.example/x", "Privacybeleid")},
        "documenten": {"/x": page(PRIVACY)},
    }
)
