// Made by `cargo xtask gen`; don't edit.

import { ask, askAsync, type Dated, type Later } from "../ask.js";
import type {
  IntervalCombineRequest, IntervalCombineResponse,
  ZoneResolveRequest, ZoneResolveResponse,
  ZoneWallRequest, ZoneWallResponse,
  ZoneListRequest, ZoneListResponse,
  RecurExpandRequest, RecurExpandResponse,
  RecurNextRequest, RecurNextResponse,
  RecurPreviousRequest, RecurPreviousResponse,
  RecurValidateRequest, RecurValidateResponse,
  RecurDescribeRequest, RecurDescribeResponse,
  RecurEditRequest, RecurEditResponse,
  ConflictFirstRequest, ConflictFirstResponse,
  ConflictBetweenRequest, ConflictBetweenResponse,
  ConflictPairsRequest, ConflictPairsResponse,
  ConflictOverloadsRequest, ConflictOverloadsResponse,
  ConflictAlternativesRequest, ConflictAlternativesResponse,
  AvailabilityFreeRequest, AvailabilityFreeResponse,
  SourceBusyRequest, SourceBusyResponse,
  SchedulePreviewRequest, SchedulePreviewResponse,
  SlotsFindRequest, SlotsFindResponse,
  SlotsExplainRequest, SlotsExplainResponse,
  SlotsDatesRequest, SlotsDatesResponse,
  SlotsAssignRequest, SlotsAssignResponse,
  SlotsSequencesRequest, SlotsSequencesResponse,
  SeriesPreviewRequest, SeriesPreviewResponse,
  WaitlistSettleRequest, WaitlistSettleResponse,
  BookingDecideRequest, BookingDecideResponse,
  PolicyEvaluateRequest, PolicyEvaluateResponse,
  IcalBusyRequest, IcalBusyResponse,
  IcalHolidaysRequest, IcalHolidaysResponse,
  IcalHoursRequest, IcalHoursResponse,
  IcalWriteRequest, IcalWriteResponse
} from "./records.js";

/** What each operation takes. */
export interface Requests {
  "interval.combine": IntervalCombineRequest;
  "zone.resolve": ZoneResolveRequest;
  "zone.wall": ZoneWallRequest;
  "zone.list": ZoneListRequest;
  "recur.expand": RecurExpandRequest;
  "recur.next": RecurNextRequest;
  "recur.previous": RecurPreviousRequest;
  "recur.validate": RecurValidateRequest;
  "recur.describe": RecurDescribeRequest;
  "recur.edit": RecurEditRequest;
  "conflict.first": ConflictFirstRequest;
  "conflict.between": ConflictBetweenRequest;
  "conflict.pairs": ConflictPairsRequest;
  "conflict.overloads": ConflictOverloadsRequest;
  "conflict.alternatives": ConflictAlternativesRequest;
  "availability.free": AvailabilityFreeRequest;
  "source.busy": SourceBusyRequest;
  "schedule.preview": SchedulePreviewRequest;
  "slots.find": SlotsFindRequest;
  "slots.explain": SlotsExplainRequest;
  "slots.dates": SlotsDatesRequest;
  "slots.assign": SlotsAssignRequest;
  "slots.sequences": SlotsSequencesRequest;
  "series.preview": SeriesPreviewRequest;
  "waitlist.settle": WaitlistSettleRequest;
  "booking.decide": BookingDecideRequest;
  "policy.evaluate": PolicyEvaluateRequest;
  "ical.busy": IcalBusyRequest;
  "ical.holidays": IcalHolidaysRequest;
  "ical.hours": IcalHoursRequest;
  "ical.write": IcalWriteRequest;
}

/** What each operation answers, as on the wire. */
export interface Responses {
  "interval.combine": IntervalCombineResponse;
  "zone.resolve": ZoneResolveResponse;
  "zone.wall": ZoneWallResponse;
  "zone.list": ZoneListResponse;
  "recur.expand": RecurExpandResponse;
  "recur.next": RecurNextResponse;
  "recur.previous": RecurPreviousResponse;
  "recur.validate": RecurValidateResponse;
  "recur.describe": RecurDescribeResponse;
  "recur.edit": RecurEditResponse;
  "conflict.first": ConflictFirstResponse;
  "conflict.between": ConflictBetweenResponse;
  "conflict.pairs": ConflictPairsResponse;
  "conflict.overloads": ConflictOverloadsResponse;
  "conflict.alternatives": ConflictAlternativesResponse;
  "availability.free": AvailabilityFreeResponse;
  "source.busy": SourceBusyResponse;
  "schedule.preview": SchedulePreviewResponse;
  "slots.find": SlotsFindResponse;
  "slots.explain": SlotsExplainResponse;
  "slots.dates": SlotsDatesResponse;
  "slots.assign": SlotsAssignResponse;
  "slots.sequences": SlotsSequencesResponse;
  "series.preview": SeriesPreviewResponse;
  "waitlist.settle": WaitlistSettleResponse;
  "booking.decide": BookingDecideResponse;
  "policy.evaluate": PolicyEvaluateResponse;
  "ical.busy": IcalBusyResponse;
  "ical.holidays": IcalHolidaysResponse;
  "ical.hours": IcalHoursResponse;
  "ical.write": IcalWriteResponse;
}

