// What may be a consent banner, with its controls and boxes. The second part: see reading.js.
const NAMED = /cookie|consent|gdpr|privacy|\bcmp\b|cmp-/i;
const BLOCKS = new Set(
  ["div", "section", "aside", "header", "footer", "form", "article", "nav", "fieldset"]);
const LEAVES = new Set(["div", "span", "label", "li", "p"]); // that may act as a button
const PRESSABLE = `${BUTTONS}, a, [role=link], [onclick], summary`;
const SWITCHES = "input[type=checkbox], [role=switch], [role=checkbox]";
const OPTIONS = "input[type=radio], [role=radio], option"; // of which one at a time is chosen
const ROWS = "li, tr, [class*=categor], [class*=purpose], label"; // that a box stands in
const SENDS =
  "button:not([type]), button[type=submit], input[type=submit], input[type=image]";
const FIELDS =
  "input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit], " +
  "[type=image], [type=reset]), textarea, select";
const roots = new Set(); // surfaces handed out before: their later layers need no words
let fresh = true; // this document was not looked at before
let windows = new Set(); // what stood over the page at the last look

const isWindow = (element) => {
  if (element.matches(BUTTONS) || element.localName === "a") return false; // opens settings again
  const role = element.getAttribute("role");
  if (element.localName === "dialog" || role === "dialog" || role === "alertdialog") return true;
  if (element.getAttribute("aria-modal") === "true") return true;
  const style = getComputedStyle(element);
  if (style.position === "fixed" || style.position === "sticky") return true;
  return style.position === "absolute" && Number(style.zIndex) >= 10;
};
const isNamed = (element) =>
  [element.id, element.getAttribute("class") || "", element.localName, called(element)]
    .some((each) => NAMED.test(each));
// A block at the very top or the very end of the page.
const isEdge = (element) => {
  const box = element.getBoundingClientRect();
  if (box.width < innerWidth / 2 || box.height > innerHeight / 2) return false;
  const whole = document.documentElement.scrollHeight;
  return box.top + scrollY < 120 || box.bottom + scrollY > whole - 120;
};

const isPressable = (element) => {
  if (element.matches("[role=radio]")) return false;
  if (element.localName === "label" && element.control) return false;
  if (element.matches(PRESSABLE)) return true;
  if (element.childElementCount > 2 || !LEAVES.has(element.localName)) return false;
  if (element.closest(PRESSABLE) || element.querySelector("input, a, button")) return false;
  return element.tabIndex >= 0 || getComputedStyle(element).cursor === "pointer";
};
const kind = (element) => {
  if (element.matches(BUTTONS)) return "button";
  return element.matches("a, [role=link]") ? "link" : "other";
};
// Where a link leads that opens another document: to this one with another query, to one of the
// same host in its place, or away.
const leaves = (element) => {
  const link = element.closest("a[href], area[href]");
  if (!link || !opens(link)) return "";
  const stays = !link.download && (!link.target || link.target === "_self");
  if (!stays || link.origin !== location.origin) return "away";
  return link.pathname === location.pathname ? "here" : "near";
};
const opens = (link) => {
  const raw = link.getAttribute("href").trim();
  if (raw === "" || raw.startsWith("#") || /^javascript:/i.test(raw)) return false;
  const here = location.href.split("#")[0];
  return !(link.href.split("#")[0] === here && link.href.includes("#"));
};
// A button that would send something else than the banner's own answer.
const sendsElse = (element, root) => {
  const form = element.form || element.closest("form");
  if (!form || !element.matches(SENDS)) return false;
  const asks = (field) => shown(field) && !(field.options?.length <= MOST.levels);
  return !holds(root, form) || Array.from(form.querySelectorAll(FIELDS)).some(asks);
};
// What the sentence says that a link is part of.
const sentence = (link) => {
  const beside = Array.from(link.parentNode.childNodes);
  const at = beside.indexOf(link);
  const sentences = (nodes) => nodes.map((each) =>
    each.nodeType === 3 ? each.data : each.nodeType === 1 ? `${said(each)} ` : "")
    .join("").split(/(?<=[.!?])\s/);
  const before = sentences(beside.slice(0, at)).at(-1);
  return squeeze(`${before} ${label(link)} ${sentences(beside.slice(at + 1))[0]}`);
};
const controls = (root, elements) => {
  const found = [];
  for (const each of elements) {
    if (found.length >= MOST.controls) break;
    if (!isPressable(each) || !shown(each) || !inReach(each)) continue;
    const words = label(each);
    if (!words) continue;
    const outer = found.findIndex((other) => holds(get(other.id), each));
    if (outer >= 0 && found[outer].label === words) found.splice(outer, 1); // the inner one acts
    const box = each.getBoundingClientRect();
    found.push({
      id: number(each),
      label: words,
      title: squeeze(called(each) || each.title).slice(0, MOST.label),
      kind: kind(each),
      leaves: leaves(each),
      sends_else: sendsElse(each, root),
      disabled: Boolean(each.disabled) || each.getAttribute("aria-disabled") === "true",
      area: Math.round(box.width * box.height),
      around: each.localName === "a" ? sentence(each).slice(0, MOST.label) : "",
    });
  }
  return found;
};

