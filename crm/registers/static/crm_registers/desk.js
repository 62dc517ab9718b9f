/* Comforts of the desk. Every screen works without them. */
"use strict";

(() => {
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  /* A link to a closed <details> opens it and goes to its first field. */
  function openTarget() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    const details = target.matches("details") ? target : target.querySelector(":scope > .act");
    if (!details) return;
    details.open = true;
    const field = details.querySelector("textarea, select, input:not([type=hidden])");
    if (field) field.focus({ preventScroll: true });
  }

  /* Postcode, then the communes that share it. */
  function followPostcode(form) {
    const postcode = form.querySelector("[data-postcode]");
    const commune = form.querySelector("[data-commune]");
    if (!postcode || !commune) return;
    form.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = true; });
    let asked = "";
    postcode.addEventListener("input", async () => {
      const typed = postcode.value.trim();
      if (!/^\d{5}$/.test(typed) || typed === asked) return;
      asked = typed;
      const answer = await fetch(`/communes/?code_postal=${typed}`);
      if (!answer.ok || asked !== typed) return;
      const { communes } = await answer.json();
      const none = new Option(communes.length ? "—" : "aucune commune n’a ce code", "");
      commune.replaceChildren(none, ...communes.map(({ insee, name }) => new Option(name, insee)));
      if (communes.length === 1) commune.value = communes[0].insee;
      commune.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /* Files that look like the one being typed. Posted, so that no name enters an address. */
  function warnOfLookAlikes(form) {
    const shown = form.querySelector("[data-alike-shown]");
    const names = ["first_name", "last_name", "email", "phone"];
    let waiting = 0;
    let asked = 0;

    async function ask() {
      const told = new URLSearchParams(names.map((name) => [name, form.elements[name].value]));
      if (!told.get("last_name") && !told.get("email") && !told.get("phone")) {
        shown.hidden = true;
        return;
      }
      const mine = ++asked;
      const answer = await fetch(form.dataset.alike, {
        method: "POST",
        headers: { "X-CSRFToken": token() },
        body: told,
      });
      if (!answer.ok || mine !== asked) return;
      draw((await answer.json()).alike);
    }

    function draw(alike) {
      shown.hidden = alike.length === 0;
      const title = document.createElement("p");
      title.textContent = "Ressemble à :";
      const lines = alike.map(({ name, number, commune, reason, url }) => {
        const link = document.createElement("a");
        link.href = url;
        link.target = "_blank";
        link.textContent = `${name}, n° ${number}`;
        const line = document.createElement("li");
        line.append(link, ` ${commune ? `(${commune}) ` : ""}– ${reason}`);
        return line;
      });
      const list = document.createElement("ul");
      list.append(...lines);
      shown.replaceChildren(title, list);
    }

    names.forEach((name) => form.elements[name].addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 400);
    }));
  }

  /* Dragging a card fills and posts its own « Déplacer » form. */
  function dragCards(board) {
    let dragged = null;
    const column = (event) => event.target.closest("[data-stage]");
    const option = (stage) => dragged.querySelector(`option[value="${stage}"]`);

    board.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-card]");
      if (dragged) event.dataTransfer.effectAllowed = "move";
    });
    board.addEventListener("dragover", (event) => {
      const over = dragged && column(event);
      if (!over || !option(over.dataset.stage)) return;
      event.preventDefault();
      over.classList.add("board-column--over");
    });
    board.addEventListener("dragleave", (event) => {
      const left = column(event);
      if (left && !left.contains(event.relatedTarget)) left.classList.remove("board-column--over");
    });
    board.addEventListener("dragend", () => { dragged = null; });
    board.addEventListener("drop", (event) => {
      const over = dragged && column(event);
      if (!over) return;
      event.preventDefault();
      over.classList.remove("board-column--over");
      const chosen = option(over.dataset.stage);
      const form = dragged.querySelector("form");
      if (!chosen) return;
      form.elements.stage.value = chosen.value;
      if (chosen.hasAttribute("data-back") && !form.elements.reason.value) {
        dragged.querySelector("details").open = true;
        form.elements.reason.focus();
      } else {
        form.requestSubmit();
      }
    });
  }

  /* One box for the page: it follows the others as they follow it. */
  function tickAll(label) {
    const all = label.querySelector("input");
    const boxes = [...label.closest("table").querySelectorAll("tbody .tick input")];
    label.hidden = false;
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); });
    boxes.forEach((box) => box.addEventListener("change", () => {
      all.checked = boxes.every(({ checked }) => checked);
    }));
  }

  document.querySelectorAll("[data-tick-all]").forEach(tickAll);
  document.querySelectorAll("[data-place]").forEach(followPostcode);
  document.querySelectorAll("[data-alike]").forEach(warnOfLookAlikes);
  document.querySelectorAll("[data-board]").forEach(dragCards);
  addEventListener("hashchange", openTarget);
  openTarget();
})();
