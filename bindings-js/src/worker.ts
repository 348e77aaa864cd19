// Bulk work in a worker: what a page sends, and what a worker answers.

import { call } from "./ask.js";
import { KalendsError, translated } from "./error.js";
import { sendBulk } from "./wasm.js";

interface Asked {
  readonly kalends: number;
  readonly op: string;
  readonly request: string;
}

interface Told {
  readonly kalends: number;
  readonly envelope?: string;
  readonly failed?: { code: string; category: "input" | "internal"; message: string };
}

/** The part of a `Worker` that is used. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "error", listener: (event: unknown) => void): void;
}

/** Has every `…Async` function done by a worker that has called `serve`. */
export function useWorker(worker: WorkerLike): void {
  const waiting = new Map<number, { resolve: (envelope: string) => void; reject: (reason: unknown) => void }>();
  let last = 0;
  worker.addEventListener("message", ({ data }) => {
    const told = data as Told;
    const one = waiting.get(told?.kalends);
    if (one !== undefined) {
      waiting.delete(told.kalends);
      if (told.envelope !== undefined) {
        one.resolve(told.envelope);
      } else {
        one.reject(told.failed === undefined ? undefined : new KalendsError(told.failed));
      }
    }
  });
  worker.addEventListener("error", () => {
    const failed = new KalendsError({ code: "host.poisoned", category: "internal", message: "the worker stopped" });
    waiting.forEach(({ reject }) => reject(failed));
    waiting.clear();
  });
  sendBulk((op, request) => {
    last += 1;
    const asked: Asked = { kalends: last, op, request };
    return new Promise((resolve, reject) => {
      waiting.set(asked.kalends, { resolve, reject });
      worker.postMessage(asked);
    });
  });
}

/** Inside a worker: answers what `useWorker` sends, once the module is loaded. */
export function serve(scope: WorkerLike, loaded: Promise<void>): void {
  scope.addEventListener("message", ({ data }) => {
    const asked = data as Asked;
    if (typeof asked?.kalends === "number") {
      loaded
        .then(() => call(asked.op, asked.request))
        .then((envelope) => scope.postMessage({ kalends: asked.kalends, envelope } satisfies Told))
        .catch((thrown: unknown) => {
          const error = translated(thrown);
          const { code, category, message } =
            error instanceof KalendsError ? error : { code: "internal.bug", category: "internal" as const, message: String(error) };
          const failed = { code, category: category === "input" ? category : ("internal" as const), message };
          scope.postMessage({ kalends: asked.kalends, failed } satisfies Told);
        });
    }
  });
}
