/* What the portal adds where scripts run: nothing that is needed for reading. */
(() => {
  "use strict";
  // A choice that is made opens at once; without scripts its form has a button.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form) form.requestSubmit();
  });
  // "/" leads to the search box, as long as nobody is writing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("[type=search]");
    if (box) { event.preventDefault(); box.focus(); }
  });
})();
