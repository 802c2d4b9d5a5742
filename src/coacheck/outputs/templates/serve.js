"use strict";
const form = document.getElementById("desk");
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const results = document.getElementById("results");
const state = document.getElementById("state");
const most = Number(form.dataset.most);
const signs = { pass: "✓ Pass", fail: "✕ Fail", review: "? Review", error: "! Error" };
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

function show(line, file, found) {
  const ended = found.error ? "error" : found.verdict;
  const head = piece("p", "", "");
  head.append(piece("span", `badge ${found.error ? "unreadable" : ended}`, signs[ended]), " ");
  if (found.page) {
    const link = piece("a", "", found.product || file.name);
    link.href = found.page;
    link.target = "_blank";
    link.rel = "noopener";
    head.append(link, " ", piece("span", "source", file.name));
    line.replaceChildren(head, piece("p", "", `Why: ${found.why}`), piece("p", "", `What to do: ${found.do}`));
  } else {
    head.append(file.name);
    line.replaceChildren(head, piece("p", "", found.error));
  }
}

async function judge(file, label) {
  const line = piece("li", "", `${file.name}: reading …`);
  results.prepend(line);
  open += 1;
  all += 1;
  tell();
  try {
    if (file.size > most) throw new Error(`over ${most / 2 ** 20} MB; expected a report`);
    const answer = await fetch(`/judge?${new URLSearchParams({ ...label, name: encodeURIComponent(file.name) })}`, {
      method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" },
    });
    show(line, file, await answer.json());
  } catch (error) {
    show(line, file, { error: error instanceof TypeError ? "the program does not answer; is it still running?" : error.message });
  }
  open -= 1;
  tell();
}

function take(list) {
  const label = Object.fromEntries(new FormData(form).entries());
  for (const file of list) judge(file, label);
}

files.addEventListener("change", () => { take(files.files); files.value = ""; });
form.addEventListener("submit", (event) => event.preventDefault());
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
document.addEventListener("dragover", () => drop.classList.add("over"));
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => { drop.classList.remove("over"); take(event.dataTransfer.files); });
form.hidden = false;
