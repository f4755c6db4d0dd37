// How long callers wait right now: asked of the desk once, and shown beside its telephone number while somebody is there.
// What was not measured is said to be so. Without this script the page says nothing of it.
(function () {
  "use strict";
  var place = document.querySelector("[data-fd-hold]");
  if (!place || !window.fetch) return;
  fetch(place.dataset.fdHold).then(function (answer) {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }).then(function (found) {
    if (found.version !== 1 || !found.open) return;
    place.textContent = said(found.all);
    place.hidden = false;
  }).catch(function () { /* Then nothing is said. */ });

  function said(seconds) {
    if (typeof seconds !== "number") return place.dataset.fdNone;
    var minutes = Math.max(1, Math.ceil(seconds / 60));
    var plural = new Intl.PluralRules(document.documentElement.lang || "en").select(minutes);
    return (plural === "one" ? place.dataset.fdOne : place.dataset.fdOther).replace("{minutes}", minutes);
  }
})();
