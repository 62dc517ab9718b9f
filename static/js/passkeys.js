// Asks the browser for a passkey and sends it: <form data-passkey="get|create" data-options="id" | data-options-from="address">.
// Without script, or on a browser that knows none, nothing is shown: a password or a code does it.
document.querySelectorAll("[data-passkey]").forEach((form) => {
  const part = form.querySelector("[data-passkey-part]");
  const said = form.querySelector("[data-passkey-said]");
  if (!window.PublicKeyCredential || !window.webauthnJSON) return;
  part.hidden = false;

  const options = async () => {
    const { options: id, optionsFrom: address } = form.dataset;
    if (id) return JSON.parse(document.getElementById(id).textContent);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).request_options;
  };

  form.querySelector("[data-passkey-ask]").addEventListener("click", async () => {
    said.textContent = "";
    try {
      const credential = await window.webauthnJSON[form.dataset.passkey](await options());
      form.querySelector("[data-passkey-credential]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
});
