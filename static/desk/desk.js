/* The page on which the lines of a dossier are written: puts its parts together. */

import { NoConnection, Refused, SignedOut, ask, useToken } from "./asking.js";
import { setMany } from "./bulk.js";
import { element } from "./elements.js";
import { Grid } from "./grid.js";
import { InstrumentForm } from "./instrument.js";
import { Lines } from "./lines.js";
import { Notes } from "./notes.js";
import { Outbox } from "./outbox.js";
import { ConflictsPanel, NotesPanel } from "./panel.js";
import { slug } from "./text.js";
import { learn, say } from "./words.js";

const POLLING = 10_000;
const told = (id) => JSON.parse(document.getElementById(id).textContent);
const part = (name) => document.querySelector(`[data-desk="${name}"]`);

class Desk {
  constructor(config, now) {
    this.config = config;
    this.now = now;
    this.isEditable = now.editable;
    this.seen = now.version;
    this.editing = null;
    this.grids = new Map();
    this.isOtherPerson = false;
  }

  async start() {
    const { addresses, user, dossier } = this.config;
    this.notes = new Notes(addresses.judgement);
    this.outbox = new Outbox(`desk:${user}:${dossier}:`, (batch) => this.send(batch));
    const waiting = await this.outbox.open();
    this.lines = new Lines(this.now, this.outbox);
    const missing = waiting.filter((edit) => !this.lines.get(edit.id));
    this.lines.add(
      missing.map((edit) => ({
        id: edit.id,
        table: edit.table,
        act: edit.act,
        cells: Object.fromEntries(Object.entries(edit.cells).map(([column, [, now]]) => [column, now])),
      })),
      { isUndo: true, isRestored: true },
    );
    this.outbox.addEventListener("state", () => this.showState());
    this.outbox.addEventListener("answer", (event) => this.answered(event.detail));
    this.panel = new NotesPanel(this, part("notes"));
    this.conflicts = new ConflictsPanel(this, part("conflicts"));
    this.lines.addEventListener("change", () => this.showCounts());
    this.notes.addEventListener("state", () => this.showCounts());
    this.buildTabs();
    this.buildTools();
    this.showState();
    this.showCounts();
    this.listen();
    this.notes.now();
    document.documentElement.dataset.deskReady = "yes";
  }

  // Talking with the server

  async send(batch) {
    if (this.isOtherPerson) throw new SignedOut();
    try {
      if (batch.seen) return await ask(this.config.addresses.remove, { body: { seen: batch.seen } });
      return await ask(this.config.addresses.data, { body: { edits: batch.edits } });
    } catch (error) {
      if (!(error instanceof SignedOut)) throw error;
      // The token may only be an old one, after somebody signed in anew: then this page gets the new one and tries again.
      await this.ask();
      throw error;
    }
  }

  answered({ batch, answer }) {
    const named = batch.edits ? batch.edits.map((edit) => edit.id) : Object.keys(batch.seen);
    const gone = this.lines.takeAnswer(named, answer.lines);
    const conflicts = answer.conflicts.map((conflict) => this.conflictOf(conflict, batch, gone)).filter(Boolean);
    this.outbox.conflicts.push(...conflicts);
    this.outbox.keep();
    if (conflicts.length) this.conflicts.show({ isNew: true });
    // Somebody else wrote in between: their lines are asked for.
    if (answer.version <= this.seen + 1) this.seen = Math.max(this.seen, answer.version);
    else this.poll();
    this.stands(answer);
    if (batch.seen || batch.edits.some((edit) => !conflicts.some((conflict) => conflict.line === edit.id))) this.notes.later();
  }

  conflictOf(conflict, batch, gone) {
    if (conflict.column) {
      const table = this.lines.get(conflict.line)?.table;
      // What was written meanwhile goes before what comes back.
      return table ? { ...conflict, kind: "cell", table } : null;
    }
    if (batch.seen) return { ...conflict, kind: "kept", serial: this.lines.get(conflict.line)?.serial ?? "?" };
    const line = gone.find((one) => one.id === conflict.line);
    if (!line) return null;
    const { table, cells, labels, act, serial } = line;
    return { ...conflict, kind: "removed", serial, kept: { table, cells, labels, act } };
  }

  /** Ask how the dossier stands; the page learns the new token of whoever has signed in anew. */
  async ask() {
    const answer = await ask(`${this.config.addresses.data}?since=${this.seen}`);
    this.isOtherPerson = answer.user !== this.config.user;
    useToken(answer.csrf);
    return answer;
  }