/** Every operation, and whether it is better off the event loop. */
export const KINDS = {
  "interval.combine": "quick",
  "zone.resolve": "quick",
  "zone.wall": "quick",
  "zone.list": "quick",
  "recur.expand": "bulk",
  "recur.next": "bulk",
  "recur.previous": "bulk",
  "recur.validate": "quick",
  "recur.describe": "quick",
  "recur.edit": "bulk",
  "conflict.first": "bulk",
  "conflict.between": "bulk",
  "conflict.pairs": "bulk",
  "conflict.overloads": "bulk",
  "conflict.alternatives": "bulk",
  "availability.free": "bulk",
  "source.busy": "bulk",
  "schedule.preview": "bulk",
  "slots.find": "bulk",
  "slots.explain": "quick",
  "slots.dates": "bulk",
  "slots.assign": "quick",
  "slots.sequences": "bulk",
  "series.preview": "bulk",
  "waitlist.settle": "bulk",
  "booking.decide": "quick",
  "policy.evaluate": "quick",
  "ical.busy": "bulk",
  "ical.holidays": "bulk",
  "ical.hours": "bulk",
  "ical.write": "bulk",
} as const satisfies Record<keyof Requests, "quick" | "bulk">;

/** The fields of requests that can hold an instant. */
export const ASKED: ReadonlySet<string> = new Set(["at", "created_at", "end", "expires_at", "from", "instant", "joined_at", "now", "reference", "start", "until", "updated_at"]);

/** The fields of answers that can hold an instant. */
export const TOLD: ReadonlySet<string> = new Set(["after", "at", "before", "created_at", "deadline", "earliest", "end", "ends", "expires_at", "first", "free_until", "from", "instant", "joined_at", "next", "not_before", "now", "reference", "second", "start", "starts", "transition", "until", "updated_at"]);

/** The operations of `availability`. */
export const availability = {
  /** the time in which a schedule is open and nothing is busy. */
  free: (request: AvailabilityFreeRequest): Dated<AvailabilityFreeResponse> => ask("availability.free", request),
  /** the time in which a schedule is open and nothing is busy; off the event loop. */
  freeAsync: (request: AvailabilityFreeRequest, later?: Later): Promise<Dated<AvailabilityFreeResponse>> =>
    askAsync("availability.free", request, later),
};

/** The operations of `booking`. */
export const booking = {
  /** whether a command about a booking or a session is accepted, with what follows, or why not. */
  decide: (request: BookingDecideRequest): Dated<BookingDecideResponse> => ask("booking.decide", request),
};

/** The operations of `conflict`. */
export const conflict = {
  /** whether two series are ever in each other's way, and when first. */
  first: (request: ConflictFirstRequest): Dated<ConflictFirstResponse> => ask("conflict.first", request),
  /** whether two series are ever in each other's way, and when first; off the event loop. */
  firstAsync: (request: ConflictFirstRequest, later?: Later): Promise<Dated<ConflictFirstResponse>> =>
    askAsync("conflict.first", request, later),
  /** the conflicts of two series in a range. */
  between: (request: ConflictBetweenRequest): Dated<ConflictBetweenResponse> => ask("conflict.between", request),
  /** the conflicts of two series in a range; off the event loop. */
  betweenAsync: (request: ConflictBetweenRequest, later?: Later): Promise<Dated<ConflictBetweenResponse>> =>
    askAsync("conflict.between", request, later),
  /** all pairs of spans that overlap, single or recurring. */
  pairs: (request: ConflictPairsRequest): Dated<ConflictPairsResponse> => ask("conflict.pairs", request),
  /** all pairs of spans that overlap, single or recurring; off the event loop. */
  pairsAsync: (request: ConflictPairsRequest, later?: Later): Promise<Dated<ConflictPairsResponse>> =>
    askAsync("conflict.pairs", request, later),
  /** when more is used at one time than there is. */
  overloads: (request: ConflictOverloadsRequest): Dated<ConflictOverloadsResponse> => ask("conflict.overloads", request),
  /** when more is used at one time than there is; off the event loop. */
  overloadsAsync: (request: ConflictOverloadsRequest, later?: Later): Promise<Dated<ConflictOverloadsResponse>> =>
    askAsync("conflict.overloads", request, later),
  /** the free times nearest to one that is taken. */
  alternatives: (request: ConflictAlternativesRequest): Dated<ConflictAlternativesResponse> => ask("conflict.alternatives", request),
  /** the free times nearest to one that is taken; off the event loop. */
  alternativesAsync: (request: ConflictAlternativesRequest, later?: Later): Promise<Dated<ConflictAlternativesResponse>> =>
    askAsync("conflict.alternatives", request, later),
};

