/* One table of the dossier, drawn by Tabulator; the cursor, the keys, what is selected and the editors are ours. */

import { TabulatorFull as Tabulator } from "./vendor/tabulator.js";
import { cellInWords, cellTyped, cellsPasted, dayOf, itemsInWords } from "./cells.js";
import { editorOf } from "./editors.js";
import { element } from "./elements.js";
import { fold, rowsCopied, rowsPasted } from "./text.js";
import { say } from "./words.js";

const ROW_HEIGHT = 58;
// So many rows are taken out one by one; more of them are drawn anew together.
const FEW = 40;
const OWN_FORMAT = "application/x-lines-cells";
const WIDTHS = { choice: 150, day: 116, last_day: 116, limits: 190, reference: 240, territory: 190, text: 200, identity: 170 };
const WIDE = { power: 330, recipients: 330, title: 380, grant: 340, name: 280 };
// Seldom filled, so at the end, whatever the order of the format.
const LAST = ["confidence", "note", "instrument"];

export class Grid extends EventTarget {
  /** `desk`: what the whole page knows; `table`: the name of a table; `host`: where it is drawn. */
  constructor(desk, table, host) {
    super();
    Object.assign(this, { desk, table, host });
    this.lines = desk.lines;
    this.columns = inOrder(desk.config.tables[table].columns, table);
    this.selected = new Set();
    this.query = "";
    this.onlyFaults = false;
    this.at = null;
    this.anchor = null;
    this.editor = null;
    this.isBuilt = false;
    this.contents = new Map();
    this.draw();
    this.lines.addEventListener("change", (event) => this.refresh(event.detail));
    desk.notes.addEventListener("change", () => this.refreshAll());
  }

  draw() {
    this.host.setAttribute("aria-label", this.desk.config.tables[this.table].title);
    const isWide = window.matchMedia("(min-width: 62rem)").matches;
    this.tabulator = new Tabulator(this.host, {
      index: "id",
      data: this.lines.of(this.table).map((line) => this.rowOf(line)),
      height: "100%",
      rowHeight: ROW_HEIGHT,
      layout: "fitDataFill",
      headerSortElement: "",
      columnDefaults: { headerSort: false, resizable: "header", vertAlign: "middle" },
      placeholder: say(this.lines.of(this.table).length ? "noneFiltered" : "noLines"),
      columns: [this.selectColumn(isWide), this.stateColumn(isWide), ...this.columns.map((column, at) => this.column(column, isWide && at === 0))],
      rowFormatter: (row) => this.formatRow(row),
    });
    this.tabulator.on("tableBuilt", () => {
      this.isBuilt = true;
      // The cells take the focus, one at a time; what holds them is no part of the grid.
      const holder = this.host.querySelector(".tabulator-tableholder");
      holder.removeAttribute("tabindex");
      holder.setAttribute("role", "presentation");
      this.filter();
      this.dispatchEvent(new Event("built"));
    });
    this.tabulator.on("scrollVertical", () => this.placeEditor());
    this.tabulator.on("scrollHorizontal", () => this.placeEditor());
    this.tabulator.on("renderComplete", () => this.showCursor());
    this.tabulator.on("scrollVertical", () => requestAnimationFrame(() => this.showCursor()));
    this.host.tabIndex = -1;
    // Whether the focus is ours to keep: rows that are drawn anew take it with them.
    document.addEventListener("focusin", (event) => {
      this.isOurs = this.host.contains(event.target);
    });
    document.addEventListener("mousedown", (event) => {
      if (!this.host.contains(event.target)) this.isOurs = false;
    });
    this.host.addEventListener("keydown", (event) => this.pressed(event));
    this.host.addEventListener("mousedown", (event) => this.pointed(event));
    this.host.addEventListener("dblclick", (event) => this.placeOf(event.target) && this.edit());
    this.host.addEventListener("paste", (event) => this.pasted(event));
    this.host.addEventListener("copy", (event) => this.copied(event));
    this.host.addEventListener("cut", (event) => this.copied(event, { isCut: true }));
  }

