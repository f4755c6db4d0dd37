// Open now, or when next, on the desk's clock and the reader's; and which row of the week is today's. All instants in desk.json
// are in UTC: no time zone is worked out here, the browser only shows them.
(function () {
  "use strict";
  var desk = self.frontdesk;
  var signs = document.querySelectorAll("[data-fd-open]");
  var weeks = document.querySelectorAll("[data-fd-week]");
  if (!desk || !signs.length && !weeks.length) return;
  var language = document.documentElement.lang || "en";
  // Spanish is that of the United States, as in desk/wording.py: 5:00 p. m., not 17:00.
  var locale = language === "es" ? "es-US" : language;
  // So far ahead, a time of day alone can be no other day's.
  var SOON = 18 * 60;
  // So far ahead, a weekday alone can be no other week's.
  var THIS_WEEK = 6 * 24 * 60;
  var said = {};

  function each(list, act) { Array.prototype.forEach.call(list, act); }

  function shown(minute, zone, options) {
    if (zone) options.timeZone = zone;
    return new Intl.DateTimeFormat(locale, options).format(new Date(minute * 60000));
  }

  // As desk/wording.py writes it: 4:00 PM; las 4:00 p. m., la 1:00 p. m.
  function clock(minute, zone, words) {
    var text = shown(minute, zone, { timeStyle: "short" }).replace(/\s/g, "\u00a0").replace(/([ap])\.\s?m\./, "$1.\u00a0m.");
    return (/^0?1\b/.test(text) ? words.one : words.other).replace("{time}", text);
  }

  function day(minute, zone, far) {
    var text = shown(minute, zone, far ? { weekday: "long", month: "long", day: "numeric" } : { weekday: "long" });
    return language === "es" ? text.replace(",", "") : text;
  }

  function date(minute, zone) {
    return shown(minute, zone, { year: "numeric", month: "numeric", day: "numeric" });
  }

  // The time on the desk's clock; and on the reader's, where that shows another one.
  function times(minute, zone, withDay, far, words) {
    var there = clock(minute, zone, words);
    var here = clock(minute, "", words);
    var otherDay = date(minute, zone) !== date(minute, "");
    if (there === here && !otherDay) return there;
    var own = withDay && otherDay ? words.hereDay.replace("{day}", day(minute, "", far)) : words.here;
    return words.clocks.replace("{there}", there).replace("{here}", own.replace("{time}", here));
  }

  // Nothing where the built data does not say it: before its first day, and after its last.
  function sentence(data, channel, now, words) {
    var calendar = data.channels[channel] && data.calendars[data.channels[channel].calendar];
    if (!calendar || now < data.from || now >= data.until) return null;
    var next = calendar.openings.find(function (opening) { return opening[1] > now; });
    if (!next) return null;
    var open = next[0] <= now;
    var at = next[open ? 1 : 0];
    if (at >= data.until) return { open: open, text: open ? words.always : "" };
    var soon = at - now < SOON;
    var far = at - now >= THIS_WEEK;
    var text = open ? (soon ? words.open : words.openDay) : (soon ? words.closed : words.closedDay);
    text = text.replace("{day}", day(at, calendar.zone, far)).replace("{time}", times(at, calendar.zone, !soon, far, words));
    if (open || !words.voicemail) return { open: open, text: text };
    // A time of day may end in a full stop already.
    return { open: open, text: text.replace(/\.?$/, ". "), more: words.voicemail };
  }

  function showSign(data, sign, now) {
    var found = sentence(data, sign.dataset.fdOpen, now, sign.dataset);
    sign.hidden = !found || !found.text;
    if (sign.hidden || sign.textContent === found.text + (found.more || "")) return;
    var first = !sign.textContent;
    sign.textContent = found.text;
    if (found.more) sign.appendChild(document.createElement("span")).textContent = found.more;
    sign.classList.toggle("fd-yes", found.open);
    // Read out only what changes while the page is open, and each change once.
    if (first && !said[sign.dataset.fdOpen]) {
      said[sign.dataset.fdOpen] = true;
      setTimeout(function () { sign.setAttribute("aria-live", "polite"); }, 0);
    }
  }

  // The day on the desk's clock, as 2026-11-26.
  function today(now, zone) {
    var parts = {};
    new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date(now * 60000)).forEach(function (part) { parts[part.type] = part.value; });
    return parts.year + "-" + parts.month + "-" + parts.day;
  }

  function mark(row, marked, word) {
    if (!!row.getAttribute("aria-current") === marked) return;
    if (!marked) { row.removeAttribute("aria-current"); row.querySelector(".fd-mark").remove(); return; }
    row.setAttribute("aria-current", "date");
    var note = row.querySelector("th").appendChild(document.createElement("span"));
    note.className = "fd-mark";
    note.append(" ", document.createElement("span"));
    note.lastChild.className = "fd-today";
    note.lastChild.textContent = word;
  }

  // A special day has its own row, or none here; then the row of its weekday says nothing of it.
  function showWeek(week, now) {
    var iso = today(now, week.dataset.zone);
    var weekday = String((new Date(iso + "T00:00Z").getUTCDay() + 6) % 7);
    var special = week.dataset.special.split(" ").indexOf(iso) >= 0;
    each(week.querySelectorAll("[data-days]"), function (row) {
      mark(row, !special && row.dataset.days.indexOf(weekday) >= 0, week.dataset.today);
    });
    each(week.querySelectorAll("[data-date]"), function (row) {
      // Of a desk in several places, each has its own days.
      var there = row.dataset.zone ? today(now, row.dataset.zone) : iso;
      mark(row, row.dataset.date === there, week.dataset.today);
      row.hidden = row.dataset.date < there;
    });
  }

  function attempt(act) {
    // A browser that does not know the desk's time zone: what stands on the page stays true.
    try { act(); } catch (error) { if (!(error instanceof RangeError)) throw error; }
  }

  desk.live(function (data, now) {
    each(signs, function (sign) { attempt(function () { showSign(data, sign, now); }); });
    each(weeks, function (week) { attempt(function () { showWeek(week, now); }); });
  });
})();
