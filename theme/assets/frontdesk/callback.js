// The days and hours on which a call can be asked for, on the customer's own clock. Without this file the form has weekdays and
// parts of the day on the desk's clock. desk/call_window.py reckons with the same parts; the backend has the last word.
(function start() {
  "use strict";
  var desk = self.frontdesk;
  // This file stands before live.js in the page, and is loaded first.
  if (!desk && document.readyState !== "complete") { document.addEventListener("DOMContentLoaded", start, { once: true }); return; }
  var form = document.querySelector("[data-fd-form][data-call]");
  var zone = "";
  try { zone = Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch (error) { /* not known then */ }
  if (!desk || !form || !zone) return;
  var PARTS = { any: [0, 24], morning: [0, 12], afternoon: [12, 17], evening: [17, 24] };
  // Minutes; less than this before closing, nobody can be expected to call.
  var SHORTEST = 15;
  var words = form.dataset;
  var days = form.elements.day;
  var parts = form.elements.part;
  var field = parts.closest(".fd-field");
  var soon = days.options[0];
  var language = document.documentElement.lang || "en";
  var locale = language === "es" ? "es-US" : language;
  var shown = "";
  var free = {};

  function clock(minute) {
    var text = new Date(minute * 60000).toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
    text = text.replace(/\s/g, "\u00a0").replace(/([ap])\.\s?m\./, "$1.\u00a0m.");
    return (/^0?1\b/.test(text) ? words.one : words.other).replace("{time}", text);
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  // From when until when somebody calls in a part of a day that begins at a local midnight; null where nobody does.
  function room(openings, midnight, part, now) {
    var edges = PARTS[part].map(function (hour) {
      return new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate(), hour).getTime() / 60000;
    });
    var start = Math.max(edges[0], now);
    var found = openings.map(function (opening) {
      return [Math.max(opening[0], start), Math.min(opening[1], edges[1])];
    }).filter(function (opening) { return opening[1] - opening[0] >= SHORTEST; });
    return found.length ? [found[0][0], found[found.length - 1][1]] : null;
  }

  // The days that have room, each with the parts that have.
  function freeDays(openings, now) {
    var today = new Date(now * 60000);
    var found = [];
    for (var ahead = 0; ahead <= Number(words.call); ahead += 1) {
      var midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead);
      var day = { ahead: ahead, date: midnight, parts: {} };
      for (var part in PARTS) {
        var window = room(openings, midnight, part, now);
        if (window) day.parts[part] = window;
      }
      day.value = midnight.getFullYear() + "-" + two(midnight.getMonth() + 1) + "-" + two(midnight.getDate());
      if (day.parts.any) found.push(day);
    }
    return found;
  }

  function named(day) {
    var text = day.date.toLocaleDateString(locale, { weekday: "long", month: "long", day: "numeric" });
    if (language === "es") text = text.replace(",", "");
    var pattern = [words.today, words.tomorrow][day.ahead];
    return pattern ? pattern.replace("{day}", text) : text.charAt(0).toUpperCase() + text.slice(1);
  }

  function refill(select, options) {
    var before = select.value;
    select.textContent = "";
    options.forEach(function (option) { select.add(new Option(option[1], option[0])); });
    select.value = before;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  // Who wants to be called as soon as possible is not asked for a part of the day.
  function showParts() {
    var day = free[days.value];
    field.hidden = !day;
    refill(parts, Object.keys(day ? day.parts : { any: true }).map(function (part) {
      if (!day) return [part, words.any];
      var hours = words.yours.replace("{start}", clock(day.parts[part][0])).replace("{end}", clock(day.parts[part][1]));
      return [part, part === "any" ? words.any + ": " + hours.charAt(0).toLowerCase() + hours.slice(1) : hours];
    }));
  }

  function show(data, now) {
    var calendar = data.channels.phone && data.calendars[data.channels.phone.calendar];
    if (!calendar || now < data.from || now >= data.until) return;
    var found = freeDays(calendar.openings, now);
    var key = JSON.stringify(found);
    if (key === shown || !found.length) return;
    shown = key;
    free = {};
    found.forEach(function (day) { free[day.value] = day; });
    refill(days, [[soon.value, soon.text]].concat(found.map(function (day) { return [day.value, named(day)]; })));
    showParts();
  }

  function note() {
    var hint = document.createElement("p");
    hint.className = "fd-hint";
    hint.id = "form-part-clock";
    hint.textContent = words.clock;
    field.insertBefore(hint, parts);
    parts.setAttribute("aria-describedby", ((parts.getAttribute("aria-describedby") || "") + " " + hint.id).trim());
  }

  form.elements.zone.value = zone;
  note();
  days.addEventListener("change", showParts);
  desk.live(show);
})();