  /** All that Tabulator has to know of a line: what its cells show is read from the lines as they are drawn. */
  rowOf(line) {
    return { id: line.id };
  }

  selectColumn(isWide) {
    this.selectAll = element("input", {
      type: "checkbox",
      "aria-label": say("selectAll"),
      on: { change: () => this.select(this.selectAll.checked ? this.shown().map((row) => row.getIndex()) : []) },
    });
    return {
      field: "select",
      title: "",
      width: 44,
      minWidth: 44,
      frozen: isWide,
      resizable: false,
      cssClass: "lines-select",
      titleFormatter: () => this.selectAll,
      formatter: (cell) => {
        const id = cell.getRow().getIndex();
        const serial = this.lines.get(id)?.serial;
        return element("input", {
          type: "checkbox",
          tabindex: "-1",
          "aria-label": say("selectLine", { line: serial }),
          ...(this.selected.has(id) ? { checked: true } : {}),
          on: { change: (event) => this.toggle(id, event.target.checked) },
        });
      },
    };
  }

  stateColumn(isWide) {
    return {
      field: "state",
      title: say("line"),
      width: 96,
      minWidth: 84,
      frozen: isWide,
      cssClass: "lines-state",
      formatter: this.showing("state", (cell) => this.stateShown(this.lines.get(cell.getRow().getIndex()), cell)),
    };
  }

  /** The number of a line, what it does to a recorded entry, and what is wrong with it: in words, not by colour alone. */
  stateShown(line, cell) {
    if (!line) return "";
    this.dress(cell, "state");
    const notes = this.desk.notes.of(line.id);
    const errors = notes.filter((note) => note.severity === "error").length;
    const warnings = notes.filter((note) => note.severity === "warning" && !note.acknowledged).length;
    const parts = [element("span", { class: "lines-serial", text: line.version ? line.serial : say("newLine") })];
    if (line.act === "withdraw") parts.push(element("span", { class: "lines-tag is-bad", text: say("withdraws") }));
    if (errors) parts.push(element("span", { class: "lines-tag is-bad", text: `✕ ${say("errors", { count: errors })}` }));
    else if (warnings) parts.push(element("span", { class: "lines-tag is-heed", text: `⚠ ${say("warnings", { count: warnings })}` }));
    if (this.lines.marks.has(line.id)) parts.push(element("span", { class: "lines-tag is-calm", text: say("othersChanged") }));
    cell.getElement().title = notes.map((note) => note.sentence).join("\n");
    return element("div", { class: "lines-state-parts" }, ...parts);
  }

  column(column, isFrozen) {
    return {
      field: `c_${column.name}`,
      title: column.title,
      width: WIDE[column.name] ?? WIDTHS[column.holds] ?? 180,
      minWidth: 70,
      frozen: isFrozen,
      titleFormatter: () =>
        element(
          "span",
          { title: `${column.title} (${column.name})${column.required ? ` · ${say("required")}` : ""}` },
          column.title,
          column.required ? element("span", { class: "lines-required", "aria-hidden": "true", text: " *" }) : null,
        ),
      formatter: this.showing(`c_${column.name}`, (cell) => this.cellShown(column, cell)),
    };
  }

