// What docs/parity.md promises of a package.

import { readFile } from "node:fs/promises";

/** The names in a package's column that are not among what it exports, and the operations that have no row. */
export async function parity(page, column, kalends) {
  const rows = (await readFile(page, "utf8")).split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.map((row) => row.slice(2, -2).split(" | "));
  const at = cells[0].findIndex((title) => title.includes(column));
  if (at < 0) throw new Error(`${column} has no column`);
  const named = cells.slice(1).flatMap((row) => [...row[at].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const missing = named.filter((name) => {
    const [room, verb] = name.split(".");
    return typeof kalends[room]?.[verb] !== "function";
  });
  const untold = kalends.operations().map(({ name }) => name).filter((name) => !named.includes(name));
  return { named: named.length, missing, untold };
}
