// Fetches htmx when somebody begins to type in a field that proposes something: until then no page pays for it.
(() => {
  "use strict";
  const source = document.currentScript.dataset.htmx;
  const fetchIt = (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[hx-get]")) return;
    document.removeEventListener("focusin", fetchIt);
    const script = document.createElement("script");
    script.src = source;
    // What was typed meanwhile counts.
    script.addEventListener("load", () => event.target.dispatchEvent(new Event("input", { bubbles: true })));
    document.head.append(script);
  };
  document.addEventListener("focusin", fetchIt);
})();
