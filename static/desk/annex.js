/* The import of an annex, made quicker: dropping the file, its progress, lists to choose from, answers that apply at
once. All of it works without this script, a page at a time. */

import { ask } from "./asking.js";
import { Combobox } from "./combobox.js";
import { learn } from "./words.js";

const APPLYING = 350;
const form = document.querySelector("[data-annex]");
const part = (name, within = document) => within.querySelector(`[data-annex="${name}"]`);

const words = document.getElementById("annex-words");
if (words) learn(JSON.parse(words.textContent));

if (form?.dataset.annex === "upload") upload();
if (form?.dataset.annex === "columns") choosers(form);
if (form?.dataset.annex === "preview") preview();

/** The file is dropped or chosen, sent with its progress, and refused in the words of the server. */
function upload() {
  const zone = part("drop");
  const input = zone.querySelector("input");
  const said = part("said");
  const name = part("name");
  const chosen = () => {
    const [file] = input.files;
    name.hidden = !file;
    name.textContent = file?.name ?? "";
    said.textContent = "";
  };
  input.addEventListener("change", chosen);
  for (const event of ["dragenter", "dragover"])
    zone.addEventListener(event, (dragged) => {
      dragged.preventDefault();
      zone.classList.add("is-over");
    });
  for (const event of ["dragleave", "drop"]) zone.addEventListener(event, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (dropped) => {
    dropped.preventDefault();
    if (!dropped.dataTransfer.files.length) return;
    input.files = dropped.dataTransfer.files;
    chosen();
  });
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const [file] = input.files;
    if (file && file.size > Number(form.dataset.largest)) {
      said.textContent = form.dataset.tooLarge;
      return;
    }
    send(said);
  });
}

function send(said) {
  const progress = part("progress");
  const bar = progress.querySelector("progress");
  const button = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  const end = (sentence) => {
    progress.hidden = true;
    button.disabled = false;
    said.textContent = sentence;
    said.scrollIntoView({ block: "nearest" });
  };
  request.upload.addEventListener("progress", (event) => {
    // Once it is all sent the server reads it, and nobody can say how far it is.
    if (event.loaded < event.total) bar.value = (100 * event.loaded) / event.total;
    else bar.removeAttribute("value");
  });
  request.addEventListener("load", () => {
    if (request.responseURL !== form.action) {
      location.assign(request.responseURL);
      return;
    }
    const answered = new DOMParser().parseFromString(request.responseText, "text/html");
    end(answered.querySelector("#refused p, .desk-lead")?.textContent ?? form.dataset.failed);
  });
  request.addEventListener("error", () => end(form.dataset.failed));
  said.textContent = "";
  progress.hidden = false;
  button.disabled = true;
  request.open("POST", form.action);
  request.responseType = "text";
  request.send(new FormData(form));
}

/** Each field in which something is named becomes a list to choose from; the field itself keeps the keys. */
function choosers(within, decided = () => {}) {
  const { choices, day } = form.dataset;
  for (const field of within.querySelectorAll("[data-annex-choose]")) {
    const label = document.querySelector(`label[for="${field.id}"]`);
    const many = "annexMany" in field.dataset;
    const present = field.value
      .split(";")
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => ({ key: text, label: text }));
    const box = new Combobox({
      label: label.textContent.trim(),
      many,
      chosen: many ? present : [],
      text: many ? "" : field.value,
      isInline: true,
      source: async (text, signal) => {
        const query = new URLSearchParams({ of: field.dataset.annexChoose, q: text, on: day });
        const answer = await ask(`${choices}?${query}`, { signal });
        return answer.choices.map((choice) => ({ ...choice, isNew: choice.new }));
      },
      decide: (chosen) => {
        const keys = chosen.map((one) => one.key).join("; ");
        box.close();
        if (keys === field.value) return;
        field.value = keys;
        decided(field);
      },
      cancel: () => box.close(),
    });
    box.input.id = field.id;
    for (const name of ["aria-describedby", "aria-invalid"])
      if (field.hasAttribute(name)) box.input.setAttribute(name, field.getAttribute(name));
    field.removeAttribute("id");
    field.type = "hidden";
    field.after(box.root);
  }
}

/** An answer applies as soon as it is given: the page is asked for anew, and its live part put in place. */
function preview() {
  let timer;
  let asked = 0;
  const status = part("status");

  const apply = async () => {
    asked += 1;
    const turn = asked;
    status.textContent = form.dataset.applying;
    const sent = new FormData(form);
    sent.set("do", "apply");
    let page;
    try {
      const response = await fetch(form.action, { method: "POST", body: sent, credentials: "same-origin" });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      status.textContent = form.dataset.failed;
      return;
    }
    const fresh = part("live", page);
    // A later answer is under way, or somebody has signed out: then the page stays as it is.
    if (turn !== asked) return;
    if (!fresh) {
      status.textContent = form.dataset.failed;
      return;
    }
    const held = document.activeElement;
    const [name, value] = [held?.name, held?.value];
    part("live").replaceWith(fresh);
    const again = [...form.querySelectorAll("input")].find((one) => one.name === name && one.value === value);
    again?.focus({ preventScroll: true });
    status.textContent = form.dataset.applied;
    choosers(fresh, soon);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(apply, APPLYING);
  };

  form.addEventListener("change", (event) => {
    if (/^[df]-/.test(event.target.name)) soon();
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  choosers(form, soon);
}
