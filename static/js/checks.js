// The findings of the editor are read again each time that the draft is saved by itself.
document.addEventListener("w-autosave:success", async () => {
  const panel = document.querySelector("[data-findings-url]");
  if (!panel) return;
  const answer = await fetch(panel.dataset.findingsUrl, { credentials: "same-origin" });
  if (!answer.ok) return;
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ["[data-findings]", "[data-findings-count]"]) {
    const fresh = read.querySelector(name);
    const shown = panel.querySelector(name);
    if (fresh && shown) shown.replaceChildren(...fresh.childNodes);
  }
});
