// What was pressed, and how to press. The last part: see reading.js; the script ends in its answer.
let clicks = [];
let aimed = null; // where the next press is meant to go

const top = (x, y) => {
  let found = document.elementFromPoint(x, y);
  while (found && inside(found)) {
    const inner = inside(found).elementFromPoint(x, y);
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
  const box = path.slice(0, 3).some((each) =>
    isChanged(each) || (each.localName === "label" && each.control));
  const astray = Boolean(aimed) && !holds(aimed, path[0]) && !holds(path[0], aimed);
  clicks.push({ label: label(control), box: Boolean(box), astray });
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
  if (isChanged(element)) element = handleOf(element) || element;
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  aimed = element;
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = top(x, y);
  return hit && holds(element, hit) ? { x, y } : null;
};
const readOn = (id) => {
  for (const each of get(id) ? [get(id), ...every(get(id))] : [])
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) each.scrollTop = each.scrollHeight;
};
const press = (id) => {
  const element = get(id);
  aimed = null;
  if (element?.localName !== "option") return void element?.click();
  element.selected = true;
  for (const type of ["input", "change"])
    element.closest("select").dispatchEvent(new Event(type, { bubbles: true }));
};
const is = (id, on) => !get(id)?.isConnected || isOn(get(id)) === on;
const visible = (id) => Boolean(get(id)) && shown(get(id)) && inReach(get(id));
const know = (id) => { if (get(id)) roots.add(get(id)); };
return { look, listen, heard, aim, readOn, press, is, visible, know, adopt };
