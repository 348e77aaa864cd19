// The worker of `useWorker`: new Worker(new URL("kalends-wasm/worker", import.meta.url), { type: "module" })

import { init } from "./index.js";
import { serve } from "./lib/worker.js";

serve(globalThis, init());
