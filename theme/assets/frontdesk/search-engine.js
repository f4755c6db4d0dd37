// The search of the site: the same index, the same steps and the same results to the last digit as `frontdesk search`.
// docs/running/search-index.md says what each file holds and lists the steps. The parts below are twins of the modules of
// generator/search that they name, function for function; tests/browser/test_search_engine.py holds them together.
// Knows nothing of the page. No query leaves the browser: it asks for the few files that hold its words.
(function () {
  "use strict";

  // ---- words.py: a text -> the forms by which it is found.

  const LONGEST_FORM = 40;
  const SHORT_PART = 2;
  const ENYE = "ñ";
  const SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff"
    + "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{323af}";
  const STRETCHES = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, "gu");
  const STARTS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");
  const RUNS = /[\p{L}\p{M}\p{N}_]+(?:[-\u2010\u2011][\p{L}\p{M}\p{N}_]+)*/gu;
  const ASCII = /^[\0-\x7f]*$/;
  const HYPHENS = /[-\u2010\u2011]/;
  const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const PLAIN_LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i" };

  // In a string a character above U+FFFF would count twice.
  function length(text) { return Array.from(text).length; }

  // A string where its places are those of its characters, as nearly always.
  function signsOf(text) { return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text; }

  function cut(text, longest) { return text.length > longest ? Array.from(text).slice(0, longest).join("") : text; }

  function formsOf(text) { return runsOf(text).flatMap(formsOfRun); }

  function runsOf(text) { return normal(text).match(RUNS) || []; }

  // `ＳＩＭ` and `ﾒｰﾙ`, as East Asian keyboards write: the same letters in another width.
  function normal(text) { return text.replace(/[\uff01-\uffee]+/g, (found) => found.normalize("NFKC")).normalize("NFC"); }

  function formsOfRun(run) {
    const forms = run.split(HYPHENS).flatMap(names).flatMap((name) => byScript(name.toLowerCase()));
    return [...joined(run), ...forms].map((form) => cut(form, LONGEST_FORM));
  }

  // `e-mail` is `email`, too.
  function joined(run) {
    const parts = run.split(HYPHENS), whole = parts.join("");
    const isOne = parts.length > 1 && length(whole) <= LONGEST_FORM && parts.some((part) => length(part) <= SHORT_PART);
    return isOne ? [whole.toLowerCase()] : [];
  }

  // A form without accents; `ñ` is a letter of its own.
  function fold(form) { return ASCII.test(form) ? form : form.split(ENYE).map(withoutAccents).join(ENYE); }

  function isSpaceless(form) { return STARTS_SPACELESS.test(form); }

  function endsInAWord(text) {
    const whole = normal(text), last = Array.from(whole.matchAll(RUNS)).pop();
    return last !== undefined && last.index + last[0].length === whole.length;
  }

  function withoutAccents(text) {
    const plain = text.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
    return plain.replace(/[ßæœøłđı]/g, (letter) => PLAIN_LETTERS[letter]);
  }

  // An identifier whole, then its pieces; any other word alone.
  function names(part) {
    const found = part.split("_").flatMap(pieces), whole = part.replaceAll("_", "");
    const long = found.length > 1 ? found.filter((piece) => length(piece) >= SHORT_PART) : [];
    return whole ? [whole, ...long] : long;
  }

  // `sendRawTransaction` at its capitals, `sha256` at its digits.
  function pieces(word) {
    const signs = Array.from(word), kind = kinds(signs), found = [];
    let start = 0;
    for (let at = 1; at < signs.length; at++) {
      const before = kind[at - 1], here = kind[at];
      const acronymEnds = before === "Lu" && here === "Lu" && kind[at + 1] === "Ll";
      if (acronymEnds || (before === "Ll" && here === "Lu") || (before === "N") !== (here === "N")) {
        found.push(signs.slice(start, at).join(""));
        start = at;
      }
    }
    if (word) found.push(signs.slice(start).join(""));
    return found;
  }

  function kinds(signs) {
    const found = [];
    for (const sign of signs) {
      if (found.length && /\p{M}/u.test(sign)) found.push(found[found.length - 1]);
      else found.push(/\p{Lu}/u.test(sign) ? "Lu" : /\p{Ll}/u.test(sign) ? "Ll" : /\p{N}/u.test(sign) ? "N" : "L");
    }
    return found;
  }

  function byScript(word) { return word.match(STRETCHES).flatMap((stretch) => isSpaceless(stretch) ? bigrams(stretch) : [stretch]); }

  function bigrams(stretch) {
    const signs = Array.from(stretch);
    return signs.length > 1 ? signs.slice(1).map((sign, at) => signs[at] + sign) : [stretch];
  }

  // ---- shards.py: files -> entries.

  const TEXT = new TextDecoder();

  function reader(bytes) {
    let at = 0;
    function varint() {
      let value = 0, shift = 1;
      for (;;) {
        const byte = bytes[at++];
        value += (byte & 127) * shift;
        if (!(byte >= 128)) return value;
        shift *= 128;
      }
    }
    // Beyond the end there is nothing: what says otherwise is damaged, and must not fill the memory.
    function take(count) {
      if (at + count > bytes.length) throw new Error("a shard of the search index is damaged");
      at += count;
      return bytes.subarray(at - count, at);
    }
    function atMost(limit) {
      const count = varint();
      if (count > limit) throw new Error("a shard of the search index is damaged");
      return count;
    }
    return { varint, take, atMost };
  }

  // The entries of one shard of words, by folded stem.
  function readWords(bytes, size) {
    const from = reader(bytes);
    const entries = TEXT.decode(from.take(from.varint())).split("\n").map(readEntry);
    for (const entry of entries) entry.documents = new Uint32Array(from.atMost(bytes.length));
    for (const { documents } of entries) {
      let number = -1;
      for (let at = 0; at < documents.length; at++) documents[at] = number += from.varint() + 1;
    }
    for (const entry of entries) entry.impacts = from.take(entry.documents.length);
    if (size) {
      for (const entry of entries) entry.scale = from.take(1)[0];
      for (const entry of entries) if (entry.scale) entry.vector = readVector(from.take((size + 1) >> 1), size);
    }
    const found = new Map();
    for (const entry of entries) found.set(entry.folded, [...(found.get(entry.folded) || []), entry]);
    return found;
  }

  // `account - -s -ing` is a stem and its forms, `respiracion =respir` an alias, `con*` a common beginning.
  function readEntry(line) {
    const [stem, ...written] = line.split(" ");
    const alias = written.length && written[0][0] === "=" ? written[0].slice(1) : "";
    const forms = alias ? [] : written.map((form) => form[0] === "-" ? stem + form.slice(1) : form);
    return { stem, folded: fold(stem), forms, alias, scale: 0, vector: null };
  }

  function readVector(bytes, size) {
    const vector = new Int8Array(size);
    for (let at = 0; at < size; at++) vector[at] = (at & 1 ? bytes[at >> 1] & 15 : bytes[at >> 1] >> 4) - 8;
    return vector;
  }

  function readVectors(bytes, size) {
    const step = (size + 1) >> 1, found = [];
    for (let at = 0; at < bytes.length; at += step) found.push(readVector(bytes.subarray(at, at + step), size));
    return found;
  }

  // The documents of a group, and their vectors.
  function readGroup(bytes, size) {
    const from = reader(bytes), numbers = new Uint32Array(from.atMost(bytes.length));
    let number = -1;
    for (let at = 0; at < numbers.length; at++) numbers[at] = number += from.varint() + 1;
    return Array.from(numbers, (document) => ({ document, vector: readVector(from.take((size + 1) >> 1), size) }));
  }

  // The forms of a shard of spellings or endings, each with the bits of how many documents have it.
  function readSpelling(bytes) {
    return TEXT.decode(bytes).split("\n").map((line) => {
      const [form, bits] = line.split(" "), folded = fold(form);
      return { form, folded, signs: signsOf(folded), bits: Number(bits) };
    });
  }

  function readCards(bytes) {
    return JSON.parse(TEXT.decode(bytes)).map(([path, title, crumbs, summary]) => ({ path, title, crumbs, summary }));
  }

  // ---- library.py: keys -> the shards that hold them.

  const LAST = "\uffff";

  // The shard that would hold a key; -1 where it sorts before all.
  function place(firsts, key) {
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // The shards that may hold keys with this beginning.
  function between(firsts, beginning) {
    const first = Math.max(0, place(firsts, beginning)), found = [];
    for (let shard = first; shard <= place(firsts, beginning + LAST); shard++) found.push(shard);
    return found;
  }

  function wordShards(library, keys) {
    return keys.map((key) => place(library.manifest.words, key)).filter((shard) => shard >= 0).map((shard) => `w${shard}`);
  }

  function entriesOf(library, key) {
    const [name] = wordShards(library, [key]);
    return (name && library.shard(name).get(key)) || [];
  }

  function shardsOfBeginning(library, beginning) {
    return between(library.manifest.words, beginning).slice(0, MOST_SHARDS_OF_BEGINNING).map((shard) => `w${shard}`);
  }

  // The entries of the shards that may hold words with this beginning, and of the shard of `key`.
  function beginningWith(library, beginning, key) {
    const shards = new Set([...shardsOfBeginning(library, beginning), ...wordShards(library, [key])]);
    return Array.from(shards, (name) => Array.from(library.shard(name).values()).flat()).flat();
  }

  function spellingShards(library, folded) {
    const { spelling, endings } = library.manifest, kept = unharmed(length(folded)), signs = Array.from(folded);
    return [
      ...between(spelling, signs.slice(0, kept).join("")).map((shard) => `s${shard}`),
      ...between(endings, signs.reverse().slice(0, kept).join("")).map((shard) => `e${shard}`),
    ];
  }

  function cardOf(library, number) { return library.shard(cardShard(library, number))[number % library.manifest.cards]; }

  function cardShard(library, number) { return `c${Math.floor(number / library.manifest.cards)}`; }

  // ---- typos.py: a mistyped word -> the words of the site that are one typo away.

  const SHORTEST_MISTYPED = 4;
  const MOST_NEIGHBORS = 4;
  // Algorithms of languages that write compounds as one word.
  const COMPOUNDING = new Set(["danish", "dutch", "estonian", "finnish", "german", "hungarian", "norwegian", "swedish"]);
  const SHORTEST_PART = 5;

  function unharmed(count) { return Math.max(2, (count - 1) >> 1); }

  // The forms one typo away, the likeliest first: the first letter is seldom wrong, a frequent word often meant.
  function neighbors(typed, spellings) {
    const near = new Map(), signs = signsOf(typed);
    for (const spelling of spellings) if (oneTypo(signs, spelling.signs)) near.set(spelling.form, spelling);
    function otherFirst(spelling) { return spelling.signs[0] === signs[0] ? 0 : 1; }
    function compared(one, other) {
      return otherFirst(one) - otherFirst(other) || other.bits - one.bits || order(one.folded, other.folded) || order(one.form, other.form);
    }
    return Array.from(near.values()).sort(compared).slice(0, MOST_NEIGHBORS).map(({ form }) => form);
  }

  // The forms that begin or end with this one, or, without any, with which it begins or ends: the longest say most.
  function compounds(typed, spellings) {
    const count = length(typed);
    if (count < SHORTEST_PART) return [];
    const others = Array.from(new Map(spellings.map((spelling) => [spelling.form, spelling])).values());
    const shortest = Math.max(SHORTEST_PART, unharmed(count));
    function wholesFirst(one, other) {
      return other.bits - one.bits || one.signs.length - other.signs.length || order(one.folded, other.folded) || order(one.form, other.form);
    }
    function longestFirst(one, other) {
      return other.signs.length - one.signs.length || other.bits - one.bits || order(one.folded, other.folded) || order(one.form, other.form);
    }
    const wholes = others.filter(({ folded }) => folded !== typed && (folded.startsWith(typed) || folded.endsWith(typed)));
    const parts = others.filter(({ folded, signs }) => (
      signs.length >= shortest && signs.length < count && (typed.startsWith(folded) || typed.endsWith(folded))
    ));
    const found = wholes.length ? wholes.sort(wholesFirst) : parts.sort(longestFirst);
    return found.slice(0, MOST_NEIGHBORS).map(({ form }) => form);
  }

  function order(one, other) { return one < other ? -1 : one > other ? 1 : 0; }

  // A letter more, less or other, or two neighbors swapped: what lies between the same beginning and the same ending tells.
  function oneTypo(typed, meant) {
    const shorter = Math.min(typed.length, meant.length);
    if (Math.abs(typed.length - meant.length) > 1) return false;
    let start = 0, end = 0;
    while (start < shorter && typed[start] === meant[start]) start++;
    while (end < shorter - start && typed[typed.length - 1 - end] === meant[meant.length - 1 - end]) end++;
    const left = typed.length - start - end, right = meant.length - start - end;
    const swapped = left === 2 && right === 2 && typed[start] === meant[start + 1] && typed[start + 1] === meant[start];
    return swapped || (left + right > 0 && left < 2 && right < 2);
  }

  // ---- query.py and variants.py: a query -> the questions that answer it, best first.

  const LONGEST_QUERY = 500;
  const MOST_WORDS = 64;
  const SHORTEST_UNFINISHED = 2;
  const MOST_SHARDS_OF_BEGINNING = 4;
  // A word of one question only may be mistyped there, too, if far more questions have another.
  const HARDLY = 1;
  const FAR_MORE = 4;
  const WORST_TO_BEST = 20;
  const DEFAULT_LIMIT = 10;
  const TENTHS = 10;
  const HUNDREDTHS = 100;
  const BEGINNING = "*";

  // Shards come in as few round trips as there are things to find out: the words' own; what aliases lead to; for words that the
  // site lacks, how they may be spelled, and those words; vectors; cards.
  async function search(library, query, limit, finished) {
    const words = wordsOf(library, query, finished);
    await library.load(words.flatMap((word) => firstShards(library, word)).concat(library.manifest.meaning && words.length ? "m0" : []));
    await library.load(words.flatMap((word) => aliasShards(library, word)));
    for (const word of words) word.variants = [...exact(library, word), ...unfinished(library, word)];
    const mistyped = words.filter((word) => isMistyped(word));
    await library.load(mistyped.flatMap((word) => spellingShards(library, word.folded)));
    for (const word of mistyped) word.meant = meantBy(library, word);
    await library.load(wordShards(library, mistyped.flatMap(({ meant }) => meant.map((form) => fold(library.stem(form))))));
    for (const word of mistyped) word.variants = [...word.variants, ...corrected(library, word)];
    for (const word of words) word.variants = eachOnce(word.variants);
    const found = await scored(library, words, limit);
    await library.load(found.map(({ number }) => cardShard(library, number)));
    return { results: found.map((each) => ({ ...each, ...cardOf(library, each.number) })), words: hits(words) };
  }

  // Each form of the query once, with what it is worth and the keys that it is looked up by.
  function wordsOf(library, query, finished) {
    const text = cut(query, LONGEST_QUERY), forms = formsOf(text);
    const last = !finished && endsInAWord(text) ? forms[forms.length - 1] : null;
    return Array.from(new Set(forms)).slice(0, MOST_WORDS).map((form) => {
      const folded = fold(form), stem = library.stem(form), long = isSpaceless(form) || length(form) >= SHORTEST_UNFINISHED;
      const keys = Array.from(new Set([fold(stem), fold(library.stem(folded))]));
      return { form, folded, stem, keys, base: library.base(form), isUnfinished: form === last && long };
    });
  }

  function firstShards(library, { keys, folded, isUnfinished }) {
    const own = wordShards(library, keys);
    return isUnfinished ? [...own, ...wordShards(library, [folded + BEGINNING]), ...shardsOfBeginning(library, folded)] : own;
  }

  function aliasShards(library, { keys }) {
    const aliases = keys.flatMap((key) => entriesOf(library, key)).filter(({ alias }) => alias);
    return wordShards(library, aliases.map(({ alias }) => fold(alias)));
  }

  // The word itself, and words that differ from it in accents only.
  function exact(library, { stem, keys, base }) {
    const accent = base * library.manifest.weights.accent;
    return keys.flatMap((key) => entriesOf(library, key)).flatMap((entry) => {
      if (entry.alias) return named(library, entry.alias).map((meant) => ({ entry: meant, weight: accent }));
      if (entry.stem.endsWith(BEGINNING)) return [];
      return [entry.stem === stem ? { entry, weight: base * TENTHS, exact: true } : { entry, weight: accent }];
    });
  }

  function named(library, stem) {
    return entriesOf(library, fold(stem)).filter((entry) => entry.stem === stem && !entry.alias);
  }

  // The words that it may become.
  function unfinished(library, { form, isUnfinished, folded, stem, base }) {
    if (!isUnfinished) return [];
    const { prefix, function: least } = library.manifest.weights, [common] = named(library, folded + BEGINNING);
    if (common) return [{ entry: common, weight: base * prefix }];
    const found = [];
    for (const entry of beginningWith(library, folded, fold(stem))) {
      const bases = entry.forms.filter((whole) => fold(whole).startsWith(folded)).map((whole) => library.base(whole));
      // `in` may become `install`, but behind `log` it is `in`.
      if (bases.length) found.push({ entry, weight: (library.isFunction(form) ? least : Math.max(...bases)) * prefix });
    }
    return likelyFirst(found);
  }

  // A word that hardly any question holds; but not a right one that only the site lacks.
  function isMistyped({ form, folded, variants }) {
    const held = heldBy(variants), general = !held && variants.some(({ entry }) => entry.scale);
    return held <= HARDLY && !general && length(folded) >= SHORTEST_MISTYPED && !isSpaceless(form) && !/\p{N}/u.test(form);
  }

  // How many questions hold the word, at most.
  function heldBy(variants) { return variants.reduce((most, { entry }) => Math.max(most, entry.documents.length), 0); }

  function meantBy(library, { form, folded, variants }) {
    const spellings = spellingShards(library, folded).flatMap((name) => library.shard(name)), near = neighbors(folded, spellings);
    const mayCompound = !near.length && !heldBy(variants) && COMPOUNDING.has(library.manifest.stemmer) && !library.isFunction(form);
    return mayCompound ? compounds(folded, spellings) : near;
  }

  // What may have been meant; for a word that a question holds, only what far more hold, at half the weight.
  function corrected(library, { meant, variants }) {
    const { typo } = library.manifest.weights, held = heldBy(variants);
    const guesses = meant.flatMap((form) => named(library, library.stem(form)).map((entry) => (
      { entry, weight: Math.floor(library.base(form) * typo / (held ? 2 : 1)) }
    )));
    return likelyFirst(guesses.filter(({ entry }) => entry.documents.length > FAR_MORE * held));
  }

  // Of what may be meant, a word of many questions is meant most often: a rare one loses up to half of its weight.
  function likelyFirst(guesses) {
    function bits({ entry }) { return 32 - Math.clz32(entry.documents.length); }
    const most = Math.max(1, ...guesses.map(bits));
    return guesses.map((guess) => ({ ...guess, weight: Math.floor(guess.weight * (bits(guess) + most) / (2 * most)) }));
  }

  // An entry that was found in two ways counts with its greatest weight.
  function eachOnce(variants) {
    const once = new Map();
    for (const variant of variants) {
      const before = once.get(variant.entry);
      if (!before || before.weight < variant.weight) once.set(variant.entry, variant);
    }
    return Array.from(once.values());
  }

  // Documents with their scores, best first.
  async function scored(library, words, limit) {
    const { totals, covered } = totalsOf(library, words);
    const best = totals.reduce((one, other) => Math.max(one, other), 0);
    const { least, weight } = library.manifest.meaning || { least: HUNDREDTHS, weight: 0 };
    const cosines = await cosinesOf(library, words, totals);
    const scores = new Float64Array(totals.length), found = [];
    for (let number = 0; number < totals.length; number++) {
      const total = totals[number], cosine = cosines[number];
      if ((total && total * WORST_TO_BEST >= best) || cosine * HUNDREDTHS >= least) {
        scores[number] = (best ? total / best : 0) + weight * cosine / TENTHS;
        found.push(number);
      }
    }
    const whole = words.reduce((sum, { base }) => sum + base, 0);
    return greatestOf(scores, found, limit).map((number) => (
      { number, score: scores[number], covered: Math.floor(covered[number] * HUNDREDTHS / whole) }
    ));
  }

  // By document the sum over the words, each with the variant that counts most there; and what the words that it has are worth.
  function totalsOf(library, words) {
    const totals = new Int32Array(library.manifest.documents), covered = new Int32Array(library.manifest.documents);
    const greatest = new Int32Array(library.manifest.documents);
    for (const { variants, base } of words) {
      const there = [];
      for (const { entry: { documents, impacts }, weight } of variants) {
        for (let at = 0; at < documents.length; at++) {
          const number = documents[at], worth = weight * impacts[at];
          if (!greatest[number]) there.push(number);
          if (worth > greatest[number]) greatest[number] = worth;
        }
      }
      for (const number of there) {
        totals[number] += greatest[number];
        covered[number] += base;
        greatest[number] = 0;
      }
    }
    return { totals, covered };
  }

  // How near to the query the documents are that are worth reading: blocks of the best by words, and the nearest groups.
  async function cosinesOf(library, words, totals) {
    const { meaning, documents } = library.manifest, cosines = new Float64Array(documents);
    const query = meaning ? queryVector(words, meaning.size) : [];
    if (!query.some((number) => number)) return cosines;
    const best = greatestOf(totals, totals.keys(), meaning.best).filter((number) => totals[number]);
    const nearness = library.shard("m0").map((middle) => cosineOf(query, middle));
    const groups = greatestOf(nearness, nearness.keys(), meaning.near);
    const blocks = Array.from(new Set(best.map((number) => Math.floor(number / meaning.block))));
    await library.load([...blocks.map((block) => `v${block}`), ...groups.map((group) => `g${group}`)]);
    for (const block of blocks) {
      library.shard(`v${block}`).forEach((vector, at) => { cosines[block * meaning.block + at] = cosineOf(query, vector); });
    }
    for (const group of groups) {
      for (const { document, vector } of library.shard(`g${group}`)) cosines[document] = cosineOf(query, vector);
    }
    return cosines;
  }

  // The numbers of the greatest values, greatest first; of equal ones the one that comes first. Few are wanted of many.
  function greatestOf(values, numbers, count) {
    const kept = [];
    for (const number of numbers) {
      let at = kept.length;
      while (at && values[number] > values[kept[at - 1]]) at--;
      if (at < count) kept.splice(at, 0, number);
      if (kept.length > count) kept.pop();
    }
    return kept;
  }

  function queryVector(words, size) {
    const total = new Array(size).fill(0);
    for (const { variants } of words) {
      const told = variants.filter(({ entry }) => entry.scale);
      if (!told.length) continue;
      const chosen = told.reduce((best, other) => tells(other) > tells(best) ? other : best);
      const factor = chosen.weight * chosen.entry.scale;
      chosen.entry.vector.forEach((number, at) => { total[at] += factor * number; });
    }
    return total;
  }

  // Words as typed before others, then frequent ones first.
  function tells({ entry, exact }) { return (exact ? 2 ** 32 : 0) + entry.documents.length; }

  function cosineOf(query, vector) {
    let own = 0, other = 0, dot = 0;
    for (let at = 0; at < query.length; at++) {
      own += query[at] * query[at];
      other += vector[at] * vector[at];
      dot += query[at] * vector[at];
    }
    return other ? dot / (Math.sqrt(own) * Math.sqrt(other)) : 0;
  }

  // ---- What is marked in a result: the words of the query that tell something, in any form; unfinished ones as beginnings.

  function hits(words) {
    const most = Math.max(0, ...words.map(({ base }) => base));
    const told = words.filter(({ base }) => base === most);
    const stems = told.flatMap(({ stem, variants }) => [stem, ...variants.map(({ entry }) => entry.stem)]).filter((stem) => !stem.endsWith(BEGINNING));
    return Array.from(new Set([...stems, ...told.filter(({ isUnfinished }) => isUnfinished).map(({ folded }) => folded + BEGINNING)]));
  }

  // The places of these words in a text: [[start, end], ...], in order, none within another.
  function marks(library, text, words) {
    const stems = new Set(words), beginnings = words.filter((word) => word.endsWith(BEGINNING)).map((word) => word.slice(0, -1));
    function isHit(form) {
      return stems.has(library.stem(form)) || beginnings.some((beginning) => fold(form).startsWith(beginning));
    }
    const found = [];
    for (const { 0: run, index } of text.matchAll(RUNS)) {
      let at = index;
      const isWhole = joined(run).some(isHit);
      for (const stretch of isWhole ? [run] : run.split(/([-\u2010\u2011])/).flatMap((part) => part.match(STRETCHES) || [])) {
        markStretch(found, stretch, at, isHit);
        at += stretch.length;
      }
    }
    return found;
  }

  function markStretch(found, stretch, start, isHit) {
    if (!isSpaceless(stretch)) {
      if (formsOf(stretch).some(isHit)) found.push([start, start + stretch.length]);
      return;
    }
    const signs = Array.from(stretch);
    for (let at = 0; at < signs.length; at++) {
      const pair = signs.slice(at, at + 2).join(""), last = found[found.length - 1];
      if (isHit(pair) && (signs.length === 1 || at + 1 < signs.length)) {
        if (last && last[1] >= start) last[1] = start + pair.length;
        else found.push([start, start + pair.length]);
      }
      start += signs[at].length;
    }
  }

  // ---- The files of one language, loaded as they are asked for.

  const VERSION = 4;
  const HASH = 6;
  const SHARED = { w: 4, s: 4, e: 4, c: 8, v: 8, g: 8 };
  const READ = { w: readWords, s: readSpelling, e: readSpelling, c: readCards, v: readVectors, m: readVectors, g: readGroup };

  // `frontdeskSearch.open(url)` gives an index; `index.find(query)` the questions that answer it.
  async function open(url, { fetch: get = (address, options) => globalThis.fetch(address, options), stemmer } = {}) {
    let loaded = 0;
    async function bytes(address, options) {
      const answer = await get(address, options);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      const found = await answer.arrayBuffer();
      loaded += found.byteLength;
      return found;
    }
    async function current(options) {
      const manifest = JSON.parse(TEXT.decode(await bytes(url, options)));
      if (manifest.version !== VERSION) throw new Error(`${url}: another version of frontdesk built this index`);
      return opened(manifest, url.slice(0, url.lastIndexOf("/") + 1), bytes, stemmer || await stemmerOf(manifest.stemmer));
    }
    let library = await current();

    // A page may stay open while the site is published anew, and its shards are gone: then the manifest names others. Some
    // hosts say 404, others 403, or send a page in their place.
    async function find(query, { limit = DEFAULT_LIMIT, finished = false } = {}) {
      const asked = library;
      try {
        return await search(asked, query, limit, finished);
      } catch (error) {
        const now = await current({ cache: "reload" }).catch(() => asked);
        if (JSON.stringify(now.manifest.files) === JSON.stringify(asked.manifest.files)) throw error;
        library = now;
        return search(library, query, limit, finished);
      }
    }
    return { find, marks: (text, words) => marks(library, text, words), get loaded() { return loaded; } };
  }

  // `w12` is in a file that is named for a hash of what it holds; neighbors of some kinds share one.
  function nameOf(manifest, name) {
    const start = HASH * Math.floor(Number(name.slice(1)) / (SHARED[name[0]] || 1));
    return `${manifest.language}/${name}-${manifest.files[name[0]].slice(start, start + HASH)}.bin`;
  }

  function opened(manifest, folder, bytes, stem) {
    const ready = new Map(), coming = new Map();
    const size = manifest.meaning ? manifest.meaning.size : 0;

    async function shard(name) {
      const content = await inflated(await bytes(folder + nameOf(manifest, name)));
      ready.set(name, READ[name[0]](content, size));
    }
    // Each shard is asked for once; one that failed, again when it is next needed.
    function load(names) {
      return Promise.all(names.filter((name) => !ready.has(name)).map((name) => {
        if (!coming.has(name)) coming.set(name, shard(name).finally(() => coming.delete(name)));
        return coming.get(name);
      }));
    }
    const functionWords = new Set(manifest.function.match(/\S+/g)), { weights } = manifest;
    function isFunction(form) { return functionWords.has(fold(form)); }
    return {
      manifest, load,
      shard: (name) => ready.get(name),
      stem: (form) => stem(form) || form,
      isFunction,
      base: (form) => isFunction(form) ? weights.function : weights.content,
    };
  }

  async function inflated(packed) {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // The stemmer lies beside this script and puts itself into `frontdeskStemmers`.
  const beside = globalThis.document && document.currentScript && document.currentScript.src;
  const stemmers = new Map();

  function stemmerOf(algorithm) {
    if (!algorithm) return (form) => form;
    const known = globalThis.frontdeskStemmers && globalThis.frontdeskStemmers[algorithm];
    if (known) return known;
    if (!stemmers.has(algorithm)) stemmers.set(algorithm, scriptLoaded(algorithm).finally(() => stemmers.delete(algorithm)));
    return stemmers.get(algorithm);
  }

  function scriptLoaded(algorithm) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`stemmer-${algorithm}.js`, beside);
      script.onload = () => resolve(globalThis.frontdeskStemmers[algorithm]);
      script.onerror = () => { script.remove(); reject(new Error(`${script.src} could not be loaded`)); };
      document.head.append(script);
    });
  }

  globalThis.frontdeskSearch = { open };
})();
