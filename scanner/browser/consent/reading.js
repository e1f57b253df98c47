// How a document is read: what is shown, what it says, what things are called. The first of three
// parts of one script (reading, surfaces, hand) that runs in a world of its own, out of the page's
// sight; it knows no words but those it is given. Elements stay there and go by number.
const MOST = {
  elements: 40000, surfaces: 12, controls: 80, switches: 60, options: 60, text: 12000, label: 120,
  levels: 4 }; // of consent in a list to choose from
const SILENT = new Set(
  ["script", "style", "noscript", "template", "head", "svg", "option", "iframe"]);
const BUTTONS = "button, input[type=button], input[type=submit], input[type=image], [role=button]";
// What stands between an element's words and those beside it; a line's end where not given.
const APART = { inline: "", contents: "", "inline-block": " ", "inline-flex": " " };
const numbers = new WeakMap();
const kept = [];

const number = (element) => {
  if (!numbers.has(element)) numbers.set(element, kept.push(new WeakRef(element)) - 1);
  return numbers.get(element);
};
const get = (id) => kept[id]?.deref();
const above = (node) =>
  node.assignedSlot || node.parentElement || node.getRootNode()?.host || null;
const below = (node) => {
  if (inside(node)) return inside(node).childNodes;
  if (node.localName === "slot") {
    const given = node.assignedNodes();
    if (given.length) return given;
  }
  return node.childNodes;
};
// Shadow roots that the document keeps to itself, by their hosts; found from outside (closed.py).
const closed = new WeakMap();
const inside = (element) => element.shadowRoot || closed.get(element);
const adopt = (node) => {
  for (let root = node.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    if (root.mode === "closed") closed.set(root.host, root);
};
const holds = (outer, inner) => {
  for (let each = inner; each; each = above(each)) if (each === outer) return true;
  return false;
};
const every = (root) => {
  const found = [];
  const go = (node) => {
    for (const each of node.querySelectorAll("*")) {
      if (found.length >= MOST.elements) return;
      found.push(each);
      if (inside(each)) go(inside(each));
    }
  };
  if (inside(root)) go(inside(root));
  go(root);
  return found;
};
const shown = (element) => {
  const looked = { opacityProperty: true, visibilityProperty: true };
  if (!element.isConnected || !element.checkVisibility(looked)) return false;
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1;
};
// Off the side of the window, where nothing can be scrolled to: not shown to anybody.
const inReach = (element) => {
  const box = element.getBoundingClientRect();
  const fixed = getComputedStyle(element).position === "fixed";
  const left = fixed ? 0 : scrollX, top = fixed ? 0 : scrollY;
  if (box.right + left <= 0 || box.bottom + top <= 0) return false;
  return !fixed || (box.left < innerWidth && box.top < innerHeight);
};
const squeeze = (text) => (text || "").replace(/\s+/g, " ").trim();

// The visible text of an element, shadow roots and slots included; ``leave`` tells what to pass by.
const said = (element, leave = () => false) => {
  let text = "";
  const go = (node) => {
    if (text.length > MOST.text) return;
    if (node.nodeType === 3) text += node.data.replace(/\s+/g, " "); // no break to the eye
    if (node.nodeType !== 1 || SILENT.has(node.localName) || leave(node)) return;
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden") return;
    const apart = APART[style.display] ?? "\n";
    text += apart;
    for (const each of below(node)) go(each);
    text += apart;
  };
  go(element);
  return text.replace(/[^\S\n]+/g, " ").replace(/ ?\n[\s]*/g, "\n").trim().slice(0, MOST.text);
};
// Its text without what is only there to be pressed: a menu's "Cookies" says nothing.
const prose = (element) =>
  said(element, (node) => {
    if (node === element) return false;
    if (node.matches(BUTTONS)) return true;
    if (!node.matches("a")) return false;
    const around = Array.from(node.parentNode.childNodes, (each) =>
      each.nodeType === 3 ? each.data.trim() : "");
    return around.join("").length < 8;
  });
const called = (element) => {
  const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).slice(0, 4)
    .map((id) => id && element.getRootNode().getElementById?.(id)?.textContent);
  return squeeze(element.getAttribute("aria-label") || by.filter(Boolean).join(" "));
};
const label = (element) => {
  const own = element.localName === "input" ? element.value || element.alt : said(element);
  return squeeze(squeeze(own) || called(element) || element.title).slice(0, MOST.label);
};
