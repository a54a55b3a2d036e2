// Goes from change to change, folds unchanged text, follows links into folds, shows where in the outline one is.
"use strict";

const rows = [...document.querySelectorAll("tr[data-say]")];
const foldButtons = [...document.querySelectorAll(".fold button")];
const where = document.getElementById("where");
const keys = document.getElementById("keys");
const tints = document.getElementById("tints");
const folds = document.getElementById("folds");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let current = -1;

function setFold(button, isOpen) {
  button.setAttribute("aria-expanded", String(isOpen));
  document.getElementById(button.getAttribute("aria-controls")).hidden = !isOpen;
}

function setAllFolds(isOpen) {
  const held = rows[current];
  const before = held ? held.getBoundingClientRect().top : 0;
  for (const button of foldButtons) setFold(button, isOpen);
  folds.setAttribute("aria-pressed", String(isOpen));
  // what is being read stays where it is on the screen
  if (held) window.scrollBy(0, held.getBoundingClientRect().top - before);
}

function toggleAllFolds() {
  setAllFolds(folds.getAttribute("aria-pressed") !== "true");
}

function unfoldAround(element) {
  const body = element.closest("tbody[hidden]");
  if (body) setFold(document.querySelector(`[aria-controls="${body.id}"]`), true);
}

function select(index) {
  rows[current]?.classList.remove("current");
  current = index;
  const row = rows[current];
  row.classList.add("current");
  where.textContent = row.dataset.say;
}

// The change after the one last gone to; at first the next one in sight.
function step(direction) {
  if (rows.length === 0) return;
  let index = current + direction;
  if (current < 0) {
    const covered = document.querySelector(".bar").getBoundingClientRect().bottom;
    const below = rows.findIndex((row) => row.getBoundingClientRect().top >= covered);
    index = direction > 0 ? Math.max(below, 0) : (below < 0 ? rows.length : below) - 1;
  }
  select((index + rows.length) % rows.length);
  show(rows[current], "center");
}

function show(element, block) {
  unfoldAround(element);
  const isTall = element.getBoundingClientRect().height > window.innerHeight * 0.7;
  element.scrollIntoView({ block: isTall ? "start" : block, behavior: calm.matches ? "auto" : "smooth" });
  if (!element.hasAttribute("tabindex") && !element.matches("a, button")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

function follow(hash) {
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (!target) return false;
  if (target.matches(".chip")) tints.checked = true;
  const row = target.closest("tr");
  const index = rows.indexOf(row);
  if (index >= 0) select(index);
  show(target, row ? "center" : "start");
  target.classList.add("reached");
  setTimeout(() => target.classList.remove("reached"), 2000);
  return true;
}

function isForKeys(event) {
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

const KEYS = new Map([
  ["n", () => step(1)],
  ["ArrowRight", () => step(1)],
  ["p", () => step(-1)],
  ["ArrowLeft", () => step(-1)],
  ["u", toggleAllFolds],
]);

document.addEventListener("keydown", (event) => {
  const action = isForKeys(event) ? KEYS.get(event.key) : undefined;
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-say]");
  if (row) select(rows.indexOf(row));
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (follow(link.hash)) {
    event.preventDefault();
    history.pushState(null, "", link.hash);
  }
});

window.addEventListener("popstate", () => follow(location.hash));

for (const button of foldButtons) {
  button.addEventListener("click", () => setFold(button, button.getAttribute("aria-expanded") !== "true"));
}

// The outline follows the text: the last section that began above the middle of the window is the current one.
function markCurrentSection() {
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const isAbove = (id) => document.getElementById(id).getBoundingClientRect().top < window.innerHeight / 2;
  let ids = [];
  let marked = null;

  function mark() {
    ids = [...links.keys()].filter((id) => document.getElementById(id)?.getClientRects().length);
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAbove(ids[middle])) low = middle + 1;
      else high = middle;
    }
    const link = links.get(ids[Math.max(low - 1, 0)]);
    if (link === marked || !link) return;
    marked?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    marked = link;
    const nav = link.closest("nav");
    const [inner, outer] = [link.getBoundingClientRect(), nav.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) nav.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  let isWaiting = false;
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      mark();
    });
  };
  window.addEventListener("scroll", later, { passive: true });
  window.addEventListener("resize", later);
  mark();
}

document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
folds.addEventListener("click", toggleAllFolds);
setAllFolds(false);
markCurrentSection();
if (matchMedia("(max-width: 60rem)").matches) document.querySelector("nav details").open = false;
follow(location.hash);