  cellShown(column, cell) {
    const line = this.lines.get(cell.getRow().getIndex());
    if (!line) return "";
    const shown = cell.getElement();
    this.dress(cell, `c_${column.name}`);
    const notes = this.desk.notes.of(line.id).filter((note) => note.column === column.name);
    const words = itemsInWords(line, column);
    // What the annex says there, as long as nobody has settled what it means.
    const written = words.length ? "" : (line.origin?.unmatched?.[column.name] ?? "");
    const isLoose = Boolean(written) || words.some((item) => !item.isKnown);
    shown.classList.toggle("is-bad", notes.length > 0);
    shown.classList.toggle("is-loose", isLoose);
    shown.classList.toggle("is-others", Boolean(this.lines.marks.get(line.id)?.has(column.name)));
    const told = written ? say("unmatchedCell", { text: written }) : isLoose ? say("looseCell") : "";
    shown.title = [...words.map((item) => item.words), told, ...notes.map((note) => note.sentence)]
      .filter(Boolean)
      .join("\n");
    const mark = notes.length ? element("span", { class: "lines-mark", text: "✕ " }) : isLoose ? element("span", { class: "lines-mark", text: "? " }) : null;
    const text = words.map((item) => item.words).join("; ");
    const isNamed = column.of && !column.many && words[0]?.isKnown;
    return element(
      "div",
      { class: "lines-cell" },
      mark,
      element("span", { class: isNamed ? "lines-cell-name" : "lines-cell-text", text: text || written || this.placeholderOf(column, line) }),
      isNamed && words[0].key !== words[0].words ? element("span", { class: "lines-key", text: words[0].key }) : null,
    );
  }

  placeholderOf(column, line) {
    return column.name === "instrument" && line.table !== "successions" ? say("ownInstrument") : "";
  }

  /** What draws the cells of a field, now and whenever a row is drawn anew. */
  showing(field, draw) {
    this.contents.set(field, draw);
    return draw;
  }

  /** A cell that the cursor can stand on. */
  dress(cell, field) {
    const shown = cell.getElement();
    shown.dataset.field = field;
    shown.tabIndex = -1;
  }

  formatRow(row) {
    const line = this.lines.get(row.getIndex());
    const shown = row.getElement();
    shown.dataset.id = row.getIndex();
    shown.setAttribute("aria-selected", String(this.selected.has(row.getIndex())));
    shown.classList.toggle("is-withdrawn", line?.act === "withdraw");
  }

  // Keeping up with the lines

  refresh({ ids, isStructure }) {
    if (!this.isBuilt) return;
    const touched = [...ids].map((id) => this.lines.get(id)).filter((line) => line?.table === this.table);
    if (isStructure) this.restructure();
    for (const line of touched) this.redrawRow(this.tabulator.getRow(line.id));
    this.showCursor();
    this.dispatchEvent(new Event("changed"));
  }

  /** Lines have come or gone. Most often they come at the end, and then the rows that are there stay where they are. */
  restructure() {
    this.selected = new Set([...this.selected].filter((id) => this.lines.get(id)));
    const wanted = this.lines.of(this.table);
    const there = this.tabulator.getRows().map((row) => row.getIndex());
    const kept = there.filter((id) => this.lines.get(id));
    const added = wanted.slice(kept.length);
    const isAtEnd = kept.every((id, at) => wanted[at]?.id === id);
    if (isAtEnd && there.length - kept.length <= FEW) {
      for (const id of there) if (!this.lines.get(id)) this.tabulator.deleteRow(id);
      if (added.length) this.tabulator.addData(added.map((line) => this.rowOf(line)), false);
    } else {
      const holder = this.host.querySelector(".tabulator-tableholder");
      const { scrollLeft } = holder;
      this.tabulator.replaceData(wanted.map((line) => this.rowOf(line))).then(() => {
        holder.scrollLeft = scrollLeft;
        this.showCursor();
        this.dispatchEvent(new Event("changed"));
      });
    }
  }

  refreshAll() {
    if (!this.isBuilt) return;
    for (const row of this.tabulator.getRows()) this.redrawRow(row);
    if (this.onlyFaults) this.filter();
    this.showCursor();
  }

