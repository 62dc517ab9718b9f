// Counts the signs of a field that has a length to keep: <input data-signs="65">.
const SPOKEN_AFTER = 900;

function count(field) {
  const most = Number(field.dataset.signs);
  const note = document.createElement("p");
  note.className = "sign-count";
  note.id = `${field.id}-signs`;
  const spoken = document.createElement("span");
  spoken.className = "w-sr-only";
  spoken.setAttribute("role", "status");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${note.id}`.trim());
  field.after(note, spoken);
  let waiting;
  const write = () => {
    const { length } = field.value;
    const over = length > most;
    note.textContent = over
      ? `${length} signes : ${length - most} de trop.`
      : `${length} signes sur ${most}.`;
    note.classList.toggle("sign-count--over", over);
    clearTimeout(waiting);
    waiting = setTimeout(() => { spoken.textContent = over ? note.textContent : ""; }, SPOKEN_AFTER);
  };
  field.addEventListener("input", write);
  write();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-signs]").forEach(count);
});
