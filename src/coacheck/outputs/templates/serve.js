"use strict";
const form = document.getElementById("desk");
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const results = document.getElementById("results");
const state = document.getElementById("state");
const most = Number(form.dataset.most);
const signs = { pass: "✓ Pass", fail: "✕ Fail", review: "? Review", error: "! Error" };
const photo = document.getElementById("photo");
const photoState = document.getElementById("photo-state");
const AT_ONCE = 4;
let open = 0;
let all = 0;

function piece(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function tell() {
  state.textContent = open ? `${all - open} of ${all} read …` : `${all} of ${all} read.`;
}

function show(line, name, found) {
  const ended = found.error ? "error" : found.verdict;
  const head = piece("p", "", "");
  head.append(piece("span", `badge ${found.error ? "unreadable" : ended}`, signs[ended]), " ");
  if (found.page) {
    const link = piece("a", "", found.product || name);
    link.href = found.page;
    link.target = "_blank";
    link.rel = "noopener";
    head.append(link, " ", piece("span", "source", name));
    line.replaceChildren(head, piece("p", "", `Why: ${found.why}`), piece("p", "", `What to do: ${found.do}`));
  } else {
    head.append(name);
    line.replaceChildren(head, piece("p", "", found.error));
  }
}

async function ask(what, file, said) {
  if (file.size > most) throw new Error(`over ${most / 2 ** 20} MB; expected a report`);
  const answer = await fetch(`/${what}?${new URLSearchParams({ ...said, name: encodeURIComponent(file.name) })}`, {
    method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" },
  });
  return answer.json();
}

function why(error) {
  return error instanceof TypeError ? "the program does not answer; is it still running?" : error.message;
}

async function judge(file, label, inner = "") {
  const name = inner || file.name;
  const line = piece("li", "", `${name}: reading …`);
  results.prepend(line);
  open += 1;
  all += 1;
  tell();
  try {
    const found = await ask("judge", file, inner ? { ...label, inner: encodeURIComponent(inner) } : label);
    if (found.inside) {
      line.remove();
      all -= 1;
      open -= 1;
      await unpack(file, label, found.inside);
      return;
    }
    show(line, name, found);
  } catch (error) {
    show(line, name, { error: why(error) });
  }
  open -= 1;
  tell();
}

async function unpack(file, label, names) {
  const left = [...names];
  const next = async () => { while (left.length) await judge(file, label, left.shift()); };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function readLabel(file) {
  photoState.textContent = `${file.name}: reading …`;
  try {
    const found = await ask("label", file, {});
    if (found.error) throw new Error(found.error);
    photoState.textContent = fill(found.said) || "Nothing was understood there; type what the label says.";
  } catch (error) {
    photoState.textContent = why(error);
  }
}

function fill(said) {
  const filled = [];
  const doubted = [];
  for (const { key, text, sure } of said) {
    const field = form.elements[key];
    if (field.value && !filled.includes(field)) continue;
    field.value = field.value ? `${field.value}\n${text}` : text;
    filled.push(field);
    if (!sure) doubted.push(`“${text}”`);
  }
  const doubt = doubted.length ? ` Hard to read: ${doubted.join(", ")}.` : "";
  return filled.length ? `Filled in from the photo. Compare each field with the label, then drop the report.${doubt}` : "";
}

function take(list) {
  const label = Object.fromEntries(new FormData(form).entries());
  for (const file of list) judge(file, label);
}

photo.addEventListener("change", () => { if (photo.files[0]) readLabel(photo.files[0]); photo.value = ""; });
files.addEventListener("change", () => { take(files.files); files.value = ""; });
form.addEventListener("submit", (event) => event.preventDefault());
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
document.addEventListener("dragover", () => drop.classList.add("over"));
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => { drop.classList.remove("over"); take(event.dataTransfer.files); });
form.hidden = false;
