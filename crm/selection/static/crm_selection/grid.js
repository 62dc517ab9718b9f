/* The sum of the weights while they are typed. */
const form = document.querySelector("[data-grid]");
const shown = form?.querySelector("[data-grid-sum]");

if (form && shown) {
  const weights = [...form.querySelectorAll("[data-weight]")];

  function add() {
    const total = weights.reduce((sum, field) => sum + (Number.parseInt(field.value, 10) || 0), 0);
    const rest = 100 - total;
    const told = rest > 0 ? `, il manque ${rest} %` : `, il y a ${-rest} % de trop`;
    shown.textContent = `Somme des poids : ${total} %${rest === 0 ? "" : told}`;
    shown.classList.toggle("late", rest !== 0);
  }

  weights.forEach((field) => field.addEventListener("input", add));
  add();
}
