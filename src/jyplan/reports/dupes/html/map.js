// The map: the square under the pointer or the cursor is named, a click or Enter opens it, a group can be enlarged.
const map = document.getElementById("map-cells");
const cellWords = document.getElementById("cell");
const zoom = document.getElementById("zoom");
const SVG = "http://www.w3.org/2000/svg";
const NAMED = 36; // plans whose names still fit beside their rows
const NAME_WIDTH = 9; // of the names, in rows
const REACH = 4; // pixels around the pointer in which a square is found
const place = new Map(data.order.map((plan, at) => [plan, at]));
const squares = data.pairs
  .flatMap(([a, b], index) => [{ row: place.get(a), column: place.get(b), index }, { row: place.get(b), column: place.get(a), index }])
  .sort((one, other) => one.row - other.row || one.column - other.column);
const cursor = svgPart("rect", { class: "cursor", width: 1, height: 1, visibility: "hidden" });
const nameParts = svgPart("g", {});
let range = [0, data.order.length];
let current = null;

function svgPart(name, attributes) {
  const part = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  return part;
}

function inRange({ row, column }) {
  return Math.min(row, column) >= range[0] && Math.max(row, column) < range[0] + range[1];
}

function show(start, count) {
  range = [start, count];
  const hasNames = count <= NAMED;
  const names = hasNames ? NAME_WIDTH : 0;
  const cell = Math.min(26, 760 / (count + names));
  map.setAttribute("viewBox", `${start - names} ${start} ${count + names} ${count}`);
  map.setAttribute("width", cell * (count + names));
  map.setAttribute("height", cell * count);
  nameParts.replaceChildren(...(hasNames ? namesOf(start, count) : []));
  point(null);
}

function namesOf(start, count) {
  const back = svgPart("rect", { class: "names", x: start - NAME_WIDTH, y: start, width: NAME_WIDTH, height: count });
  const shown = data.order.slice(start, start + count).map((plan) => Array.from(visible(data.plans[plan][0])));
  const same = sameEnd(shown);
  const names = shown.map((chars, index) => {
    const part = svgPart("text", { x: start - 0.3, y: start + index + 0.5 });
    part.textContent = shortened(chars, chars.length - same);
    return part;
  });
  return [back, ...names];
}

// How many characters at the end all names have in common, one kept of each name at least.
function sameEnd(names) {
  const most = Math.min(...names.map((chars) => chars.length)) - 1;
  let same = 0;
  while (names.length > 1 && same < most && names.every((chars) => chars.at(-1 - same) === names[0].at(-1 - same))) same += 1;
  return same;
}

// What tells a file apart ends before `end`; it is shown with as much around it as fits. A Chinese character is two columns wide.
function shortened(chars, end) {
  const width = (char) => (char.charCodeAt(0) < 0x2000 ? 1 : 2);
  let room = 26;
  let from = end;
  while (from > 0 && room >= width(chars[from - 1])) room -= width(chars[--from]);
  let to = end;
  while (to < chars.length && room >= width(chars[to])) room -= width(chars[to++]);
  return `${from > 0 ? "…" : ""}${chars.slice(from, to).join("")}${to < chars.length ? "…" : ""}`;
}

function point(square) {
  current = square;
  cursor.setAttribute("visibility", square ? "visible" : "hidden");
  if (!square) {
    cellWords.textContent = "";
    return;
  }
  cursor.setAttribute("x", square.column);
  cursor.setAttribute("y", square.row);
  const pair = data.pairs[square.index];
  const [a, b] = pair.slice(0, 2).map((plan) => visible(data.plans[plan][0]));
  cellWords.textContent = `${square.index + 1} · ${data.relations[pair[2]]} · ${sharesOf(square.index + 1)} · A ${a} · B ${b}`;
}

function squareAt(event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  const reach = Math.max(REACH / map.getScreenCTM().a, 0.5);
  let nearest = null;
  let least = reach;
  for (const square of squares) {
    const distance = Math.max(Math.abs(square.column + 0.5 - at.x), Math.abs(square.row + 0.5 - at.y));
    if (distance <= least && inRange(square)) [nearest, least] = [square, distance];
  }
  return nearest;
}

function isLarge() {
  return map.getScreenCTM().a < REACH;
}

function enter() {
  if (!current) return;
  const around = data.groups.find(([, start, count]) => current.row >= start && current.row < start + count && current.column >= start && current.column < start + count);
  if (isLarge() && around) {
    zoom.value = around[0];
    show(around[1], around[2]);
  } else openPair(current.index + 1);
}

function stepSquare(key) {
  const near = squares.filter(inRange);
  const at = near.indexOf(current);
  if (at < 0) return near[0] ?? null;
  if (key === "ArrowRight") return near[Math.min(at + 1, near.length - 1)];
  if (key === "ArrowLeft") return near[Math.max(at - 1, 0)];
  const isDown = key === "ArrowDown";
  const rows = (isDown ? near : [...near].reverse()).filter(({ row }) => (isDown ? row > current.row : row < current.row));
  const next = rows.filter(({ row }) => row === rows[0].row);
  return next.sort((one, other) => Math.abs(one.column - current.column) - Math.abs(other.column - current.column))[0] ?? current;
}

map.append(nameParts, cursor);
map.addEventListener("pointermove", (event) => point(squareAt(event)));
map.addEventListener("click", enter);
map.addEventListener("focus", () => current ?? point(stepSquare("ArrowRight")));
map.addEventListener("keydown", (event) => {
  if (event.key === "Enter") enter();
  else if (event.key.startsWith("Arrow")) point(stepSquare(event.key));
  else return;
  event.preventDefault();
});
zoom.addEventListener("change", () => {
  const group = data.groups.find(([number]) => String(number) === zoom.value);
  show(...(group ? group.slice(1) : [0, data.order.length]));
});
show(0, data.order.length);
followHash();
