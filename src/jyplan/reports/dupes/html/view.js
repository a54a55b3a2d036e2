// Two plans side by side, their passages marked; a passage leads to its other place.
const dialog = document.getElementById("view");
const sides = ["a", "b"].map((side) => ({ side, plan: document.getElementById(`plan-${side}`), name: document.getElementById(`name-${side}`) }));
const LOOKS = 6; // .p0 … .p5
// what steers, hides or reorders is spelled out, as reports/visible.py does
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g;
let openNumber = 0;
let currentPassage = -1;

function visible(text) {
  return text.replace(UNSAFE, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

function chip(index) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `chip p${index % LOOKS}`;
  button.dataset.passage = index;
  button.textContent = `P${index + 1}`;
  return button;
}

// For every character the passage it is in, -1 for none: of passages that overlap, the longest.
function owners(length, places) {
  const owner = new Int32Array(length).fill(-1);
  const byLength = places.map(([start, end], index) => ({ start, end, index })).sort((one, other) => one.end - one.start - (other.end - other.start));
  for (const { start, end, index } of byLength) owner.fill(index, start, end);
  return owner;
}

// Passages have colours, what is changed in them has none; `changed` may be missing.
function marked(chars, places, changed) {
  const owner = owners(chars.length, places);
  const starts = new Map();
  places.forEach(([start], index) => starts.set(start, [...(starts.get(start) ?? []), index]));
  const parts = document.createDocumentFragment();
  let from = 0;
  for (let at = 1; at <= chars.length; at += 1) {
    if (at < chars.length && owner[at] === owner[from] && changed?.[at] === changed?.[from] && !starts.has(at)) continue;
    parts.append(...(starts.get(from) ?? []).map(chip));
    const words = visible(chars.slice(from, at).join(""));
    if (owner[from] < 0) parts.append(words);
    else {
      const mark = document.createElement("mark");
      mark.className = `passage p${owner[from] % LOOKS}${changed?.[from] ? " changed" : ""}`;
      mark.dataset.passage = owner[from];
      mark.textContent = words;
      parts.append(mark);
    }
    from = at;
  }
  return parts;
}

// Where there is no text, the places of the passages at least.
function absent(plan, places) {
  const part = document.createElement("p");
  part.className = "absent";
  const named = places.map(([start, end]) => fill(data.words.characters, { start, end }));
  part.textContent = data.words[data.unkept.includes(plan) ? "unkept" : "left_out"] + named.join("; ");
  return part;
}

// The text of a plan in code points, which is what offsets count; null where the page does not have it.
function textOf(plan) {
  const block = document.getElementById(`t${plan}`);
  return block && Array.from(JSON.parse(block.textContent));
}

function fillSides(plans, passages) {
  const texts = plans.map(textOf);
  const changed = texts.every(Boolean) ? changesIn(texts, passages) : [];
  sides.forEach(({ plan, name }, side) => {
    const [called, title] = data.plans[plans[side]];
    const places = passages.map((passage) => passage.slice(2 * side, 2 * side + 2));
    name.textContent = visible(`${called}  ${title}`);
    plan.replaceChildren(texts[side] ? marked(texts[side], places, changed[side]) : absent(plans[side], places));
    plan.parentNode.scrollTop = 0;
  });
}

function passageButton([, , , , chars, isEdited, isMoved], index) {
  const button = chip(index);
  const more = [isEdited && data.words.edited, isMoved && data.words.moved].filter(Boolean);
  button.title = [fill(data.words.passage, { number: index + 1, chars }), ...more].join(", ");
  button.textContent = `P${index + 1} · ${chars}${more.length ? ` · ${more.join(" · ")}` : ""}`;
  return button;
}

// Both shares of a pair, in the figures of its row.
function sharesOf(number) {
  const { cells } = document.getElementById(`p${number}`);
  return fill(data.words.shares, { a: cells[2].textContent, b: cells[3].textContent });
}

function openPair(number) {
  const pair = data.pairs[number - 1];
  if (!pair) return;
  const [a, b, relation, , , passages] = pair;
  document.getElementById(`p${openNumber}`)?.classList.remove("open");
  openNumber = number;
  document.getElementById(`p${number}`).classList.add("open");
  document.getElementById("view-title").textContent = `${number} · ${data.relations[relation]}`;
  document.getElementById("view-shares").textContent = sharesOf(number);
  fillSides([a, b], passages);
  document.getElementById("passages").replaceChildren(...passages.map(passageButton));
  currentPassage = -1;
  if (!dialog.open) dialog.showModal();
  bringIntoSight(0);
  if (location.hash !== `#p${number}`) history.pushState(null, "", `#p${number}`);
}

// Brings a passage into sight on both sides, the other one to the height of the one that was chosen.
function select(index, chosen = null) {
  currentPassage = index;
  for (const part of dialog.querySelectorAll("[data-passage]")) part.classList.toggle("current", Number(part.dataset.passage) === index);
  const home = chosen?.closest(".columns section");
  bringIntoSight(index, home, home ? depth(chosen.closest(".plan") ? firstOf(index, home) ?? chosen : chosen, home) : undefined);
}

const depth = (part, column) => part.getBoundingClientRect().top - column.getBoundingClientRect().top;

// Scrolls both columns but the one that it is at home in, to the passage at a height in pixels.
function bringIntoSight(index, home = null, height = 48) {
  for (const { plan } of sides) {
    const column = plan.parentNode;
    const part = firstOf(index, column);
    if (part && column !== home) column.scrollTop += depth(part, column) - height;
  }
}

function firstOf(index, column) {
  return column.querySelector(`[data-passage="${index}"]`);
}

// The pair before or after, in the order and the choice of the table.
function stepPair(direction) {
  const at = shownEntries.findIndex(({ row }) => row.id === `p${openNumber}`);
  const next = shownEntries[(at + direction + shownEntries.length) % shownEntries.length];
  if (next) openPair(Number(next.row.id.slice(1)));
}

function stepPassage(direction) {
  const count = data.pairs[openNumber - 1][5].length;
  if (count) select((Math.max(currentPassage, direction > 0 ? -1 : 0) + direction + count) % count);
}

function followHash() {
  const number = /^#p(\d+)$/.exec(location.hash)?.[1];
  if (number && data.pairs[number - 1]) openPair(Number(number));
  else if (dialog.open) dialog.close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#p']");
  const number = link && /^#p(\d+)$/.exec(link.hash)?.[1];
  if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openPair(Number(number));
});
dialog.addEventListener("click", (event) => {
  const part = event.target.closest("[data-passage]");
  if (part) select(Number(part.dataset.passage), part);
});
dialog.addEventListener("close", () => {
  if (/^#p\d+$/.test(location.hash)) history.pushState(null, "", "#pairs");
  document.querySelector(`#p${openNumber} a`)?.focus();
});
document.addEventListener("keydown", (event) => {
  if (!dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n") stepPassage(1);
  else if (event.key === "p") stepPassage(-1);
});
document.getElementById("previous").addEventListener("click", () => stepPair(-1));
document.getElementById("next").addEventListener("click", () => stepPair(1));
document.getElementById("print").addEventListener("click", () => window.print());
document.getElementById("close").addEventListener("click", () => dialog.close());
window.addEventListener("popstate", followHash);
