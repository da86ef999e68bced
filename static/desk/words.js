/* The sentences of the page, as the server gave them in the reader's language. */

let words = {};

export function learn(given) {
  words = given;
}

/** A sentence with its values in place: say("saved", {time: "14:03"}). */
export function say(name, values = {}) {
  const sentence = words[name] ?? name;
  return sentence.replace(/\{(\w+)\}/g, (whole, value) => String(values[value] ?? whole));
}
