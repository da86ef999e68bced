/* What has been written here and not yet been answered for: kept on this machine until the server has it.

A batch on its way is not touched: if nobody answers, just that batch is sent again, which does no harm, and what was
written meanwhile follows it. Each open page keeps a store of its own; what a closed one left behind is taken over. */

import { NoConnection, Refused, SignedOut } from "./asking.js";

const SOON = 800;
const MOST_AT_ONCE = 300;
const MOST_LETTERS = 400_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

/** The first edits, as many as the server takes at once: at least one. */
function asMuchAsFits(edits) {
  let size = 0;
  const fitting = edits.slice(0, MOST_AT_ONCE).findIndex((edit) => {
    size += JSON.stringify(edit).length;
    return size > MOST_LETTERS;
  });
  return edits.slice(0, fitting === -1 ? MOST_AT_ONCE : Math.max(fitting, 1));
}

export class Outbox extends EventTarget {
  /** `prefix` names this person and dossier; `send(batch)` resolves to the server's answer. */
  constructor(prefix, send) {
    super();
    this.prefix = prefix;
    this.send = send;
    this.queue = [];
    this.flight = null;
    this.answers = 0;
    this.edits = new Map();
    this.removals = new Map();
    this.conflicts = [];
    this.wait = FIRST_WAIT;
    this.timer = null;
    this.state = "idle";
    this.savedAt = null;
    this.refusal = "";
    this.isKept = true;
  }