  async poll() {
    if (this.outbox.flight || document.visibilityState === "hidden") return;
    const before = this.outbox.answers;
    try {
      const answer = await this.ask();
      if (this.outbox.flight || this.outbox.answers !== before) return;
      if (this.isOtherPerson) {
        this.showState();
        return;
      }
      if (answer.lines) {
        this.seen = answer.version;
        this.lines.take(answer);
        this.notes.later();
      }
      this.stands(answer);
      if (["offline", "signedOut"].includes(this.outbox.state)) this.outbox.retry();
      if (this.isCut) {
        this.isCut = false;
        this.showState();
      }
    } catch (error) {
      if (error instanceof Refused && error.status === 404) this.stands({ editable: false });
      this.isCut = error instanceof NoConnection ? "offline" : error instanceof SignedOut ? "signedOut" : false;
      this.showState();
    }
  }

  stands({ editable, stateWords }) {
    if (editable === this.isEditable) return;
    this.isEditable = editable;
    document.documentElement.dataset.deskEditable = editable ? "yes" : "no";
    for (const tool of document.querySelectorAll("[data-writes]")) tool.disabled = !editable;
    part("closed").hidden = editable;
    if (stateWords) part("closed").textContent = say("closed", { state: stateWords });
    this.lines.told(new Set());
  }

  // What is told of the work

  showState() {
    const { outbox } = this;
    const count = outbox.waiting;
    const state = this.isOtherPerson ? "otherPerson" : !count && this.isCut ? this.isCut : outbox.state;
    const time = outbox.savedAt?.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const sentences = {
      idle: () => (this.isEditable ? say("nothingWaits") : ""),
      waiting: () => say("saving"),
      sending: () => say("saving"),
      saved: () => say("saved", { time }),
      offline: () => (count ? say("offline", { count }) : say("offlineIdle")),
      signedOut: () => (count ? say("signedOut", { count }) : say("signedOutIdle")),
      refused: () => say("refused", { sentence: outbox.refusal, count }),
      otherPerson: () => say("otherPerson", { count }),
    };
    const sentence = sentences[state]() + (outbox.isKept ? "" : ` ${say("notKept")}`);
    const status = part("status");
    if (status.textContent !== sentence) status.textContent = sentence;
    status.dataset.state = state;
    part("sign-in").hidden = state !== "signedOut" && state !== "otherPerson";
    part("retry").hidden = !["offline", "refused", "signedOut"].includes(state);
    part("forget").hidden = state !== "refused";
  }

  showCounts() {
    for (const [name, button] of this.tabs ?? []) {
      const tables = name === "new" ? this.config.newThings : [name];
      const lines = name === "instrument" ? 0 : tables.reduce((sum, table) => sum + this.newOf(table).length, 0);
      const faults = this.notes.all.filter(
        (note) => note.severity === "error" && (name === "instrument" ? note.line && note.line === this.lines.own?.id : tables.includes(note.table) && note.line !== this.lines.own?.id),
      ).length;
      button.querySelector(".lines-tab-count").textContent = [lines || "", faults ? `✕ ${faults}` : ""].filter(Boolean).join(" · ");
    }
    const grid = this.grid;
    if (!grid?.isBuilt) return;
    const shown = grid.shown().length;
    const all = this.lines.of(grid.table).length;
    part("count").textContent = shown === all ? say("lineCount", { count: all }) : say("lineCountFiltered", { count: shown, all });
    const selected = grid.selected.size;
    part("selected").textContent = selected ? say("selectedCount", { count: selected }) : "";
  }

  newOf(table) {
    return this.lines.of(table).filter((line) => line !== this.lines.own);
  }

  announce(sentence) {
    part("announce").textContent = "";
    setTimeout(() => {
      part("announce").textContent = sentence;
    }, 20);
  }

  titleOf(table) {
    return this.config.tables[table]?.title ?? "";
  }

  columnTitle(table, column) {
    return this.config.tables[table]?.columns.find((one) => one.name === column)?.title ?? column;
  }

  // Tabs and tables

