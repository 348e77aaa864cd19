// The hot entries about what can be booked.

import { answer, ask } from "./ask.js";
import { slots as operations } from "./generated/ops.js";
import type { SlotsExplainResponse, SlotsFindRequest, SlotsFindResponse } from "./generated/records.js";
import { guarded, Handle, type NativePrepared, type NativeSlots, native } from "./native.js";
import { buffer, type Dated, json, longJson, millis, moment } from "./wire.js";
import type { InstantInput } from "./words.js";

/** What can be booked. */
export type SlotsFound = Dated<SlotsFindResponse>;
/** A time that can be booked. */
export type Slot = SlotsFound["slots"][number];
/** Why a time cannot be booked. */
export type Explained = Dated<SlotsExplainResponse>;

/** Slots as columns of one length, in milliseconds since 1970. */
export interface SlotColumns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Seats left; empty for a service without seats. */
  readonly remaining: Float64Array;
  /** Where the list goes on, if the request's limit ended it. */
  readonly next?: Date;
}

/**
 * A question about slots that is read and resolved once, and asked often: for parts of its range, as objects or as
 * columns.
 */
export class Prepared {
  readonly #native: Handle<NativePrepared>;
  readonly #request: SlotsFindRequest;

  constructor(request: SlotsFindRequest) {
    this.#request = request;
    this.#native = new Handle("prepared question", prepare(request));
  }

  /** The slots that start within the request's range, or within a part of it. */
  slots(from?: InstantInput, until?: InstantInput): Slot[] {
    const range = this.#range(from, until);
    return this.#native.use((held) => {
      const found = held.slots(millis(range.start), millis(range.end), this.#request.limit ?? Infinity);
      return found.whole ? objects(found) : ask("slots.find", { ...this.#request, range }).slots;
    });
  }

  /** As `slots`, as columns. Who takes part and which session stands already are not in them. */
  columns(from?: InstantInput, until?: InstantInput): SlotColumns {
    const range = this.#range(from, until);
    return this.#native.use((held) => {
      const found = held.slots(millis(range.start), millis(range.end), this.#request.limit ?? Infinity);
      return told(found);
    });
  }

  /**
   * As `columns`, into the caller's buffer as start, end, start, end: how many slots there are, of which the first that
   * fit are written.
   */
  fill(out: Float64Array, from?: InstantInput, until?: InstantInput): number {
    const range = this.#range(from, until);
    return this.#native.use((held) => held.fill(millis(range.start), millis(range.end), buffer(out)));
  }

  /** Every reason why a time cannot be booked; none means that it can be. */
  explain(start: InstantInput): Explained {
    return this.#native.use((held) => answer<SlotsExplainResponse>(held.explain(json({ start: moment(start) }))));
  }

  /** Lets go of it; whoever asks again gets `host.closed`. */
  close(): void {
    this.#native.close();
  }

  #range(from: InstantInput | undefined, until: InstantInput | undefined) {
    return { start: from ?? this.#request.range.start, end: until ?? this.#request.range.end };
  }
}

function prepare(request: SlotsFindRequest): NativePrepared {
  return guarded(() => {
    try {
      return native().prepare(json(request));
    } catch {
      return native().prepare(longJson(request));
    }
  });
}

function told(found: NativeSlots): SlotColumns {
  const { starts, ends, remaining, next } = found;
  return Number.isNaN(next) ? { starts, ends, remaining } : { starts, ends, remaining, next: new Date(next) };
}

function objects({ starts, ends, remaining }: NativeSlots): Slot[] {
  const found = new Array<Slot>(starts.length);
  const seats = remaining.length > 0;
  for (let at = 0; at < starts.length; at++) {
    const start = new Date(starts[at] as number);
    const end = new Date(ends[at] as number);
    found[at] = seats ? { start, end, remaining: remaining[at] as number } : { start, end };
  }
  return found;
}

/** What can be booked, and why the rest cannot. */
export const slots = {
  ...operations,
  /** As `find`, as columns. */
  columns(request: SlotsFindRequest): SlotColumns {
    const prepared = new Prepared(request);
    try {
      return prepared.columns();
    } finally {
      prepared.close();
    }
  },
};
