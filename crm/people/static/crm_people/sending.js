// One sending at a time, none without a network, and what went wrong is read first.

const form = document.querySelector("form[data-draft]");

form.addEventListener("submit", (event) => {
  const told = form.querySelector("[data-offline]");
  if (!navigator.onLine) {
    event.preventDefault();
    told.textContent = "La connexion est coupée. Tout est gardé : envoyez dès qu’elle revient.";
  } else if (form.dataset.sending) {
    event.preventDefault();
  } else {
    form.dataset.sending = "true";
    told.textContent = "Envoi en cours…";
  }
});
window.addEventListener("pageshow", () => {
  delete form.dataset.sending;
  form.querySelector("[data-offline]").textContent = "";
});

document.querySelector("[data-notice], .error-summary")?.focus();
