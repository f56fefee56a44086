// Keeps the draft of a form while it is typed; without it each step is kept when it is sent.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  const saved = document.querySelector("[data-saved]");
  if (!form || !saved) return;
  const REFUSED = {
    401: "Votre session est terminée : envoyez le formulaire ou enregistrez le brouillon, rien ne sera perdu.",
    409: "Ce brouillon a changé dans une autre fenêtre : enregistrez-le pour voir les deux versions.",
  };
  let timer = 0;
  let flight = null;
  let stopped = false;

  const save = async () => {
    const fields = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: fields,
      });
      if (answer.ok) {
        const kept = await answer.json();
        form.elements._version.value = kept.version;
        saved.textContent = kept.saved;
      } else {
        stopped = answer.status === 409;
        saved.textContent = REFUSED[answer.status] || "Le brouillon n’a pas pu être enregistré.";
      }
    } catch {
      saved.textContent = "Pas de connexion : ce que vous écrivez n’est pas encore enregistré.";
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      // One at a time: each names the version that the one before has made.
      flight = (flight || Promise.resolve()).then(save);
    }, 1500);
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!flight) return;
    const waiting = flight;
    flight = null;
    event.preventDefault();
    waiting.then(() => form.requestSubmit(event.submitter));
  });
})();
