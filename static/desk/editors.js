/* The editor that opens over a cell: a box to choose from, a day, limits in words, a citation, or plain text. */

import { cellChosen, cellTyped, cellInWords, itemsInWords, sourceOf } from "./cells.js";
import { Combobox } from "./combobox.js";
import { element, newId } from "./elements.js";
import { say } from "./words.js";

const CITATION = [
  ["annex", /(?:^|[\s,;(])phụ lục(?:\s+số)?\s+([^\s,;]+)/i],
  ["number", /(?:^|[\s,;(])STT\s+([^\s,;]+)/i],
  ["point", /(?:^|[\s,;(])điểm\s+([^\s,;]+)/i],
  ["clause", /(?:^|[\s,;(])khoản\s+([^\s,;]+)/i],
  ["article", /(?:^|[\s,;(])điều\s+([^\s,;]+)/i],
];

/** An editor over a cell. `decide({now, label}, event)` is called once with what was written, or `cancel()`. */
export function editorOf(column, line, { address, day, typed = "", decide, cancel }) {
  if (column.of || column.holds === "choice") return chooser(column, line, { address, day, typed, decide, cancel });
  if (column.name === "citation") return citation(column, line, { typed, decide, cancel });
  return text(column, line, { typed, decide, cancel });
}

function chooser(column, line, { address, day, typed, decide, cancel }) {
  const known = itemsInWords(line, column).map(({ key, words, isKnown }) => ({ key, label: isKnown ? words : undefined }));
  const box = new Combobox({
    label: column.title,
    many: column.many,
    chosen: known,
    text: typed || (column.many ? "" : cellInWords(line, column)),
    source: sourceOf(column, address, day),
    decide: (chosen, event) => decide(cellChosen(column, chosen), event),
    cancel,
  });
  const root = element("div", { class: "lines-editor is-wide" }, box.root);
  return {
    root,
    open() {
      if (typed) box.hasTyped = true;
      box.focus();
      if (typed) box.input.setSelectionRange(typed.length, typed.length);
    },
    finish: () => box.finish(),
  };
}

function text(column, line, { typed, decide, cancel }) {
  const isDay = column.holds === "day" || column.holds === "last_day";
  const hint = isDay ? say("dayHint") : column.holds === "limits" ? say("limitsHint") : "";
  const described = hint ? newId("lines-hint") : undefined;
  const isShort = isDay || column.holds === "identity";
  const input = element(isShort ? "input" : "textarea", {
    class: "lines-input",
    "aria-label": column.title,
    "aria-describedby": described,
    placeholder: isDay ? say("dayPlaceholder") : undefined,
    rows: isShort ? undefined : "3",
    spellcheck: "false",
    on: {
      keydown: (event) => {
        if (event.isComposing) return;
        if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          cancel();
        } else if (event.key === "Tab" || (event.key === "Enter" && !event.altKey && !event.shiftKey)) {
          event.preventDefault();
          event.stopPropagation();
          finish(event);
        }
      },
    },
  });
  input.value = typed || (column.holds === "text" ? (line.cells[column.name] ?? "") : cellInWords(line, column));
  const before = input.value;
  const finish = (event) => {
    // Words that were only looked at are not written back as if they had been typed.
    if (!typed && input.value === before) decide(null, event);
    else decide(cellTyped(column, input.value), event);
  };
  return {
    root: element(
      "div",
      { class: isShort ? "lines-editor" : "lines-editor is-wide" },
      input,
      hint ? element("p", { class: "lines-hint", id: described, text: hint }) : null,
    ),
    open() {
      input.focus();
      if (typed) input.setSelectionRange(typed.length, typed.length);
      else input.select();
    },
    finish,
  };
}

/** điểm a khoản 2 Điều 5, or STT 12 Phụ lục I: typed as a whole, or put together from its parts. */
function citation(column, line, { typed, decide, cancel }) {
  const whole = text(column, line, { typed, decide, cancel });
  const input = whole.root.querySelector("textarea");
  const parts = CITATION.map(([name]) =>
    element("input", {
      type: "text",
      class: "lines-input",
      "aria-label": say(`citation_${name}`),
      dataset: { part: name },
      on: {
        input: () => {
          input.value = citationOf(Object.fromEntries(parts.map((part) => [part.dataset.part, part.value.trim()])));
        },
        keydown: (event) => {
          if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            cancel();
          } else if (event.key === "Enter") {
            event.preventDefault();
            event.stopPropagation();
            whole.finish(event);
          }
        },
      },
    }),
  );
  const read = () => {
    for (const [at, [, pattern]] of CITATION.entries()) parts[at].value = pattern.exec(input.value)?.[1] ?? "";
  };
  read();
  input.addEventListener("input", read);
  // From the text, Alt+↓ goes into the parts: Tab leaves the cell as it does everywhere.
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && event.altKey) {
      event.preventDefault();
      parts[0].focus();
    }
  });
  whole.root.append(
    element(
      "div",
      { class: "lines-parts" },
      ...CITATION.map(([name], at) => element("label", {}, element("span", { text: say(`citation_${name}`) }), parts[at])),
    ),
    element("p", { class: "lines-hint", text: say("citationHint") }),
  );
  return whole;
}

export function citationOf({ annex, number, point, clause, article }) {
  return [
    number ? `STT ${number}` : "",
    annex ? `Phụ lục ${annex}` : "",
    point ? `điểm ${point}` : "",
    clause ? `khoản ${clause}` : "",
    article ? `Điều ${article}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
