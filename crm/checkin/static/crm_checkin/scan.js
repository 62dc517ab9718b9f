// Reads the QR of a ticket with the camera, where the browser knows how; elsewhere the button stays hidden,
// and the camera of the telephone opens the address of the ticket.
(() => {
  const CODE = /\/forum\/billet\/([A-Za-z0-9_-]{4,16})\/?/;
  const PAUSE = 200; // milliseconds between two looks

  const ready = async () =>
    "BarcodeDetector" in window &&
    navigator.mediaDevices?.getUserMedia &&
    (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code");

  const start = (box) => {
    const [button, told, video] = ["button", "p", "video"].map((name) => box.querySelector(name));
    let stream = null;

    const stop = () => {
      stream?.getTracks().forEach((track) => track.stop());
      stream = null;
      video.hidden = true;
      button.setAttribute("aria-expanded", "false");
    };

    const look = async (detector) => {
      if (!stream) return;
      const found = await detector.detect(video).catch(() => []);
      const code = found.map((one) => CODE.exec(one.rawValue)?.[1]).find(Boolean);
      if (code) {
        stop();
        location.assign(box.dataset.scan.replace("CODE", code));
        return;
      }
      if (found.length) told.textContent = "Ce code n’est pas un billet du Forum.";
      setTimeout(() => look(detector), PAUSE);
    };

    const open = async () => {
      if (stream) return stop();
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      } catch {
        told.textContent = "La caméra n’est pas disponible\u00a0: cherchez la personne par son nom.";
        return;
      }
      video.srcObject = stream;
      video.hidden = false;
      button.setAttribute("aria-expanded", "true");
      told.textContent = "Présentez le billet devant la caméra.";
      await video.play();
      look(new window.BarcodeDetector({ formats: ["qr_code"] }));
    };

    button.addEventListener("click", open);
    addEventListener("pagehide", stop);
    box.hidden = false;
    // The next one in the line, after a ticket that was read.
    if (new URLSearchParams(location.search).has("camera")) open();
  };

  ready().then((can) => {
    if (can) document.querySelectorAll("[data-scan]").forEach(start);
  });
})();
