// A series that is read once and asked often.

import { ask } from "./ask.js";
import type { SeriesRecordInput } from "./generated/records.js";
import { guarded, Handle, native, type NativeSeries } from "./native.js";
import { buffer, json, longJson, millis, moment } from "./wire.js";
import type { InstantInput, MomentInput } from "./words.js";

/** One time that a series takes place. */
export interface Occurrence {
  /** The local start that the rule or a date list names: its identity. */
  wall: string;
  /** Absent for a series without a zone. */
  start?: Date;
  /** Absent without a zone, or where the series does not say how long it lasts. */
  end?: Date;
}

/** How many starts are fetched at a time while somebody walks through a series. */
const CHUNK = 256;

/**
 * When something repeats, in a zone or, without one, by the UTC clock.
 *
 * Starts come as `Date`s, or as milliseconds since 1970 in a `Float64Array`.
 */
export class Recurrence implements Iterable<Date> {
  /** What it was made from. */
  readonly series: SeriesRecordInput;
  readonly #native: Handle<NativeSeries>;

  constructor(series: SeriesRecordInput) {
    this.series = series;
    this.#native = new Handle("recurrence", read(series));
  }

  /** The starts within a range, its end left out. */
  between(from: InstantInput, until: InstantInput): Date[] {
    return dates(this.columns(from, until));
  }

  /** As `between`, as milliseconds since 1970. */
  columns(from: InstantInput, until: InstantInput): Float64Array {
    return this.#native.use((held) => held.between(millis(from), millis(until), Infinity));
  }

  /** As `columns`, into the caller's buffer: how many there are, of which the first that fit are written. */
  fill(from: InstantInput, until: InstantInput, out: Float64Array): number {
    return this.#native.use((held) => held.fill(millis(from), millis(until), buffer(out)));
  }

  /** The first so many starts. */
  first(count: number): Date[] {
    return dates(this.#chunk(-Infinity, count));
  }

  /** The first occurrence after a moment; one at it does not count. */
  after(at: MomentInput): Occurrence | undefined {
    return this.#native.use(() => ask("recur.next", { series: this.series, after: moment(at) }).occurrence);
  }

  /** The last occurrence before a moment; one at it does not count. */
  before(at: MomentInput): Occurrence | undefined {
    return this.#native.use(() => ask("recur.previous", { series: this.series, before: moment(at) }).occurrence);
  }

  /** Every start, as long as somebody asks: an endless series does not end. */
  [Symbol.iterator](): Generator<Date, void, undefined> {
    return this.from();
  }

  /** Every start from a time on. */
  *from(at?: InstantInput): Generator<Date, void, undefined> {
    let next = at === undefined ? -Infinity : millis(at);
    for (;;) {
      const starts = this.#chunk(next, CHUNK);
      for (const start of starts) {
        yield new Date(start);
      }
      const last = starts.at(-1);
      if (last === undefined || starts.length < CHUNK) {
        return;
      }
      next = last + 1000;
    }
  }

  /** Lets go of it; whoever asks again gets `host.closed`. */
  close(): void {
    this.#native.close();
  }

  #chunk(from: number, count: number): Float64Array {
    return this.#native.use((held) => held.between(from, Infinity, count));
  }
}

function read(series: SeriesRecordInput): NativeSeries {
  return guarded(() => {
    try {
      return native().series(json(series));
    } catch {
      return native().series(longJson(series));
    }
  });
}

/** Milliseconds as dates. */
export function dates(column: Float64Array): Date[] {
  const found = new Array<Date>(column.length);
  for (let at = 0; at < column.length; at++) {
    found[at] = new Date(column[at] as number);
  }
  return found;
}
