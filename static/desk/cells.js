/* What a cell shows, and what a text that was typed or pasted into it means, as far as this page can tell by itself. */

import { ask } from "./asking.js";
import { dayShown, dayTyped, fold, items } from "./text.js";

/** The words for a cell: what the server called it, or what can be said without asking. */
export function cellInWords(line, column) {
  return itemsInWords(line, column)
    .map((item) => item.words)
    .join("; ");
}

/** The items of a cell, each {key, words, isKnown}. */
export function itemsInWords(line, column) {
  const cell = line.cells[column.name] ?? "";
  if (!cell) return [];
  const label = line.labels[column.name];
  if (column.holds === "text" || column.holds === "identity") return [{ key: cell, words: cell, isKnown: true }];
  const isList = column.many && column.holds !== "limits";
  const keys = isList ? items(cell) : [cell];
  const labels = isList ? (Array.isArray(label) ? label : []) : [label];
  return keys.map((key, at) => {
    const words = labels[at] ?? wordsHere(key, column);
    return { key, words: words ?? key, isKnown: words !== null && words !== undefined };
  });
}

function wordsHere(key, column) {
  if (column.holds === "choice") return column.choices.find(([value]) => value === key)?.[1];
  if (column.holds === "day" || column.holds === "last_day") return dayTyped(key) ? dayShown(key) : undefined;
  return undefined;
}

/** A typed text as {now, label}, for columns that name nothing. */
export function cellTyped(column, text) {
  const trimmed = text.trim();
  if (column.holds === "day" || column.holds === "last_day") {
    const day = dayTyped(trimmed);
    return { now: day ?? trimmed, label: day ? dayShown(day) : undefined };
  }
  if (column.holds === "choice") {
    const parts = column.many ? items(trimmed) : [trimmed].filter(Boolean);
    const meant = parts.map(
      (part) => column.choices.find(([value, words]) => fold(part) === fold(words) || part === value) ?? [part, undefined],
    );
    const labels = meant.map(([, words]) => words);
    return { now: meant.map(([value]) => value).join(";"), label: column.many ? labels : labels[0] };
  }
  return { now: trimmed, label: undefined };
}

/** What is chosen of a column's list, as {now, label}. */
export function cellChosen(column, chosen) {
  const now = chosen.map((one) => one.key).join(";");
  const labels = chosen.map((one) => one.label);
  return { now, label: column.many ? labels : labels[0] };
}

/** The day on which what a line names must stand: its own first day, else what the dossier's document says. */
export function dayOf(line, own) {
  const cells = line?.cells ?? {};
  const stated = own?.cells ?? {};
  const days = [cells.valid_from, cells.from, cells.on, stated.effective_from, stated.issued_on];
  return days.find((day) => day && dayTyped(day)) ?? "";
}

/** Where the choices of a column come from. `day()` is asked each time. */
export function sourceOf(column, address, day) {
  if (column.holds === "choice")
    return async (text) => {
      const wanted = fold(text);
      return column.choices
        .filter(([value, words]) => fold(words).includes(wanted) || value.includes(wanted))
        .map(([key, label]) => ({ key, label, detail: "", why: "" }));
    };
  return async (text, signal) => {
    const query = new URLSearchParams({ of: column.of, q: text, on: day() });
    const answer = await ask(`${address}?${query}`, { signal });
    return answer.choices.map((choice) => ({ ...choice, isNew: choice.new }));
  };
}

/** Give many pasted texts the keys that they mean: [{column, text, day}] to [{now, label}]. Without an answer they stay. */
export async function cellsPasted(wanted, address) {
  const results = wanted.map(({ column, text }) =>
    column.of ? { parts: column.many ? items(text) : [text.trim()].filter(Boolean) } : cellTyped(column, text),
  );
  const lists = new Map();
  for (const [at, { column, day }] of wanted.entries()) {
    if (!column.of) continue;
    const list = lists.get(column.of) ?? { texts: [], days: [], places: [] };
    lists.set(column.of, list);
    for (const [place, part] of results[at].parts.entries()) {
      list.texts.push(part);
      list.days.push(day);
      list.places.push([at, place]);
    }
    results[at].meant = results[at].parts.map((part) => ({ key: part, label: undefined }));
  }
  for (const [of, { texts, days, places }] of lists) {
    if (!texts.length) continue;
    try {
      const answer = await ask(address, { body: { of, texts, days } });
      for (const [index, choice] of answer.choices.entries()) {
        const [at, place] = places[index];
        if (choice) results[at].meant[place] = choice;
      }
    } catch {
      // The texts stand as they were pasted; each can be chosen later.
    }
  }
  return results.map((result, at) => (result.meant ? cellChosen(wanted[at].column, result.meant) : result));
}