  /** Draw a row anew, where it stands: the cell that has the focus keeps it. */
  redrawRow(row) {
    if (!row) return;
    if (!row.getElement().isConnected) {
      row.reformat();
      return;
    }
    for (const cell of row.getCells()) {
      const shown = this.contents.get(cell.getField())?.(cell);
      if (shown !== undefined) cell.getElement().replaceChildren(shown);
    }
    this.formatRow(row);
  }

  shown() {
    return this.tabulator.getRows("active");
  }

  filter(query = this.query, onlyFaults = this.onlyFaults) {
    this.query = query;
    this.onlyFaults = onlyFaults;
    const words = fold(query).split(" ").filter(Boolean);
    if (!words.length && !onlyFaults) this.tabulator.clearFilter(true);
    else
      this.tabulator.setFilter((row) => {
        const line = this.lines.get(row.id);
        if (!line) return false;
        if (onlyFaults && !this.desk.notes.of(line.id).some((note) => note.severity !== "info")) return false;
        const text = fold([line.serial, ...this.columns.map((column) => `${cellInWords(line, column)} ${line.cells[column.name] ?? ""}`)].join(" "));
        return words.every((word) => text.includes(word));
      });
    this.dispatchEvent(new Event("changed"));
  }

  /** When the table comes into view: its sizes were unknown while it was hidden. */
  appear() {
    if (this.isBuilt) this.tabulator.redraw(true);
  }

  // Selecting

  select(ids) {
    this.selected = new Set(ids);
    this.showSelection();
  }

  toggle(id, isSelected) {
    if (isSelected) this.selected.add(id);
    else this.selected.delete(id);
    this.showSelection();
  }

  showSelection() {
    for (const row of this.tabulator.getRows()) {
      row.getElement().setAttribute("aria-selected", String(this.selected.has(row.getIndex())));
      const box = row.getElement().querySelector(".lines-select input");
      if (box) box.checked = this.selected.has(row.getIndex());
    }
    const shown = this.shown();
    this.selectAll.checked = shown.length > 0 && shown.every((row) => this.selected.has(row.getIndex()));
    this.selectAll.indeterminate = this.selected.size > 0 && !this.selectAll.checked;
    this.dispatchEvent(new Event("changed"));
  }

  /** The lines that an act is for: those selected and shown, else those that the cursor stands on. */
  chosenIds() {
    const shown = this.shown().map((row) => row.getIndex());
    const selected = shown.filter((id) => this.selected.has(id));
    return selected.length ? selected : this.range().ids;
  }

  // The cursor

  fields() {
    return this.columns.map((column) => `c_${column.name}`);
  }

  columnOf(field) {
    return this.columns.find((column) => `c_${column.name}` === field);
  }

  place(id, field, { isExtending = false, isFocused = true } = {}) {
    this.at = { id, field };
    if (!isExtending || !this.anchor) this.anchor = this.at;
    this.lines.unmark(id);
    this.showCursor({ isFocused, isScrolled: true });
  }

  move(down, right, isExtending = false) {
    const ids = this.shown().map((row) => row.getIndex());
    const fields = this.fields();
    if (!ids.length) return;
    if (!this.at || !ids.includes(this.at.id)) {
      this.place(ids[0], fields[0]);
      return;
    }
    const clamp = (value, last) => Math.min(Math.max(value, 0), last);
    const row = clamp(ids.indexOf(this.at.id) + down, ids.length - 1);
    const column = clamp(fields.indexOf(this.at.field) + right, fields.length - 1);
    this.place(ids[row], fields[column], { isExtending });
  }

  /** The next cell as Tab goes: at the end of a line, the first of the line below. */
  step(forward) {
    const fields = this.fields();
    const at = fields.indexOf(this.at.field);
    if (forward && at === fields.length - 1) this.wrap(1, fields[0]);
    else if (!forward && at === 0) this.wrap(-1, fields.at(-1));
    else this.move(0, forward ? 1 : -1);
  }

  wrap(down, field) {
    const ids = this.shown().map((row) => row.getIndex());
    const next = ids[ids.indexOf(this.at.id) + down];
    if (next) this.place(next, field);
  }

