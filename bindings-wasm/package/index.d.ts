import type { Source } from "./lib/wasm.js";

export * from "./lib/index.js";
export { loadSync as initSync, reload, type Source } from "./lib/wasm.js";
export { useWorker, type WorkerLike } from "./lib/worker.js";

/** Loads the module: from beside the package, or from what is given. Everything else has to wait for it. */
export function init(source?: Source): Promise<void>;
