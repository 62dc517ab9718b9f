/* Refreshes what moves on a page (data-progress), while it is under way. Without it, « Actualiser » does the same. */
"use strict";

(() => {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  const EVERY = 5000;

  async function refresh() {
    if (!document.hidden) {
      const answer = await fetch(place.dataset.progress, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      place.innerHTML = await answer.text();
      if (!place.querySelector(".state--underway")) {
        location.reload();
        return;
      }
    }
    setTimeout(refresh, EVERY);
  }

  setTimeout(refresh, EVERY);
})();
