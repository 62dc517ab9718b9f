/* The make-up of the group follows what is ticked. The server counts; nothing is saved. */
const form = document.querySelector("[data-committee]");
const shown = form?.querySelector("[data-balance]");

if (form && shown) {
  let waiting = 0;
  let asked = 0;

  form.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = true; });

  async function recount() {
    const mine = ++asked;
    const answer = await fetch(form.dataset.balanceUrl, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "fetch" },
    }).catch(() => null);
    if (mine !== asked) return;
    if (answer?.ok) shown.innerHTML = await answer.text();
    else form.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = false; });
  }

  form.addEventListener("change", (event) => {
    if (!event.target.name?.endsWith("-outcome")) return;
    clearTimeout(waiting);
    waiting = setTimeout(recount, 120);
  });
}
