// Applies the reader's own choice of light or dark before the page is drawn. Without a choice, the style sheet follows the system.
(function () {
  try {
    var chosen = localStorage.getItem("fd-scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.fdScheme = chosen;
  } catch (error) { /* storage is off: the system decides */ }
  document.documentElement.classList.replace("no-js", "js");
})();
