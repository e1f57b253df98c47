"""Banners in which something is set before it is kept, and what stands in closed shadow roots."""

from tricky_parts import (
    BOTH,
    BOXES_ON,
    DONE,
    FAILED,
    NO_WAY,
    SAVE,
    TEXT,
    UNCONFIRMED,
    UNTOUCHED,
    YES,
    Page,
    bar,
    button,
    settings,
)


def _asks(what):
    return (
        f"<p>{what} <label><input type=radio name={what} value=Ja checked> Ja</label>"
        f"<label><input type=radio name={what}> Nee</label></p>"
    )


_SAVE_ROUNDS = (
    "<script>const yes = () => document.querySelectorAll('[value=Ja]:checked');</script>"
    + button("Opslaan", "choose({ 0: 'reject', 2: 'accept' }[yes().length] ?? 'wrong')")
)
# What stands in a closed shadow root; its presses find their way back from there.
_CLOSED = """<div id=host></div><template id=inner><style>
.bar {{ position: fixed; inset: auto 0 0 0; background: #fff }}</style>{}</template><script>
const root = document.getElementById("host").attachShadow({{ mode: "closed" }});
const gone = document.cookie.includes("choice=");
if (!gone) root.append(document.getElementById("inner").content);
const inRoot = (id) => root.getElementById(id);
hide = (id) => inRoot(id).remove();
const more = () => {{
  inRoot("bar").innerHTML = `<p>Cookies</p><label><input type=checkbox checked> Meten</label>
    <button onclick="choose(inBar('input').checked ? 'wrong' : 'reject')">Opslaan</button>`;
}};
const inBar = (what) => inRoot("bar").querySelector(what);
</script>"""

# They speak of cookies as well, and ask for something else.
_OTHER_WINDOWS = (
    "Praat u mee, dan gaat u akkoord met cookies.<textarea></textarea>" + button("Akkoord"),
    "<p>U geeft toestemming voor automatische incasso.</p>" + button("Akkoord"),
    "<p>Om te chatten gaat u akkoord met ons cookiebeleid.</p>" + BOTH,
    "<p>Wilt u straks enkele vragen beantwoorden in een vragenlijst? Wij plaatsen een cookie om te "
    "onthouden dat u dit zag.</p>" + button("Ja, graag") + button("Nee, bedankt"),
    "<p>Mogen wij je meldingen sturen? Lees ons cookiebeleid.</p>" + BOTH,
    "<a href=/c>Cookies</a> <a href=/p>Privacy</a>",
    "<h2>Ben je 18 jaar of ouder?</h2><p>Lees ons cookiebeleid.</p>" + button("Ja") + button("Nee"),
    "<h2>Welkom terug</h2><p>Ook hier gebruiken wij cookies.</p><input type=password>" + BOTH,
)

CHOICE_PAGES = {
    "wisselt onder de muis": Page(
        bar(
            TEXT
            + "<div onmouseover='this.append(this.firstChild); this.onmouseover = null'>"
            + BOTH.replace("<button", "<button style=width:9em")
            + "</div>"
        )
    ),
    "staat een deel toe": Page(
        bar(TEXT + YES + button("Alleen functionele en analytische cookies")), reject=NO_WAY
    ),
    "rondjes die op ja staan": Page(
        bar(TEXT + _asks("Meten") + _asks("Reclame") + _SAVE_ROUNDS),
        accept=(DONE, ("Opslaan",)),
        reject=(DONE, ("Opslaan",)),
    ),
    "rondjes zonder nee": Page(
        bar(
            TEXT
            + "<label><input type=radio name=a value=Ja> Alle cookies</label>"
            + "<label><input type=radio name=a checked> Alleen statistieken</label>"
            + button("Opslaan", "if (yes().length) choose('accept')")
            + "<script>const yes = () => document.querySelectorAll('[value=Ja]:checked');</script>"
        ),
        accept=(DONE, ("Opslaan",)),
        reject=NO_WAY,
    ),
    "vinkjes zonder knop voor alles": Page(
        BOXES_ON
        + bar(
            TEXT
            + "<label><input type=checkbox> Marketing</label>"
            + button("Opslaan", "choose(on() ? 'accept' : 'reject')")
        ),
        accept=(DONE, ("Opslaan",)),
        reject=(DONE, ("Opslaan",)),
    ),
    "met een taalkeuze": Page(
        bar(TEXT + "<select><option>Nederlands<option>English</select>" + BOTH)
    ),
    "gesloten, met lagen": Page(
        _CLOSED.format(bar(TEXT + YES + button("Voorkeuren", "more()"))),
        reject=(DONE, ("Voorkeuren", "Opslaan")),
    ),
    "instellingen zijn een pagina zonder keuze": Page(
        bar(TEXT + YES + "<a href=/elders>Cookie-instellingen</a>"),
        reject=(FAILED, ("Cookie-instellingen",)),
    ),
    "geen: vensters": Page(
        _CLOSED.format(bar("<p>Stel uw vraag over uw bestelling.</p>" + button("Akkoord")))
        + "".join(bar(each, name=f"nr{n}") for n, each in enumerate(_OTHER_WINDOWS)),
        UNTOUCHED,
        UNTOUCHED,
    ),
    "woorden die iets anders doen": Page(
        bar(
            TEXT
            + button("Hoe kan ik cookies weigeren?")
            + YES
            + button("Weigeren of instellen", "show('tweede')")
            + "<div id=tweede hidden><label><input type=checkbox checked> Reclame</label>"
            + "<label><input type=checkbox id=not onclick='keep.disabled = false'> "
            + "Mijn gegevens niet delen</label>"
            + "<label><input type=checkbox id=kept checked> Onthoud mijn keuze</label>"
            + button("Alles accepteren en opslaan")
            + button("Nee, toch accepteren")
            + "<button id=keep disabled onclick=\"choose(set() === 'not kept' ? 'reject' : 'wrong')"
            + '">Opslaan</button></div><script>const set = () =>'
            + " Array.from(document.querySelectorAll(':checked'), (box) => box.id).join(' ');"
            + "</script>"
        ),
        reject=(DONE, ("Weigeren of instellen", "Opslaan")),
    ),
    "schakelaars die er geen zijn": Page(
        settings(
            "<label><input type=checkbox checked> Meten</label><p>Reclame <i class=on>o</i></p>"
            + button("Opslaan", "choose('accept')")
        ),
        reject=(UNCONFIRMED, ("Instellingen", "Opslaan")),
    ),
    "lijst die uitklapt": Page(
        BOXES_ON
        + bar(
            TEXT
            + YES
            + "<details><summary>Cookies beheren</summary>"
            + "<label><input type=checkbox checked> Reclame</label>"
            + SAVE
            + "</details>"
        ),
        reject=(DONE, ("Cookies beheren", "Opslaan")),
    ),
}
