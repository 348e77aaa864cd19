// For browsers and bundlers: the module is fetched from beside this file, or is what one gives.

import { glue } from "./glue.js";
import { load, provide } from "./lib/wasm.js";

provide(glue);

export * from "./lib/index.js";
export { loadSync as initSync, reload } from "./lib/wasm.js";
export { useWorker } from "./lib/worker.js";

export function init(source = new URL("./kalends.wasm", import.meta.url)) {
  return load(source);
}
