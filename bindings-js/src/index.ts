// What a package exports, whichever native half it has.

export { ask, askAsync, call, callAsync, type Later, operations } from "./ask.js";
export { type Circumstances, Engine, type EngineOptions, type Explanation, type Offer, type OfferRequest } from "./engine.js";
export { type Category, KalendsError } from "./error.js";
export {
  ASKED,
  availability,
  booking,
  conflict,
  ical,
  interval,
  KINDS,
  policy,
  recur,
  type Requests,
  type Responses,
  schedule,
  series,
  source,
  waitlist,
} from "./generated/ops.js";
export type * from "./generated/records.js";
export { type Occurrence, Recurrence } from "./recurrence.js";
export { Replica } from "./replica.js";
export { type Explained, Prepared, type Slot, type SlotColumns, slots, type SlotsFound } from "./slots.js";
export type { Dated } from "./wire.js";
export type * from "./words.js";
export { type ResolvedWall, zone } from "./zone.js";
