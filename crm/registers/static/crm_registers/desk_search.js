/* Files suggested while a name is typed. Without script the form is sent as it stands. */
"use strict";

(() => {
  const WAIT = 200;

  /* A list below the field, walked with the arrows; Enter opens, Escape closes. */
  function suggestIn(field) {
    const form = field.form;
    const list = document.createElement("ul");
    const told = document.createElement("p");
    let waiting = 0;
    let asked = 0;
    let at = -1;

    list.id = `${field.id}-list`;
    list.className = "desk-search__list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Dossiers trouvés");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    /* A field of the kind « search » may not be a combobox. */
    field.type = "text";
    field.enterKeyHint = "search";
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    form.append(list, told);
    close();

    function close() {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function line({ name, number, commune, url }, rank) {
      const option = document.createElement("li");
      const who = document.createElement("b");
      who.textContent = name;
      option.id = `${list.id}-${rank}`;
      option.dataset.url = url;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(who, ` n°\u00a0${number}${commune ? `, ${commune}` : ""}`);
      return option;
    }

    function draw(people) {
      list.replaceChildren(...people.map(line));
      told.textContent = people.length ? `${people.length} dossiers proposés` : "";
      close();
      list.hidden = people.length === 0;
      field.setAttribute("aria-expanded", String(!list.hidden));
    }

    async function ask() {
      const typed = field.value.trim();
      const mine = ++asked;
      if (typed.length < 2) return draw([]);
      const answer = await fetch(form.dataset.suggest, {
        method: "POST",
        headers: { "X-CSRFToken": form.dataset.token },
        body: new URLSearchParams({ q: typed }),
      });
      if (answer.ok && mine === asked) draw((await answer.json()).people);
    }

    function point(next) {
      const options = [...list.children];
      at = (next + options.length) % options.length;
      options.forEach((option, rank) => option.setAttribute("aria-selected", String(rank === at)));
      field.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") point(at + 1);
      else if (event.key === "ArrowUp") point(at < 0 ? -1 : at - 1);
      else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.url);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", close);
    /* Pressed before the field loses its place, and the list with it. */
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      event.preventDefault();
      if (option) location.assign(option.dataset.url);
    });
  }

  document.querySelectorAll("[data-suggest] [type=search]").forEach(suggestIn);
})();
