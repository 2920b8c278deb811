/* The desk: keys for the review queue, and words of the text taken into the fields of a form. */
(() => {
  "use strict";

  // ------------------------------------------------------------------------------------------------ keys
  // They can be switched off for good, since single keys get in the way of those who speak to their computer.
  const line = document.querySelector("[data-keys]");
  const off = () => localStorage.getItem("keys") === "off";
  if (line) {
    line.hidden = false;
    const button = line.querySelector("[data-keys-switch]");
    const tell = () => { button.setAttribute("aria-pressed", String(!off())); line.classList.toggle("off", off()); };
    button.addEventListener("click", () => { localStorage.setItem("keys", off() ? "on" : "off"); tell(); });
    tell();
    document.addEventListener("keydown", (event) => {
      if (off() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      if (event.key === "e") {
        const first = document.querySelector("[data-edit] [data-first]");
        if (first) { event.preventDefault(); first.focus(); }
        return;
      }
      const found = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
      if (!found) return;
      event.preventDefault();
      found.click();
      if (found.tagName === "SUMMARY") found.parentElement.querySelector("input:not([type=hidden])")?.focus();
    });
  }

  // ------------------------------------------------------------------------------------------------ words of the text
  const sources = [...document.querySelectorAll("[data-source]")];
  if (!sources.length) return;
  let chosen = null;
  const points = (text) => Array.from(text).length; // the register counts code points
  const offset = (source, node, at) => {
    const range = document.createRange();
    range.selectNodeContents(source);
    range.setEnd(node, at);
    return points(range.toString());
  };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const source = sources.find((each) => each.contains(range.startContainer) && each.contains(range.endContainer));
    if (!source) return;
    chosen = {
      start: offset(source, range.startContainer, range.startOffset),
      end: offset(source, range.endContainer, range.endOffset),
      text: range.toString(),
      above: source.dataset.above,
      language: source.closest("[lang]").lang,
      dir: source.closest("[dir]").dir,
    };
  });
  for (const button of document.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (!chosen) return;
      const span = button.closest("[data-span]");
      span.querySelector("[data-start]").value = chosen.start;
      span.querySelector("[data-end]").value = chosen.end;
      span.querySelector("[data-above]").value = chosen.above;
      const said = span.querySelector("[data-said]");
      said.textContent = chosen.text;
      said.lang = chosen.language;
      said.dir = chosen.dir;
      said.hidden = false;
    });
  }
})();
