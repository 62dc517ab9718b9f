// Comforts of the application form: how far one is, what will be sent.

const form = document.querySelector("form.application");
const progress = document.querySelector("[data-progress]");
const steps = [...progress.querySelectorAll(".path li")];
const parts = [...form.querySelectorAll("[data-part]")];
const recap = form.querySelector("[data-recap]");

function asked(field) {
  return field.required && field.offsetParent !== null;
}

function isDone(part) {
  const fields = [...part.querySelectorAll("input, select, textarea")].filter(asked);
  return fields.length ? fields.every((field) => field.validity.valid) : answers(part).length > 0;
}

function nameOf(field) {
  const group = field.closest("fieldset");
  const source = group ? group.querySelector("legend") : form.querySelector(`label[for="${field.id}"]`);
  return source.firstChild.textContent.trim();
}

function valueOf(field) {
  if (field.type === "radio" || field.type === "checkbox") {
    return field.checked ? field.closest("label").querySelector("span").firstChild.textContent.trim() : "";
  }
  return field.tagName === "SELECT" ? (field.value && field.selectedOptions[0].text) : field.value.trim();
}

function answers(part) {
  const fields = [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const seen = fields.filter((field) => field.offsetParent !== null);
  return seen.map((field) => [nameOf(field), valueOf(field)]).filter(([, value]) => value);
}

function line([name, value]) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const answer = document.createElement("dd");
  term.textContent = name;
  answer.textContent = value;
  row.append(term, answer);
  return row;
}

function refresh() {
  const first = parts.findIndex((part) => !isDone(part));
  const count = first < 0 ? parts.length : first;
  steps.forEach((step, index) => {
    step.classList.toggle("done", index < count);
    if (index === count) {
      step.setAttribute("aria-current", "step");
    } else {
      step.removeAttribute("aria-current");
    }
  });
  progress.querySelector("b").textContent = `Étape ${count + 1} sur ${steps.length}`;
  const rows = parts.flatMap(answers);
  recap.hidden = rows.length === 0;
  recap.querySelector("[data-recap-list]").replaceChildren(...rows.map(line));
}

form.addEventListener("input", refresh);
form.addEventListener("change", refresh);
form.addEventListener("restored", refresh);

progress.hidden = false;
refresh();
