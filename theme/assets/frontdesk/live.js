// What is true for now only, for the other scripts: the desk's hours and notices (desk.json), asked for once for all of them,
// and a call whenever what they show may have changed. Knows neither hours nor notices, and nothing of time zones.
(function () {
  "use strict";
  var ASK_AGAIN = 5 * 60000;
  // A clock that somebody sets rings no bell: look at it now and then.
  var LOOK_AGAIN = 10000;
  var site = new URL("../../", document.currentScript.src);
  // A page that a backend at another origin draws may not read the site's files.
  var own = site.origin === location.origin;
  var shows = [];
  var asking = null;
  var data = null;
  var asked = 0;
  var reading = false;
  var timer = 0;

  // The desk's data; refused where there is none.
  function desk() {
    if (!asking) {
      asked = Date.now();
      asking = own ? read() : Promise.reject(new Error("another origin"));
      asking.catch(function () { /* told to whoever asked */ });
    }
    return asking;
  }

  function read() {
    reading = true;
    return fetch(new URL("desk.json", site), { cache: "no-cache" }).finally(function () { reading = false; }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (found) {
      if (found.version !== 1) throw new Error("version");
      data = found;
      return found;
    });
  }

  // Calls show(desk, now) with the time in minutes since 1970: when the data has come, and at least at the start of every minute.
  function live(show) {
    if (!own) return;
    shows.push(show);
    desk().then(function () { showOne(show); wait(); }, wait);
  }

  function showOne(show) {
    if (data) show(data, Date.now() / 60000);
  }

  function look() {
    var old = Math.abs(Date.now() - asked) >= ASK_AGAIN;
    if (old && !reading && !document.hidden) {
      asked = Date.now();
      // Old data stays true while there is no new one.
      read().then(function (found) { asking = Promise.resolve(found); shows.forEach(showOne); }, function () { /* next time */ });
    }
    shows.forEach(showOne);
    wait();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(LOOK_AGAIN, 60000 - Date.now() % 60000));
  }

  // After sleep, and when the reader comes back to the page.
  function again() { if (shows.length && !document.hidden) look(); }
  document.addEventListener("visibilitychange", again);
  addEventListener("pageshow", function (event) { if (event.persisted) again(); });
  addEventListener("focus", again);
  addEventListener("online", again);

  self.frontdesk = { desk: desk, live: live, site: site };
})();
