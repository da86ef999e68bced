/* A box to choose from a list by typing: one thing or several, with or without accents, with the keyboard or a pointer.

What cannot be chosen is shown with the reason why. The list comes from `source(text)`, which resolves to
[{key, label, detail, why, isNew}]. */

import { element, newId } from "./elements.js";
import { say } from "./words.js";

const TYPING = 120;

export class Combobox {
  /** `chosen`: [{key, label}]; `decide(chosen)` and `cancel()` end it; `label` names the input. */
  constructor({ label, many = false, chosen = [], text = "", source, decide, cancel, isInline = false }) {
    Object.assign(this, { many, source, decide, cancel, isInline });
    this.chosen = [...chosen];
    this.options = [];
    this.at = -1;
    this.list = element("ul", { class: "lines-options", role: "listbox", id: newId("lines-options"), "aria-label": label });
    this.input = element("input", {
      type: "text",
      class: "lines-input",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      on: {
        input: () => this.typed(),
        keydown: (event) => this.pressed(event),
        focus: () => isInline && this.ask(),
        blur: () => isInline && setTimeout(() => this.left(), 150),
      },
    });
    this.input.value = text;
    this.chips = element("ul", { class: "lines-chips", "aria-label": say("chosen") });
    this.status = element("p", { class: "lines-options-status", role: "status" });
    this.root = element("div", { class: "lines-combobox" }, many ? this.chips : null, this.input, this.list, this.status);
    this.showChips();
    if (isInline) this.close();
  }

  focus() {
    this.input.focus();
    this.input.select();
    this.ask();
  }

  typed() {
    this.hasTyped = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), TYPING);
  }

  async ask() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const text = this.hasTyped ? this.input.value : this.many ? "" : this.input.value;
    try {
      const options = await this.source(text, asking.signal);
      if (asking.signal.aborted) return;
      this.shownFor = text;
      this.show(options);
    } catch {
      if (asking.signal.aborted) return;
      this.shownFor = text;
      this.show([]);
      this.status.textContent = say("choicesFailed");
    }
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, at) => this.option(option, at)));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    const free = options.filter((option) => !option.why).length;
    this.status.textContent = options.length ? say("choicesFound", { count: free }) : say("choicesNone");
    const first = options.findIndex((option) => !option.why);
    this.closed = options.find((option) => option.why && (first === -1 || option.place < (options[first].place ?? 0)));
    // What cannot be chosen but was meant more likely keeps the next best from being taken for it.
    this.point(this.input.value.trim() && this.hasTyped && !this.closed ? first : -1);
    if (this.closed && this.hasTyped) this.status.textContent = say("choiceClosed", { name: this.closed.label, why: this.closed.why });
  }

  option(option, at) {
    const isChosen = this.chosen.some((one) => one.key === option.key);
    return element(
      "li",
      {
        role: "option",
        id: `${this.list.id}-${at}`,
        class: option.why ? "lines-option is-closed" : "lines-option",
        "aria-selected": String(isChosen),
        "aria-disabled": option.why ? "true" : undefined,
        on: {
          mousedown: (event) => {
            event.preventDefault();
            this.choose(option);
          },
        },
      },
      element("span", { class: "lines-option-name" }, isChosen ? "✓ " : null, option.label),
      option.isNew ? element("span", { class: "lines-tag", text: say("isNew") }) : null,
      option.why ? element("span", { class: "lines-option-why", text: option.why }) : null,
      element("span", { class: "lines-option-detail", text: [option.detail, option.key].filter(Boolean).join(" · ") }),
    );
  }

  point(at) {
    this.at = at;
    for (const [place, item] of [...this.list.children].entries()) item.classList.toggle("is-pointed", place === at);
    const pointed = this.list.children[at];
    if (pointed) {
      this.input.setAttribute("aria-activedescendant", pointed.id);
      pointed.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  move(step) {
    if (!this.options.length) return;
    const last = this.options.length - 1;
    this.point(this.at === -1 ? (step > 0 ? 0 : last) : Math.min(Math.max(this.at + step, 0), last));
  }

  async pressed(event) {
    if (event.isComposing) return;
    if (["Enter", "Tab"].includes(event.key) && this.hasTyped && this.shownFor !== this.input.value) {
      // The list is that of an earlier text: what it points at is not what was meant.
      if (event.key === "Enter" || !this.isInline) {
        event.preventDefault();
        event.stopPropagation();
      }
      await this.ask();
    }
    const pointed = this.options[this.at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden && this.isInline) await this.ask();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      event.preventDefault();
      this.move(event.key === "PageDown" ? 8 : -8);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.asking?.abort();
      this.cancel();
    } else if (event.key === "Backspace" && this.many && !this.input.value && this.chosen.length) {
      event.preventDefault();
      this.chosen.pop();
      this.showChips();
      this.show(this.options);
    } else if (event.key === "Enter" && pointed && !(event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.choose(pointed);
    } else if (event.key === "Enter" && this.closed && this.hasTyped && this.input.value.trim()) {
      event.preventDefault();
      event.stopPropagation();
      this.status.textContent = say("choiceClosed", { name: this.closed.label, why: this.closed.why });
    } else if (event.key === "Enter" || (event.key === "Tab" && !this.isInline)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Tab" && pointed && !pointed.why && this.hasTyped && this.input.value.trim()) this.take(pointed);
      this.finish(event);
    }
  }

  /** A choice made by hand: several stay open for more. */
  choose(option) {
    if (option.why) {
      this.status.textContent = `${option.label}: ${option.why}`;
      return;
    }
    this.take(option);
    if (!this.many) {
      this.finish();
      return;
    }
    this.show(this.options);
    this.input.focus();
  }

  take({ key, label }) {
    const isThere = this.chosen.some((one) => one.key === key);
    if (!this.many) this.chosen = [{ key, label }];
    else if (isThere && !this.hasTyped) this.chosen = this.chosen.filter((one) => one.key !== key);
    else if (!isThere) this.chosen.push({ key, label });
    this.hasTyped = false;
    this.input.value = this.many ? "" : label;
    this.showChips();
  }

  /** End it with what was chosen; a text that names nothing is handed on as it was typed. */
  finish(event) {
    this.asking?.abort();
    const typed = this.input.value.trim();
    if (this.hasTyped && typed) {
      const loose = { key: typed, label: undefined };
      if (this.many) this.chosen.push(loose);
      else this.chosen = [loose];
    } else if (this.hasTyped && !this.many) this.chosen = [];
    this.hasTyped = false;
    this.decide(this.chosen, event);
  }

  left() {
    if (this.root.contains(document.activeElement)) return;
    if (this.hasTyped) this.finish();
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
  }

  showChips() {
    if (!this.many) return;
    this.chips.replaceChildren(
      ...this.chosen.map((one) =>
        element(
          "li",
          { class: one.label ? "lines-chip" : "lines-chip is-loose" },
          one.label ?? one.key,
          element("button", {
            type: "button",
            class: "lines-chip-remove",
            "aria-label": say("takeOut", { name: one.label ?? one.key }),
            text: "×",
            on: {
              mousedown: (event) => event.preventDefault(),
              click: () => {
                this.chosen = this.chosen.filter((other) => other !== one);
                this.showChips();
                this.show(this.options);
                this.input.focus();
              },
            },
          }),
        ),
      ),
    );
  }
}
