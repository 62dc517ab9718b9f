// What is typed is kept on this device until it is sent, so that a cut line or a reload loses nothing.
// The form says under which name (data-draft), which field holds its key (data-draft-key), which one is
// the trap for robots (data-trap), and which answer this very address chose (data-chosen). Where the server
// keeps answers too, data-draft-version tells their state: what was typed over an earlier one is left.

const KEPT_FOR = 30 * 24 * 3600 * 1000;
const KEY_LASTS = 23 * 3600 * 1000;

const form = document.querySelector("form[data-draft]");
const { draft: NAME, draftKey: KEY, trap: TRAP, chosen: CHOSEN, draftVersion: VERSION } = form.dataset;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", TRAP]);
const told = document.querySelector("[data-kept]");
const forget = form.querySelector("[data-forget]");

function read() {
  try {
    const draft = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return draft && Date.now() - draft.at < KEPT_FOR && draft.version === VERSION ? draft : null;
  } catch {
    return null;
  }
}

function tell(at) {
  const clock = new Date(at).toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit" });
  told.querySelector("[data-kept-text]").textContent = `Gardé sur cet appareil à ${clock.replace(":", " h ")}`;
  told.hidden = forget.hidden = false;
}

function keep() {
  const values = [...new FormData(form)].filter(
    ([name, value]) => !NOT_KEPT.has(name) && typeof value === "string", // a file stays where it is
  );
  const draft = { at: Date.now(), keyAt: keyAt, version: VERSION, values };
  try {
    localStorage.setItem(NAME, JSON.stringify(draft));
    tell(draft.at);
  } catch {
    told.hidden = true; // private window or full disk: the form works all the same
  }
}

function restore(draft) {
  for (const [name, value] of draft.values) {
    const field = form.elements[name];
    if (name === "commune") {
      const place = form.querySelector("[data-communes]");
      place.dataset.chosen = value;
      for (const option of place.querySelectorAll("[type=radio]")) {
        option.checked = option.value === value;
      }
    } else if (name === CHOSEN) {
      continue; // this address was chosen on purpose
    } else if (name === KEY) {
      // The same key again: a form that did arrive before the line was cut is not sent twice.
      if (Date.now() - draft.keyAt < KEY_LASTS) {
        field.value = value;
        keyAt = draft.keyAt;
      }
    } else if (field instanceof RadioNodeList) {
      const choice = [...field].find((option) => option.value === value);
      if (choice) {
        choice.checked = true;
      }
    } else if (field?.type === "checkbox") {
      field.checked = true;
    } else if (field) {
      field.value = value;
    }
  }
  tell(draft.at);
  form.dispatchEvent(new Event("restored"));
}

let keyAt = Date.now();
const draft = read();
if ("answered" in form.dataset) {
  keyAt = draft?.keyAt ?? keyAt;
  keep();
} else if (draft) {
  restore(draft);
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, 400);
});
form.addEventListener("change", keep);
window.addEventListener("pagehide", () => {
  if (waiting) {
    keep();
  }
});
forget.addEventListener("click", () => {
  clearTimeout(waiting);
  waiting = 0;
  localStorage.removeItem(NAME);
  window.location.assign(window.location.pathname);
});
