// Copies the citation of a page. Without it, the words are there to be marked by hand.
for (const line of document.querySelectorAll("[data-copy]")) {
  const words = document.getElementById(line.dataset.copy);
  const told = line.querySelector("[data-copied]");
  if (!navigator.clipboard || !words) continue;
  line.hidden = false;
  line.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(words.textContent.trim());
    told.textContent = told.dataset.copied;
  });
}
