// Copies what a field holds: <button data-copy="id-of-the-field" hidden>. Without script the field is there to select.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  const label = button.querySelector("[data-copy-label]") || button;
  const says = label.textContent;
  button.hidden = false;
  label.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      label.textContent = "Copié";
    } catch {
      label.textContent = "Sélectionné : Ctrl + C";
    }
    setTimeout(() => { label.textContent = says; }, 3000);
  });
});