  /** What is marked: the lines and fields between the anchor and the cursor. */
  range() {
    const ids = this.shown().map((row) => row.getIndex());
    const fields = this.fields();
    if (!this.at || !ids.includes(this.at.id)) return { ids: [], fields: [] };
    const between = (all, one, other) => {
      const ends = [all.indexOf(one), all.indexOf(all.includes(other) ? other : one)].sort((a, b) => a - b);
      return all.slice(ends[0], ends[1] + 1);
    };
    return { ids: between(ids, this.at.id, this.anchor.id), fields: between(fields, this.at.field, this.anchor.field) };
  }

  /** Draw the cursor anew: rows come and go as the table scrolls. */
  showCursor({ isFocused = false, isScrolled = false } = {}) {
    if (!this.isBuilt) return;
    const row = this.at && this.tabulator.getRow(this.at.id);
    if (!row) this.at = null;
    if (row && isScrolled) this.scrollTo(row, this.at.field);
    const { ids, fields } = this.range();
    const isMany = ids.length > 1 || fields.length > 1;
    const isLost = this.isOurs && [document.body, this.host].includes(document.activeElement);
    const isWanted = isFocused || (isLost && !this.editor);
    for (const shown of this.host.querySelectorAll(".tabulator-row")) {
      const inRange = isMany && ids.includes(shown.dataset.id);
      for (const cell of shown.querySelectorAll("[data-field]")) {
        const isHere = this.at?.id === shown.dataset.id && this.at.field === cell.dataset.field;
        cell.classList.toggle("is-cursor", isHere);
        cell.classList.toggle("is-ranged", inRange && fields.includes(cell.dataset.field));
        cell.tabIndex = isHere ? 0 : -1;
        if (isHere && isWanted) cell.focus({ preventScroll: true });
      }
    }
    // The row is not drawn yet: the table holds the focus until it is, so that no key is lost.
    if (isWanted && this.at && !this.host.contains(document.activeElement)) this.host.focus({ preventScroll: true });
    this.offerFirst();
    this.dispatchEvent(new Event("cursor"));
  }

  /** So that Tab leads into the table at all: without a cursor the first cell takes it. */
  offerFirst() {
    if (this.at) return;
    const first = this.host.querySelector(".tabulator-row [data-field^='c_']");
    if (first) first.tabIndex = 0;
  }

  scrollTo(row, field) {
    const holder = this.host.querySelector(".tabulator-tableholder");
    const index = this.shown().findIndex((one) => one.getIndex() === row.getIndex());
    const top = index * ROW_HEIGHT;
    if (top < holder.scrollTop) holder.scrollTop = top;
    else if (top + ROW_HEIGHT > holder.scrollTop + holder.clientHeight) holder.scrollTop = top + ROW_HEIGHT - holder.clientHeight;
    const cell = row.getCell(field)?.getElement();
    if (!cell || cell.classList.contains("tabulator-frozen")) return;
    const frozen = [...this.host.querySelectorAll(".tabulator-header .tabulator-frozen")].reduce((sum, one) => sum + one.offsetWidth, 0);
    if (cell.offsetLeft < holder.scrollLeft + frozen) holder.scrollLeft = cell.offsetLeft - frozen;
    else if (cell.offsetLeft + cell.offsetWidth > holder.scrollLeft + holder.clientWidth)
      holder.scrollLeft = Math.min(cell.offsetLeft - frozen, cell.offsetLeft + cell.offsetWidth - holder.clientWidth);
  }

  /** Go to a line, and to a column of it if that is known. */
  goTo(id, column) {
    if (this.query || this.onlyFaults) if (!this.shown().some((row) => row.getIndex() === id)) this.dispatchEvent(new Event("unfilter"));
    const field = column && this.columns.some((one) => one.name === column) ? `c_${column}` : this.fields()[0];
    this.place(id, field);
  }