  buildTabs() {
    const names = [...this.config.tabs, "instrument", "new"];
    this.tabs = new Map(names.map((name) => [name, part(`tab-${name}`)]));
    for (const [name, button] of this.tabs) {
      button.addEventListener("click", () => this.show(name));
      button.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = names[(names.indexOf(name) + step + names.length) % names.length];
        this.show(next);
        this.tabs.get(next).focus();
      });
    }
    this.form = new InstrumentForm(this, part("instrument"));
    const kinds = part("new-kind");
    kinds.addEventListener("change", () => this.showTable(kinds.value));
    const asked = location.hash.slice(1);
    const first = this.lines.of("grants").length || !this.lines.byId.size ? "grants" : (names.find((name) => this.lines.of(name).length) ?? "grants");
    this.show(this.tabs.has(asked) ? asked : first);
  }

  show(name) {
    this.tab = name;
    for (const [other, button] of this.tabs) {
      button.setAttribute("aria-selected", String(other === name));
      button.tabIndex = other === name ? 0 : -1;
    }
    const isForm = name === "instrument";
    part("instrument-sheet").hidden = !isForm;
    part("table-sheet").hidden = isForm;
    part("table-sheet").setAttribute("aria-labelledby", this.tabs.get(name).id);
    part("new-kinds").hidden = name !== "new";
    part("count").hidden = isForm;
    part("selected").hidden = isForm;
    history.replaceState(null, "", `#${name}`);
    if (!isForm) this.showTable(name === "new" ? part("new-kind").value : name);
  }

  showTable(table) {
    for (const [name, { host }] of this.grids) host.hidden = name !== table;
    if (this.grids.has(table)) {
      this.grids.get(table).appear();
    } else {
      const host = element("div", { class: "lines-grid", dataset: { table } });
      part("grids").append(host);
      const grid = new Grid(this, table, host);
      grid.addEventListener("changed", () => this.showCounts());
      grid.addEventListener("built", () => this.showCounts());
      grid.addEventListener("unfilter", () => this.unfilter());
      this.grids.set(table, grid);
    }
    this.grid = this.grids.get(table);
    this.unfilter();
    this.showCounts();
  }

  unfilter() {
    part("filter").value = "";
    part("only-faults").checked = false;
    if (this.grid.isBuilt) this.grid.filter("", false);
  }

  goTo(id, column) {
    const line = this.lines.get(id);
    if (!line) return;
    if (line === this.lines.own) {
      this.show("instrument");
      this.form.fields.get(column)?.input.focus();
      return;
    }
    if (this.config.tabs.includes(line.table)) this.show(line.table);
    else {
      part("new-kind").value = line.table;
      this.show("new");
    }
    const go = () => this.grid.goTo(id, column);
    if (this.grid.isBuilt) setTimeout(go, 30);
    else this.grid.addEventListener("built", go, { once: true });
  }

  // Tools and keys

  buildTools() {
    const act = (name, does) => part(name)?.addEventListener("click", does);
    act("add", () => this.grid.add());
    act("duplicate", () => this.grid.duplicate());
    act("set-many", () => setMany(this.grid));
    act("remove", () => this.remove());
    act("undo", () => this.undo());
    act("help", () => part("keys").showModal());
    act("retry", () => this.again());
    act("forget", () => this.forget());
    act("notes-toggle", () => {
      const panel = part("panel");
      panel.hidden = !panel.hidden;
      part("notes-toggle").setAttribute("aria-expanded", String(!panel.hidden));
      this.grid?.appear();
    });
    part("filter").addEventListener("input", (event) => this.grid.filter(event.target.value));
    part("filter").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.unfilter();
      if (event.key === "ArrowDown" || event.key === "Enter") {
        event.preventDefault();
        this.grid.move(0, 0);
      }
    });
    part("only-faults").addEventListener("change", (event) => this.grid.filter(undefined, event.target.checked));
    for (const tool of document.querySelectorAll("[data-writes]")) tool.disabled = !this.isEditable;
    if (window.matchMedia("(max-width: 75rem)").matches) {
      part("panel").hidden = true;
      part("notes-toggle").setAttribute("aria-expanded", "false");
    }
  }

  remove() {
    const ids = this.grid.chosenIds();
    if (!ids.length) {
      this.announce(say("chooseLines"));
      return;
    }
    if (!window.confirm(say("removeConfirm", { count: ids.length }))) return;
    this.grid.selected.clear();
    this.lines.remove(ids);
    this.announce(say("removed", { count: ids.length }));
  }

  undo() {
    this.announce(say(this.lines.undo() ? "undone" : "nothingToUndo"));
  }

  async again() {
    await this.poll();
    if (!this.isOtherPerson) this.outbox.retry();
  }

  forget() {
    if (!window.confirm(say("forgetConfirm", { count: this.outbox.waiting }))) return;
    this.outbox.forget();
    this.seen = -1;
    this.poll();
  }

  pressed(event) {
    if (document.querySelector("dialog[open]") || this.grid?.editor) return;
    const control = event.ctrlKey || event.metaKey;
    const isTyping = event.target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const key = event.key.toLowerCase();
    const acts = {
      d: () => this.isOnTable() && this.grid.duplicate(),
      z: () => !isTyping && this.undo(),
    };
    if (control && !event.altKey && !event.shiftKey && acts[key]) {
      if (key === "z" && isTyping) return;
      event.preventDefault();
      acts[key]();
    } else if (!isTyping && !control && !event.altKey && event.key === "/") {
      event.preventDefault();
      event.stopPropagation();
      part("filter").focus();
    } else if (!isTyping && !control && event.key === "?") {
      event.preventDefault();
      event.stopPropagation();
      part("keys").showModal();
    } else if (event.key === "Insert" && !isTyping && this.isOnTable()) {
      event.preventDefault();
      this.grid.add();
    } else if (event.key === "F8") {
      event.preventDefault();
      this.nextFault(event.shiftKey ? -1 : 1);
    }
  }

  isOnTable() {
    return this.isEditable && this.tab !== "instrument";
  }

  nextFault(step) {
    const faults = this.notes.all.filter((note) => note.line && note.severity !== "info" && this.lines.get(note.line));
    if (!faults.length) {
      this.announce(say("judgedClean"));
      return;
    }
    this.fault = ((this.fault ?? (step > 0 ? -1 : 0)) + step + faults.length) % faults.length;
    const note = faults[this.fault];
    this.goTo(note.line, note.column);
    this.announce(note.sentence);
  }

  listen() {
    // Before Wagtail's own keys: "/" and "?" belong to the table here.
    document.addEventListener("keydown", (event) => this.pressed(event), { capture: true });
    window.addEventListener("online", () => this.again());
    window.addEventListener("focus", () => this.poll());
    document.addEventListener("visibilitychange", () => this.poll());
    setInterval(() => this.poll(), POLLING);
    window.addEventListener("beforeunload", (event) => {
      if (this.outbox.waiting) event.preventDefault();
    });
  }

  // New lines

  /** What a new line of a table begins with. */
  begin(table) {
    if (table === "grants") {
      const last = this.lines.of("grants").filter((line) => line.act === "record").at(-1);
      const taken = ["kind", "grantor", "confidence"].filter((column) => last?.cells[column]);
      const cells = Object.fromEntries(taken.map((column) => [column, last.cells[column]]));
      return { cells: { confidence: "official_text", ...cells }, labels: Object.fromEntries(taken.map((column) => [column, last.labels[column]])) };
    }
    if (table === "powers") return { cells: { delegable: "yes", collective: "no", confidence: "official_text" }, labels: {} };
    if (table === "instruments") return { cells: { confidence: "official_text" }, labels: {} };
    return { cells: {}, labels: {} };
  }

  /** The key of something new, made of what is said of it, as a change of its cell; null where it has one. */
  keyFor(line) {
    const { cells } = line;
    const make = {
      fields: () => slug(cells.name ?? ""),
      powers: () => cells.field && cells.title && `${cells.field}.${slug(cells.title)}`,
      scopes: () => slug(cells.name ?? ""),
      offices: () => cells.unit && cells.kind && `${cells.unit}/${cells.kind}${["chair", "committee", "council"].includes(cells.kind) ? "" : `:${slug(cells.name ?? "")}`}`,
      units: () => cells.code && cells.valid_from && `${cells.code}@${cells.valid_from}`,
      instruments: () => line.id !== this.lines.own?.id && cells.number && slug(`${cells.number} ${(cells.issued_on ?? "").slice(0, 4)}`),
    }[line.table];
    const column = this.config.tables[line.table].columns[0].name;
    if (!make || cells[column]) return null;
    const key = make();
    return key ? { id: line.id, column, now: key, label: undefined } : null;
  }
}

const config = told("lines-config");
const now = told("lines-told");
learn(config.words);
useToken(now.csrf);
new Desk(config, now).start();
