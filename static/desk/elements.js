/* Making elements of the page: text is always text, never markup. */

/** An element with attributes and children. `class`, `text`, `dataset` and `on` (events) are told apart. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name === "dataset") Object.assign(made.dataset, value);
    else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

let numbered = 0;

/** An id that no other element of the page has. */
export function newId(prefix) {
  numbered += 1;
  return `${prefix}-${numbered}`;
}