  placeOf(target) {
    const cell = target.closest?.(".tabulator-row [data-field]");
    const id = cell?.closest(".tabulator-row")?.dataset.id;
    return id ? { id, field: cell.dataset.field, cell } : null;
  }

  pointed(event) {
    const place = this.placeOf(event.target);
    if (!place || event.button !== 0 || place.field === "state") return;
    const wasHere = this.at?.id === place.id && this.at.field === place.field && !this.editor;
    event.preventDefault();
    this.editor?.finish();
    this.place(place.id, place.field, { isExtending: event.shiftKey });
    // A second touch of the same cell opens it: a finger has no double click.
    if (wasHere && event.detail === 1 && window.matchMedia("(pointer: coarse)").matches) {
      this.edit();
      return;
    }
    const dragged = (moved) => {
      const over = this.placeOf(document.elementFromPoint(moved.clientX, moved.clientY) ?? document.body);
      if (over && over.field !== "state") this.place(over.id, over.field, { isExtending: true });
    };
    document.addEventListener("mousemove", dragged);
    document.addEventListener("mouseup", () => document.removeEventListener("mousemove", dragged), { once: true });
  }

  // Keys

  pressed(event) {
    if (this.editor || event.target.matches?.("input")) return;
    const control = event.ctrlKey || event.metaKey;
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const page = Math.max(Math.floor(this.host.clientHeight / ROW_HEIGHT) - 2, 1);
    const far = this.desk.lines.byId.size;
    const done = () => event.preventDefault();
    if (moves[event.key]) {
      const [down, right] = moves[event.key];
      this.move(control ? down * far : down, control ? right * 99 : right, event.shiftKey);
      done();
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      this.move(event.key === "PageDown" ? page : -page, 0, event.shiftKey);
      done();
    } else if (event.key === "Home" || event.key === "End") {
      const end = event.key === "End" ? 1 : -1;
      this.move(control ? end * far : 0, end * 99, event.shiftKey);
      done();
    } else if (event.key === "Tab" && this.at) {
      const fields = this.fields();
      const ids = this.shown().map((row) => row.getIndex());
      const isEdge = event.shiftKey
        ? this.at.id === ids[0] && this.at.field === fields[0]
        : this.at.id === ids.at(-1) && this.at.field === fields.at(-1);
      if (isEdge) return;
      this.step(!event.shiftKey);
      done();
    } else if (event.key === "Enter" || event.key === "F2") {
      this.edit();
      done();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear();
      done();
    } else if (event.key === " " && (event.shiftKey || !this.desk.isEditable)) {
      for (const id of this.range().ids) this.toggle(id, !this.selected.has(id));
      done();
    } else if (control && event.key.toLowerCase() === "a") {
      this.select(this.selected.size ? [] : this.shown().map((row) => row.getIndex()));
      done();
    } else if (event.key.length === 1 && !control && !event.altKey && event.key !== "/" && event.key !== "?") {
      this.edit(event.key);
      done();
    }
  }

  // Writing

  edit(typed = "") {
    if (!this.desk.isEditable || !this.at || this.editor) return;
    const { id, field } = this.at;
    const line = this.lines.get(id);
    const column = this.columnOf(field);
    if (!line || !column || (line.act === "withdraw" && !this.isKey(column))) return;
    const end = () => {
      this.editor?.root.remove();
      this.editor = null;
      this.desk.editing = null;
      this.showCursor({ isFocused: true });
    };
    this.editor = editorOf(column, line, {
      address: this.desk.config.addresses.choices,
      day: () => dayOf(this.lines.get(id), this.lines.own),
      typed: typed.trim() || "",
      cancel: end,
      decide: (written, event) => {
        if (!this.editor) return;
        end();
        if (written) this.write(id, column, written);
        if (event?.key === "Enter") this.move(1, 0);
        else if (event?.key === "Tab") this.step(!event.shiftKey);
      },
    });
    this.desk.editing = { id, column: column.name };
    this.editor.root.addEventListener("focusout", () =>
      setTimeout(() => {
        if (this.editor && !this.editor.root.contains(document.activeElement) && document.hasFocus()) this.editor.finish();
      }),
    );
    document.body.append(this.editor.root);
    this.placeEditor();
    this.editor.open();
  }

