// The application has arrived: nothing of it stays on this device.
try {
  localStorage.removeItem("candidature");
} catch {
  // no storage, nothing kept
}
