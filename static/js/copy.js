// The “copy” button beside a resume link: shown only where copying works.
for (const part of document.querySelectorAll("[data-copy]")) {
  const link = part.parentElement.querySelector("[data-copied]");
  const button = part.querySelector("button");
  if (!navigator.clipboard || !link) continue;
  part.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // refused by the browser; the link stands right above
    }
    part.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
