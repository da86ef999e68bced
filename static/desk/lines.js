/* The lines of the dossier as this page has them: what the server said, with what is still on its way there. */

const MOST_UNDONE = 100;

export class Lines extends EventTarget {
  constructor(told, outbox) {
    super();
    this.outbox = outbox;
    this.byId = new Map();
    this.undoable = [];
    this.marks = new Map();
    this.lastSerial = 0;
    this.take(told, { isFirst: true });
  }

  of(table) {
    return [...this.byId.values()].filter((line) => line.table === table).sort((one, other) => one.serial - other.serial);
  }

  get(id) {
    return this.byId.get(id);
  }

  /** The line of the dossier's own document: the first new one. */
  get own() {
    return this.of("instruments").find((line) => line.act === "record");
  }

  /** Write cells: [{id, column, now, label}]. One call is one step to undo. */
  write(changes, { isUndo = false } = {}) {
    const undo = [];
    const touched = new Set();
    for (const { id, column, now, label } of changes) {
      const line = this.byId.get(id);
      const was = line?.cells[column] ?? "";
      if (!line || was === now) continue;
      undo.push({ id, column, now: was, label: line.labels[column] });
      line.cells = { ...line.cells, [column]: now };
      line.labels = { ...line.labels, [column]: label };
      this.outbox.put(line, column, was, now);
      touched.add(id);
    }
    if (!touched.size) return;
    if (!isUndo) this.remember({ cells: undo });
    this.told(touched);
  }

  /** Add lines: [{table, cells, labels, act}]; returns them. */
  add(made, { isUndo = false, isRestored = false } = {}) {
    const lines = made.map(({ id, table, cells = {}, labels = {}, act = "record" }) => {
      this.lastSerial += 1;
      return {
        id: id ?? crypto.randomUUID(),
        table,
        serial: this.lastSerial,
        act,
        version: 0,
        cells: { ...cells },
        labels: { ...labels },
        origin: {},
      };
    });
    for (const line of lines) {
      this.byId.set(line.id, line);
      if (isRestored) continue;
      this.outbox.putLine(line);
      for (const [column, now] of Object.entries(line.cells)) this.outbox.put(line, column, "", now);
    }
    if (!isUndo && !isRestored) this.remember({ added: lines.map((line) => line.id) });
    this.told(new Set(lines.map((line) => line.id)), { isStructure: true });
    return lines;
  }

  remove(ids, { isUndo = false } = {}) {
    const lines = ids.map((id) => this.byId.get(id)).filter(Boolean);
    for (const line of lines) {
      this.byId.delete(line.id);
      this.outbox.remove(line);
    }
    if (!isUndo && lines.length) this.remember({ removed: lines });
    this.told(new Set(ids), { isStructure: true });
  }

  remember(step) {
    this.undoable.push(step);
    if (this.undoable.length > MOST_UNDONE) this.undoable.shift();
  }

  /** Take back one's own last step. A line that was taken out comes back as a new one. */
  undo() {
    const step = this.undoable.pop();
    if (!step) return false;
    if (step.cells) this.write(step.cells, { isUndo: true });
    if (step.added) this.remove(step.added, { isUndo: true });
    if (step.removed)
      this.add(
        step.removed.map(({ table, cells, labels, act }) => ({ table, cells, labels, act })),
        { isUndo: true },
      );
    return true;
  }

  /** Take what the server says of all lines; what waits here to be written stays as it was written. */
  take(told, { isFirst = false } = {}) {
    const touched = new Set();
    let isStructure = isFirst;
    const seen = new Set();
    for (const line of told.lines) {
      seen.add(line.id);
      if (this.outbox.isGoing(line.id)) continue;
      if (!this.byId.has(line.id)) isStructure = true;
      for (const column of this.receive(line)) if (!isFirst) this.mark(line.id, column);
      touched.add(line.id);
    }
    for (const id of [...this.byId.keys()]) {
      if (seen.has(id) || this.outbox.isWaiting(id)) continue;
      this.byId.delete(id);
      isStructure = true;
      touched.add(id);
    }
    if (touched.size) this.told(touched, { isStructure });
  }

  /** Take one line as the server has it; returns the columns that changed here. */
  receive(line) {
    const before = this.byId.get(line.id);
    const cells = { ...line.cells };
    const labels = { ...line.labels };
    for (const column of this.outbox.columnsWaiting(line.id)) {
      const waiting = this.outbox.pending(line.id, column);
      cells[column] = waiting;
      labels[column] = before?.labels[column];
    }
    this.byId.set(line.id, { ...line, cells, labels });
    this.lastSerial = Math.max(this.lastSerial, line.serial);
    if (!before) return [];
    const columns = new Set([...Object.keys(before.cells), ...Object.keys(cells)]);
    return [...columns].filter((column) => (before.cells[column] ?? "") !== (cells[column] ?? ""));
  }

  /** Take the lines that an answer to our own writing tells of, and note which are there no more. */
  takeAnswer(named, lines) {
    const there = new Set(lines.map((line) => line.id));
    const gone = named.filter((id) => !there.has(id) && this.byId.has(id)).map((id) => this.byId.get(id));
    let isStructure = false;
    for (const line of lines) {
      if (this.outbox.isGoing(line.id)) continue;
      const before = this.byId.get(line.id);
      if (!before || before.serial !== line.serial) isStructure = true;
      this.receive(line);
    }
    for (const line of gone) this.byId.delete(line.id);
    this.told(new Set(named), { isStructure: isStructure || gone.length > 0 });
    return gone;
  }

  /** Remember that somebody else has changed a cell, until it is looked at. */
  mark(id, column) {
    if (!this.marks.has(id)) this.marks.set(id, new Set());
    this.marks.get(id).add(column);
  }

  unmark(id) {
    if (this.marks.delete(id)) this.told(new Set([id]));
  }

  told(ids, { isStructure = false } = {}) {
    this.dispatchEvent(new CustomEvent("change", { detail: { ids, isStructure } }));
  }
}