/** The operations of `ical`. */
export const ical = {
  /** when a calendar file is busy, and what was odd about it. */
  busy: (request: IcalBusyRequest): Dated<IcalBusyResponse> => ask("ical.busy", request),
  /** when a calendar file is busy, and what was odd about it; off the event loop. */
  busyAsync: (request: IcalBusyRequest, later?: Later): Promise<Dated<IcalBusyResponse>> =>
    askAsync("ical.busy", request, later),
  /** the holidays that a calendar file names. */
  holidays: (request: IcalHolidaysRequest): Dated<IcalHolidaysResponse> => ask("ical.holidays", request),
  /** the holidays that a calendar file names; off the event loop. */
  holidaysAsync: (request: IcalHolidaysRequest, later?: Later): Promise<Dated<IcalHolidaysResponse>> =>
    askAsync("ical.holidays", request, later),
  /** the schedule that a calendar file publishes as availability. */
  hours: (request: IcalHoursRequest): Dated<IcalHoursResponse> => ask("ical.hours", request),
  /** the schedule that a calendar file publishes as availability; off the event loop. */
  hoursAsync: (request: IcalHoursRequest, later?: Later): Promise<Dated<IcalHoursResponse>> =>
    askAsync("ical.hours", request, later),
  /** bookings as a calendar file. */
  write: (request: IcalWriteRequest): Dated<IcalWriteResponse> => ask("ical.write", request),
  /** bookings as a calendar file; off the event loop. */
  writeAsync: (request: IcalWriteRequest, later?: Later): Promise<Dated<IcalWriteResponse>> =>
    askAsync("ical.write", request, later),
};

/** The operations of `interval`. */
export const interval = {
  /** union, intersection, difference or gaps of spans, and their total. */
  combine: (request: IntervalCombineRequest): Dated<IntervalCombineResponse> => ask("interval.combine", request),
};

/** The operations of `policy`. */
export const policy = {
  /** what a policy says to a cancel, a move, a no-show or a reinstatement. */
  evaluate: (request: PolicyEvaluateRequest): Dated<PolicyEvaluateResponse> => ask("policy.evaluate", request),
};

/** The operations of `recur`. */
export const recur = {
  /** the occurrences of a series. */
  expand: (request: RecurExpandRequest): Dated<RecurExpandResponse> => ask("recur.expand", request),
  /** the occurrences of a series; off the event loop. */
  expandAsync: (request: RecurExpandRequest, later?: Later): Promise<Dated<RecurExpandResponse>> =>
    askAsync("recur.expand", request, later),
  /** the first occurrence after a moment. */
  next: (request: RecurNextRequest): Dated<RecurNextResponse> => ask("recur.next", request),
  /** the first occurrence after a moment; off the event loop. */
  nextAsync: (request: RecurNextRequest, later?: Later): Promise<Dated<RecurNextResponse>> =>
    askAsync("recur.next", request, later),
  /** the last occurrence before a moment. */
  previous: (request: RecurPreviousRequest): Dated<RecurPreviousResponse> => ask("recur.previous", request),
  /** the last occurrence before a moment; off the event loop. */
  previousAsync: (request: RecurPreviousRequest, later?: Later): Promise<Dated<RecurPreviousResponse>> =>
    askAsync("recur.previous", request, later),
  /** whether a rule is valid, and what it says. */
  validate: (request: RecurValidateRequest): Dated<RecurValidateResponse> => ask("recur.validate", request),
  /** a rule in words. */
  describe: (request: RecurDescribeRequest): Dated<RecurDescribeResponse> => ask("recur.describe", request),
  /** a series after a change of one occurrence, of all that follow, or of all. */
  edit: (request: RecurEditRequest): Dated<RecurEditResponse> => ask("recur.edit", request),
  /** a series after a change of one occurrence, of all that follow, or of all; off the event loop. */
  editAsync: (request: RecurEditRequest, later?: Later): Promise<Dated<RecurEditResponse>> =>
    askAsync("recur.edit", request, later),
};

