// What looks like a consent banner in this document, and the controls it holds. Runs in a world of
// its own, out of the page's sight; knows no words but those it is given, and presses nothing
// unless told to. Elements stay here and go by number.
(() => {
  const MOST = { elements: 40000, surfaces: 12, controls: 80, switches: 60, text: 12000, label: 120 };
  const NAMED = /cookie|consent|gdpr|avg-|privacy|\bcmp\b|cmp-/i;
  const SILENT = new Set(["script", "style", "noscript", "template", "head", "svg", "option", "iframe"]);
  const BLOCKS = new Set(["div", "section", "aside", "header", "footer", "form", "article", "nav", "fieldset"]);
  const BUTTONS = "button, input[type=button], input[type=submit], input[type=image], [role=button]";
  const PRESSABLE = `${BUTTONS}, a, [role=link], [onclick], summary`;
  const SWITCHES = "input[type=checkbox], [role=switch], [role=checkbox]";
  const numbers = new WeakMap();
  const kept = [];
  const roots = new Set(); // surfaces handed out before: their later layers need no words
  let fresh = true; // this document was not looked at before
  let windows = new Set(); // what stood over the page at the last look
  let clicks = [];

  const number = (element) => {
    if (!numbers.has(element)) numbers.set(element, kept.push(new WeakRef(element)) - 1);
    return numbers.get(element);
  };
  const get = (id) => kept[id]?.deref();
  const above = (node) =>
    node.assignedSlot || node.parentElement || node.getRootNode()?.host || null;
  const below = (node) => {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.localName === "slot") {
      const given = node.assignedNodes();
      if (given.length) return given;
    }
    return node.childNodes;
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
        if (each.shadowRoot) go(each.shadowRoot);
      }
    };
    if (root.shadowRoot) go(root.shadowRoot);
    go(root);
    return found;
  };
  const shown = (element) => {
    if (!element.isConnected) return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
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
      if (node.nodeType === 3) text += node.data;
      if (node.nodeType !== 1 || SILENT.has(node.localName) || leave(node)) return;
      const style = getComputedStyle(node);
      if (style.display === "none" || style.visibility === "hidden") return;
      for (const each of below(node)) go(each);
      if (!style.display.startsWith("inline")) text += "\n";
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

  const isWindow = (element) => {
    const role = element.getAttribute("role");
    if (element.localName === "dialog" || role === "dialog" || role === "alertdialog") return true;
    if (element.getAttribute("aria-modal") === "true") return true;
    const style = getComputedStyle(element);
    if (style.position === "fixed" || style.position === "sticky") return true;
    return style.position === "absolute" && Number(style.zIndex) >= 10;
  };
  const isNamed = (element) =>
    NAMED.test(`${element.id} ${element.getAttribute("class") || ""} ${element.localName}`) ||
    NAMED.test(called(element));
  // A block at the very top or the very end of the page.
  const isEdge = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width < innerWidth / 2 || box.height > innerHeight / 2) return false;
    const whole = document.documentElement.scrollHeight;
    return box.top + scrollY < 120 || box.bottom + scrollY > whole - 120;
  };

  const isPressable = (element) => {
    if (element.localName === "label" && element.control) return false;
    if (element.matches(PRESSABLE)) return true;
    if (element.childElementCount > 2 || !["div", "span", "label", "li", "p"].includes(element.localName)) return false;
    if (element.closest(PRESSABLE) || element.querySelector("input, a, button")) return false;
    return element.tabIndex >= 0 || getComputedStyle(element).cursor === "pointer";
  };
  const kind = (element) => {
    if (element.matches(BUTTONS)) return "button";
    return element.matches("a, [role=link]") ? "link" : "other";
  };
  // A link that opens another document, here or elsewhere.
  const leaves = (element) => {
    const link = element.closest("a[href], area[href]");
    if (!link) return false;
    const raw = link.getAttribute("href").trim();
    if (raw === "" || raw.startsWith("#") || /^javascript:/i.test(raw)) return false;
    const here = location.href.split("#")[0];
    return !(link.href.split("#")[0] === here && link.href.includes("#"));
  };
  const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit], [type=image], [type=reset]), textarea, select";
  // A button that would send something else than the banner's own answer.
  const sendsElse = (element, root) => {
    const form = element.form || element.closest("form");
    const sends = element.matches("button:not([type]), button[type=submit], input[type=submit], input[type=image]");
    if (!form || !sends) return false;
    return !holds(root, form) || Array.from(form.querySelectorAll(FIELDS)).some(shown);
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
      });
    }
    return found;
  };

  const isOn = (box) => (box.localName === "input" ? box.checked : box.getAttribute("aria-checked") === "true");
  const handleOf = (box) => [box, ...(box.labels || []), box.parentElement].find((each) => each && shown(each));
  const switches = (elements) => {
    const found = [];
    for (const each of elements) {
      if (found.length >= MOST.switches) break;
      if (!each.matches(SWITCHES)) continue;
      const seen = Boolean(handleOf(each));
      const words = (one) => squeeze(seen ? said(one) : one.textContent.slice(0, 400));
      const row = words(each.closest("li, tr, [class*=categor], [class*=purpose], label") || above(each));
      const own = squeeze(Array.from(each.labels || [], words).join(" "));
      found.push({
        id: number(each),
        name: (own || called(each) || each.title || row).slice(0, MOST.label),
        row: row.slice(0, 200),
        shown: seen,
        on: isOn(each),
        locked: Boolean(each.disabled) || each.readOnly === true || each.getAttribute("aria-disabled") === "true",
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
      asks: elements.filter((each) => each.matches(asks) && shown(each)).length,
      controls: controls(root, elements),
      switches: switches(elements),
    };
  };

  const says = (element, words) => {
    const text = `${called(element)}\n${prose(element)}`;
    return text.length >= 20 && words.test(text);
  };
  // Of a block in the page, when it is a banner: cheap questions first, most blocks are none.
  const blockPlace = (element, words) => {
    if (!BLOCKS.has(element.localName) && !element.localName.includes("-")) return null;
    const length = element.textContent.length;
    if (length > 4000 || (length < 20 && !element.shadowRoot)) return null;
    const named = isNamed(element);
    if (!named && (!words.test(element.textContent) || !isEdge(element))) return null;
    if (!shown(element) || !inReach(element) || !says(element, words)) return null;
    return named ? "named" : "edge";
  };
  const placeOf = (element, words, later, over) => {
    if (roots.has(element)) return shown(element) ? "known" : null;
    if (element === document.body) {
      if (window === window.top || !shown(element)) return null;
      if (later && fresh) return "new";
      return said(element).length < 6000 && says(element, words) ? "frame" : null;
    }
    if (!over) return blockPlace(element, words);
    if (later && !windows.has(element)) return "new";
    return says(element, words) ? "window" : null;
  };

  // ``later``: a control was pressed, and what has come up over the page since belongs to it.
  const look = (pattern, later) => {
    const words = new RegExp(pattern, "iu");
    const found = [];
    const now = new Set();
    for (const each of every(document.documentElement)) {
      if (SILENT.has(each.localName)) continue;
      const over = each !== document.body && isWindow(each) && shown(each) && inReach(each);
      if (over) now.add(each);
      const place = placeOf(each, words, later, over);
      if (place) found.push([each, place]);
    }
    windows = now;
    fresh = false;
    const surfaces = inmost(found).slice(0, MOST.surfaces).map(([each, place]) => describe(each, place));
    return { href: location.href.slice(0, 2000), surfaces };
  };
  // Of blocks in the page only the inmost: each that holds one says the same words.
  const inmost = (found) =>
    found.filter(([outer, place]) =>
      !["named", "edge"].includes(place) ||
      !found.some(([inner, other]) => inner !== outer && ["named", "edge", "window"].includes(other) &&
        holds(outer, inner) && controls(inner, every(inner)).length > 0));

  // -- pressing ------------------------------------------------------------------------------------

  const top = (x, y) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner = found.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  };
  const onClick = (event) => {
    if (clicks.length >= 200) return;
    const path = event.composedPath().filter((each) => each instanceof Element);
    const control = path.slice(0, 6).find((each) => isPressable(each)) || path[0];
    if (!control) return;
    const box = path.slice(0, 3).some((each) => each.matches(SWITCHES) || (each.localName === "label" && each.control));
    clicks.push({ id: number(control), hit: path.slice(0, 8).map(number), label: label(control), box, trusted: event.isTrusted });
  };
  const listen = () => {
    removeEventListener("click", onClick, true);
    addEventListener("click", onClick, true);
    clicks = [];
  };
  const heard = () => clicks.splice(0);
  // Brings a control into view and tells where to press: null where something else lies over it.
  const aim = (id) => {
    let element = get(id);
    if (!element?.isConnected) return null;
    if (element.matches(SWITCHES)) element = handleOf(element) || element;
    element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const hit = top(x, y);
    return hit && holds(element, hit) ? { x, y } : null;
  };
  const press = (id) => {
    const element = get(id);
    element?.click();
    return Boolean(element);
  };
  const off = (id) => { const box = get(id); return !box?.isConnected || !isOn(box); };
  const visible = (id) => { const element = get(id); return Boolean(element) && shown(element) && inReach(element); };
  const know = (id) => { const element = get(id); if (element) roots.add(element); };
  const text = (id) => { const element = get(id); return element ? said(element) : ""; };

  return { look, listen, heard, aim, press, off, visible, know, text };
})()
