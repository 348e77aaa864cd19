// The doors: JSON text, and typed records by the name of an operation.

import { KalendsError, unwrap } from "./error.js";
import type { Requests, Responses } from "./generated/ops.js";
import { guarded, native } from "./native.js";
import { abortable, awaited, type Later } from "./later.js";
import { dated, type Dated, json, longJson, refusedTime } from "./wire.js";

export type { Later } from "./later.js";
export type { Dated } from "./wire.js";

/** Every operation of this build. */
export function operations(): { name: keyof Requests; kind: "quick" | "bulk" }[] {
  return JSON.parse(guarded(() => native().ops())) as { name: keyof Requests; kind: "quick" | "bulk" }[];
}

/** Does one operation: a request as JSON in, an envelope `{"ok":…}` or `{"error":…}` as JSON out, always. */
export function call(op: string, request: string): string {
  return guarded(() => native().call(sound(op), sound(request)));
}

/** As `call`, off the event loop. */
export async function callAsync(op: string, request: string, later?: Later): Promise<string> {
  return abortable(later, (signal) => guarded(() => native().callAsync(sound(op), sound(request), signal)));
}

/** Does one operation with typed records; an error is thrown as a `KalendsError`. */
export function ask<Op extends keyof Requests>(op: Op, request: Requests[Op]): Dated<Responses[Op]> {
  return answer<Responses[Op]>(asked((text) => call(op, text), request));
}

/** As `ask`, off the event loop. */
export async function askAsync<Op extends keyof Requests>(
  op: Op,
  request: Requests[Op],
  later?: Later,
): Promise<Dated<Responses[Op]>> {
  return answer<Responses[Op]>(await awaited(request, later, (text, signal) => native().callAsync(op, text, signal)));
}

/** Asks with the request as it stands, and once more with its times rewritten if a time was not understood. */
export function asked(send: (text: string) => string, request: unknown): string {
  const envelope = send(json(request));
  return refusedTime(envelope) ? send(longJson(request)) : envelope;
}

/** What an envelope holds, with dates. */
export function answer<T>(envelope: string): Dated<T> {
  const found = unwrap(envelope);
  dated(found);
  return found as Dated<T>;
}

/** Text that is Unicode: half a surrogate pair would turn into another letter on its way. */
function sound(text: string): string {
  const problem = typeof text !== "string" ? "wire.type" : wellFormed(text) ? undefined : "wire.malformed";
  if (problem !== undefined) {
    const found = typeof text === "string" ? "text with half a surrogate pair" : typeof text;
    throw new KalendsError({ code: problem, category: "input", message: `found ${found}; expected Unicode text` });
  }
  return text;
}

function wellFormed(text: string): boolean {
  const own = (text as { isWellFormed?: () => boolean }).isWellFormed;
  return own === undefined ? !/\p{Surrogate}/u.test(text) : own.call(text);
}
