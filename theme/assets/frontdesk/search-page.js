// The search page: ten answers below the box, exchanged as one types; ways on where they do not help; and the list of all
// questions, which stands there without this script. The query is in the address's fragment, which no server sees.
(function () {
  "use strict";
  var form = document.querySelector("[data-fd-search-page]");
  var place = document.querySelector("[data-fd-results]");
  var all = document.querySelector("[data-fd-all]");
  if (!form || !place || !all) return;
  var input = form.elements.q;
  var status = document.querySelector("[data-fd-status]");
  var title = document.title;
  var SHOWN = 10;
  var REST_TO_SEARCH = 150;
  var REST_TO_SPEAK = 700;
  var asked = 0;
  var resting = 0;
  var speaking = 0;
  var waiting = 0;

  input.addEventListener("input", function () {
    clearTimeout(resting);
    resting = setTimeout(search, REST_TO_SEARCH, false);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search(true);
  });
  document.addEventListener("keydown", moved);
  addEventListener("hashchange", fromAddress);
  if (!fromAddress()) input.focus();

  // A link may bear the query either way; in the address it stands behind the #, so that no server is told.
  function fromAddress() {
    var given = new URLSearchParams(location.hash.slice(1)).get("q") || new URLSearchParams(location.search).get("q") || "";
    var query = given.trim().slice(0, input.maxLength);
    if (!query) return false;
    input.value = query;
    search(true);
    return true;
  }

  // From the box to the answers, and among them.
  function moved(event) {
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    var stops = [input].concat(Array.from(place.querySelectorAll("a, button")));
    var at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  }

  // `whole` says that nobody is in the middle of typing.
  function search(whole) {
    clearTimeout(resting);
    clearTimeout(waiting);
    // Half a character, as a cut through a pair leaves it, can stand in no address.
    var query = input.value.replace(/\p{Cs}/gu, "").trim();
    var number = asked += 1;
    keepInAddress(query);
    document.title = query ? query + " – " + title.split(" – ").pop() : title;
    if (!query) { show(function () {}); return; }
    if (!place.firstChild) waiting = setTimeout(wait, REST_TO_SPEAK);
    opened().then(function (finder) {
      return number === asked && finder.find(query, SHOWN).then(function (found) { if (number === asked) shown(finder, query, found, whole); });
    }).catch(function () {
      if (number !== asked) return;
      show(function () { note(place.dataset.failed); });
      speak(place.dataset.failed);
    });
  }

  function keepInAddress(query) {
    var address = location.pathname + (query ? "#q=" + encodeURIComponent(query) : "");
    // Safari allows a hundred changes in half a minute; the search goes on without.
    try { history.replaceState(history.state, "", address); } catch (error) { /* the next one, then */ }
  }

  // The script beside this one may not have come through.
  function opened() { return self.frontdeskFinder ? self.frontdeskFinder.opened() : Promise.reject(new Error("search.js")); }

  function note(text) {
    var line = place.appendChild(document.createElement("p"));
    line.className = "fd-note";
    line.textContent = text;
  }

  function wait() {
    note(place.dataset.loading);
    status.textContent = place.dataset.loading;
  }

  function shown(finder, query, found, whole) {
    var results = found.results;
    var headline = finder.headline(query, results);
    show(function () {
      add(place, "h2", headline);
      var list = add(place, "ul", "", "fd-list fd-hits");
      results.forEach(function (result) { finder.countedCard(add(list, "li", "", "fd-hit"), result, found.words); });
      if (!results.length) list.remove();
      if (finder.weak(results)) waysOn(finder, query, results);
      if (results.length) showAll(finder.words.show);
    });
    speak(headline);
    finder.counts.shown(query, results.length, whole);
  }

  // No search ends without a way on: categories, and a person.
  function waysOn(finder, query, results) {
    var words = finder.words;
    var block = add(place, "section", "", "fd-ways");
    add(block, "h3", results.length ? words.weak : words.nearest);
    var list = add(block, "ul", "", "fd-list");
    finder.nearest(results).forEach(function (category) { finder.categoryCard(add(list, "li", "", "fd-hit"), category); });
    if (!results.length) add(block, "p", words.next);
    var ask = add(block, "p");
    add(ask, "a", words.ask, "md-button").href = finder.ask(query, results);
    add(ask, "span", words.filled, "fd-small");
  }

  function showAll(text) {
    var button = add(place, "button", text, "md-button fd-show-all");
    button.type = "button";
    all.hidden = true;
    button.addEventListener("click", function () {
      all.hidden = false;
      button.remove();
      all.querySelector("h2").tabIndex = -1;
      all.querySelector("h2").focus();
    });
  }

  function show(fill) {
    clearTimeout(speaking);
    clearTimeout(waiting);
    place.textContent = "";
    status.textContent = "";
    all.hidden = false;
    fill();
  }

  // Once the typing rests: a screen reader would read out ten half words else.
  function speak(text) { speaking = setTimeout(function () { status.textContent = text; }, REST_TO_SPEAK); }

  function add(parent, tag, text, className) { return self.frontdeskFinder.add(parent, tag, text, className); }
})();
