// Brings an open page up to date after a build, and shows what is wrong after a bad edit. Only `frontdesk serve` sends it.
(function () {
  "use strict";
  var own = document.currentScript;
  var build = own.dataset.build || "";
  var source = null;
  var box = null;
  var put_away = "";

  function element(name, text, className) {
    var made = document.createElement(name);
    made.textContent = text;
    if (className) { made.className = className; }
    return made;
  }

  function style() {
    if (document.querySelector('link[href="/_desk/live.css"]')) { return; }
    var link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/_desk/live.css";
    document.head.appendChild(link);
  }

  function close() {
    if (box) { box.remove(); box = null; }
  }

  function shown(problem) {
    var item = document.createElement("li");
    if (problem.place) { item.appendChild(element("code", problem.place)); }
    item.appendChild(element("span", problem.message));
    if (problem.fix) { item.appendChild(element("pre", problem.fix)); }
    return item;
  }

  function show(told) {
    var same = JSON.stringify(told);
    if (!told || same === put_away) { put_away = told ? same : ""; close(); return; }
    if (box && box.dataset.told === same) { return; }
    close();
    style();
    box = document.createElement("section");
    box.className = "fd-problems";
    box.lang = "en";
    box.dir = "ltr";
    box.tabIndex = -1;
    box.dataset.told = same;
    box.setAttribute("role", "alert");
    var head = document.createElement("header");
    head.appendChild(element("strong", told.title));
    var button = element("button", "Close (Esc)");
    button.type = "button";
    button.addEventListener("click", put);
    head.appendChild(button);
    box.appendChild(head);
    var list = document.createElement("ol");
    told.problems.forEach(function (problem) { list.appendChild(shown(problem)); });
    box.appendChild(list);
    box.appendChild(element("p", told.served));
    document.body.appendChild(box);
  }

  function put() {
    put_away = box ? box.dataset.told : "";
    close();
  }

  function file_of(address) {
    var path = decodeURIComponent(new URL(address, location.href).pathname).slice(1);
    return path === "" || path.slice(-1) === "/" ? path + "index.html" : path;
  }

  function loaded() {
    var files = {};
    performance.getEntriesByType("resource").forEach(function (entry) {
      if (entry.name.indexOf(location.origin + "/") === 0) { files[file_of(entry.name)] = true; }
    });
    return files;
  }

  function restyled(files) {
    var links = Array.prototype.slice.call(document.querySelectorAll('link[rel="stylesheet"]'));
    var named = links.map(function (link) { return file_of(link.href); });
    if (!files.every(function (file) { return named.indexOf(file) >= 0; })) { return false; }
    links.forEach(function (link, number) {
      if (files.indexOf(named[number]) < 0) { return; }
      // The old one stays until the new one is there, so that the page never stands without its style.
      var fresh = link.cloneNode();
      fresh.href = link.href.split("?")[0] + "?" + encodeURIComponent(build);
      fresh.onload = fresh.onerror = function () { link.remove(); };
      link.after(fresh);
    });
    return true;
  }

  // Whether the page, or anything that it has loaded, is another one since it was built; style sheets are exchanged.
  function is_out_of_date(told) {
    if (told.changed === null || own.dataset.any !== undefined) { return true; }
    var used = loaded();
    used[file_of(location.href)] = true;
    var mine = told.changed.filter(function (file) { return used[file]; });
    build = told.build;
    return mine.length > 0 && !restyled(mine);
  }

  function heard(event) {
    var told = JSON.parse(event.data);
    // A page that does not know of which build it is: it is of this one.
    build = build || told.build;
    if (told.build !== build) {
      if (is_out_of_date(told)) { disconnect(); location.reload(); return; }
      build = told.build;
      connect();
    }
    show(told.problems);
  }

  function disconnect() {
    if (source) { source.close(); source = null; }
  }

  // A browser has six connections to a server: a page that nobody looks at keeps none.
  function connect() {
    disconnect();
    if (document.visibilityState === "hidden") { return; }
    source = new EventSource("/_desk/live?build=" + encodeURIComponent(build));
    source.onmessage = heard;
  }

  document.addEventListener("visibilitychange", connect);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { put(); } });
  addEventListener("pageshow", function (event) { if (event.persisted) { connect(); } });
  addEventListener("pagehide", disconnect);
  connect();
})();
