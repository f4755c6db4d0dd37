// The search box of every page: answers as one types, chosen with the arrow keys (an editable combobox after the pattern of the
// ARIA Authoring Practices). Without this script the form leads to the search page, which lists all questions.
(function () {
  "use strict";
  var own = document.currentScript;
  var site = new URL("../../", own.src);
  var SHOWN = 6;
  var REST_TO_SEARCH = 120;
  var REST_TO_SPEAK = 700;
  // Room for two answers and a half; with less the box moves to the top of the screen.
  var LEAST_ROOM = 240;
  var finder = null;
  var loading = null;

  // "/" and Ctrl-K go to the search box, as on other help sites; never while somebody types.
  document.addEventListener("keydown", function (event) {
    var at = event.target;
    // What fills a field by itself presses a key without a name.
    var command = String(event.key).toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    var slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!command && !slash || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) return;
    var box = document.querySelector("main .fd-search input") || document.querySelector(".fd-search input");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });

  // What the search needs is loaded with the first letter.
  function search() {
    if (!loading) {
      loading = Promise.all([script("search-engine", "frontdeskSearch"), script("search", "frontdeskFinder")]);
      loading.catch(function () { loading = null; });
    }
    return loading.then(function () { return self.frontdeskFinder.opened(); }).then(function (opened) {
      finder = opened;
      return finder;
    });
  }

  // A script from beside this one, unless what it brings is there.
  function script(name, brings) {
    return new Promise(function (give, refuse) {
      if (self[brings]) { give(); return; }
      var element = add(document.head, "script");
      element.onload = give;
      element.onerror = function () { element.remove(); refuse(new Error(name)); };
      element.src = new URL("assets/frontdesk/" + name + ".js", site);
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-fd-search]"), function (form) {
    var input = form.elements.q;
    var page = new URL(form.getAttribute("action"), location.href).href;
    // Half a character, as a cut through a pair leaves it, can stand in no address.
    function words() { return input.value.replace(/\p{Cs}/gu, "").trim(); }
    // In the fragment, which no server sees.
    function address(query) { return page + (query ? "#q=" + encodeURIComponent(query) : ""); }
    input.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (finder) finder.counts.handedOn();
      location.assign(address(words()));
    });
    // A page that the backend draws at an address of its own may not read the index, which lies at the site's.
    if (site.origin === location.origin) combobox(form, input, words, address);
  });

  function combobox(form, input, words, address) {
    // What scrolls would take the focus on its own.
    var panel = add(form, "div", "fd-found", { tabindex: "-1" });
    var note = add(panel, "p", "fd-found__note");
    var list = add(panel, "div", "fd-found__list", { role: "listbox", id: input.id + "-list", "aria-label": input.labels[0].textContent });
    var status = add(form, "p", "fd-hidden", { role: "status" });
    var options = [];
    var active = -1;
    var typed = 0;
    var resting = 0;
    var speaking = 0;
    // Answers that arrive after Escape wait for the arrow keys.
    var dismissed = false;

    panel.hidden = true;
    // A search field may not be a combobox; a text field may.
    input.type = "text";
    give(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });

    input.addEventListener("input", function () {
      var query = words();
      typed += 1;
      dismissed = false;
      choose(-1);
      clearTimeout(resting);
      if (query) resting = setTimeout(look, REST_TO_SEARCH, query, typed);
      else draw(function () {});
    });
    input.addEventListener("keydown", pressed);
    input.addEventListener("click", function () { dismissed = false; open(); });
    // Whoever presses on the list has not left the box.
    panel.addEventListener("mousedown", function (event) { if (event.button === 0) event.preventDefault(); });
    form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) close(); });
    if (self.visualViewport) visualViewport.addEventListener("resize", fit);

    function look(query, number) {
      if (!options.length) {
        draw(function () { note.textContent = own.dataset.loading; });
        speak(own.dataset.loading);
      }
      // While the search is being loaded on a slow line, letters are typed that nobody waits for any more.
      search().then(function () { return number === typed ? finder.find(query, SHOWN) : null; }).then(function (found) {
        if (!found || number !== typed) return;
        draw(function () { suggest(query, found); });
        speak(counted(found.results.length));
        finder.counts.shown(query, found.results.length);
      }).catch(function () {
        if (number !== typed) return;
        draw(failed);
        speak(own.dataset.failed);
      });
    }

    function suggest(query, found) {
      var results = found.results;
      var texts = finder.words;
      results.forEach(function (result) { finder.countedCard(option(list), result, found.words); });
      if (!results.length) {
        var group = add(list, "div", "", { role: "group", "aria-labelledby": list.id + "-none" });
        add(group, "div", "fd-found__title", { id: list.id + "-none" }).textContent = finder.headline(query, results);
        add(group, "div", "fd-found__title fd-small").textContent = texts.nearest;
        finder.nearest(results).forEach(function (category) { finder.categoryCard(option(group), category); });
      } else {
        var every = way(address(query), self.frontdeskFinder.filled(texts.every, { query: query }));
        every.addEventListener("click", function () { finder.counts.handedOn(); });
      }
      if (finder.weak(results)) {
        var ask = way(finder.ask(query, results), results.length ? texts.weak + " " + texts.ask : texts.ask);
        add(ask, "span", "fd-hit__text").textContent = texts.filled;
      }
    }

    function failed() {
      note.textContent = own.dataset.failed;
      way(address(""), own.dataset.all);
    }

    function way(href, text) {
      var link = option(list);
      link.classList.add("fd-hit--way");
      link.href = href;
      add(link, "span", "fd-hit__title").textContent = text;
      return link;
    }

    function option(parent) {
      var link = add(parent, "a", "fd-hit", { role: "option", "aria-selected": "false", tabindex: "-1", id: list.id + "-" + options.length });
      options.push(link);
      return link;
    }

    // What is in the list is exchanged for what `fill` puts there.
    function draw(fill) {
      close();
      options = [];
      list.textContent = "";
      note.textContent = "";
      fill();
      open();
    }

    function counted(count) {
      var texts = finder.words;
      return count ? self.frontdeskFinder.filled(count === 1 ? texts.statusOne : texts.statusOther, { count: count }) : texts.statusNone;
    }

    // Once the typing rests: a screen reader would read out ten half words else.
    function speak(text) { speaking = setTimeout(function () { status.textContent = text; }, REST_TO_SPEAK); }

    function open() {
      if (dismissed || !options.length && !note.textContent || document.activeElement !== input) return;
      panel.hidden = false;
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      fit();
    }

    function close() {
      choose(-1);
      clearTimeout(speaking);
      panel.hidden = true;
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
    }

    // The list ends above the keyboard of a phone.
    function fit() {
      if (panel.hidden) return;
      if (room() < LEAST_ROOM) form.scrollIntoView({ block: "start" });
      panel.style.maxHeight = Math.max(room(), LEAST_ROOM / 2) + "px";
    }

    function room() {
      var seen = self.visualViewport || { height: innerHeight, offsetTop: 0 };
      return seen.offsetTop + seen.height - form.getBoundingClientRect().bottom - 12;
    }

    function choose(number) {
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = number;
      if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }

    function pressed(event) {
      // 229 is a key of an input method; Safari says so of the Enter that ends a composition, and nothing else.
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") moved(event, event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "Enter" && active >= 0) taken(event, function () { options[active].click(); });
      else if (event.key === "Escape" && !panel.hidden) taken(event, function () { dismissed = true; close(); });
      else if (event.key === "Escape" && input.value) taken(event, function () { input.value = ""; input.dispatchEvent(new Event("input")); });
      else if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(event.key)) choose(-1);
    }

    function moved(event, step) {
      var closed = panel.hidden;
      dismissed = false;
      taken(event, event.altKey && step < 0 ? close : open);
      if (event.altKey || panel.hidden || !options.length) return;
      // The first key opens the list where it was closed, and goes to its first answer, or to its last one.
      if (closed || active < 0) choose(step > 0 ? 0 : options.length - 1);
      else choose((active + step + options.length) % options.length);
    }

    function taken(event, act) {
      event.preventDefault();
      act();
    }
  }

  function add(parent, tag, className, values) {
    var made = parent.appendChild(document.createElement(tag));
    if (className) made.className = className;
    give(made, values || {});
    return made;
  }

  function give(element, values) {
    Object.keys(values).forEach(function (name) { element.setAttribute(name, values[name]); });
  }
})();
