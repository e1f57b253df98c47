"""The parts that plain banners are put together from."""

# Presses of anything with data-doe; a layer is an element with data-laag.
PRESSES = """
function listen(root, over = () => { root.hidden = true; }) {
  const act = {
    alles() { site.choose(ALL); over(); },
    geen() { site.choose([]); over(); },
    opslaan() {
      const boxes = [...root.querySelectorAll("input[data-soort]")];
      site.choose(boxes.filter((each) => each.checked).map((each) => each.dataset.soort));
      over();
    },
    laag(to) {
      for (const each of root.querySelectorAll("[data-laag]"))
        each.hidden = each.dataset.laag !== to;
    },
    fout: wrong,
    niets() {},
  };
  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-doe]");
    if (!pressed) return;
    if (pressed.localName === "a") event.preventDefault();
    const [what, to] = pressed.dataset.doe.split(":");
    act[what](to);
  });
}
"""
# Shows the banner of the page as long as nothing was chosen.
SHOWN = (
    PRESSES
    + """
const banner = document.getElementById("melding");
listen(banner);
if (site.read() === null) banner.hidden = false;
"""
)
TEXT = (
    "<p>Wij gebruiken cookies. Noodzakelijke cookies laten de winkel werken; met uw toestemming"
    " gebruiken wij en onze partners ook cookies voor statistieken en marketing.</p>"
)


def button(words: str, does: str) -> str:
    return f'<button type="button" data-doe="{does}">{words}</button>'


def box(words: str, kind: str, *, on: bool = False) -> str:
    state = " checked" if on else ""
    return f'<label><input type="checkbox" data-soort="{kind}"{state}> {words}</label>'


LOCKED = '<label><input type="checkbox" checked disabled> Noodzakelijk</label>'


def boxes(*, on: bool = False) -> str:
    """Return the boxes of the categories, of which the first cannot be changed."""
    return (
        LOCKED + box("Statistieken", "statistieken", on=on) + box("Marketing", "marketing", on=on)
    )


def layers(first: str, *more: str) -> str:
    """Return layers of which only the first is seen; the others are named 2, 3 and so on."""
    later = "".join(
        f'<div data-laag="{number}" hidden>{each}</div>' for number, each in enumerate(more, 2)
    )
    return f'<div data-laag="1">{first}</div>{later}'


def banner(inner: str, *, place: str = "balk", name: str = "Cookies") -> str:
    return (
        f'<div id="melding" class="{place}" role="dialog" aria-label="{name}" hidden>{inner}</div>'
    )