  isKey(column) {
    return column.name === this.columns.find((one) => one.holds === "identity")?.name;
  }

  /** A written cell, and what follows from it: a new thing gets a key made of its name. */
  write(id, column, { now, label }) {
    const changes = [{ id, column: column.name, now, label }];
    const line = this.lines.get(id);
    const key = this.desk.keyFor({ ...line, cells: { ...line.cells, [column.name]: now } });
    if (key) changes.push(key);
    this.lines.write(changes);
  }

  placeEditor() {
    if (!this.editor || !this.at) return;
    const cell = this.tabulator.getRow(this.at.id)?.getCell(this.at.field)?.getElement();
    const where = cell?.isConnected ? cell.getBoundingClientRect() : this.host.getBoundingClientRect();
    const root = this.editor.root;
    const width = Math.min(Math.max(where.width, root.classList.contains("is-wide") ? 380 : 180), window.innerWidth - 16);
    root.style.width = `${width}px`;
    root.style.left = `${Math.max(8, Math.min(where.left, window.innerWidth - width - 8))}px`;
    const isLow = where.top > window.innerHeight * 0.62;
    root.classList.toggle("is-above", isLow);
    root.style.top = isLow ? "auto" : `${Math.max(8, where.top)}px`;
    root.style.bottom = isLow ? `${Math.max(8, window.innerHeight - where.bottom)}px` : "auto";
  }

  clear() {
    if (!this.desk.isEditable) return;
    const { ids, fields } = this.range();
    this.lines.write(ids.flatMap((id) => fields.map((field) => ({ id, column: field.slice(2), now: "", label: undefined }))));
  }

  add() {
    if (!this.desk.isEditable) return;
    this.dispatchEvent(new Event("unfilter"));
    const [line] = this.lines.add([{ table: this.table, ...this.desk.begin(this.table) }]);
    // Tabulator puts the new row in its place a moment later.
    setTimeout(() => this.place(line.id, this.fields()[0]), 30);
  }

  duplicate() {
    if (!this.desk.isEditable) return;
    const key = this.columns.find((column) => column.holds === "identity")?.name;
    const copies = this.chosenIds()
      .map((id) => this.lines.get(id))
      .filter((line) => line.act === "record")
      .map((line) => {
        const { [key]: _key, ...cells } = line.cells;
        return { table: line.table, cells, labels: { ...line.labels } };
      });
    if (!copies.length) return;
    const made = this.lines.add(copies);
    this.desk.announce(say("duplicated", { count: made.length }));
    setTimeout(() => this.place(made[0].id, this.at?.field ?? this.fields()[0]), 30);
  }

  // Clipboard

  copied(event, { isCut = false } = {}) {
    if (this.editor || !this.at || event.target.matches?.("input")) return;
    const { ids, fields } = this.range();
    const cells = ids.map((id) => fields.map((field) => this.lines.get(id).cells[field.slice(2)] ?? ""));
    const labels = ids.map((id) => fields.map((field) => this.lines.get(id).labels[field.slice(2)] ?? null));
    const words = ids.map((id) => fields.map((field) => cellInWords(this.lines.get(id), this.columnOf(field))));
    event.clipboardData.setData("text/plain", rowsCopied(words));
    event.clipboardData.setData(OWN_FORMAT, JSON.stringify({ cells, labels }));
    event.preventDefault();
    if (isCut) this.clear();
  }

