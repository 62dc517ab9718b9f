// One person more or less, without leaving the page. Without this script the same buttons ask the server.

const list = document.querySelector("[data-people]");
const form = list?.closest("form");
const blank = form?.querySelector("template[data-blank]");
const told = form?.querySelector("[data-told]");
const most = Number(form?.dataset.most || 10);

const people = () => [...list.querySelectorAll("[data-person]")];

function settle() {
  const now = people();
  now.forEach((person, rank) => {
    person.querySelector("[data-number]").textContent =
      rank === 0 ? "Première personne" : `Personne ${rank + 1}`;
    const remove = person.querySelector("[data-remove]");
    if (remove) remove.hidden = now.length === 1;
  });
  const add = form.querySelector("[data-add]");
  if (add) add.hidden = now.length >= most;
}

function add() {
  const used = people().map((person) => Number(person.querySelector("[name=personne]").value));
  const row = String(Math.max(...used) + 1);
  const copy = blank.content.cloneNode(true);
  for (const node of copy.querySelectorAll("*")) {
    for (const attribute of [...node.attributes]) {
      if (attribute.value.includes("__row__")) {
        node.setAttribute(attribute.name, attribute.value.replaceAll("__row__", row));
      }
    }
  }
  list.append(copy);
  settle();
  people().at(-1).querySelector("input:not([type=hidden])").focus();
  told.textContent = `${people().length} personnes dans le groupe.`;
}

function remove(person) {
  const next = person.nextElementSibling || person.previousElementSibling;
  person.remove();
  settle();
  next.querySelector("input:not([type=hidden])").focus();
  told.textContent = `${people().length} ${people().length > 1 ? "personnes" : "personne"} dans le groupe.`;
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-add]")) {
    event.preventDefault();
    add();
  } else if (button.matches("[data-remove]") && people().length > 1) {
    event.preventDefault();
    remove(button.closest("[data-person]"));
  }
});

document.querySelector(".error-summary")?.focus();
