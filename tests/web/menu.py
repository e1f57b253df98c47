"""A page with sixty links, for the choice of pages, and the pages they lead to."""

import asyncio

from web.register import FORM, WINKEL, answers, html, inline, page, writes

# Sixty, and no two alike in kind unless the comment says so.
MENU = (
    ("/artikel/1", "Fietslamp"),
    ("/artikel/2", "Fietsbel"),
    ("/artikel/2#maten", "Maten van de fietsbel"),  # the same page again
    ("/artikel/2?kleur=rood", "Fietsbel, rood"),
    ("/artikel/2?kleur=blauw", "Fietsbel, blauw"),
    ("artikel/3", "Fietspomp"),  # relative
    ("https://www.winkel.example/artikel/4", "Fietstas"),
    ("https://WWW.WINKEL.EXAMPLE/artikel/4", "Fietstas, nog eens"),  # the same page again
    ("https://winkel.example/artikel/5", "Fietsslot"),  # host that is not served
    ("http://www.winkel.example/artikel/6", "Zadeldek"),  # not https
    ("//www.winkel.example/artikel/7", "Bagagedrager"),
    ("https://shop.winkel.example/artikel/8", "Buitenband"),  # host that is not served
    ("https://cdn.derde.example/frame", "Onze leverancier"),  # another site
    ("https://www.elders.example/", "Elders"),  # another site, not served
    ("mailto:hallo@winkel.example", "Mail ons"),
    ("tel:+31101234567", "Bel ons"),
    ("javascript:void(0)", "Open menu"),
    ("#top", "Naar boven"),
    ("", "Deze pagina"),
    ("/", "Home"),
    ("/folder.pdf", "Folder (pdf)"),
    ("/prijslijst.xlsx", "Prijslijst"),
    ("/foto.jpg", "Foto"),
    ("/uitloggen", "Uitloggen"),
    ("/mandje/toevoegen?id=9", "In het mandje"),
    ("/inloggen", "Mijn account"),
    ("/klantenservice", "Klantenservice"),
    ("/contact", "Contact"),
    ("/algemene-voorwaarden", "Algemene voorwaarden"),
    ("/privacy", "Privacyverklaring"),
    ("/cookies", "Cookiebeleid"),
    ("/sitemap", "Overzicht van de site"),
    *((f"/artikel/{number}", f"Artikel {number}") for number in range(10, 38)),  # of one kind
)


@page(WINKEL, "/menu")
def menu(request):
    links = "".join(f'<li><a href="{target}">{word}</a></li>' for target, word in MENU)
    return html(f"<ul>{links}</ul>")


def _plain(request):
    return html(f"<h1>{request.path}</h1>")


def _form(request):
    return html(FORM.format(""))


for _number in (*range(1, 5), 6, 7, *range(10, 38)):
    page(WINKEL, f"/artikel/{_number}")(_plain)
for _path in (
    "uitloggen",
    "mandje/toevoegen",
    "klantenservice",
    "algemene-voorwaarden",
    "privacy",
    "cookies",
    "sitemap",
):
    page(WINKEL, f"/{_path}")(_plain)
for _path in ("inloggen", "contact"):
    page(WINKEL, f"/{_path}")(_form)

# Where the words of a link stand when it shows a picture.
_PICTURES = (
    '<a href="/stap/1"><img src="/stap/leeg.gif" alt="Privacyverklaring"></a>',
    '<a href="/stap/2" aria-label="Contact">\n<svg width="9" height="9"></svg>\n</a>',
    '<a href="/stap/3" title="Inloggen"> <img src="/stap/leeg.gif" alt=""> </a>',
)


@page(WINKEL, "/menu/plaatjes")
def pictures(request):
    articles = "".join(f'<a href="/artikel/{number}">Artikel</a>' for number in range(10, 20))
    return html(articles + "".join(_PICTURES))


for _number in (1, 2, 3):
    page(WINKEL, f"/stap/{_number}")(_form)

_LATER_SHOWN = inline(
    'const kop = document.createElement("div"), { innerHTML } = document.querySelector("template");'
    ' kop.attachShadow({mode: "open"}).innerHTML = innerHTML; document.body.prepend(kop);'
)


@page(WINKEL, "/menu/schaduw")
def shadow(request):
    links = '<footer><a href="/stap/1">Privacyverklaring</a></footer><a href="/stap/4">Contact</a>'
    return html(f"<template>{links}</template>{_LATER_SHOWN}")


@page(WINKEL, "/menu/werker")
def worker(request):
    works = 'new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));'
    wait = 'fetch("/stap/nooit");'
    tall = '<p style="height:3000px"><a href="/artikel/10">Artikel</a></p>'
    scrolled = f'addEventListener("scroll", () => {{ {works} {wait} }}, {{once: true}});'
    return html(tall + inline(scrolled))


@page(WINKEL, "/stap/nooit")
async def never(request):
    await asyncio.Event().wait()


@page(WINKEL, "/stap/4")
def form_in_shadow(request):
    focused = inline(
        'document.querySelector("div").shadowRoot.querySelector("input").onfocus = () => {'
        + writes("schaduwveld")
        + "}"
    )
    return html(f"<template>{FORM.format('')}</template>{_LATER_SHOWN}{focused}")


answers(WINKEL, "/stap/leeg.gif", kind="image/gif")