// A button that stays pressed is one as well, where it says nothing itself or, alone in its row,
// no more than that it is on: a slide.
const isSwitch = (element) => {
  if (element.matches(SWITCHES)) return true;
  if (!element.hasAttribute("aria-pressed")) return false;
  const told = state(element), name = called(element);
  if (!told) return true;
  const alone = element.parentElement?.querySelectorAll("[aria-pressed]").length === 1;
  return alone && (name ? name !== told && told.length <= 12 : told.length <= 3);
};
const isChanged = (element) => isSwitch(element) || element.matches(OPTIONS);
const isOn = (box) => {
  if (box.localName === "option") return box.selected;
  if (box.localName === "input") return box.checked;
  return (box.getAttribute("aria-checked") ?? box.getAttribute("aria-pressed")) === "true";
};
const isLocked = (box) =>
  Boolean(box.disabled) || box.readOnly === true || box.getAttribute("aria-disabled") === "true";
const handleOf = (box) =>
  (box.localName === "option" ? [box.closest("select")] :
    [box, ...(box.labels || []), box.parentElement]).find((each) => each && shown(each));
const groupOf = (option) => {
  if (option.localName === "option") return option.closest("select");
  const around = option.closest("[role=radiogroup], fieldset, form") || option.parentElement;
  if (!option.name) return around;
  const alike = `input[type=radio][name="${CSS.escape(option.name)}"]`;
  return option.getRootNode().querySelector(alike) || around;
};
const options = (elements) => {
  const found = [];
  for (const each of elements) {
    if (found.length >= MOST.options) break;
    if (!each.matches(OPTIONS) || !groupOf(each) || !handleOf(each) || isLocked(each)) continue;
    const own = Array.from(each.labels || [], (one) => said(one)).join(" ");
    const name = each.localName === "option" ? each.label :
      own || called(each) || said(each) || said(above(each));
    found.push({
      id: number(each),
      group: number(groupOf(each)),
      name: name.trim().slice(0, MOST.label), // line by line
    });
  }
  return found;
};
// In a part that is folded away, beside what unfolds it.
const isFolded = (box) => {
  for (let each = box; each; each = above(each)) {
    if (each.localName === "details" && !each.open)
      return Array.from(each.children).some((one) => one.localName === "summary" && shown(one));
    const folds = each.id && each.getRootNode().querySelector(
      `[aria-expanded=false][aria-controls="${CSS.escape(each.id)}"]`);
    if (folds) return shown(folds);
  }
  return false;
};
// The text around a box: of the nearest part that says something and holds no other box.
const rowOf = (box, words) => {
  let row = box.closest(ROWS) || above(box);
  for (let up = 0; up < 3 && !words(row); up += 1) {
    const outer = above(row);
    if (!outer || outer.querySelectorAll(SWITCHES).length > 1) break;
    row = outer;
  }
  return words(row);
};
const state = (box) => squeeze(said(box));
const without = (row, words) => {
  const at = words ? row.lastIndexOf(words) : -1;
  return at < 0 ? row : squeeze(row.slice(0, at) + row.slice(at + words.length));
};
const switches = (elements) => {
  const found = [];
  for (const each of elements) {
    if (found.length >= MOST.switches) break;
    if (!isSwitch(each)) continue;
    const seen = Boolean(handleOf(each));
    const words = (one) => squeeze(seen ? said(one) : one.textContent.slice(0, 400));
    const row = rowOf(each, words);
    const own = squeeze(Array.from(each.labels || [], words).join(" "));
    found.push({
      id: number(each),
      name: (own || called(each) || each.title || without(row, state(each))).slice(0, MOST.label),
      row: row.slice(0, 200),
      shown: seen,
      folded: !seen && isFolded(each),
      on: isOn(each),
      locked: isLocked(each),
    });
  }
  return found;
};

