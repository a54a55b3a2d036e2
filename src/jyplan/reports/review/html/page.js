// One part at a time, a table that filters and sorts, remarks that stay in the browser. Without it everything is shown.
"use strict";

document.documentElement.classList.add("js");
const views = [...document.querySelectorAll(".view")];
const table = document.querySelector("table.schools");
const body = table.tBodies[0];
const rows = [...body.rows];
const tiles = [...document.querySelectorAll("button.tile")];
const search = document.getElementById("search");
const gap = document.getElementById("gap");
const shown = document.getElementById("shown");
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

// Parts

function route(event) {
  const id = decodeURIComponent(location.hash.slice(1));
  const view = views.find((each) => each.id === id) ?? views[0];
  for (const each of views) each.hidden = each !== view;
  offerForm(view);
  for (const link of document.querySelectorAll(".parts a")) {
    const here = link.hash === `#${view.id}` || (view.matches(".school") && link.hash === "#schools");
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (event) {
    window.scrollTo(0, 0);
    view.focus({ preventScroll: true });
  }
}

function turn(rel) {
  const view = views.find((each) => !each.hidden);
  const link = view.querySelector(`nav a[rel=${rel}]`);
  if (link) location.hash = link.hash;
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") location.hash = "#schools";
  if (event.key === "ArrowRight") turn("next");
  if (event.key === "ArrowLeft") turn("prev");
});

// The table

function filter() {
  const wanted = tiles.filter((tile) => tile.getAttribute("aria-pressed") === "true").map((tile) => tile.dataset.verdict);
  const words = search.value.trim().toLowerCase();
  let count = 0;
  for (const row of rows) {
    const isWanted =
      (!wanted.length || wanted.includes(row.dataset.verdict)) &&
      (!gap.value || row.dataset.gaps.split(" ").includes(gap.value)) &&
      texts.get(row).includes(words);
    row.hidden = !isWanted;
    if (isWanted) count += 1;
  }
  const numbers = { shown: count, total: rows.length };
  shown.textContent = count
    ? shown.dataset.say.replace(/\{(\w+)\}/g, (_, name) => numbers[name])
    : shown.dataset.nothing;
}

function valueOf(row, column) {
  let place = column;
  const cell = [...row.cells].find((entry) => (place -= entry.colSpan) < 0);
  if (cell.colSpan > 1) return -Infinity; // why there is no plan: below every figure
  return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
}

function compare(left, right) {
  if (typeof left === "number" && typeof right === "number") return left === right ? 0 : left - right;
  return String(left).localeCompare(String(right), "zh");
}

function sort(head) {
  const isSame = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isSame ? "descending" : "ascending");
  const sign = isSame ? -1 : 1;
  rows.sort((a, b) => sign * compare(valueOf(a, head.cellIndex), valueOf(b, head.cellIndex)) || a.dataset.rank - b.dataset.rank);
  body.append(...rows);
}

for (const tile of tiles) {
  tile.addEventListener("click", () => {
    tile.setAttribute("aria-pressed", String(tile.getAttribute("aria-pressed") !== "true"));
    filter();
  });
}
for (const button of table.querySelectorAll(".sort")) button.addEventListener("click", () => sort(button.closest("th")));
search.addEventListener("input", filter);
gap.addEventListener("change", filter);
document.getElementById("all").addEventListener("click", () => {
  for (const tile of tiles) tile.setAttribute("aria-pressed", "false");
  search.value = gap.value = "";
  filter();
});

// Remarks: kept by batch and name of the school, so that a second run of the same folder finds them again

const NO_REMARK = { decision: "", remark: "" };
const key = `jyplan-review-${document.body.dataset.batch}`;
let remarks = {};
try {
  remarks = JSON.parse(localStorage.getItem(key) ?? "{}") ?? {};
} catch {
  // a browser that keeps nothing: remarks last as long as the page
}

const template = document.getElementById("remark");
const rowOf = new Map(rows.map((row) => [row.cells[0].querySelector("a").hash.slice(1), row]));

function nameOf(row) {
  return row.cells[0].querySelector("a").textContent;
}

function keepRemark(form, row) {
  remarks[nameOf(row)] = {
    decision: form.querySelector("input:checked")?.value ?? "",
    remark: form.querySelector("textarea").value,
  };
  try {
    localStorage.setItem(key, JSON.stringify(remarks));
  } catch {
    // as above
  }
  showRemark(row);
}

function showRemark(row) {
  const { decision, remark } = remarks[nameOf(row)] ?? NO_REMARK;
  row.querySelector("td.remarked").textContent = decision || (remark ? "✎" : "");
}

// A school gets its form when it is opened: browsers take seconds for five hundred forms.
function offerForm(view) {
  if (!view.matches(".school") || view.querySelector("form.remark")) return;
  const row = rowOf.get(view.id);
  const form = template.content.firstElementChild.cloneNode(true);
  const { decision, remark } = remarks[nameOf(row)] ?? NO_REMARK;
  form.querySelector("textarea").value = remark;
  for (const choice of form.querySelectorAll("input")) choice.checked = choice.value === decision;
  form.addEventListener("input", () => keepRemark(form, row));
  form.addEventListener("submit", (event) => event.preventDefault());
  view.append(form);
}

for (const row of rows) showRemark(row);

// A cell that a spreadsheet would take for a formula begins with an apostrophe.
function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

document.getElementById("export").addEventListener("click", () => {
  const lines = rows.map((row) => {
    const name = nameOf(row);
    const { decision, remark } = remarks[name] ?? NO_REMARK;
    return [name, row.cells[1].textContent, decision, remark];
  });
  const csv = [document.body.dataset.heads.split("\t"), ...lines].map((line) => line.map(csvCell).join(",")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${csv}\r\n`], { type: "text/csv" }));
  link.download = `${document.body.dataset.export}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
});

window.addEventListener("hashchange", route);
route();
// a browser may have kept what was chosen before the page was loaded again
filter();
