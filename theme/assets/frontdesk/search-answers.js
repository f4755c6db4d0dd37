// The contact form: while somebody writes a message, at most three answers to it stand below the field. The button to send stays
// in sight, the focus stays in the field, and the text stays in the browser. Loaded by desk.js when somebody begins to write.
(function () {
  "use strict";
  var form = document.querySelector("[data-fd-form]");
  var field = form.elements.message;
  var block = document.createElement("section");
  var status = document.createElement("p");
  var SHOWN = 3;
  var FEWEST_LETTERS = 12;
  // What a long message is about in the end; the search reads no more.
  var LAST_WORDS = 64;
  var LAST_LETTERS = 500;
  var REST = 800;
  var resting = 0;
  var asked = 0;

  block.className = "fd-answers";
  block.hidden = true;
  status.className = "fd-hidden";
  status.setAttribute("role", "status");
  field.closest(".fd-field").after(block, status);
  field.addEventListener("input", typed);
  form.addEventListener("submit", hide);
  form.addEventListener("focusin", uncover);
  typed();

  function typed() {
    clearTimeout(resting);
    asked += 1;
    if (field.value.trim().length < FEWEST_LETTERS) hide();
    else resting = setTimeout(look, REST, asked);
  }

  function look(number) {
    // What the page has to say of mistakes and of secrets comes first.
    if (document.querySelector("[data-fd-errors]")) { hide(); return; }
    var words = field.value.trim().slice(-LAST_LETTERS).split(/\s+/).slice(-LAST_WORDS).join(" ");
    self.frontdeskFinder.opened().then(function (finder) {
      return number === asked && finder.find(words, SHOWN).then(function (found) {
        if (number !== asked) return;
        var good = finder.answering(found.results);
        if (good.length) show(finder, good, found.words); else hide();
      });
    }).catch(hide);
  }

  function show(finder, results, found) {
    var words = finder.words;
    var add = self.frontdeskFinder.add;
    block.textContent = "";
    block.setAttribute("aria-label", words.answers);
    add(block, "h2", words.answers);
    var list = add(block, "ul", "", "fd-list fd-hits");
    results.forEach(function (result) {
      var link = finder.card(add(list, "li", "", "fd-hit"), result, found);
      link.target = "_blank";
      link.rel = "noopener";
      add(link, "span", " (" + words.newTab + ")", "fd-hidden");
    });
    var appears = block.hidden;
    block.hidden = false;
    form.classList.add("fd-form--answers");
    // The button must not cover what is being written.
    if (appears && document.activeElement === field) field.scrollIntoView({ block: "nearest" });
    // What has been said is not said again after each word that is written.
    var text = self.frontdeskFinder.filled(results.length === 1 ? words.answersOne : words.answersOther, { count: results.length });
    if (status.textContent !== text) status.textContent = text;
  }

  // Nor what the Tab key leads to: Firefox does not scroll to what is in sight, and knows nothing of a button before it.
  function uncover(event) {
    var covers = form.classList.contains("fd-form--answers") && event.target.matches(":focus-visible:not([type=submit])");
    if (covers) event.target.scrollIntoView({ block: "nearest" });
  }

  function hide() {
    asked += 1;
    clearTimeout(resting);
    block.hidden = true;
    block.textContent = status.textContent = "";
    form.classList.remove("fd-form--answers");
  }
})();
