// The pairs: sorted by a column, filtered by what is typed and chosen.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const body = document.getElementById("rows");
const filterForm = document.getElementById("filter");
const allButton = document.getElementById("all");
const FIRST = 200; // rows that are printed, and shown until all are asked for: sorting thousands takes a second
const collator = new Intl.Collator("zh", { numeric: true });
const entries = [...body.rows].map((row, index) => {
  const [a, b, relation, aCopied, bCopied] = data.pairs[index];
  return { row, relation, group: row.cells[7].textContent, copied: Math.max(aCopied, bCopied), words: row.textContent.toLowerCase() };
});
let shownEntries = entries;
const noRow = document.createElement("tr"); // says that a filter leaves nothing
noRow.className = "none";
const noCell = noRow.insertCell();
noCell.colSpan = 8;
noCell.textContent = data.words.none;
body.parentNode.append(document.createElement("tfoot"));
body.parentNode.tFoot.append(noRow);

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function addOption(select, value, text) {
  const option = document.createElement("option");
  option.value = value;
  option.textContent = text;
  select.append(option);
}

function filterRows() {
  const [words, relation, group, share] = ["words", "relation", "group", "share"].map((id) => document.getElementById(id).value);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const least = share === "" ? 0 : Number(share) / 100;
  shownEntries = entries.filter((entry) => {
    const isShown =
      (relation === "" || entry.relation === Number(relation)) &&
      (group === "" || entry.group === group) &&
      entry.copied >= least &&
      wanted.every((word) => entry.words.includes(word));
    entry.row.hidden = !isShown;
    return isShown;
  });
  shownEntries.forEach(({ row }, index) => row.classList.toggle("late", index >= FIRST));
  allButton.hidden = shownEntries.length <= FIRST || document.body.classList.contains("all");
  noRow.hidden = shownEntries.length > 0;
  document.getElementById("count").textContent = fill(data.words.rows, { shown: shownEntries.length, all: entries.length });
}

// A number goes from large to small at first, but for the rank; words from their beginning.
function sortRows(head) {
  const column = head.cellIndex;
  const isUp = head.hasAttribute("aria-sort") ? head.getAttribute("aria-sort") === "descending" : column === 0 || head.dataset.by !== "number";
  const isWords = head.dataset.by === "words";
  const value = ({ row: { cells } }) => (isWords ? cells[column].textContent : Number(cells[column].dataset.n ?? cells[column].textContent));
  const keys = new Map(entries.map((entry) => [entry, value(entry)]));
  const compare = isWords ? collator.compare : (one, other) => one - other;
  entries.sort((one, other) => (isUp ? 1 : -1) * compare(keys.get(one), keys.get(other)));
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  body.append(...entries.map(({ row }) => row));
  filterRows();
}

for (const head of document.querySelectorAll(".pairs th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sortRows(head));
  head.append(button);
}
data.relations.forEach((relation, index) => addOption(document.getElementById("relation"), index, relation));
for (const [number, , count] of data.groups) {
  const words = fill(data.words.group, { number, count });
  addOption(document.getElementById("group"), number, words);
  addOption(document.getElementById("zoom"), number, words);
}
document.body.classList.add("js");
allButton.addEventListener("click", () => {
  document.body.classList.add("all");
  filterRows();
});
filterForm.hidden = false;
filterForm.addEventListener("input", filterRows);
filterForm.addEventListener("submit", (event) => event.preventDefault());
filterRows();