/** The operations of `schedule`. */
export const schedule = {
  /** what a changed schedule would do to bookings, free time and slots. */
  preview: (request: SchedulePreviewRequest): Dated<SchedulePreviewResponse> => ask("schedule.preview", request),
  /** what a changed schedule would do to bookings, free time and slots; off the event loop. */
  previewAsync: (request: SchedulePreviewRequest, later?: Later): Promise<Dated<SchedulePreviewResponse>> =>
    askAsync("schedule.preview", request, later),
};

/** The operations of `series`. */
export const series = {
  /** what would be booked of a series, each occurrence with its reasons. */
  preview: (request: SeriesPreviewRequest): Dated<SeriesPreviewResponse> => ask("series.preview", request),
  /** what would be booked of a series, each occurrence with its reasons; off the event loop. */
  previewAsync: (request: SeriesPreviewRequest, later?: Later): Promise<Dated<SeriesPreviewResponse>> =>
    askAsync("series.preview", request, later),
};

/** The operations of `slots`. */
export const slots = {
  /** what can be booked. */
  find: (request: SlotsFindRequest): Dated<SlotsFindResponse> => ask("slots.find", request),
  /** what can be booked; off the event loop. */
  findAsync: (request: SlotsFindRequest, later?: Later): Promise<Dated<SlotsFindResponse>> =>
    askAsync("slots.find", request, later),
  /** every reason why a time cannot be booked. */
  explain: (request: SlotsExplainRequest): Dated<SlotsExplainResponse> => ask("slots.explain", request),
  /** which dates have anything to book. */
  dates: (request: SlotsDatesRequest): Dated<SlotsDatesResponse> => ask("slots.dates", request),
  /** which dates have anything to book; off the event loop. */
  datesAsync: (request: SlotsDatesRequest, later?: Later): Promise<Dated<SlotsDatesResponse>> =>
    askAsync("slots.dates", request, later),
  /** who takes a booking, and why they. */
  assign: (request: SlotsAssignRequest): Dated<SlotsAssignResponse> => ask("slots.assign", request),
  /** every way to book services one after the other. */
  sequences: (request: SlotsSequencesRequest): Dated<SlotsSequencesResponse> => ask("slots.sequences", request),
  /** every way to book services one after the other; off the event loop. */
  sequencesAsync: (request: SlotsSequencesRequest, later?: Later): Promise<Dated<SlotsSequencesResponse>> =>
    askAsync("slots.sequences", request, later),
};

/** The operations of `source`. */
export const source = {
  /** what outside calendars take, and how far each can be relied on. */
  busy: (request: SourceBusyRequest): Dated<SourceBusyResponse> => ask("source.busy", request),
  /** what outside calendars take, and how far each can be relied on; off the event loop. */
  busyAsync: (request: SourceBusyRequest, later?: Later): Promise<Dated<SourceBusyResponse>> =>
    askAsync("source.busy", request, later),
};

/** The operations of `waitlist`. */
export const waitlist = {
  /** who is offered the seats that are free, and how many are everybody's. */
  settle: (request: WaitlistSettleRequest): Dated<WaitlistSettleResponse> => ask("waitlist.settle", request),
  /** who is offered the seats that are free, and how many are everybody's; off the event loop. */
  settleAsync: (request: WaitlistSettleRequest, later?: Later): Promise<Dated<WaitlistSettleResponse>> =>
    askAsync("waitlist.settle", request, later),
};

/** The operations of `zone`. */
export const zone = {
  /** the instant that a wall time means, and how often it happens. */
  resolve: (request: ZoneResolveRequest): Dated<ZoneResolveResponse> => ask("zone.resolve", request),
  /** what a wall clock shows at an instant. */
  wall: (request: ZoneWallRequest): Dated<ZoneWallResponse> => ask("zone.wall", request),
  /** the names of all zones. */
  list: (request: ZoneListRequest): Dated<ZoneListResponse> => ask("zone.list", request),
};
