/* Text as people type it: folded for comparing, days, and the cells of a spreadsheet. */

/** Lower case, no accents, đ as d, single spaces: as units/text.py folds. */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const VIETNAMESE = /^(?:ngày\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/i;

/** The day that was typed, as YYYY-MM-DD; null for what is no day of the calendar. */
export function dayTyped(text) {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  const vietnamese = VIETNAMESE.exec(trimmed);
  const [year, month, day] = iso ? iso.slice(1) : vietnamese ? vietnamese.slice(1).reverse() : [];
  if (!year) return null;
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return made.toISOString().slice(0, 10) === written ? written : null;
}

/** A day of a cell as decisions write it: 01/07/2025; anything else as it stands. */
export function dayShown(cell) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell ?? "");
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : (cell ?? "");
}

/** Rows of cells from what a spreadsheet puts on the clipboard: tabs, line ends, quoted cells. */
export function rowsPasted(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < body.length; at += 1) {
    const letter = body[at];
    if (quoted && letter === '"' && body[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (quoted && letter === '"') quoted = false;
    else if (!quoted && letter === '"' && cell === "") quoted = true;
    else if (!quoted && letter === "\t") {
      rows.at(-1).push(cell);
      cell = "";
    } else if (!quoted && letter === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      rows.push([]);
    } else cell += letter;
  }
  rows.at(-1).push(cell);
  return rows;
}

/** The same the other way. */
export function rowsCopied(rows) {
  const written = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(written).join("\t")).join("\n");
}

/** A key made of a name, for something new: letters and digits joined by "-". */
export function slug(text) {
  return fold(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
}

/** The items of a cell that holds a list. */
export function items(cell) {
  return (cell ?? "")
    .split(";")
    .map((item) => item.trim())
    .filter(Boolean);
}
