// For Node: the module is read from beside this file, or is what one gives.

import { readFile } from "node:fs/promises";
import { glue } from "./glue.js";
import { load, provide } from "./lib/wasm.js";

provide(glue);

export * from "./lib/index.js";
export { loadSync as initSync, reload } from "./lib/wasm.js";
export { useWorker } from "./lib/worker.js";

export async function init(source) {
  await load(source ?? (await readFile(new URL("./kalends.wasm", import.meta.url))));
}
