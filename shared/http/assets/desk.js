// Shortcuts of the chambers' desk. Every page works without this file; it only moves the focus and opens what is there.
(() => {
  "use strict";
  const OFF = "moisess-bureau-sans-raccourcis";
  const find = (selector) => document.querySelector(selector);
  const remembered = () => {
    try {
      return localStorage.getItem(OFF) === "oui";
    } catch {
      return false;
    }
  };

  const rows = () => [...document.querySelectorAll(".desk-row h3 a")];
  const move = (step) => {
    const links = rows();
    const here = links.findIndex((link) => link.closest(".desk-row").contains(document.activeElement));
    const next = links[here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step];
    if (next) next.focus();
  };
  const go = (selector) => {
    const link = find(selector);
    if (link) location.assign(link.href);
  };
  const reveal = (panel, field) => {
    const details = find(panel);
    if (!details) return;
    details.open = true;
    const target = details.querySelector(field);
    if (target) target.focus();
  };
  const focus = (selector) => {
    const target = find(selector);
    if (target) target.focus();
  };
  const press = (selector) => {
    const target = find(selector);
    if (target) target.click();
  };

  const acts = {
    j: () => (find("[data-queue]") ? move(1) : go("#suivant")),
    k: () => (find("[data-queue]") ? move(-1) : go("#retour")),
    a: () => {
      reveal("#accepter-volet", "button[type=submit]");
      focus("#accepter button[type=submit]");
    },
    c: () => reveal("#corriger-volet", "input, textarea"),
    r: () => reveal("#refuser-volet", "textarea"),
    d: () => reveal("#demander-volet", "textarea"),
    m: () => focus("#suite-hold button"),
    o: () => press("#visibilite button"),
    u: () => focus("#annuler button"),
    x: () => {
      const row = document.activeElement && document.activeElement.closest(".desk-row");
      const box = row && row.querySelector("input[type=checkbox]");
      if (box) box.click();
    },
    "/": () => (find("#filtre-q") ? focus("#filtre-q") : go("#retour")),
    "?": () => go("#aide"),
  };
  const typing = (target) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (remembered() || typing(event.target)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Where a decision leads on to is read first, and the next Tab goes on from there; not every browser does so by itself.
  const led = location.hash && document.getElementById(location.hash.slice(1));
  if (led) led.focus();

  // What can no longer be undone is not offered any more.
  const undo = find("#annuler");
  if (undo) setTimeout(() => (undo.hidden = true), Number(undo.dataset.seconds) * 1000);

  const button = find("#raccourcis");
  if (button) {
    const label = () => {
      const verb = remembered() ? "Réactiver" : "Désactiver";
      button.textContent = `${verb} les raccourcis sur cet appareil`;
    };
    find("#reglage").hidden = false;
    label();
    button.addEventListener("click", () => {
      try {
        if (remembered()) localStorage.removeItem(OFF);
        else localStorage.setItem(OFF, "oui");
      } catch {
        // A browser that keeps nothing keeps them on.
      }
      label();
    });
  }
})();
