// What a native half has to bring, and where it is plugged in.

import { KalendsError, translated } from "./error.js";

/** Starts as milliseconds since 1970, and what else there is to know of slots. */
export interface NativeSlots {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Seats left; empty for a service without seats. */
  readonly remaining: Float64Array;
  /** Where the list goes on; NaN if it does not. */
  readonly next: number;
  /** Whether that is all there is to say of them. */
  readonly whole: boolean;
}

/** A series that was read once. */
export interface NativeSeries {
  between(from: number, until: number, most: number): Float64Array;
  fill(from: number, until: number, out: Float64Array): number;
}

/** A question about slots that was read and resolved once. */
export interface NativePrepared {
  slots(from: number, until: number, most: number): NativeSlots;
  fill(from: number, until: number, pairs: Float64Array): number;
  /** The envelope for `{"start":…}`. */
  explain(request: string): string;
}

/** An engine over a store. */
export interface NativeEngine {
  setNow(millis: number): void;
  call(op: string, request: string): string;
  callAsync(op: string, request: string, signal: AbortSignal | undefined): Promise<string>;
  free?(): void;
}

/** The native half: text and numbers in, text and numbers out. What it throws has an envelope for its message. */
export interface Native {
  ops(): string;
  call(op: string, request: string): string;
  callAsync(op: string, request: string, signal: AbortSignal | undefined): Promise<string>;
  /** Milliseconds of a wall time that happens once; NaN asks for the long answer. */
  zoneResolve(zone: string, wall: string): number;
  series(record: string): NativeSeries;
  prepare(request: string): NativePrepared;
  /** Only where there are stores. */
  openEngine?(url: string, tenant: string | undefined): NativeEngine;
  /** What time it is, where the native half does not know. */
  clock?(): Date;
}

let current: Native | undefined;

/** Plugs a native half in. */
export function plug(native: Native): void {
  current = native;
}

/** The native half that is plugged in. */
export function native(): Native {
  if (current === undefined) {
    throw new KalendsError({
      code: "host.not-loaded",
      category: "input",
      message: "the module is not loaded; expected `await init()` before the first call",
    });
  }
  return current;
}

/** Does native work; what it throws becomes a `KalendsError`. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw translated(thrown);
  }
}

/** A native object that can be let go of. */
export class Handle<T extends object> {
  #held: T | undefined;
  readonly #what: string;

  constructor(what: string, held: T) {
    this.#what = what;
    this.#held = held;
  }

  use<A>(work: (held: T) => A): A {
    const held = this.#held;
    if (held === undefined) {
      throw new KalendsError({ code: "host.closed", category: "input", message: `the ${this.#what} is closed` });
    }
    return guarded(() => work(held));
  }

  close(): void {
    const held = this.#held as { free?: () => void } | undefined;
    this.#held = undefined;
    held?.free?.();
  }
}
