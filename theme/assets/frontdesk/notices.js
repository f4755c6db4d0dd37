// Notices: they begin and end on an open page by themselves, and so does the longer time that an answer takes meanwhile.
// desk.json says all of it in words: no time zone and no duration is worked out here. Without this file the page shows those
// of the day of its build, with their dates.
(function () {
  "use strict";
  var desk = self.frontdesk;
  var banner = document.querySelector("[data-fd-notices]");
  if (!desk || !banner) return;
  var language = document.documentElement.lang || "en";
  var lists = document.querySelectorAll("[data-fd-notice-list]");
  var latest = null;
  // Closed by the reader, for as long as this page is open.
  var closed = {};

  function each(list, act) { Array.prototype.forEach.call(list, act); }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Only what differs is touched: a screen reader reads out what changes here.
  function write(at, text) { if (at && at.textContent !== text) at.textContent = text; }

  function find(list, id) {
    return Array.prototype.find.call(list.children, function (item) { return item.dataset.id === id; });
  }

  function arrange(list, items) {
    each(Array.prototype.slice.call(list.children), function (item) { if (items.indexOf(item) < 0) item.remove(); });
    items.forEach(function (item, place) { if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null); });
  }

  function state(notice, now) { return now < notice.start ? "planned" : now < notice.end ? "current" : "past"; }

  function known(data) { return data.notices.filter(function (notice) { return notice.text[language]; }); }

  // The banner below the header.
  function inBanner(notice) {
    var item = find(banner, notice.id);
    if (!item) {
      item = element("div", "fd-notice");
      item.dataset.id = notice.id;
      var line = item.appendChild(element("p"));
      var link = element("a", "", banner.dataset.all);
      link.href = banner.dataset.page;
      line.append(element("strong"), " ", element("span"), " ", link);
    }
    write(item.querySelector("strong"), notice.ends[language] + ":");
    write(item.querySelector("span"), notice.text[language]);
    if (!item.querySelector("button")) item.appendChild(closing(notice));
    return item;
  }

  function closing(notice) {
    var button = element("button", "", "×");
    button.type = "button";
    button.setAttribute("aria-label", banner.dataset.close);
    button.title = banner.dataset.close;
    button.addEventListener("click", function () {
      closed[notice.id] = true;
      button.closest(".fd-notice").remove();
      // Whoever works with the keyboard goes on in the page, not at its start.
      var main = document.getElementById("main");
      if (main) main.focus();
    });
    return button;
  }

  function showBanner(data, now) {
    arrange(banner, known(data).filter(function (notice) {
      return state(notice, now) === "current" && !closed[notice.id];
    }).map(inBanner));
  }

  // Beside the ways to reach the desk, what is about one of them.
  function showChannels(data, now) {
    each(document.querySelectorAll("[data-fd-channel-notices]"), function (block) {
      arrange(block, known(data).filter(function (notice) {
        return state(notice, now) === "current" && notice.channels.length;
      }).map(function (notice) {
        var item = find(block, notice.id);
        if (!item) {
          item = element("p");
          item.dataset.id = notice.id;
          item.append(element("strong"), " ", element("span"));
        }
        write(item.querySelector("strong"), notice.ends[language] + ":");
        write(item.querySelector("span"), notice.text[language]);
        return item;
      }));
    });
  }

  // The page of all notices: those that are over and not among the data stay where they are.
  function inList(notice) {
    var item = null;
    each(lists, function (list) { item = item || find(list, notice.id); });
    if (!item) {
      item = element("li");
      item.dataset.id = notice.id;
      item.append(element("p", "fd-small"), element("p"));
    }
    write(item.children[0], notice.dates[language]);
    write(item.children[1], notice.text[language]);
    return item;
  }

  function showLists(data, now) {
    var all = known(data);
    var items = {};
    all.forEach(function (notice) { items[notice.id] = inList(notice); });
    each(lists, function (list) {
      var here = all.filter(function (notice) { return state(notice, now) === list.dataset.fdNoticeList; });
      here.sort(function (one, other) { return one.start - other.start; });
      if (list.dataset.fdNoticeList === "past") here.reverse();
      var kept = list.dataset.fdNoticeList !== "past" ? [] : Array.prototype.filter.call(list.children, function (item) {
        return !items[item.dataset.id];
      });
      arrange(list, here.map(function (notice) { return items[notice.id]; }).concat(kept));
    });
    each(document.querySelectorAll("[data-fd-as-of]"), function (note) { note.remove(); });
  }

  // How long an answer takes while a notice is in force: a topic's own line, else that of all topics.
  function slower(data, now, channel, kind, topic) {
    var there = data.slower.filter(function (one) {
      return one.start <= now && now < one.end && one.channel === channel && one.kind === kind;
    });
    var own = there.find(function (one) { return topic && one.topic === topic; });
    var found = own || there.find(function (one) { return !one.topic; });
    return found && found.text && found.text[language] ? found : null;
  }

  function sentence(found, short) {
    return found ? banner.dataset[short ? "now" : found.surge ? "surge" : "slower"].replace("{duration}", found.text[language]) : "";
  }

  function showTimes(data, now) {
    each(document.querySelectorAll("[data-fd-slower]"), function (line) {
      var found = slower(data, now, line.dataset.fdSlower, line.dataset.kind, line.dataset.topic);
      write(line, sentence(found, "short" in line.dataset));
    });
  }

  // In the form, for the topic and the kind that are chosen, before anything is sent.
  var form = document.querySelector("[data-fd-form]");
  var told = null;
  if (form && form.elements.topic && form.elements.kind) {
    told = element("p", "fd-slower");
    told.setAttribute("role", "status");
    form.insertBefore(told, form.querySelector("[type=submit]"));
    form.addEventListener("change", function () { if (latest) showForm(latest, Date.now() / 60000); });
  }

  function showForm(data, now) {
    write(told, sentence(slower(data, now, "form", form.elements.kind.value || "request", form.elements.topic.value)));
  }

  desk.live(function (data, now) {
    if (!data.notices || !data.slower) return;
    latest = data;
    showBanner(data, now);
    showChannels(data, now);
    if (lists.length) showLists(data, now);
    showTimes(data, now);
    if (told) showForm(data, now);
  });
})();
