/* Setting some columns of many lines at once: recipients, period, territory, and whatever else the table has. */

import { cellChosen, cellTyped, dayOf, sourceOf } from "./cells.js";
import { Combobox } from "./combobox.js";
import { element, newId } from "./elements.js";
import { say } from "./words.js";

// What is set for many lines most often comes first.
const FIRST = ["recipients", "valid_from", "valid_until", "territory", "instrument", "conditions", "kind", "grantor"];

/** Open the dialog for some lines of a grid. */
export function setMany(grid) {
  const ids = grid.chosenIds();
  if (!ids.length) {
    grid.desk.announce(say("chooseLines"));
    return;
  }
  const columns = [...grid.columns]
    .filter((column) => column.holds !== "identity")
    .sort((one, other) => rank(one) - rank(other));
  const fields = columns.map((column) => field(grid, column, grid.lines.get(ids[0])));
  const heading = newId("lines-bulk");
  const dialog = element(
    "dialog",
    { class: "lines-dialog", "aria-labelledby": heading },
    element(
      "form",
      {
        method: "dialog",
        on: {
          submit: (event) => {
            event.preventDefault();
            const changes = fields.filter((one) => one.isSet()).flatMap((one) => ids.map((id) => ({ id, column: one.name, ...one.value() })));
            dialog.close();
            grid.lines.write(changes);
            grid.desk.announce(say("setMany", { count: ids.length }));
          },
        },
      },
      element("h2", { id: heading, text: say("setManyTitle", { count: ids.length }) }),
      element("p", { class: "lines-hint", text: say("setManyHint") }),
      element("div", { class: "lines-bulk" }, ...fields.map((one) => one.root)),
      element(
        "div",
        { class: "lines-acts" },
        element("button", { type: "submit", class: "button", text: say("setManyDo", { count: ids.length }) }),
        element("button", { type: "button", class: "button button-secondary", text: say("cancel"), on: { click: () => dialog.close() } }),
      ),
    ),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    grid.showCursor({ isFocused: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input[type=checkbox]").focus();
}

function rank(column) {
  const at = FIRST.indexOf(column.name);
  return at === -1 ? FIRST.length : at;
}

function field(grid, column, line) {
  const on = element("input", { type: "checkbox", id: newId("lines-set") });
  let box = null;
  let input = null;
  if (column.of || column.holds === "choice") {
    box = new Combobox({
      label: column.title,
      many: column.many,
      isInline: true,
      source: sourceOf(column, grid.desk.config.addresses.choices, () => dayOf(line, grid.lines.own)),
      decide: () => {
        on.checked = true;
        box.close();
      },
      cancel: () => box.close(),
    });
    box.input.addEventListener("input", () => {
      on.checked = true;
    });
  } else {
    input = element("input", {
      type: "text",
      class: "lines-input",
      "aria-label": column.title,
      placeholder: column.holds.endsWith("day") ? say("dayPlaceholder") : undefined,
      on: {
        input: () => {
          on.checked = true;
        },
      },
    });
  }
  return {
    name: column.name,
    root: element(
      "div",
      { class: "lines-bulk-row" },
      element("span", { class: "lines-bulk-name" }, on, element("label", { for: on.id, text: column.title })),
      box ? box.root : input,
    ),
    isSet: () => on.checked,
    value() {
      if (!box) return cellTyped(column, input.value);
      const loose = box.hasTyped && box.input.value.trim() ? [{ key: box.input.value.trim(), label: undefined }] : [];
      return cellChosen(column, column.many ? [...box.chosen, ...loose] : loose.length ? loose : box.chosen);
    },
  };
}
