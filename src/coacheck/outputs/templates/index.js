"use strict";
const form = document.getElementById("filters");
const table = document.getElementById("reports");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const field = (name) => form.elements.namedItem(name).value;

function wanted(row) {
  const words = field("words").trim().toLowerCase();
  return (!field("verdict") || row.dataset.verdict === field("verdict"))
    && (!field("lab") || row.dataset.lab === field("lab"))
    && (!field("vendor") || row.dataset.vendor === field("vendor"))
    && (!field("reason") || row.dataset.reasons.split(" ").includes(field("reason")))
    && (!words || row.textContent.toLowerCase().includes(words));
}

function filter() {
  for (const row of rows) row.hidden = !wanted(row);
  const shown = rows.filter((row) => !row.hidden).length;
  document.getElementById("shown").textContent = `${shown} of ${rows.length} reports`;
}

// Empty keys stand last, whichever way the others are sorted.
function compare(a, b) {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 2 : -2;
  const both = Number(a) - Number(b);
  return Math.sign(Number.isNaN(both) ? a.localeCompare(b) : both);
}

function sort(head, column) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const key = (row) => row.cells[column].dataset.key;
  rows.sort((a, b) => {
    const order = compare(key(a), key(b));
    return down && Math.abs(order) === 1 ? -order : order;
  });
  body.append(...rows);
}

Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(head, column));
  head.replaceChildren(button);
});
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();
