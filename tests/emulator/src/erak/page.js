"use strict";
(async () => {
  const { signal, method, type, body, back } = document.getElementById("uppdrag").dataset;
  if (signal) {
    try {
      await fetch(signal, {
        method,
        headers: { "Content-Type": type },
        body,
        credentials: "omit",
        signal: AbortSignal.timeout(5000),
      });
    } catch {
      // The supplier asks for the status all the same.
    }
  }
  if (back) location.replace(back);
})();