const describe = (root, place) => {
  const elements = every(root);
  const box = root.getBoundingClientRect();
  const asks = "input[type=email], input[type=password], input[type=tel], textarea";
  return {
    id: number(root),
    place,
    named: isNamed(root),
    text: said(root),
    label: called(root).slice(0, MOST.label),
    area: Math.round(box.width * box.height),
    on_top: box.top <= 1 && box.height < innerHeight / 3,
    asks: elements.filter((each) => each.matches(asks) && shown(each)).length,
    controls: controls(root, elements),
    switches: switches(elements),
    options: options(elements),
  };
};

const says = (element, words) => {
  const inner = prose(element);
  const text = `${called(element)}\n${inner}`;
  return inner.length >= 8 && text.length >= 20 && words.test(text);
};
// Of a block in the page, when it is a banner: cheap questions first, most blocks are none.
const blockPlace = (element, words) => {
  if (!BLOCKS.has(element.localName) && !element.localName.includes("-")) return null;
  const length = element.textContent.length;
  if (length > 4000 || (length < 20 && !inside(element))) return null;
  const named = isNamed(element);
  if (!named && !isEdge(element)) return null;
  if (!shown(element) || !inReach(element) || !says(element, words)) return null;
  return named ? "named" : "edge";
};
const placeOf = (element, words, { later, whole }, over) => {
  if (roots.has(element)) return shown(element) ? "known" : null;
  if (element === document.body) {
    if (!shown(element)) return null;
    if (window === window.top) return whole && says(element, words) ? "new" : null;
    if (later && fresh) return "new";
    return said(element).length < 6000 && says(element, words) ? "frame" : null;
  }
  if (!over) return blockPlace(element, words);
  if (later && !windows.has(element)) return "new";
  return says(element, words) ? "window" : null;
};

// ``later``: a control was pressed, and what has come up over the page since belongs to it;
// ``whole``: it was a link to this document, which is about nothing else.
const look = (pattern, when) => {
  const words = new RegExp(pattern, "iu");
  const found = [];
  const now = new Set();
  for (const each of document.documentElement ? every(document.documentElement) : []) {
    if (SILENT.has(each.localName)) continue;
    const over = each !== document.body && isWindow(each) && shown(each) && inReach(each);
    if (over) now.add(each);
    const place = placeOf(each, words, when, over);
    if (place) found.push([each, place]);
  }
  windows = now;
  fresh = false;
  const best = inmost(found).slice(0, MOST.surfaces);
  return { surfaces: best.map(([each, place]) => describe(each, place)) };
};
// Of blocks in the page only the inmost: each that holds one says the same words.
const inmost = (found) => {
  const acts = (inner, place) =>
    place !== "frame" && place !== "known" && controls(inner, every(inner)).length > 0;
  return found.filter(([outer, place]) =>
    (place !== "named" && place !== "edge") ||
    !found.some(([inner, other]) => inner !== outer && holds(outer, inner) && acts(inner, other)));
};
