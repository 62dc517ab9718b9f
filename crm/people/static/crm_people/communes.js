// From a postcode to its communes while one types. Without it the server asks, once the form is sent.

const form = document.querySelector("[data-communes-url]");
const place = form.querySelector("[data-communes]");
const postcode = form.elements.postcode;
// Choices that an error speaks of stay where they are; those of a page that is taken up again become a list.
let asked = place.querySelector(".field--error") ? digits() : "";

function digits() {
  return postcode.value.replace(/\s/g, "");
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function one(commune) {
  const chosen = element("input", { type: "hidden", name: "commune", value: commune.insee });
  const name = element("p", { className: "residence__found" }, "Commune : ", element("b", {}, commune.name));
  return [name, chosen];
}

function several(communes) {
  const select = element("select", { className: "input input--short", id: "id_commune", name: "commune", required: true });
  select.append(element("option", { value: "" }, "Choisissez votre commune"));
  for (const commune of communes) {
    select.append(element("option", { value: commune.insee }, commune.name));
  }
  const known = communes.some((commune) => commune.insee === place.dataset.chosen);
  select.value = known ? place.dataset.chosen : "";
  const label = element("label", { htmlFor: "id_commune" }, "Votre commune");
  return [element("div", { className: "field" }, label, select)];
}

function none() {
  return [element("p", { className: "hint" }, "Aucune commune n’a ce code postal. Vérifiez ses cinq chiffres.")];
}

async function look() {
  const code = digits();
  if (code === asked) {
    return;
  }
  asked = code;
  place.replaceChildren();
  if (!/^\d{5}$/.test(code)) {
    return;
  }
  try {
    const url = `${form.dataset.communesUrl}?code_postal=${code}`;
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const { communes } = await answer.json();
    if (code !== asked || !communes) {
      return;
    }
    const shown = communes.length > 1 ? several(communes) : communes.length ? one(communes[0]) : none();
    place.replaceChildren(...shown);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  } catch {
    asked = ""; // no network: the server will ask
  }
}

place.setAttribute("aria-live", "polite");
place.addEventListener("change", (event) => {
  if (event.target.name === "commune") {
    place.dataset.chosen = event.target.value;
  }
});
postcode.addEventListener("input", look);
form.addEventListener("restored", look);
look();
