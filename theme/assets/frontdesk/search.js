// What the search box, the search page and the contact form share: the index, opened once; a result as a card; and the ways
// on where nothing is found. Loaded when somebody begins to search. What is searched for stays in the page.
(function () {
  "use strict";
  if (self.frontdeskFinder) return;
  var site = new URL("../../", document.currentScript.src);
  // The page says where the index is, in which language, and where the pages of this language are.
  var said = document.querySelector("script[data-index]").dataset;
  // Of a hundred: how much of the query an answer must hold, or the reader is offered another way; and how much of a message,
  // or the answer is not shown beside it. With the demonstration's answers, messages about the weather stay below 45.
  var WEAK = 50;
  var ANSWERS = 45;
  // Beside a message stands no answer that is much worse than the best one.
  var NEAR_BEST = 0.7;
  var MOST_CATEGORIES = 3;
  var loading = {};
  var opening = null;

  // A script from beside this one, once.
  function script(name) {
    if (!loading[name]) {
      loading[name] = new Promise(function (give, refuse) {
        var element = document.createElement("script");
        element.src = new URL("assets/frontdesk/" + name + ".js", site);
        element.onload = give;
        element.onerror = function () { delete loading[name]; element.remove(); refuse(new Error(name)); };
        document.head.appendChild(element);
      });
    }
    return loading[name];
  }

  function read(path) {
    return fetch(new URL(path, site)).then(function (answer) {
      if (!answer.ok) throw new Error(path + ": " + answer.status);
      return answer.json();
    });
  }

  // What there is to search with. After a failure the next call tries again.
  function opened() {
    if (!opening) {
      // What begins the index is asked for while its reader is on the way.
      var address = new URL(said.index, location.href).href;
      var begun = fetch(address);
      begun.catch(function () { /* told to whoever opens it */ });
      var engine = self.frontdeskSearch ? Promise.resolve() : script("search-engine");
      var index = engine.then(function () {
        return self.frontdeskSearch.open(address, { fetch: function (url, options) {
          var first = url === address && !options ? begun : null;
          begun = null;
          return first || fetch(url, options);
        } });
      });
      opening = Promise.all([index, read("assets/frontdesk/search-" + said.language + ".json")]).then(function (both) {
        return counting(both[1].counts, said.language).then(function (counts) {
          return finderOf(both[0], both[1], new URL(said.root, location.href), counts);
        });
      });
      opening.catch(function () { opening = null; });
    }
    return opening;
  }

  // Counts are sent only where the owner says so; a search works without.
  function counting(address, language) {
    var nobody = { shown: function () {}, opened: function () {}, handedOn: function () {} };
    if (!address) return Promise.resolve(nobody);
    return script("search-counts").then(function () {
      return self.frontdeskSearchCounts(new URL(address, site).href, language);
    }).catch(function () { return nobody; });
  }

  function finderOf(index, page, root, counts) {
    var words = page.words;

    function urlOf(path) { return new URL(path + "/", root).href; }

    // Question, where it stands, and its summary, with the words that were found marked. The engine names these words. In a list
    // the question alone is the link; an option of the box is one as a whole. Gives the link.
    function card(place, result, found) {
      var link = linked(place, urlOf(result.path));
      marked(title(place, link), result.title, found);
      if (result.crumbs.length) add(place, "span", result.crumbs.join(" / "), "fd-hit__crumbs");
      marked(add(place, "span", "", "fd-hit__text"), result.summary, found);
      return link;
    }

    // The same of a search, which may be counted; what is typed into the contact form never is.
    function countedCard(place, result, found) {
      card(place, result, found).addEventListener("click", function () { counts.opened(result.path); });
    }

    function categoryCard(place, category) {
      title(place, linked(place, urlOf(category.path))).textContent = category.title;
      add(place, "span", category.summary || category.shown, "fd-hit__text");
    }

    function marked(element, text, found) {
      var at = 0;
      index.marks(text, found).forEach(function (place) {
        element.append(text.slice(at, place[0]));
        add(element, "mark", text.slice(place[0], place[1]));
        at = place[1];
      });
      element.append(text.slice(at));
    }

    function categoryOf(path) {
      var around = page.categories.filter(function (category) { return path.indexOf(category.path + "/") === 0; });
      return around.sort(function (one, other) { return other.path.length - one.path.length; })[0];
    }

    // The categories of the best answers; where there is none, the largest.
    function nearest(results) {
      var points = new Map();
      results.forEach(function (result) {
        var category = categoryOf(result.path);
        if (category) points.set(category, (points.get(category) || 0) + result.score);
      });
      var others = page.categories.filter(function (category) { return category.path.indexOf("/") < 0 && !points.has(category); });
      return Array.from(points.keys()).sort(function (one, other) { return points.get(other) - points.get(one); })
        .concat(others.sort(function (one, other) { return other.count - one.count; })).slice(0, MOST_CATEGORIES);
    }

    return {
      words: words,
      counts: counts,
      find: function (query, limit) { return index.find(query, { limit: limit }); },
      card: card,
      countedCard: countedCard,
      categoryCard: categoryCard,
      nearest: nearest,
      weak: function (results) { return !results.length || results[0].covered < WEAK; },
      answering: function (results) {
        return results.filter(function (result) { return result.covered >= ANSWERS && result.score >= NEAR_BEST * results[0].score; });
      },
      // The contact form about what was searched for. The words stand in the fragment, which no server sees.
      ask: function (query, results) {
        var category = results.length ? categoryOf(results[0].path) : null;
        var address = new URL("contact/", root);
        if (category && category.topic) address.searchParams.set("topic", category.topic);
        address.hash = "message=" + encodeURIComponent(query);
        return address.href;
      },
      // "3 answers for tax forms"
      headline: function (query, results) {
        return filled(results.length ? (results.length === 1 ? words.one : words.other) : words.none, { count: results.length, query: query });
      }
    };
  }

  function linked(place, href) {
    var link = place.tagName === "A" ? place : add(place, "a", "", "fd-hit__title");
    link.href = href;
    return link;
  }

  function title(place, link) { return link === place ? add(place, "span", "", "fd-hit__title") : link; }

  function add(parent, tag, text, className) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return parent.appendChild(element);
  }

  // A text with its {placeholders} filled, whatever stands in what fills them.
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? String(values[name]) : whole; });
  }

  self.frontdeskFinder = { add: add, filled: filled, opened: opened };
})();
