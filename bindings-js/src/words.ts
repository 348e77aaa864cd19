// Times as they are given, and as they are told.
//
// Given: text as ISO 8601 or RFC 9557 has it, a `Date`, or a `Temporal` object, which is known by its shape: nothing
// here needs `Temporal` to be there.

/** What `Temporal.Instant` and `Temporal.ZonedDateTime` have in common. */
export interface TemporalInstant {
  readonly epochMilliseconds: number;
  toJSON(): string;
}

/** A `Temporal.PlainDateTime`. */
export interface TemporalDateTime {
  readonly year: number;
  readonly day: number;
  readonly hour: number;
  toJSON(): string;
}

/** A `Temporal.PlainDate`. */
export interface TemporalDate {
  readonly year: number;
  readonly day: number;
  toJSON(): string;
}

/** A `Temporal.PlainTime`. */
export interface TemporalTime {
  readonly hour: number;
  readonly second: number;
  toJSON(): string;
}

/** A `Temporal.Duration`. */
export interface TemporalDuration {
  readonly hours: number;
  readonly sign: number;
  toJSON(): string;
}

/** A point in time: `2027-01-31T08:00:00Z`, `2027-01-31T09:00:00+01:00[Europe/Paris]`, a `Date`, a `Temporal` one. */
export type InstantInput = string | Date | TemporalInstant;
/** What a clock on a wall shows: `2027-01-31T09:00:00`. */
export type WallInput = string | TemporalDateTime;
/** A date: `2027-01-31`. */
export type DateInput = string | TemporalDate;
/** An instant where a zone is known, a wall time or a date where none is. */
export type MomentInput = InstantInput | WallInput | DateInput;
/** A time of day: `09:00`. */
export type TimeInput = string | TemporalTime;
/** A duration: `PT1H30M`. */
export type DurationInput = string | TemporalDuration;

declare const told: unique symbol;

/** A point in time, as the wire tells it: `2027-01-31T08:00:00Z`. Typed functions give a `Date` in its place. */
export type Instant = string & { readonly [told]: "instant" };
/** What a clock on a wall shows: `2027-01-31T09:00:00`. */
export type Wall = string;
/** An instant, a wall time or a date, as the series has it. */
export type Moment = string;
/** A date: `2027-01-31`. */
export type PlainDate = string;
/** A time of day: `09:00`. */
export type PlainTime = string;
/** A duration: `PT1H30M`. */
export type Duration = string;
