// Arrow keys move from a link of the matrix to the nearest one in that direction; without this file Tab does.
"use strict";

const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

document.querySelector(".matrix-grid")?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const cell = event.target.closest("td, th");
  if (!step || !cell || event.target.tagName !== "A" || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const next = step[1] ? beside(cell, step[1]) : below(cell, step[0]);
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

function beside(cell, step) {
  for (let other = cell; (other = step > 0 ? other.nextElementSibling : other.previousElementSibling); ) {
    const link = other.querySelector("a");
    if (link) {
      return link;
    }
  }
  return null;
}

function below(cell, step) {
  const rows = [...cell.closest("table").querySelectorAll("tr.power")];
  const at = rows.indexOf(cell.parentElement);
  if (at < 0) {
    return null;
  }
  for (let row = at + step; rows[row]; row += step) {
    const link = rows[row].cells[cell.cellIndex]?.querySelector("a");
    if (link) {
      return link;
    }
  }
  return null;
}
