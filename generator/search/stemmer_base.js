// What Snowball's generated code calls: the twin of basestemmer.py in the Python package snowballstemmer, name for name.
// stemmer_script.py puts the code of one language after it, takes comments and white space away and shortens the names.
// A word is a list of whole characters, as in Python: in a string a character above U+FFFF would count twice.
let current, cursor, limit, limit_backward, bra, ket;

function in_grouping(letters) {
  if (cursor >= limit || !letters.includes(current[cursor])) return false;
  cursor += 1;
  return true;
}

function out_grouping(letters) {
  if (cursor >= limit || letters.includes(current[cursor])) return false;
  cursor += 1;
  return true;
}

function in_grouping_b(letters) {
  if (cursor <= limit_backward || !letters.includes(current[cursor - 1])) return false;
  cursor -= 1;
  return true;
}

function out_grouping_b(letters) {
  if (cursor <= limit_backward || letters.includes(current[cursor - 1])) return false;
  cursor -= 1;
  return true;
}

// Past the letters of a group, to the first letter that is none of them.
function go_in_grouping(letters) {
  while (in_grouping(letters));
  return cursor < limit;
}

function go_out_grouping(letters) {
  while (out_grouping(letters));
  return cursor < limit;
}

function go_in_grouping_b(letters) {
  while (in_grouping_b(letters));
  return cursor > limit_backward;
}

function go_out_grouping_b(letters) {
  while (out_grouping_b(letters));
  return cursor > limit_backward;
}

function eq_s(text) {
  const length = Array.from(text).length;
  if (current.slice(cursor, Math.min(cursor + length, limit)).join("") !== text) return false;
  cursor += length;
  return true;
}

function eq_s_b(text) {
  const length = Array.from(text).length;
  if (current.slice(Math.max(cursor - length, limit_backward), cursor).join("") !== text) return false;
  cursor -= length;
  return true;
}

// A table of endings or beginnings: those of one result in one string; first those of result -1, then of 1, of 2 and so on.
function among(groups, methods) {
  const entries = new Map();
  groups.forEach((group, result) => group.split("|").forEach((text) => entries.set(text, [result || -1, methods && methods[text]])));
  return [entries, Math.max(...Array.from(entries.keys(), (text) => text.length))];
}

// Python searches its sorted table by halves and follows each entry to the next shorter one; from longest to shortest is the same.
function find_among_to(table, step) {
  const start = cursor, found = [];
  let text = "";
  for (let length = 0; ; length++) {
    if (table[0].has(text)) found.unshift([start + length * step, table[0].get(text)]);
    const at = step > 0 ? start + length : start - length - 1;
    if (length === table[1] || (step > 0 ? at >= limit : at < limit_backward)) break;
    text = step > 0 ? text + current[at] : current[at] + text;
  }
  for (const [end, [result, method]] of found) {
    cursor = end;
    if (!method || method()) {
      cursor = end;
      return result;
    }
  }
  return 0;
}

function find_among(table) {
  return find_among_to(table, 1);
}

function find_among_b(table) {
  return find_among_to(table, -1);
}

function replace_s(from, to, text) {
  const letters = Array.from(text);
  const adjustment = letters.length - (to - from);
  current.splice(from, to - from, ...letters);
  limit += adjustment;
  if (cursor >= to) cursor += adjustment;
  else if (cursor > from) cursor = from;
  return adjustment;
}

function slice_from(text) {
  ket += replace_s(bra, ket, text);
}

function slice_del() {
  slice_from("");
}

function insert(from, to, text) {
  const adjustment = replace_s(from, to, text);
  if (from <= bra) bra += adjustment;
  if (from <= ket) ket += adjustment;
}

function slice_to() {
  return current.slice(bra, ket).join("");
}

function stem_word(word) {
  current = Array.from(word);
  cursor = limit_backward = bra = 0;
  limit = ket = current.length;
  start_values();
  stem();
  return current.join("");
}
