/* The dossier's own document as a form: number and symbol read as they are typed, who issued and signed it, its days. */

import { ask } from "./asking.js";
import { cellInWords, cellTyped } from "./cells.js";
import { element, newId } from "./elements.js";
import { say } from "./words.js";

const READING = 250;
const SOON = 900;
const GROUPS = [
  ["groupIdentity", ["number", "type", "normative", "title"]],
  ["groupSigning", ["issuer", "signer", "signing_capacity", "issued_on"]],
  ["groupEffect", ["effective_from", "effective_until"]],
  ["groupSource", ["gazette", "source", "confidence", "note"]],
];
const LONG = new Set(["title", "source", "note", "gazette"]);

export class InstrumentForm {
  constructor(desk, host) {
    this.desk = desk;
    this.columns = new Map(desk.config.tables.instruments.columns.map((column) => [column.name, column]));
    this.fields = new Map();
    host.append(...GROUPS.map(([name, columns]) => this.group(name, columns)));
    desk.lines.addEventListener("change", () => this.refresh());
    desk.notes.addEventListener("change", () => this.refresh());
    this.refresh();
  }

  get line() {
    return this.desk.lines.own;
  }

  group(name, columns) {
    return element(
      "fieldset",
      { class: "lines-group" },
      element("legend", { text: say(name) }),
      ...columns.map((column) => this.field(this.columns.get(column))),
    );
  }

  field(column) {
    const id = newId("lines-field");
    const told = element("p", { class: "lines-hint", id: `${id}-told` });
    const isDay = column.holds === "day" || column.holds === "last_day";
    const suggested = this.desk.config.suggestions[column.name];
    const attributes = {
      id,
      class: "lines-input",
      "aria-describedby": told.id,
      list: suggested ? `${id}-list` : undefined,
      autocomplete: "off",
      placeholder: isDay ? say("dayPlaceholder") : undefined,
      on: {
        input: () => this.typed(column),
        change: () => this.commit(column),
        blur: () => this.commit(column),
      },
    };
    const input =
      column.holds === "choice"
        ? element("select", attributes, element("option", { value: "", text: say("notSaid") }), ...column.choices.map(([value, words]) => element("option", { value, text: words })))
        : LONG.has(column.name)
          ? element("textarea", { ...attributes, rows: column.name === "title" ? "3" : "2" })
          : element("input", { ...attributes, type: "text" });
    this.fields.set(column.name, { input, told, timer: null });
    return element(
      "div",
      { class: `lines-field lines-field-${column.name}` },
      element("label", { for: id }, column.title, column.required ? element("span", { class: "lines-required", text: ` ${say("requiredShort")}` }) : null),
      input,
      suggested ? element("datalist", { id: `${id}-list` }, ...suggested.map((value) => element("option", { value }))) : null,
      told,
    );
  }

  /** Show the line as it is; what is being typed is left alone. */
  refresh() {
    const line = this.line;
    for (const [name, { input, told }] of this.fields) {
      const column = this.columns.get(name);
      input.disabled = !this.desk.isEditable;
      if (input !== document.activeElement) {
        const cell = line?.cells[name] ?? "";
        input.value = column.holds === "choice" || !line ? cell : cellInWords(line, column);
      }
      const notes = line ? this.desk.notes.of(line.id).filter((note) => note.column === name) : [];
      input.setAttribute("aria-invalid", String(notes.length > 0));
      if (notes.length) told.textContent = `✕ ${notes.map((note) => note.sentence).join(" ")}`;
      else if (name === "number") this.read(input.value);
      else told.textContent = this.hint(column, input.value);
    }
  }

  hint(column, text) {
    if (!column.holds.endsWith("day") || !text.trim()) return "";
    return cellTyped(column, text).label ? "" : say("dayHint");
  }

  typed(column) {
    const field = this.fields.get(column.name);
    clearTimeout(field.timer);
    if (column.name === "number") field.timer = setTimeout(() => this.read(field.input.value, { isTyped: true }), READING);
    else field.told.textContent = "";
    clearTimeout(field.saving);
    // A day half typed is not yet a day.
    if (!column.holds.endsWith("day")) field.saving = setTimeout(() => this.commit(column), SOON);
  }

  commit(column) {
    const { input, told, saving } = this.fields.get(column.name);
    clearTimeout(saving);
    if (!this.desk.isEditable) return;
    const { now, label } = cellTyped(column, input.value);
    if (column.holds.endsWith("day")) told.textContent = this.hint(column, input.value);
    if ((this.line?.cells[column.name] ?? "") === now) return;
    if (this.line) this.desk.lines.write([{ id: this.line.id, column: column.name, now, label }]);
    else this.desk.lines.add([{ table: "instruments", cells: { confidence: "official_text", [column.name]: now }, labels: { [column.name]: label } }]);
  }

  /** Say what the number tells; of one that is being typed, fill in what follows from it where nothing stands yet. */
  async read(number, { isTyped = false } = {}) {
    const { told } = this.fields.get("number");
    const text = number.trim();
    if (text === this.numberRead) return;
    this.numberRead = text;
    if (!text) {
      told.textContent = "";
      return;
    }
    try {
      const answer = await ask(`${this.desk.config.addresses.number}?${new URLSearchParams({ number: text })}`);
      if (this.numberRead !== text) return;
      told.textContent = `${answer.is_read ? "✓" : "…"} ${answer.sentence}`;
      if (answer.is_read && isTyped && this.desk.isEditable && this.line) this.fill(answer);
    } catch {
      this.numberRead = null;
    }
  }

  fill({ type, normative }) {
    const changes = [];
    for (const [column, now] of [["type", type], ["normative", normative]]) {
      if (now && !this.line.cells[column]) {
        const told = cellTyped(this.columns.get(column), now);
        changes.push({ id: this.line.id, column, ...told });
      }
    }
    this.desk.lines.write(changes);
  }
}
