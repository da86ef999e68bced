/* What the server finds wrong with the dossier, by line; asked for after a saving, never while somebody types. */

import { ask } from "./asking.js";

const AFTER = 1_500;

export class Notes extends EventTarget {
  constructor(address) {
    super();
    this.address = address;
    this.byLine = new Map();
    this.all = [];
    this.counts = { error: 0, warning: 0, info: 0 };
    this.state = "waiting";
  }

  of(id) {
    return this.byLine.get(id) ?? [];
  }

  /** Ask again, a little later: several savings in a row are judged once. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), AFTER);
  }

  async now() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.become("asking");
    try {
      const answer = await ask(this.address, { signal: asking.signal });
      if (asking.signal.aborted) return;
      this.all = answer.notes;
      this.counts = answer.counts;
      this.byLine = Map.groupBy
        ? Map.groupBy(answer.notes, (note) => note.line)
        : answer.notes.reduce((map, note) => map.set(note.line, [...(map.get(note.line) ?? []), note]), new Map());
      this.state = "told";
      this.dispatchEvent(new Event("change"));
      this.dispatchEvent(new Event("state"));
    } catch {
      if (asking.signal.aborted) return;
      this.become("failed");
    }
  }

  become(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
