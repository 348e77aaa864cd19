// Values as JSON, and instants of answers as dates.

import { KalendsError } from "./error.js";
import { ASKED, TOLD } from "./generated/ops.js";
import type { Instant, InstantInput, MomentInput } from "./words.js";

/** The same with a `Date` for each instant. */
export type Dated<T> = T extends Instant
  ? Date
  : T extends readonly (infer U)[]
    ? Dated<U>[]
    : T extends object
      ? { [K in keyof T]: Dated<T[K]> }
      : T;

const ZONED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))(?:\[[^\]]+\])+$/;
const TICK = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function bad(code: string, message: string, path = ""): KalendsError {
  return new KalendsError({ code, category: "input", message, path });
}

/** Text of a moment, as the wire has it: the zone in brackets of RFC 9557 says nothing that the offset does not. */
export function moment(value: MomentInput): string {
  if (value instanceof Date && Number.isNaN(value.getTime())) {
    throw bad("time.instant", "an invalid `Date` is not an instant");
  }
  const text = typeof value === "string" ? value : json(value).slice(1, -1);
  return ZONED.exec(text)?.[1] ?? text;
}

/** Milliseconds since 1970. */
export function millis(value: InstantInput): number {
  if (value instanceof Date) {
    return value.getTime();
  }
  if (typeof value !== "string") {
    const found: unknown = value?.epochMilliseconds;
    return typeof found === "number" ? found : NaN;
  }
  const text = moment(value);
  const found = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(found)) {
    throw bad("time.instant", `\`${text.slice(0, 100)}\` is not an instant; expected the form 2027-01-31T08:00:00Z`);
  }
  return found;
}

/** Text, and nothing that would be turned into it. */
export function text(value: string): string {
  if (typeof value !== "string") {
    throw bad("wire.type", `found ${typeof value}; expected text`);
  }
  return value;
}

/** A buffer that can be filled: anything else would be somebody else's memory. */
export function buffer(out: Float64Array): Float64Array {
  if (!(out instanceof Float64Array)) {
    throw bad("wire.type", `found ${Object.prototype.toString.call(out)}; expected a Float64Array`);
  }
  return out;
}

/** A request as JSON: as it stands. */
export function json(request: unknown): string {
  return written(request, undefined);
}

/** A request as JSON, with the zones in brackets taken off where an instant can stand. Slower. */
export function longJson(request: unknown): string {
  return written(request, function (key: string, value: unknown) {
    return typeof value === "string" && ASKED.has(key) ? moment(value) : value;
  });
}

/** Whether an envelope says that a time was not understood: it may have a zone in brackets. */
export function refusedTime(envelope: string): boolean {
  return envelope.startsWith('{"error":{"code":"time.');
}

function written(request: unknown, replacer: ((key: string, value: unknown) => unknown) | undefined): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(request, replacer);
  } catch (thrown) {
    // A BigInt, a circle: what JSON cannot say. A `toJSON` that throws is the caller's own error.
    if (!(thrown instanceof TypeError)) {
      throw thrown;
    }
    const path = bigInteger(request, "", 0);
    throw path === undefined
      ? bad("wire.type", `the request cannot be written as JSON: ${thrown.message.split("\n")[0]}`)
      : bad("wire.range", "a BigInt is no number of the wire; expected an integer up to 2^53 as a number", path);
  }
  if (text === undefined) {
    throw bad("wire.type", `the request is ${typeof request}; expected an object`);
  }
  return text;
}

/** Where the first BigInt of a request stands; a request that nests deeper than the wire does has none. */
function bigInteger(value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === "bigint") {
    return path;
  }
  if (typeof value !== "object" || value === null || depth > 128) {
    return undefined;
  }
  const list = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    const found = bigInteger(inner, list ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`, depth + 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Instants of an answer as dates, in place. */
export function dated(value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach(dated);
  } else if (typeof value === "object" && value !== null) {
    const record = value as Record<string, unknown>;
    for (const key of Object.keys(record)) {
      const inner = record[key];
      if (typeof inner === "string") {
        if (TOLD.has(key) && TICK.test(inner)) {
          record[key] = new Date(inner);
        }
      } else if (Array.isArray(inner) && TOLD.has(key)) {
        record[key] = inner.map((one: unknown) => (typeof one === "string" && TICK.test(one) ? new Date(one) : (dated(one), one)));
      } else {
        dated(inner);
      }
    }
  }
}
