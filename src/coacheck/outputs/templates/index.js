"use strict";
// Rows are drawn as they are needed: of thousands only those in sight, all of them on paper.
const STEP = 100;
const entries = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("filters");
const table = document.getElementById("reports");
const body = table.tBodies[0];
const more = document.getElementById("more");
const heads = Array.from(table.tHead.rows[0].cells);
const columns = heads.map((head) => head.dataset.name);
const orders = { verdict: ["fail", "review", "unreadable", "pass"], pillar: ["fail", "review", "pass"] };
const signs = JSON.parse(table.dataset.signs);
const names = ["verdict", "lab", "vendor", "reason", "words"];
let shown = entries;
let drawn = 0;
let sorted = { column: "", down: false };

function piece(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function badge(outcome) {
  return piece("span", `badge ${outcome}`, signs[outcome]);
}

function own(text) {
  return piece("bdi", "", text);
}

const cells = {
  verdict: (e) => [badge(e.verdict)],
  pure: (e) => (e.pure ? [badge(e.pure)] : []),
  potent: (e) => (e.potent ? [badge(e.potent)] : []),
  legitimate: (e) => (e.legitimate ? [badge(e.legitimate)] : []),
  product: (e) => {
    let name = own(e.product || e.file);
    if (e.href) {
      const link = piece("a");
      link.href = e.href;
      link.append(name);
      name = link;
    }
    return [name, " ", piece("span", "source", e.file)];
  },
  batch: (e) => [e.batch ? own(e.batch) : "none found"],
  lab: (e) => [e.lab ? own(e.lab) : "not named"],
  vendor: (e) => [e.vendor ? own(e.vendor) : "not named"],
  reported: (e) => [e.reported || "no date"],
  label: (e) => (e.claims.length ? e.claims.map((claim) => piece("span", "line", claim)) : ["no claim"]),
  // The first reason and whatever else failed or is a doubt; only gaps are folded.
  why: (e) => {
    if (!e.reasons.length) return ["nothing"];
    const told = e.reasons.filter((reason, n) => n === 0 || reason.word !== "gap");
    const rest = e.reasons.length - told.length;
    const lines = told.map(({ word, message }) => {
      const line = piece("span", "line");
      if (word) line.append(badge(word), " ");
      line.append(own(message));
      return line;
    });
    if (rest) lines.push(piece("span", "line source", `and ${rest} ${told[0].word === "gap" ? "more " : ""}gap${rest === 1 ? "" : "s"}`));
    return lines;
  },
  same: (e) => e.same.map((text) => piece("span", "line", text)),
};

// What a column is sorted by; empty keys stand last, whichever way the others are sorted.
const keys = {
  verdict: (e) => orders.verdict.indexOf(e.verdict),
  pure: (e) => (e.pure ? orders.pillar.indexOf(e.pure) : ""),
  potent: (e) => (e.potent ? orders.pillar.indexOf(e.potent) : ""),
  legitimate: (e) => (e.legitimate ? orders.pillar.indexOf(e.legitimate) : ""),
  product: (e) => e.product || e.file,
  batch: (e) => e.batch,
  lab: (e) => e.lab,
  vendor: (e) => e.vendor,
  reported: (e) => e.reported,
  label: (e) => (e.off === null ? "" : e.off),
  why: (e) => (e.reasons.length ? e.reasons[0].check : ""),
  same: (e) => e.same.length,
};
const collator = new Intl.Collator();

function compare(a, b) {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 2 : -2;
  return Math.sign(typeof a === "number" ? a - b : collator.compare(a, b));
}

function row(entry) {
  const made = piece("tr");
  made.setAttribute("role", "row");
  columns.forEach((name, number) => {
    const cell = piece("td");
    cell.setAttribute("role", "cell");
    cell.dataset.head = heads[number].dataset.told;
    cell.append(...cells[name](entry));
    made.append(cell);
  });
  return made;
}

function draw(count) {
  const part = document.createDocumentFragment();
  for (const entry of shown.slice(drawn, drawn + count)) part.append(row(entry));
  drawn = Math.min(shown.length, drawn + count);
  body.append(part);
  more.hidden = drawn === shown.length;
}

function textOf(e) {
  const told = [e.file, e.product, e.batch, e.lab, e.vendor, e.reported, e.claims, e.same, e.reasons.map((r) => r.message)];
  return told.flat().join(" ").toLowerCase();
}

function wanted(e, by) {
  return (!by.verdict || e.verdict === by.verdict) && (!by.lab || e.lab === by.lab)
    && (!by.vendor || e.vendor === by.vendor) && (!by.reason || e.reasons.some((r) => r.check === by.reason))
    && (!by.words || (e.text ??= textOf(e)).includes(by.words.trim().toLowerCase()));
}

function show() {
  const by = Object.fromEntries(names.map((name) => [name, form.elements.namedItem(name).value]));
  shown = entries.filter((e) => wanted(e, by));
  if (sorted.column) {
    const keyed = shown.map((e) => [keys[sorted.column](e), e]);
    keyed.sort(([a], [b]) => {
      const order = compare(a, b);
      return sorted.down && Math.abs(order) === 1 ? -order : order;
    });
    shown = keyed.map(([, e]) => e);
  }
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  const head = heads[columns.indexOf(sorted.column)];
  if (head) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
  body.replaceChildren();
  drawn = 0;
  draw(STEP);
  document.getElementById("shown").textContent = `${shown.length} of ${entries.length} reports`;
}

// The filters stand in the address, so that a view can be kept and sent.
function remember() {
  const said = new URLSearchParams();
  for (const name of names) if (form.elements.namedItem(name).value) said.set(name, form.elements.namedItem(name).value);
  if (sorted.column) said.set(sorted.down ? "down" : "up", sorted.column);
  history.replaceState(null, "", said.size ? `#${said}` : location.pathname + location.search);
}

function recall() {
  if (location.hash && !location.hash.includes("=")) return;
  const said = new URLSearchParams(location.hash.slice(1));
  for (const name of names) form.elements.namedItem(name).value = said.get(name) ?? "";
  const column = said.get("down") ?? said.get("up") ?? "";
  sorted = { column: columns.includes(column) ? column : "", down: said.has("down") };
  show();
}

function change() {
  show();
  remember();
}

heads.forEach((head) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => {
    const again = sorted.column === head.dataset.name;
    sorted = { column: head.dataset.name, down: again && !sorted.down };
    change();
  });
  head.replaceChildren(button);
});
form.addEventListener("input", change);
form.addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", () => draw(STEP));
const watch = new IntersectionObserver((seen) => {
  if (!seen.some((s) => s.isIntersecting)) return;
  draw(STEP);
  watch.unobserve(more); // it may be in sight still: it is looked for again
  watch.observe(more);
}, { rootMargin: "0px 0px 600px 0px" });
watch.observe(more);
window.addEventListener("beforeprint", () => draw(shown.length));
window.addEventListener("hashchange", recall);
form.hidden = false;
table.hidden = false;
show();
recall();
