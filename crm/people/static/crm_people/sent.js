// The form has arrived: nothing of it stays on this device, nor of its parts where data-sent-all says so.
try {
  const { sent, sentAll } = document.querySelector("[data-sent]").dataset;
  const parts = Object.keys(localStorage).filter((name) => sentAll !== undefined && name.startsWith(`${sent}-`));
  for (const name of [sent, ...parts]) {
    localStorage.removeItem(name);
  }
} catch {
  // no storage, nothing kept
}
