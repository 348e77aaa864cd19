// A copy in memory of what a page needs to answer by itself. Only the authority confirms what is booked.

import { Engine, type EngineOptions } from "./engine.js";
import { millis } from "./wire.js";
import type { InstantInput } from "./words.js";

/** The operations that write. */
const WRITES: ReadonlySet<string> = new Set([
  "resource.put",
  "service.put",
  "policy.put",
  "external.put",
  "booking.put",
  "booking.execute",
  "lapsed.expire",
  "person.erase",
]);

/** One thing that was written, and when. */
interface Entry {
  readonly now: number;
  readonly op: string;
  readonly request: string;
}

/** An engine in memory that can be kept as text and woken up elsewhere: it is what was written, in order. */
export class Replica extends Engine {
  readonly #written: Entry[] = [];
  readonly #time: { now: (() => InstantInput) | number };

  private constructor(time: { now: (() => InstantInput) | number }) {
    super("memory:", { clock: () => new Date(told(time.now)) });
    this.#time = time;
  }

  /** An empty one. */
  static create(options: Pick<EngineOptions, "clock"> = {}): Replica {
    return new Replica({ now: options.clock ?? (() => new Date()) });
  }

  /** What a snapshot holds, and the present. */
  static restore(snapshot: string, options: Pick<EngineOptions, "clock"> = {}): Replica {
    const replica = Replica.create(options);
    const present = replica.#time.now;
    for (const { now, op, request } of JSON.parse(snapshot) as Entry[]) {
      replica.#time.now = now;
      replica.call(op, request);
    }
    replica.#time.now = present;
    return replica;
  }

  /**
   * All of it as text. It holds what was ever written, names too, also of people who were erased since: after an erasure
   * begin anew with what the authority has.
   */
  snapshot(): string {
    return JSON.stringify(this.#written);
  }

  override call(op: string, request: string): string {
    const envelope = super.call(op, request);
    if (WRITES.has(op) && envelope.startsWith('{"ok":')) {
      this.#written.push({ now: told(this.#time.now), op, request });
    }
    return envelope;
  }

  /** What is written is written here and now: there is no other thread. */
  override async executeAsync(...given: Parameters<Engine["execute"]>): Promise<ReturnType<Engine["execute"]>> {
    return this.execute(...given);
  }
}

function told(now: (() => InstantInput) | number): number {
  return typeof now === "number" ? now : millis(now());
}