  async pasted(event) {
    if (this.editor || !this.at || !this.desk.isEditable || event.target.matches?.("input")) return;
    event.preventDefault();
    const own = event.clipboardData.getData(OWN_FORMAT);
    if (own) await this.pasteCells(JSON.parse(own));
    else await this.pasteText(event.clipboardData.getData("text/plain"));
  }

  /** Texts from elsewhere: what they mean is asked for all of them at once. */
  async pasteText(text) {
    const rows = rowsPasted(text);
    if (rows.length === 1 && rows[0].length === 1 && !rows[0][0]) return;
    const targets = this.targets(rows.length, Math.max(...rows.map((row) => row.length)));
    const wanted = rows.flatMap((row, down) =>
      row.slice(0, targets.columns.length).map((cell, right) => ({
        column: targets.columns[right],
        text: cell,
        // A day pasted in the same row is the day on which what it names must stand.
        day: this.dayPasted(row, targets.columns) ?? dayOf(this.lines.get(targets.ids[down]), this.lines.own),
        down,
      })),
    );
    this.desk.announce(say("pasting", { count: rows.length }));
    const written = await cellsPasted(wanted, this.desk.config.addresses.choices);
    this.putDown(targets, wanted.map(({ column, down }, at) => ({ column, down, ...written[at] })), rows.length);
  }

  dayPasted(row, columns) {
    const at = columns.findIndex((column) => ["valid_from", "from", "on"].includes(column.name));
    const day = at === -1 || !row[at] ? "" : cellTyped(columns[at], row[at]).now;
    return day || null;
  }

  async pasteCells({ cells, labels }) {
    const { ids, fields } = this.range();
    // One cell, or one row, fills everything that is marked.
    const down = cells.length === 1 && ids.length > 1 ? ids.length : cells.length;
    const right = cells[0].length === 1 && fields.length > 1 ? fields.length : cells[0].length;
    const targets = this.targets(down, right, ids[0]);
    const written = Array.from({ length: down }, (_row, at) =>
      targets.columns.map((column, place) => {
        const [row, cell] = [at % cells.length, place % cells[0].length];
        return { column, down: at, now: cells[row][cell], label: labels[row][cell] ?? undefined };
      }),
    ).flat();
    this.putDown(targets, written, down);
  }

  /** Where a block goes that begins at the cursor; null stands for a line that is yet to be made. */
  targets(down, right) {
    const range = this.range();
    const ids = this.shown().map((row) => row.getIndex());
    const first = ids.indexOf(range.ids[0] ?? this.at.id);
    const fields = this.fields();
    const column = fields.indexOf(range.fields[0] ?? this.at.field);
    return {
      ids: Array.from({ length: down }, (_line, at) => ids[first + at] ?? null),
      columns: this.columns.slice(column, column + right),
    };
  }

  putDown(targets, written, count) {
    const onto = [];
    const made = new Map();
    for (const { column, down, now, label } of written) {
      const id = targets.ids[down];
      if (id) onto.push({ id, column: column.name, now, label });
      else if (now) {
        const line = made.get(down) ?? { table: this.table, ...this.desk.begin(this.table) };
        line.cells = { ...line.cells, [column.name]: now };
        line.labels = { ...line.labels, [column.name]: label };
        made.set(down, line);
      }
    }
    this.lines.write(onto);
    if (made.size) this.lines.add([...made.values()]);
    this.desk.announce(say("pasted", { count, made: made.size }));
  }
}

/** The columns as they are worked through: the key last but one, for a grant is known by what it gives. */
function inOrder(columns, table) {
  const isKeyed = ["grants", "changes"].includes(table);
  const rank = (column) =>
    (isKeyed && column.holds === "identity" ? 3 : 0) + (LAST.includes(column.name) && table !== "instrument_relations" ? 1 + LAST.indexOf(column.name) / 10 : 0);
  return columns.map((column, at) => [rank(column), at, column]).sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , column]) => column);
}
