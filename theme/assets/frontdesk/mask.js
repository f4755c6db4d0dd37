// Card numbers, passwords, keys and recovery phrases, struck out of a text before it leaves the browser. The backend does the
// same again (contact/abuse/masking.py), with the same rules (masking.json, from desk/masking); tests hold the two together.
(function () {
  "use strict";
  var CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÑÁÉÍÓÚÜ";
  var SMALL = "abcdefghijklmnopqrstuvwxyzñáéíóúü";
  var ACCENTED = "ñáéíóúü";
  var PLAIN = "naeiouu";
  var SHORTEST_CARD = 14;
  var LONGEST_CARD = 19;
  var compiled = {};

  function pattern(source) {
    if (!compiled[source]) compiled[source] = new RegExp(source, "gu");
    compiled[source].lastIndex = 0;
    return compiled[source];
  }

  function matches(source, text) {
    var found = [];
    var expression = pattern(source);
    for (var match = expression.exec(text); match; match = expression.exec(text)) {
      found.push(match);
      if (!match[0]) expression.lastIndex += 1;
    }
    return found;
  }

  // One letter for one, so that positions stay.
  function exchanged(text, from, to) {
    return text.replace(new RegExp("[" + from + "]", "g"), function (letter) { return to[from.indexOf(letter)]; });
  }

  // The text without its secrets, and their sorts. `names` says what stands in the place of each sort.
  function withoutSecrets(text, rules, names) {
    var found = apart(secrets(text, rules));
    var parts = [];
    var kept = 0;
    found.forEach(function (secret) {
      parts.push(text.slice(kept, secret.start), names[secret.sort]);
      kept = secret.end;
    });
    parts.push(text.slice(kept));
    var sorts = rules.sorts.filter(function (sort) { return found.some(function (secret) { return secret.sort === sort; }); });
    return { text: parts.join(""), sorts: sorts };
  }

  function secrets(text, rules) {
    var folded = exchanged(text, CAPITALS, SMALL);
    var found = [];
    rules.rules.forEach(function (rule) {
      if (rule.hints.length && !rule.hints.some(function (hint) { return folded.indexOf(hint) >= 0; })) return;
      matches(rule.pattern, rule.folded ? folded : text).forEach(function (match) {
        var start = match.index + match[1].length;
        found.push({ start: start, end: start + match[2].length, sort: rule.sort });
      });
    });
    phrases(folded, rules, found);
    cards(folded, rules.cards, found);
    return found;
  }

  function apart(found) {
    found.sort(function (one, other) {
      return one.start - other.start || one.end - other.end || (one.sort < other.sort ? -1 : one.sort > other.sort ? 1 : 0);
    });
    var kept = [];
    found.forEach(function (secret) {
      var last = kept[kept.length - 1];
      if (last && secret.start < last.end) last.end = Math.max(last.end, secret.end);
      else kept.push(secret);
    });
    return kept;
  }

  function cards(text, rules, found) {
    matches(rules.run, text).forEach(function (run) {
      var end = run.index + run[0].length;
      if (/[a-z_+/]/.test(text.slice(Math.max(run.index - 1, 0), run.index)) || /[a-z_]/.test(text.slice(end, end + 1))) return;
      var groups = matches("[0-9]+", run[0]);
      for (var first = 0; first < groups.length;) {
        var count = cardFrom(groups.slice(first, first + LONGEST_CARD), rules);
        if (count) {
          var last = groups[first + count - 1];
          found.push({ start: run.index + groups[first].index, end: run.index + last.index + last[0].length, sort: "card" });
        }
        first += count || 1;
      }
    });
  }

  function cardFrom(groups, rules) {
    var digits = "";
    var longest = 0;
    for (var number = 0; number < groups.length; number += 1) {
      digits += groups[number][0];
      if (digits.length > LONGEST_CARD) break;
      if (digits.length >= SHORTEST_CARD && isCard(digits, rules)) longest = number + 1;
      if (groups[number][0].length < rules.shortest_group) break;
    }
    return longest;
  }

  function isCard(digits, rules) {
    var issued = [1, 2, 3, 4].some(function (length) {
      return (rules.issuers[digits.slice(0, length)] || []).indexOf(digits.length) >= 0;
    });
    return issued && checksum(digits) % 10 === 0;
  }

  function checksum(digits) {
    return digits.split("").reverse().reduce(function (sum, digit, place) {
      var value = Number(digit) * (place % 2 ? 2 : 1);
      return sum + (value > 9 ? value - 9 : value);
    }, 0);
  }

  function phrases(text, rules, found) {
    var limits = rules.phrases;
    var words = matches(limits.word, text);
    if (words.length < limits.fewest) return;
    rules.words.forEach(function (list) {
      var run = newRun();
      var end = 0;
      words.forEach(function (match) {
        var word = exchanged(match[0], ACCENTED, PLAIN);
        var stop = match.index + word.length;
        // An emoji is one character, and two units of JavaScript.
        if (Array.from(text.slice(end, match.index)).length > limits.farthest) run = ended(run, limits, found);
        end = stop;
        if (list.has(word)) add(run, word, match.index, stop);
        else if (!tolerates(run, match[0], limits)) run = ended(run, limits, found);
      });
      ended(run, limits, found);
    });
  }

  function newRun() { return { known: [], mistyped: 0, pending: false, start: 0, end: 0 }; }

  function add(run, word, start, end) {
    if (!run.known.length) run.start = start;
    if (run.pending) run.mistyped += 1;
    run.pending = false;
    run.known.push(word);
    run.end = end;
  }

  function tolerates(run, word, limits) {
    var some = run.known.length > 0;
    var whole = new RegExp("^(?:" + limits.mistyped + ")$", "u");
    run.pending = some && !run.pending && run.mistyped <= Math.floor(run.known.length / limits.fewest) &&
      limits.lengths.indexOf(run.known.length + run.mistyped) < 0 && whole.test(word);
    return run.pending || !some;
  }

  function ended(run, limits, found) {
    if (run.known.length >= limits.fewest && new Set(run.known).size >= limits.fewest_different) {
      found.push({ start: run.start, end: run.end, sort: "phrase" });
    }
    return newRun();
  }

  // Fetched once, when somebody begins to write.
  var loading = null;
  function loaded(url) {
    if (!loading) {
      loading = fetch(url).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(ready);
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function ready(rules) {
    rules.words = Object.keys(rules.words).map(function (language) { return new Set(rules.words[language].split(" ")); });
    return rules;
  }

  self.frontdeskMask = { loaded: loaded, ready: ready, withoutSecrets: withoutSecrets };
})();
