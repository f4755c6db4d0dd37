// Tells the backend which searches found nothing and which result was opened: only where the owner has turned it on, once for
// each finished search, and nothing that names anybody. contact/abuse/search_words.py does the same masking again.
(function () {
  "use strict";
  var REST = 2000;
  var LONGEST_TYPED = 1000;
  var LONGEST = 100;
  // So many characters in a row, with so many digits and a letter among them.
  var CODES = [[16, 1], [8, 3]];
  // The two that are loaded lie beside this one.
  var address = document.currentScript.src;

  function noted(rules) {
    var names = {};
    rules.sorts.forEach(function (sort) { names[sort] = "[" + sort + "]"; });
    return names;
  }

  function masked(word) {
    if (word.indexOf("@") >= 0) return "[e-mail]";
    var length = Array.from(word).length;
    var digits = (word.match(/\p{Nd}/gu) || []).length;
    var isCode = CODES.some(function (code) { return length >= code[0] && digits >= code[1]; });
    return isCode && /\p{L}/u.test(word) ? "[code]" : word;
  }

  // The words that may be counted; empty if nothing is left of them.
  function searchWords(typed, rules) {
    var text = self.frontdeskMask.withoutSecrets(Array.from(typed).slice(0, LONGEST_TYPED).join(""), rules, noted(rules)).text;
    text = text.normalize("NFKC").toLowerCase().replace(/(?![\u200c\u200d])\p{C}/gu, " ").replace(/\s*@\s*/g, "@");
    text = text.split(/\s+/).filter(Boolean).map(masked).join(" ");
    text = text.replace(/\+?\(?\p{Nd}(?:[\s.,:/()+\-]{0,3}\p{Nd}){4,}/gu, "[number]");
    var words = Array.from(text).slice(0, LONGEST).join("").trim();
    return /\p{L}/u.test(words.replace(/\[[a-z-]+\]/g, " ")) ? words : "";
  }

  // What is not masked is not sent: without the rules nothing is counted.
  var loading = null;
  function rulesOf() {
    if (!loading) {
      loading = script("mask.js").then(function () { return self.frontdeskMask.loaded(new URL("masking.json", address)); });
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function script(name) {
    if (self.frontdeskMask) return Promise.resolve();
    return new Promise(function (give, refuse) {
      var element = document.createElement("script");
      element.src = new URL(name, address);
      element.onload = give;
      element.onerror = function () { refuse(new Error(name)); };
      document.head.appendChild(element);
    });
  }

  function objects() { return navigator.globalPrivacyControl === true || navigator.doNotTrack === "1"; }

  // `url` is where searches are counted. What comes back: `shown(query, found, finished)` whenever results are on the screen,
  // `opened(path)` when one of them is opened, `handedOn()` when another page goes on with the query.
  function counts(url, language) {
    var search = null;
    var resting = 0;
    var rules = null;

    function shown(query, found, finished) {
      var typed = query.trim();
      if (objects() || (search && search.query === typed)) { if (search) search.found = found; return; }
      // Who goes on typing has not finished.
      if (search && typed.indexOf(search.query) !== 0) left();
      clearTimeout(resting);
      search = typed ? { query: typed, found: found, finished: Boolean(finished), sent: {} } : null;
      if (!search) return;
      rulesOf().then(function (ready) { rules = ready; }, function () { /* nothing is counted then */ });
      var current = search;
      resting = setTimeout(function () { current.finished = true; }, REST);
    }

    function opened(path) { if (search) send(path); }

    function handedOn() { search = null; }

    // The search is over, and no result was opened.
    function left() {
      if (search && search.finished && !Object.keys(search.sent).length) send("");
    }

    function send(path) {
      if (search.sent[path]) return;
      search.sent[path] = true;
      var words = rules && searchWords(search.query, rules);
      if (!words) return;
      var data = { language: language, query: words, found: String(search.found), clicked: path };
      // Neither cookies nor the address of this page, which may hold what was typed; it arrives also when the page is left.
      fetch(url, {
        method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" },
        keepalive: true, credentials: "omit", referrerPolicy: "no-referrer"
      }).catch(function () { /* not counted then */ });
    }

    addEventListener("pagehide", left);
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") left(); });
    return { shown: shown, opened: opened, handedOn: handedOn };
  }

  counts.searchWords = searchWords;
  self.frontdeskSearchCounts = counts;
})();
