// Waiting for an answer from another thread.

import { json, longJson, refusedTime } from "./wire.js";

/** How to wait for an answer. */
export interface Later {
  /** Whoever aborts it gets the signal's reason at once; work that has not begun never begins. */
  readonly signal?: AbortSignal | undefined;
}

type Send = (text: string, signal: AbortSignal) => Promise<string>;

/** Sends a request as it stands, and once more with its times rewritten if a time was not understood. */
export async function awaited(request: unknown, later: Later | undefined, send: Send): Promise<string> {
  const envelope = await abortable(later, (signal) => send(json(request), signal));
  return refusedTime(envelope) ? abortable(later, (signal) => send(longJson(request), signal)) : envelope;
}

/** Work that ends with the signal's reason once that aborts. */
export async function abortable(later: Later = {}, work: (signal: AbortSignal) => Promise<string>): Promise<string> {
  const { signal } = later;
  signal?.throwIfAborted();
  // A controller of our own: the native half takes a signal's `onabort` for itself.
  const own = new AbortController();
  const begun = work(own.signal);
  if (signal === undefined) {
    return begun;
  }
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      own.abort();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
    begun.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
