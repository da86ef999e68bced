/* A box of an editors' form in which a record of the register is chosen: its list follows what is typed. */

const TYPING = 150;
const timers = new WeakMap();
let lists = 0;

function listOf(input) {
  const known = input.getAttribute("list");
  if (known) return document.getElementById(known);
  const list = document.createElement("datalist");
  lists += 1;
  list.id = `record-list-${lists}`;
  input.after(list);
  input.setAttribute("list", list.id);
  return list;
}

async function ask(input) {
  const { recordOf, recordSource } = input.dataset;
  const query = new URLSearchParams({ of: recordOf, q: input.value });
  const answer = await fetch(`${recordSource}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { choices } = await answer.json();
  listOf(input).replaceChildren(
    ...choices.map(({ value, detail }) => {
      const option = document.createElement("option");
      option.value = value;
      if (detail) option.label = `${value} – ${detail}`;
      return option;
    }),
  );
}

function later(event) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.dataset.recordOf) return;
  clearTimeout(timers.get(input));
  timers.set(input, setTimeout(() => ask(input).catch(() => {}), event.type === "focusin" ? 0 : TYPING));
}

document.addEventListener("input", later);
document.addEventListener("focusin", later);
