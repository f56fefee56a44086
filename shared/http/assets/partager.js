// Copies the short address, or hands it to what the device shares with. Without this file the address and the mail stay.
(() => {
  "use strict";
  const place = document.querySelector("[data-share]");
  if (!place) return;
  const { address, title, text } = place.dataset;
  const status = place.querySelector("[role=status]");
  const offer = (name, act) => {
    const button = place.querySelector(`[data-do=${name}]`);
    button.hidden = false;
    button.addEventListener("click", act);
  };

  // Both are there on secure pages alone.
  if (navigator.clipboard) {
    offer("copy", async () => {
      try {
        await navigator.clipboard.writeText(address);
        status.textContent = "Adresse copiée.";
      } catch {
        status.textContent = "Votre navigateur ne laisse pas copier : sélectionnez l’adresse.";
      }
    });
  }
  if (navigator.share) {
    // Whoever closes the sheet of the device has not failed.
    offer("share", () => navigator.share({ title, text, url: address }).catch(() => {}));
  }
})();