  /** Take a store of one's own, and what pages that were closed have left. Resolves to what is to be put back. */
  async open() {
    this.key = await this.ownKey();
    const left = [];
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(this.prefix))) {
      if (key !== this.key && !(await this.isFree(key))) continue;
      try {
        left.push(JSON.parse(localStorage.getItem(key)));
      } catch {
        // What cannot be read is of no use to anybody.
      }
      if (key !== this.key) localStorage.removeItem(key);
    }
    for (const one of left.filter(Boolean)) {
      // A batch that was on its way may have arrived: it goes again just as it was, before anything else.
      for (const batch of one.flights ?? []) this.queue.push(batch);
      let edits = one.edits ?? [];
      while (edits.length) {
        const some = asMuchAsFits(edits);
        this.queue.push({ edits: some });
        edits = edits.slice(some.length);
      }
      for (let at = 0; at < (one.removals?.length ?? 0); at += MOST_AT_ONCE)
        this.queue.push({ seen: Object.fromEntries(one.removals.slice(at, at + MOST_AT_ONCE)) });
      this.conflicts.push(...(one.conflicts ?? []));
    }
    this.keep();
    if (this.queue.length) this.schedule(0);
    return this.queue.flatMap((batch) => batch.edits ?? []);
  }

  async ownKey() {
    let own = sessionStorage.getItem(this.prefix);
    // A duplicated tab has a copy of its neighbour's name.
    if (!own || !(await this.hold(own))) {
      own = `${this.prefix}${crypto.randomUUID()}`;
      await this.hold(own);
      sessionStorage.setItem(this.prefix, own);
    }
    return own;
  }

  /** Hold the lock of a store as long as the page lives; false if another page has it. */
  hold(name) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((told) => {
      navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        told(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      });
    });
  }

  isFree(name) {
    if (!navigator.locks) return Promise.resolve(true);
    return navigator.locks.request(name, { ifAvailable: true }, (lock) => Boolean(lock));
  }

  /** Write down an edit of one cell. */
  put(line, column, was, now) {
    const edit = this.edits.get(line.id) ?? { id: line.id, table: line.table, act: line.act, cells: {} };
    edit.cells[column] = [edit.cells[column]?.[0] ?? was, now];
    this.edits.set(line.id, edit);
    this.changed();
  }

  /** Write down that a line is there, even without a cell. */
  putLine(line) {
    if (!this.edits.has(line.id)) this.edits.set(line.id, { id: line.id, table: line.table, act: line.act, cells: {} });
    this.changed();
  }

  /** Write down that a line is to go; `version` 0 for one that the server has never seen. */
  remove(line) {
    this.edits.delete(line.id);
    const isOnItsWay = this.batches().some((batch) => batch.edits?.some((edit) => edit.id === line.id));
    if (line.version || isOnItsWay) this.removals.set(line.id, line.version);
    this.changed();
  }

  /** What is waiting to be written in a cell, or undefined. */
  pending(id, column) {
    const open = this.edits.get(id)?.cells[column];
    if (open) return open[1];
    for (const batch of this.batches().reverse()) {
      const edit = batch.edits?.find((one) => one.id === id && column in one.cells);
      if (edit) return edit.cells[column][1];
    }
    return undefined;
  }

  /** The columns of a line in which something waits. */
  columnsWaiting(id) {
    const edits = [...this.batches().flatMap((batch) => batch.edits ?? []), ...this.edits.values()];
    return edits.filter((edit) => edit.id === id).flatMap((edit) => Object.keys(edit.cells));
  }

  /** Whether the line is waiting to be made or to be taken out. */
  isWaiting(id) {
    return this.edits.has(id) || this.batches().some((batch) => batch.edits?.some((edit) => edit.id === id));
  }

  isGoing(id) {
    return this.removals.has(id) || this.batches().some((batch) => batch.seen && id in batch.seen);
  }

  batches() {
    return this.flight ? [this.flight, ...this.queue] : [...this.queue];
  }

  /** How many cells and lines wait. */
  get waiting() {
    const cells = (edits) => edits.reduce((sum, edit) => sum + Math.max(Object.keys(edit.cells).length, 1), 0);
    return (
      cells([...this.edits.values()]) +
      this.removals.size +
      this.batches().reduce(
        (sum, batch) => sum + (batch.edits ? cells(batch.edits) : Object.keys(batch.seen).length),
        0,
      )
    );
  }

  changed() {
    this.keep();
    if (this.state === "idle" || this.state === "saved") this.become("waiting");
    else this.told();
    if (this.state === "waiting") this.schedule(SOON);
  }

  /** Write everything down on this machine, before anything else happens to it. */
  keep() {
    const kept = {
      flights: this.batches(),
      edits: [...this.edits.values()],
      removals: [...this.removals],
      conflicts: this.conflicts,
    };
    const isEmpty = !kept.flights.length && !kept.edits.length && !kept.removals.length && !kept.conflicts.length;
    try {
      if (isEmpty) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(kept));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }

  schedule(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), wait);
  }

  next() {
    if (this.queue.length) return this.queue.shift();
    if (this.edits.size) {
      const some = asMuchAsFits([...this.edits.values()]);
      for (const edit of some) this.edits.delete(edit.id);
      return { edits: some };
    }
    if (this.removals.size) {
      const some = [...this.removals].slice(0, MOST_AT_ONCE);
      for (const [id] of some) this.removals.delete(id);
      return { seen: Object.fromEntries(some) };
    }
    return null;
  }

  /** Send what waits, a batch at a time. */
  async go() {
    if (this.flight) return;
    const batch = this.next();
    if (!batch) {
      if (this.state !== "idle") this.become("saved");
      return;
    }
    this.flight = batch;
    this.keep();
    this.become("sending");
    try {
      const answer = await this.send(batch);
      this.flight = null;
      this.wait = FIRST_WAIT;
      this.savedAt = new Date();
      this.answers += 1;
      this.settle(batch, answer);
      this.keep();
      this.dispatchEvent(new CustomEvent("answer", { detail: { batch, answer } }));
      await this.go();
    } catch (error) {
      this.queue.unshift(batch);
      this.flight = null;
      this.keep();
      this.failed(error);
    }
  }

  /** A line that is to go is now of the version that our own writing made of it. */
  settle(batch, answer) {
    if (!batch.edits) return;
    for (const line of answer.lines ?? []) if (this.removals.has(line.id)) this.removals.set(line.id, line.version);
  }

  failed(error) {
    if (error instanceof NoConnection) {
      this.become("offline");
      this.schedule(this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    } else if (error instanceof SignedOut) this.become("signedOut");
    else if (error instanceof Refused) {
      this.refusal = error.message;
      this.become("refused");
    } else throw error;
  }

  /** Try again at once. */
  retry() {
    if (this.flight) return;
    this.wait = FIRST_WAIT;
    if (this.batches().length || this.edits.size || this.removals.size) {
      this.become("waiting");
      this.schedule(0);
    } else if (this.state !== "idle") this.become("saved");
  }

  /** Give up what the server has refused. */
  forget() {
    this.queue = [];
    this.edits.clear();
    this.removals.clear();
    this.keep();
    this.become("idle");
  }

  become(state) {
    this.state = state;
    this.told();
  }

  told() {
    this.dispatchEvent(new Event("state"));
  }
}
