"use strict";
// Sorts and filters; the page reads the same without it.
(() => {
  const words = document.body.dataset;

  const count = (output, shown, all) => { output.textContent = `${shown} / ${all} ${words.shown}`; };

  const value = (row, column) => {
    const cell = row.cells[column];
    const number = cell.dataset.v ?? cell.textContent.trim();
    return number !== "" && Number.isFinite(Number(number)) ? Number(number) : cell.textContent.trim().toLowerCase();
  };

  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));

  const sortBy = (table, heading) => {
    const column = heading.cellIndex;
    const down = heading.ariaSort === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.ariaSort = down ? "descending" : "ascending";
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
    table.tBodies[0].append(...rows);
  };

  const makeSortable = (table) => {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.title = words.sort.replace("%", button.textContent);
      button.addEventListener("click", () => sortBy(table, heading));
      heading.append(button);
    }
  };

  const makeFilter = (table) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const output = document.createElement("output");
    const rows = [...table.tBodies[0].rows];
    input.type = "search";
    label.className = "filter";
    label.append(`${words.filter} `, input);
    input.addEventListener("input", () => {
      const sought = input.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
      count(output, rows.filter((row) => !row.hidden).length, rows.length);
    });
    label.append(output);
    table.parentElement.before(label);
  };

  for (const table of document.querySelectorAll("table.sift")) {
    makeSortable(table);
    if (table.tBodies[0].rows.length > 5) makeFilter(table);
  }

  const tools = document.getElementById("tools");
  const findings = [...document.querySelectorAll("details.finding")];
  const chosen = (name) => new Set([...tools.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
  const filterFindings = () => {
    const sought = document.getElementById("words").value.toLowerCase();
    const severities = chosen("severity");
    const kinds = chosen("kind");
    for (const finding of findings) {
      finding.hidden = !(severities.has(finding.dataset.severity) && kinds.has(finding.dataset.kind)
        && finding.textContent.toLowerCase().includes(sought));
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("details.finding:not([hidden])");
    }
    count(document.getElementById("shown"), findings.filter((each) => !each.hidden).length, findings.length);
  };
  if (tools && findings.length > 1) {
    tools.hidden = false;
    tools.addEventListener("input", filterFindings);
    filterFindings();
  }

  for (const link of document.querySelectorAll(".since a")) {
    link.addEventListener("click", () => { document.getElementById(link.hash.slice(1)).open = true; });
  }

  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details.finding, .since details, .gaps details")) each.open = true;
  });
})();
