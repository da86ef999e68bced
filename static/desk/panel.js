/* The side panel: what is wrong, each leading to its line; and what two people wrote in one cell. */

import { cellInWords } from "./cells.js";
import { element } from "./elements.js";
import { say } from "./words.js";

const SIGN = { error: "✕", warning: "⚠", info: "ⓘ" };
const MOST_SHOWN = 200;

export class NotesPanel {
  constructor(desk, host) {
    this.desk = desk;
    this.list = element("ol", { class: "lines-notes" });
    this.status = element("p", { class: "lines-panel-status", role: "status" });
    host.append(this.status, this.list);
    desk.notes.addEventListener("state", () => this.show());
    this.show();
  }

  show() {
    const { notes } = this.desk;
    if (notes.state === "asking" || notes.state === "waiting") {
      this.status.textContent = say("judging");
      return;
    }
    if (notes.state === "failed") {
      this.status.textContent = say("judgingFailed");
      return;
    }
    const { error, warning } = notes.counts;
    this.status.textContent = error || warning ? say("judged", { errors: error, warnings: warning }) : say("judgedClean");
    this.list.replaceChildren(
      ...notes.all.slice(0, MOST_SHOWN).map((note) => this.note(note)),
      ...(notes.all.length > MOST_SHOWN
        ? [element("li", { class: "lines-note", text: say("moreNotes", { count: notes.all.length - MOST_SHOWN }) })]
        : []),
    );
  }

  note(note) {
    const where = note.line ? say("noteAt", { line: note.serial, table: this.desk.titleOf(note.table) }) : say("noteInAll");
    const column = note.column && note.table ? this.desk.columnTitle(note.table, note.column) : "";
    const place = [where, column].filter(Boolean).join(" · ");
    return element(
      "li",
      { class: `lines-note is-${note.severity}` },
      element("span", { class: "lines-note-sign", "aria-hidden": "true", text: SIGN[note.severity] }),
      element(
        "div",
        {},
        element("p", { class: "lines-note-kind" }, [say(`severity_${note.severity}`), note.code].filter(Boolean).join(" · ")),
        note.line && this.desk.lines.get(note.line)
          ? element("button", { type: "button", class: "lines-link", text: place, on: { click: () => this.desk.goTo(note.line, note.column) } })
          : element("p", { class: "lines-note-place", text: place }),
        element("p", { text: note.sentence }),
        note.law ? element("p", { class: "lines-note-law", text: note.law }) : null,
        note.acknowledged ? element("p", { class: "lines-note-law", text: say("acknowledged", { reason: note.acknowledged }) }) : null,
      ),
    );
  }
}

export class ConflictsPanel {
  constructor(desk, host) {
    this.desk = desk;
    this.host = host;
    this.show();
  }

  show({ isNew = false } = {}) {
    const { conflicts } = this.desk.outbox;
    this.host.hidden = !conflicts.length;
    if (!conflicts.length) {
      this.host.replaceChildren();
      return;
    }
    const heading = element("h2", { tabindex: "-1", text: say("conflicts", { count: conflicts.length }) });
    this.host.replaceChildren(
      heading,
      element("p", { text: say("conflictsExplained") }),
      element("ul", { class: "lines-conflicts" }, ...conflicts.map((conflict) => this.conflict(conflict))),
    );
    if (isNew && !this.desk.editing) heading.focus();
  }

  conflict(conflict) {
    const act = (label, decide, isMain) =>
      element("button", {
        type: "button",
        class: isMain ? "button button-small" : "button button-small button-secondary",
        text: label,
        on: {
          click: () => {
            this.settle(conflict);
            decide();
          },
        },
      });
    const by = conflict.by || say("somebody");
    if (conflict.kind === "removed")
      return element(
        "li",
        {},
        element("p", { text: say("conflictRemoved", { line: conflict.serial, by }) }),
        element("div", { class: "lines-acts" }, act(say("agreeRemoved"), () => {}), act(say("writeAgain"), () => this.desk.lines.add([conflict.kept]), true)),
      );
    if (conflict.kind === "kept")
      return element(
        "li",
        {},
        element("p", { text: say("conflictKept", { line: conflict.serial, by }) }),
        element("div", { class: "lines-acts" }, act(say("keepLine"), () => {}), act(say("removeStill"), () => this.desk.lines.remove([conflict.line]), true)),
      );
    const line = this.desk.lines.get(conflict.line);
    const words = (cell) => this.words(line, conflict.column, cell) || say("empty");
    return element(
      "li",
      {},
      element("p", { class: "lines-conflict-place", text: `${say("noteAt", { line: line?.serial ?? "?", table: this.desk.titleOf(conflict.table) })} · ${this.desk.columnTitle(conflict.table, conflict.column)}` }),
      element(
        "dl",
        {},
        element("div", {}, element("dt", { text: say("conflictWas") }), element("dd", { text: words(conflict.was) })),
        element("div", {}, element("dt", { text: say("conflictTheirs", { by }) }), element("dd", { text: words(conflict.theirs) })),
        element("div", {}, element("dt", { text: say("conflictMine") }), element("dd", { text: words(conflict.mine) })),
      ),
      element(
        "div",
        { class: "lines-acts" },
        act(say("keepTheirs"), () => {}),
        act(say("keepMine"), () => this.desk.lines.write([{ id: conflict.line, column: conflict.column, now: conflict.mine, label: undefined }]), true),
      ),
    );
  }

  words(line, name, cell) {
    const column = this.desk.config.tables[line?.table]?.columns.find((one) => one.name === name);
    if (!column || !cell) return cell;
    const shown = line.cells[name] === cell ? line.labels[name] : undefined;
    return cellInWords({ cells: { [name]: cell }, labels: { [name]: shown } }, column);
  }

  settle(conflict) {
    this.desk.outbox.conflicts = this.desk.outbox.conflicts.filter((other) => other !== conflict);
    this.desk.outbox.keep();
    this.show();
    this.host.querySelector("button")?.focus();
  }
}
