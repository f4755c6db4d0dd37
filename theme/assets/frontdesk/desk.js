// What a page can do better with a script than without: light or dark, and the contact form without a reload. Everything here
// also works, more plainly, when this file does not load.
(function () {
  "use strict";
  var script = document.currentScript;
  var site = new URL("../../", script.src);
  var LONGEST_GIVEN = 500;

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  // Light or dark.
  each("[data-fd-scheme]", function (button) {
    if (button === document.documentElement) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var html = document.documentElement;
      var dark = html.dataset.fdScheme ? html.dataset.fdScheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      html.dataset.fdScheme = dark ? "light" : "dark";
      try { localStorage.setItem("fd-scheme", html.dataset.fdScheme); } catch (error) { /* not kept then */ }
    });
  });

  // "Was this helpful?" without leaving the page.
  each("[data-fd-helpful]", function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var data = new URLSearchParams(new FormData(form));
      var answer = event.submitter ? event.submitter.value : "yes";
      data.set("answer", answer);
      function shown() {
        form.hidden = true;
        var thanks = document.getElementById(answer === "yes" ? "thanks" : "sorry");
        if (!thanks) return;
        thanks.classList.add("fd-shown");
        thanks.tabIndex = -1;
        thanks.focus();
      }
      fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } }).then(function (reply) {
        if (reply.ok) shown(); else form.submit();
      }).catch(function () { form.submit(); });
    });
  });

  // What is wrong is read out first, and the next key that is pressed leads to the first mistake.
  each("[data-fd-errors]", function (summary) { summary.focus(); });

  // The code of a question for feedback stands behind the # of the address, which no server sees: nobody has to type it.
  each("[data-fd-feedback]", function (form) {
    var code = form.elements[form.dataset.fdFeedback];
    var given = location.hash.slice(1);
    if (code.value || !/^[0-9A-Z-]{10,12}$/i.test(given)) return;
    code.value = given;
    [code, form.elements.case].forEach(function (field) { field.closest(".fd-field").hidden = Boolean(field.value); });
    each("a[hreflang][href^='?']", function (link) { link.hash = given; });
  });

  // Only a script can print.
  each("[data-fd-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // The contact form.
  each("[data-fd-form]", function (form) {
    var token = form.elements.token;
    if (!token.value) token.value = self.crypto && crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now();
    // Counted from the opening of the page, by a clock that nobody sets; a page that the backend drew goes on counting.
    var before = Number(form.elements.took.value) || 0;
    var status = form.insertBefore(document.createElement("p"), form.querySelector("[type=submit]"));
    status.setAttribute("role", "status");
    form.addEventListener("focusin", function () { helper("mask"); }, { once: true });
    var asked = new URLSearchParams(location.search);
    if (!form.elements.page.value) {
      var from = asked.get("from") || (document.referrer.indexOf(location.origin) === 0 ? new URL(document.referrer).pathname : "");
      form.elements.page.value = from.slice(0, 200);
    }
    var topics = form.elements.topic;
    if (topics && !topics.value && asked.get("topic")) {
      topics.value = asked.get("topic");
      // A topic that this desk does not have leaves the choice open.
      if (topics.selectedIndex < 0) topics.value = "";
    }
    if (form.elements.message) writing(form.elements.message);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      // Once only: a second click would be answered with the same reference, but why wait twice.
      if (form.dataset.sent) return;
      form.dataset.sent = "yes";
      form.elements.took.value = String(Math.round(before + performance.now()));
      status.textContent = form.dataset.sending;
      masked(form).then(function (found) {
        if (Object.keys(found).length) explain(form, form.dataset.errors, found);
        else return send(form, status, "", 2);
      }).catch(function () { explain(form, form.dataset.failed, {}); }).then(function () {
        status.textContent = "";
        delete form.dataset.sent;
      });
    });
    addEventListener("pageshow", function () { delete form.dataset.sent; });
  });

  // What was searched for in vain stands behind the # of the address, which no server sees. Nothing typed is ever replaced.
  // Answers to what is written are looked for on the pages of the site; one that the backend draws may not read them.
  function writing(message) {
    function fill() {
      var given = new URLSearchParams(location.hash.slice(1)).get("message");
      if (!given) return false;
      if (!message.value) message.value = given.slice(0, LONGEST_GIVEN).replace(/\p{Cs}/gu, "");
      history.replaceState(history.state, "", location.pathname + location.search);
      return true;
    }
    fill();
    // Who searched on this very page is led to the field.
    addEventListener("hashchange", function () { if (fill()) message.focus(); });
    if (site.origin !== location.origin) return;
    message.addEventListener("input", function () {
      helper("search").then(function () { return helper("search-answers"); }).catch(function () { /* no answers then */ });
    }, { once: true });
  }

  function send(form, status, solution, tasks) {
    var data = new URLSearchParams(new FormData(form));
    if (solution) data.set("altcha", solution);
    return fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } }).then(function (reply) {
      return reply.json().then(function (answer) {
        if (!answer.challenge) { said(form, reply, answer); return; }
        status.textContent = form.dataset.proving;
        return proven(answer.challenge, tasks).then(
          function (found) { return send(form, status, found, tasks - 1); },
          // Whoever cannot solve it is heard all the same, as without a script.
          function () { form.submit(); }
        );
      });
    });
  }

  function proven(challenge, tasks) {
    if (!tasks) return Promise.reject(new Error("too many tasks"));
    return helper("proof").then(function () { return self.frontdeskProof.solved(challenge); });
  }

  // Card numbers, passwords and the like are taken out before anything is sent; a sentence for each field in which there were
  // some. Where that cannot be done, the backend does it.
  function masked(form) {
    var words = JSON.parse(form.dataset.masked);
    var late = new Promise(function (give, refuse) { setTimeout(refuse, 4000, new Error("late")); });
    var rules = helper("mask").then(function () { return self.frontdeskMask.loaded(new URL("assets/frontdesk/masking.json", site)); });
    return Promise.race([rules, late]).then(function (ready) {
      var found = {};
      words.fields.forEach(function (name) {
        var field = form.elements[name];
        var clean = self.frontdeskMask.withoutSecrets(field.value, ready, words.instead);
        if (!clean.sorts.length) return;
        field.value = clean.text;
        var named = clean.sorts.map(function (sort) { return words.named[sort]; }).join(", ");
        found[name] = words.found.replace("{secrets}", named);
      });
      return found;
    }, function () { return {}; });
  }

  // A script that few pages need, loaded where and when one does.
  var helpers = {};
  function helper(name) {
    if (!helpers[name]) {
      helpers[name] = new Promise(function (give, refuse) {
        var element = document.createElement("script");
        element.src = new URL("assets/frontdesk/" + name + ".js", site);
        element.onload = give;
        element.onerror = function () { delete helpers[name]; refuse(new Error(name)); };
        document.head.appendChild(element);
      });
      helpers[name].catch(function () { /* told to whoever waits for it */ });
    }
    return helpers[name];
  }

  function said(form, reply, answer) {
    if (reply.status === 201) { location.assign(new URL(answer.location, form.action)); return; }
    if (answer.errors) { explain(form, form.dataset.errors, answer.errors); return; }
    explain(form, answer.error || form.dataset.failed, {});
  }

  // The same summary and the same messages beside the fields as on the page that the backend draws without a script.
  function explain(form, title, errors) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-fd-errors], .fd-error"), function (old) { old.remove(); });
    Array.prototype.forEach.call(form.querySelectorAll(".fd-field--error"), function (old) { old.classList.remove("fd-field--error"); });
    Array.prototype.forEach.call(form.querySelectorAll("[aria-invalid]"), function (old) { old.removeAttribute("aria-invalid"); });
    var summary = document.createElement("div");
    summary.className = "fd-error-summary";
    summary.tabIndex = -1;
    summary.dataset.fdErrors = "";
    summary.setAttribute("role", "alert");
    summary.appendChild(document.createElement("h2")).textContent = title;
    var names = Object.keys(errors);
    var list = summary.appendChild(document.createElement("ul"));
    names.forEach(function (name) {
      var link = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
      link.href = "#form-" + name;
      link.textContent = errors[name];
      beside(form, name, errors[name]);
    });
    if (!names.length) {
      list.remove();
      var otherWay = document.querySelector(".fd-broken");
      if (otherWay) summary.appendChild(otherWay.cloneNode(true)).className = "";
    }
    if (document.title.indexOf(title) !== 0) document.title = title + ": " + document.title;
    form.parentNode.insertBefore(summary, form);
    summary.focus();
  }

  function beside(form, name, text) {
    var control = document.getElementById("form-" + name);
    var field = control && control.closest(".fd-field");
    if (!field) return;
    var note = document.createElement("p");
    note.className = "fd-error";
    note.id = "form-" + name + "-error";
    note.textContent = text;
    var group = field.querySelector("fieldset");
    if (group) group.insertBefore(note, group.querySelector(".fd-radio"));
    else field.insertBefore(note, control);
    field.classList.add("fd-field--error");
    (group || control).setAttribute("aria-invalid", "true");
    var described = ((group || control).getAttribute("aria-describedby") || "").split(" ");
    if (described.indexOf(note.id) < 0) described.push(note.id);
    (group || control).setAttribute("aria-describedby", described.join(" ").trim());
  }
})();
