// Looks around where the browser says it is, once its reader asks for that. Two decimals, a kilometre or so, are all
// that leaves the device.
(() => {
  "use strict";
  const place = document.querySelector("[data-position]");
  const near = document.getElementById("filtre-near");
  if (!place || !near || !navigator.geolocation) return;
  const status = place.querySelector("[role=status]");
  const DENIED = 1;

  const found = ({ coords }) => {
    near.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
    near.form.requestSubmit();
  };
  const missed = ({ code }) => {
    const why = code === DENIED ? "Votre navigateur ne donne pas votre position" : "Votre position n’a pas été trouvée";
    status.textContent = `${why} : écrivez une commune ou un code postal.`;
  };

  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => {
    status.textContent = "Recherche de votre position…";
    navigator.geolocation.getCurrentPosition(found, missed, { maximumAge: 600000, timeout: 20000 });
  });
})();
