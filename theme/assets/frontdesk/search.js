// The search page: the same index and the same query as `frontdesk search`, in the browser. No query leaves the page.
(function () {
  "use strict";
  var place = document.querySelector("[data-fd-results]");
  var all = document.querySelector("[data-fd-all]");
  if (!place || !self.lunr) return;
  var box = document.getElementById("fd-q-page");
  var header = document.getElementById("fd-q");

  // Twin of generator.search.terms.light: keep both alike.
  function light(text) {
    var word = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    if (word.length > 4) word = word.replace(/(es|s)$/, "");
    if (word.length > 4) word = word.replace(/[aeo]$/, "");
    return word;
  }
  function frontdeskLight(token) { return token.update(light); }
  lunr.Pipeline.registerFunction(frontdeskLight, "frontdeskLight");

  // Twin of generator.search.terms.words_of.
  function wordsOf(query) { return query.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []; }

  function add(parent, tag, text, className) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return parent.appendChild(element);
  }

  // Only an index that leaves function words out of bodies knows them: the one for English.
  function isFunctionWord(data, word) {
    return data.english && lunr.stopWordFilter(word) === undefined;
  }

  function search(data, query) {
    var words = wordsOf(query);
    if (!words.length || !data.lunr) return [];
    var found = data.lunr.query(function (clauses) {
      words.forEach(function (word, at) {
        clauses.term(word, { boost: isFunctionWord(data, word) ? 3 : 10, usePipeline: true });
        if (word.length > 3) clauses.term(word, { boost: 1, usePipeline: true, editDistance: 1 });
        if (at === words.length - 1 && word.length > 1) clauses.term(word, { boost: 2, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      });
    });
    // Twin of WORST_TO_BEST and DEFAULT_LIMIT in generator.search.index.
    return found.filter(function (result) { return result.score >= 0.05 * found[0].score; }).slice(0, 10);
  }

  function show(data, query) {
    place.textContent = "";
    document.title = query + " – " + document.title.split(" – ").pop();
    var found = search(data, query);
    var heading = found.length ? (found.length === 1 ? place.dataset.one : place.dataset.other) : place.dataset.none;
    add(place, "h2", heading.replace("{count}", found.length).replace("{query}", query));
    if (!found.length) {
      var next = add(place, "p", place.dataset.noneNext + " ");
      add(next, "a", place.dataset.ask).href = place.dataset.root + "contact/";
      return;
    }
    var list = add(place, "ul", "", "fd-list");
    found.forEach(function (result) {
      var question = data.questions[result.ref];
      var item = add(list, "li");
      add(item, "a", question[1]).href = place.dataset.root + question[0] + "/";
      add(item, "p", question[2]);
    });
    if (all) all.hidden = true;
  }

  var query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
  if (!query) { box.focus(); return; }
  box.value = query;
  if (header) header.value = query;
  fetch(place.dataset.index).then(function (answer) {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }).then(function (data) {
    show({ english: data.english, lunr: data.lunr && lunr.Index.load(data.lunr), questions: data.questions }, query);
  }).catch(function () { place.textContent = place.dataset.failed; });
})();
