// Keeps the draft of a form while it is typed, and says so, for parts of the page that look at it. Without it a draft is
// kept when a step is sent.
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
        document.body.dispatchEvent(new Event("brouillon-garde"));
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
    const pressed = event.submitter;
    flight = null;
    event.preventDefault();
    // Not before this event is over: until then a form passes over what it is asked to send.
    waiting.then(() =>
      setTimeout(() => {
        if (!pressed || pressed.isConnected) form.requestSubmit(pressed);
      }),
    );
  });
})();
