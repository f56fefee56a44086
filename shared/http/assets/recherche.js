// Fetches htmx when somebody begins to type in a field that proposes something, or in a form whose draft is looked at while
// it is typed: until then no page pays for it.
(() => {
  "use strict";
  const source = document.currentScript.dataset.htmx;
  const fetchIt = (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.closest("[hx-get], form[data-draft]")) return;
    document.removeEventListener("focusin", fetchIt);
    const script = document.createElement("script");
    script.src = source;
    // What was typed meanwhile counts.
    script.addEventListener("load", () => {
      if (event.target.matches("[hx-get]")) event.target.dispatchEvent(new Event("input", { bubbles: true }));
    });
    document.head.append(script);
  };
  document.addEventListener("focusin", fetchIt);
})();
