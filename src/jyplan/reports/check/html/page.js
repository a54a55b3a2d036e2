// Shows only the findings of some levels, of one rule, of some plans. Without it everything is shown.
"use strict";

document.documentElement.classList.add("js");
const levels = [...document.querySelectorAll("[name=level]")];
const rule = document.getElementById("rule");
const plan = document.getElementById("plan");
const shown = document.getElementById("shown");
const rows = new Map([...document.querySelectorAll("tr[data-of]")].map((row) => [row.dataset.of, row]));
const clean = [...document.querySelectorAll("#clean li")].map((item) => [item, folded(item)]);
const plans = [...document.querySelectorAll("article")].map((article) => ({
  article,
  row: rows.get(article.id),
  name: folded(rows.get(article.id).querySelector("th")),
  parts: [...article.querySelectorAll(":scope > div")].map((part) => [part, [...part.querySelectorAll("li")]]),
}));
const total = plans.reduce((sum, { parts }) => sum + parts.reduce((count, [, items]) => count + items.length, 0), 0);

function folded(element) {
  return element.textContent.toLowerCase();
}

// Hides all of a plan's findings but those wanted, and what holds none of them; returns how many are left.
function sift({ article, row, parts }, isWanted) {
  let left = 0;
  for (const [part, items] of parts) {
    let inPart = 0;
    for (const item of items) {
      item.hidden = !isWanted(item);
      if (!item.hidden) inPart += 1;
    }
    part.hidden = inPart === 0;
    left += inPart;
  }
  article.hidden = row.hidden = left === 0;
  return left;
}

function filter() {
  const checked = new Set(levels.filter((box) => box.checked).map((box) => box.value));
  const name = plan.value.trim().toLowerCase();
  const isOfKind = (item) => checked.has(item.className) && (rule.value === "" || item.dataset.rule === rule.value);
  const counts = plans.map((each) => sift(each, each.name.includes(name) ? isOfKind : () => false));
  for (const [item, text] of clean) item.hidden = !text.includes(name);
  say(counts);
}

function say(counts) {
  const left = counts.reduce((sum, count) => sum + count, 0);
  const numbers = { shown: left, total, plans: counts.filter(Boolean).length };
  shown.textContent = shown.dataset.say.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  document.body.classList.toggle("filtered", left < total);
}

function showAll() {
  for (const box of levels) box.checked = true;
  rule.value = plan.value = "";
  filter();
}

for (const control of [...levels, rule]) control.addEventListener("change", filter);
plan.addEventListener("input", filter);
document.getElementById("all").addEventListener("click", showAll);
document.addEventListener("click", (event) => {
  const only = event.target.closest(".only");
  if (!only) return;
  rule.value = only.dataset.rule;
  filter();
  document.getElementById("findings").scrollIntoView();
  rule.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, n: 1, ArrowLeft: -1, p: -1 }[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, .matrix")) return;
  const seen = plans.map(({ article }) => article).filter((article) => !article.hidden);
  const above = innerHeight / 6; // below the bar
  const at = seen.findLastIndex((article) => article.getBoundingClientRect().top < above);
  const next = seen[Math.min(Math.max(at + step, 0), seen.length - 1)];
  if (!next) return;
  next.tabIndex = -1;
  next.scrollIntoView();
  next.focus({ preventScroll: true });
});

// a browser may have kept what was chosen before the page was loaded again
filter();
