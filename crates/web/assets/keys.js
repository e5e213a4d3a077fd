// Keys for those who use them; every page works without this file.
"use strict";
(() => {
  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  let at = -1;
  const move = (step) => {
    const all = rows();
    if (all.length === 0) return;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    const row = all[at];
    const link = row.querySelector("a.open") || row.querySelector("a");
    row.scrollIntoView({ block: "nearest" });
    if (link) link.focus({ preventScroll: true });
  };
  const typing = (element) =>
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    switch (event.key) {
      case "/": {
        event.preventDefault();
        const search = document.querySelector("input[name=q]");
        if (search) search.focus();
        else location.href = "/reports";
        break;
      }
      case "?":
        location.href = "/help";
        break;
      case "j":
        move(1);
        break;
      case "k":
        move(-1);
        break;
      case "Escape":
        history.back();
        break;
    }
  });
})();
