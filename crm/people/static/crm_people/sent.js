// The form has arrived: nothing of it stays on this device.
try {
  localStorage.removeItem(document.querySelector("[data-sent]").dataset.sent);
} catch {
  // no storage, nothing kept
}
