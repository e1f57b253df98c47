"""What the tricky banners are put together from.

What a press does is seen from the cookie that it stores: a wrong one stores ``choice=wrong``.
"""

from dataclasses import dataclass

from scanner.words import ConsentOutcome

DONE, FAILED = ConsentOutcome.DONE, ConsentOutcome.FAILED
UNCONFIRMED = ConsentOutcome.UNCONFIRMED
UNTOUCHED = (ConsentOutcome.NO_BANNER, ())
NO_WAY = (FAILED, ())
PARTS = "cmp.onderdelen.example"  # another site, which serves parts of banners

HEAD = """<style>.bar { position: fixed; inset: auto 0 0 0; z-index: 99; background: #fff; }</style>
<script>
const put = (choice) => { document.cookie = `choice=${choice}; path=/; max-age=9999; secure`; };
let hide = (id) => document.getElementById(id).remove();
const choose = (choice, id = "bar") => { put(choice); hide(id); };
const show = (id) => { document.getElementById(id).hidden = false; };
</script><h1>Winkel</h1>"""
TAIL = """<script>
if (document.cookie.includes("choice=")) document.getElementById("bar")?.remove();
</script>"""
TEXT = "<p>Wij gebruiken cookies om de site te verbeteren en voor advertenties.</p>"
FILL = "<p>Lampen, bellen en sloten voor elke fiets.</p>" * 60


def button(words, does="put('wrong')"):
    return f'<button onclick="{does}">{words}</button>'


YES, NO = button("Akkoord", "choose('accept')"), button("Weigeren", "choose('reject')")
BOTH = YES + NO


def bar(inner, *, name="bar", more="class=bar"):
    return f"<div id={name} {more}>{inner}</div>"


@dataclass(frozen=True)
class Page:
    body: str
    accept: tuple[ConsentOutcome, tuple[str, ...]] = (DONE, ("Akkoord",))
    reject: tuple[ConsentOutcome, tuple[str, ...]] = (DONE, ("Weigeren",))
    delayed_s: float = 0.0  # of the part it fetches


def settings(second, *, first=YES, opens="show('tweede')"):
    """Return a bar whose settings lie behind a button."""
    layer = f"<div id=tweede hidden>{second}</div>"
    return bar(TEXT + first + button("Instellingen", opens) + layer)


SAVE = button("Opslaan", "choose(on() ? 'wrong' : 'reject')")
BOXES_ON = """<script>
const on = () => document.querySelector("input:checked, [aria-checked=true]");
</script>"""
SWITCH = """<button role=switch aria-checked=true aria-label=Marketing onclick="this.ariaChecked =
  this.ariaChecked === 'true' ? 'false' : 'true'">o</button>"""
