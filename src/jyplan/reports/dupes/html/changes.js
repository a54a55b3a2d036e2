// Which characters of a passage are not the same on both sides.
const MOST = 800; // characters that differ: beyond that a passage is another text, and marks would only confuse
const SHORTEST = 2; // equal characters between two changes that are still worth a mark of their own

// For either side an array with 1 where a character has no counterpart, null where there are too many of them:
// E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
function differences(one, other) {
  const most = Math.min(one.length + other.length, MOST);
  const reached = new Int32Array(2 * most + 3); // by diagonal, how far into `one` so many changes lead
  const zero = most + 1;
  const steps = [];
  for (let count = 0; count <= most; count += 1) {
    steps.push(reached.slice());
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      let x = comesFromAbove(reached, zero, diagonal, count) ? reached[zero + diagonal + 1] : reached[zero + diagonal - 1] + 1;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) x += 1;
      reached[zero + diagonal] = x;
      if (x >= one.length && diagonal === one.length - other.length) return wayBack(one.length, other.length, steps, zero);
    }
  }
  return null;
}

function comesFromAbove(reached, zero, diagonal, count) {
  return diagonal === -count || (diagonal !== count && reached[zero + diagonal - 1] < reached[zero + diagonal + 1]);
}

function wayBack(oneLength, otherLength, steps, zero) {
  const changed = [new Uint8Array(oneLength), new Uint8Array(otherLength)];
  let [x, y] = [oneLength, otherLength];
  for (let count = steps.length - 1; count > 0; count -= 1) {
    const fromAbove = comesFromAbove(steps[count], zero, x - y, count);
    const before = x - y + (fromAbove ? 1 : -1);
    x = steps[count][zero + before];
    y = x - before;
    changed[fromAbove ? 1 : 0][fromAbove ? y : x] = 1;
  }
  return changed.map(joined);
}

function joined(changed) {
  let last = -1;
  for (let at = 0; at < changed.length; at += 1) {
    if (!changed[at]) continue;
    if (last >= 0 && at - last <= SHORTEST) changed.fill(1, last, at);
    last = at;
  }
  return changed;
}

// For both texts what is changed in the passages that are edited.
function changesIn(texts, passages) {
  const changed = texts.map((text) => new Uint8Array(text.length));
  for (const [start, end, otherStart, otherEnd, , isEdited] of passages) {
    const found = isEdited && differences(texts[0].slice(start, end), texts[1].slice(otherStart, otherEnd));
    if (!found) continue;
    changed[0].set(found[0], start);
    changed[1].set(found[1], otherStart);
  }
  return changed;
}
