// Made by `cargo xtask gen`; don't edit.

import type { InstantInput, Instant, WallInput, Wall, MomentInput, Moment, DateInput, PlainDate, TimeInput, PlainTime, DurationInput, Duration } from "../words.js";

/** What a policy judges. */
export type Action = "cancel" | "move" | "no_show" | "reinstate";

/** On whose behalf something is asked or done. */
export type Actor = "client" | "host";

/** Make a resource known. */
export interface AddResource {
  /** The resource, with an id that no other has. */
  resource: ResourceInput;
  /** When it is open. */
  schedule: ScheduleInput;
}

/** Add a rule to the schedule of a resource. */
export interface AddRule {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** Whose schedule. */
  resource: ResourceId;
  /** The rule, with an id that no other rule of the schedule has. Its version begins at 1. */
  rule: ScheduleRule;
}

/** Offer a service. */
export interface AddService {
  /** The service, with an id that no other has. */
  service: ServiceInput;
}

/** Under which policy a booking was made, and what has come of that. */
export interface Agreement {
  /** What it has cost or given back, in the order in which it happened. What came to nothing is not here. */
  consequences?: Consequence[];
  /** How often the client has moved it. */
  moves?: number;
  /** The policy, as it stood when the booking was made. */
  policy: PolicyRef;
  /** The start that lateness is judged by, where that is another than the booking's: the one that stood before the client's last late move. */
  reference?: Instant;
}

/** Under which policy a booking was made, and what has come of that. */
export interface AgreementInput {
  /** What it has cost or given back, in the order in which it happened. What came to nothing is not here. */
  consequences?: readonly ConsequenceInput[] | undefined;
  /** How often the client has moved it. */
  moves?: number | undefined;
  /** The policy, as it stood when the booking was made. */
  policy: PolicyRef;
  /** The start that lateness is judged by, where that is another than the booking's: the one that stood before the client's last late move. */
  reference?: InstantInput | undefined;
}

/** Where the grid of possible starts is anchored. */
export type Align = "window" | "clock" | "pack";

/** So many bookings, or so much of their time. */
export type Amount = {
  bookings: number;
} | {
  time: Elapsed;
};

/** Whether somebody came. */
export type Attendance = "present" | "late" | "excused" | "absent";

/** Whether one participant came. */
export interface Attended {
  /** Whether they came. */
  attendance: Attendance;
  /** Who. */
  subject: SubjectId;
}

/** Asks for the free time of a range. */
export interface AvailabilityFreeRequest {
  /** What takes time, in any order; bounds of outside events with a fraction are widened to whole seconds. */
  busy?: readonly BusyInput[] | undefined;
  /** Of which range. */
  range: IntervalInput;
  /** When it is open. */
  schedule: ScheduleInput;
  /** The home zone of the schedule, in either case. */
  zone: string;
}

/** The free time of a range. */
export interface AvailabilityFreeResponse {
  /** Open and not busy, in order, neither overlapping nor touching. */
  free: IntervalSet;
  /** The release of the zone data. */
  release: string;
  /** How long that is together, as time elapses. */
  total: Total;
}

/** Until when something takes time that is not settled yet. */
export interface AvailabilityFreeTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** What is in the way, as reasons name it. */
export type Blocker = {
  booking: BookingId;
} | {
  session: SessionId;
} | {
  hold: BookingId;
} | {
  external: ExternalUse;
};

/**
 * Take a time, or ask for it where the service has a host confirm.
 *
 * How many come, whose booking it is and where it takes place are said in the context, as when slots were listed. Repeating the same command with the same id is accepted and changes nothing.
 */
export interface Book {
  /** The new booking's id: a UUIDv7 of the caller's, or any other unique text. */
  booking: BookingId;
  /** What people say about it. */
  details?: Details | undefined;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** What it is. */
  kind?: BookingKind | undefined;
  /** Who takes part. */
  participants?: readonly Participant[] | undefined;
  /** What it costs to come, where a policy takes parts of that. */
  price?: Money | undefined;
  /** Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part. */
  resource?: ResourceId | undefined;
  /** What for. */
  service: ServiceId;
  /** The id of the session that begins with it, if none is there to join; absent is one that is derived from the booking's. */
  session?: SessionId | undefined;
  /** From when. */
  start: InstantInput;
}

/**
 * Book every occurrence of a series, in one commit.
 *
 * Each is judged as a booking of its own, with those before it in place, and has an id of its own: the series' id and its original local start. A series without end is booked up to `until`, and further by `ExtendSeries`. Repeating the same command with the same id is accepted and changes nothing.
 */
export interface BookSeries {
  /** What people say about it. */
  details?: Details | undefined;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** What the bookings are. */
  kind?: BookingKind | undefined;
  /** What is done about occurrences that cannot be booked. */
  on_conflict?: OnConflict | undefined;
  /** Who takes part. */
  participants?: readonly Participant[] | undefined;
  /** What it costs to come to one of them, where a policy takes parts of that. */
  price?: Money | undefined;
  /** When it takes place. It needs a zone. */
  recurrence: SeriesRecordInput;
  /** Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part. */
  resource?: ResourceId | undefined;
  /** The new series' id. */
  series: SeriesId;
  /** What for. */
  service: ServiceId;
  /** Only occurrences whose original start comes before this instant. A series without end needs it. */
  until?: InstantInput | undefined;
}

/** A recurring booking: when it takes place, and how far it is booked. Its occurrences are bookings. */
export interface BookedSeries {
  /** Who books. */
  client?: SubjectId;
  /** When it was made. */
  created_at: Instant;
  /** How long; absent is the service's default. */
  duration?: Length;
  /** Who ended it, and when; absent while it goes on. */
  ended?: Ending;
  /** Came in with the command; also the iCalendar UID of its calendar entry. */
  id: SeriesId;
  /** What its bookings are. */
  kind?: BookingKind;
  /** How many come. */
  party?: number;
  /** When it does not take place. */
  pauses?: Pause[];
  /** Original local start of the last occurrence that was planned; absent if none was. */
  planned?: Wall;
  /** When it takes place. */
  recurrence: SeriesRecord;
  /** Who has to take part, if somebody was named. */
  resource?: ResourceId;
  /** What for. */
  service: ServiceId;
  /** From which series it was split off. */
  split_from?: SplitFrom;
  /** When it was last changed. */
  updated_at: Instant;
  /** Starts at 1 and rises with each change. */
  version: number;
}

/** A recurring booking: when it takes place, and how far it is booked. Its occurrences are bookings. */
export interface BookedSeriesInput {
  /** Who books. */
  client?: SubjectId | undefined;
  /** When it was made. */
  created_at: InstantInput;
  /** How long; absent is the service's default. */
  duration?: LengthInput | undefined;
  /** Who ended it, and when; absent while it goes on. */
  ended?: EndingInput | undefined;
  /** Came in with the command; also the iCalendar UID of its calendar entry. */
  id: SeriesId;
  /** What its bookings are. */
  kind?: BookingKind | undefined;
  /** How many come. */
  party?: number | undefined;
  /** When it does not take place. */
  pauses?: readonly PauseInput[] | undefined;
  /** Original local start of the last occurrence that was planned; absent if none was. */
  planned?: WallInput | undefined;
  /** When it takes place. */
  recurrence: SeriesRecordInput;
  /** Who has to take part, if somebody was named. */
  resource?: ResourceId | undefined;
  /** What for. */
  service: ServiceId;
  /** From which series it was split off. */
  split_from?: SplitFromInput | undefined;
  /** When it was last changed. */
  updated_at: InstantInput;
  /** Starts at 1 and rises with each change. */
  version: number;
}

/**
 * One party's claim on a session.
 *
 * It repeats of its session what people ask of a booking: when, what for and whose time; and keeps that when the session goes on without it.
 */
export interface Booking {
  /** Under which policy it was made, and what has come of that; absent where the service has none. */
  agreement?: Agreement;
  /** Who books, where limits and policies ask. */
  client?: SubjectId;
  /** When it was made. */
  created_at: Instant;
  /** What people say about it. */
  details?: Details;
  /** Came in with the command; also the iCalendar UID, for good. */
  id: BookingId;
  /** What it is. */
  kind?: BookingKind;
  /** What people agreed on. */
  local: LocalIntent;
  /** Which occurrence of a series it is. */
  occurrence?: Occurrence;
  /** Who takes part. */
  participants?: Participant[];
  /** How many come; where the session has seats, how many of them it takes. */
  party?: number;
  /** What it costs to come. */
  price?: Money;
  /** Whose time, in the order of the service's legs. The first one leads. */
  resources: ResourceId[];
  /** The iCalendar SEQUENCE: starts at 0 and rises when the time, the place or the status changes. */
  sequence: number;
  /** What for. */
  service: ServiceId;
  /** Which use of time it has a part in. */
  session: SessionId;
  /** When, without buffers. */
  span: Interval;
  /** Where it stands. */
  status: BookingDecideStatus;
  /** When it was last changed. */
  updated_at: Instant;
  /** Starts at 1 and rises with each change. */
  version: number;
}

/** What an accepted command leads to. */
export interface BookingAccepted {
  /** What a split leaves of the series that it was split off from. */
  before?: BookedSeries;
  /** The bookings that it is about, as they stand afterwards. */
  bookings: Booking[];
  /** Whether anything has to be written: a command that was carried out before changes nothing. If so, these bookings have to be written, the one or two series, the resource or the service, and the sessions below. */
  changed: boolean;
  /** What a changed schedule leaves outside opening hours: kept or cancelled, as the command says. */
  orphans?: Orphan[];
  /** What the policies say to it, by booking: whether it is late, fees, tokens, deposits. */
  outcomes?: Record<string, unknown>;
  /** What was planned of the series: every occurrence, with the reasons of what could not be booked. */
  plan?: Plan;
  /** The resource that it is about, with its schedule as it stands afterwards, where it is about one. */
  resource?: Scheduled;
  /** The series that it is about, as it stands afterwards, where it is about one. */
  series?: BookedSeries;
  /** The service that it is about, as it stands afterwards; absent where it is about none, or removes it. */
  service?: Service;
  /** The session that it is about, as it stands afterwards, where it is about one. */
  session?: Session;
  /** The sessions that have to be written, with the bookings. */
  sessions?: Session[];
}

/** What becomes of several occurrences. */
export type BookingDecideChange2Input = "nothing" | "cancel" | {
  time: TimeOfDayInput;
} | {
  move: MomentInput;
} | {
  rule: Rule;
};

/** What becomes of an occurrence. */
export type BookingDecideChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/**
 * Asks whether a command can be carried out, with everything that the decision has to see.
 *
 * Whoever keeps the records has to load them and write what follows in one transaction, or two buyers can get one time.
 */
export interface BookingDecideRequest {
  /** Bookings: the one with the command's id if there is one, and all of the sessions and of the series. */
  bookings?: readonly BookingInput[] | undefined;
  /** What somebody wants done. */
  command: Command;
  /** The circumstances. */
  context: Context;
  /** The policies, where the service or a booking names one: in the version that the booking was made under, or that the service is booked under now. */
  policies?: readonly Policy[] | undefined;
  /** The resources that the service requires, or that the command or its booking names, as questions about slots take them; none is needed for a command that takes no time. */
  resources?: readonly ResourceState[] | undefined;
  /** The series that the command is about, if there is one with its id. */
  series?: readonly BookedSeriesInput[] | undefined;
  /** The service that the command or its booking is about; not needed for a command that takes no time. */
  service?: ServiceInput | undefined;
  /** Sessions: the one that the command is about or that its booking has a part in. Others may be here too, instead of in the resources' busy time; what is in both counts once. */
  sessions?: readonly SessionInput[] | undefined;
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
  /** The local dates at which the client used grace tokens, for whatever booking, that were not given back. */
  tokens_used?: readonly DateInput[] | undefined;
}

/** What becomes of a command. */
export interface BookingDecideResponse {
  /** The release of the zone data. */
  release: string;
  /** The decision. */
  verdict: BookingVerdict;
}

/** What is different about a booked series; what is absent stays. */
export interface BookingDecideSeriesChange {
  /** How long each occurrence lasts. */
  duration?: LengthInput | undefined;
  /** Who has to take part. */
  resource?: ResourceId | undefined;
  /** When it takes place. */
  when?: BookingDecideChange2Input | undefined;
}

/** An edit of a booked series. An occurrence is meant by its original start in the series' zone. */
export type BookingDecideSeriesEdit = {
  this: {
    /** What becomes of it. */
    change: OneChange;
    /** Its original start. */
    original: MomentInput;
  };
} | {
  following: {
    /** What is different from there on. */
    change: BookingDecideSeriesChange;
    /** The id of the series that they become. */
    into: SeriesId;
    /** Its original start. */
    original: MomentInput;
  };
} | {
  all: {
    /** What is different. */
    change: BookingDecideSeriesChange;
  };
};

/** Where a booking stands. */
export type BookingDecideStatus = {
  held: Held;
} | {
  requested: Requested;
} | "confirmed" | {
  declined: Ending;
} | {
  expired: Expiry;
} | {
  cancelled: Ending;
} | "completed" | "no_show";

/** What becomes of an occurrence. */
export type BookingDecideStatus2 = "book" | {
  skip: {
    /** Every reason, in the order of their codes. Another occurrence of the plan that is in the way is named by its original local start, as if that were the id of a booking. */
    reasons: Reason[];
  };
} | {
  moved: {
    /** When it would have started. */
    from: Instant;
    /** Every reason against that. */
    reasons: Reason[];
  };
};

/** Where a booking stands. */
export type BookingDecideStatusInput = {
  held: HeldInput;
} | {
  requested: RequestedInput;
} | "confirmed" | {
  declined: EndingInput;
} | {
  expired: ExpiryInput;
} | {
  cancelled: EndingInput;
} | "completed" | "no_show";

/** Until when something takes time that is not settled yet. */
export interface BookingDecideTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** booking id */
export type BookingId = string;

/**
 * One party's claim on a session.
 *
 * It repeats of its session what people ask of a booking: when, what for and whose time; and keeps that when the session goes on without it.
 */
export interface BookingInput {
  /** Under which policy it was made, and what has come of that; absent where the service has none. */
  agreement?: AgreementInput | undefined;
  /** Who books, where limits and policies ask. */
  client?: SubjectId | undefined;
  /** When it was made. */
  created_at: InstantInput;
  /** What people say about it. */
  details?: Details | undefined;
  /** Came in with the command; also the iCalendar UID, for good. */
  id: BookingId;
  /** What it is. */
  kind?: BookingKind | undefined;
  /** What people agreed on. */
  local: LocalIntentInput;
  /** Which occurrence of a series it is. */
  occurrence?: OccurrenceInput | undefined;
  /** Who takes part. */
  participants?: readonly Participant[] | undefined;
  /** How many come; where the session has seats, how many of them it takes. */
  party?: number | undefined;
  /** What it costs to come. */
  price?: Money | undefined;
  /** Whose time, in the order of the service's legs. The first one leads. */
  resources: readonly ResourceId[];
  /** The iCalendar SEQUENCE: starts at 0 and rises when the time, the place or the status changes. */
  sequence: number;
  /** What for. */
  service: ServiceId;
  /** Which use of time it has a part in. */
  session: SessionId;
  /** When, without buffers. */
  span: IntervalInput;
  /** Where it stands. */
  status: IcalWriteStatusInput;
  /** When it was last changed. */
  updated_at: InstantInput;
  /** Starts at 1 and rises with each change. */
  version: number;
}

/** What a booking is. */
export type BookingKind = "individual" | "group" | "trial";

/** Why a command cannot be carried out. */
export interface BookingRefused {
  /** The bookings that have to be written all the same: a request that cannot be confirmed may be declined at once. */
  bookings?: Booking[];
  /** Of a changed schedule: what it would leave outside opening hours. */
  orphans?: Orphan[];
  /** Of a series: every occurrence with its reasons. */
  plan?: Plan;
  /** Why, in the order of the codes. */
  reasons: Reason[];
  /** The sessions that have to be written with them. */
  sessions?: Session[];
}

/** A booking's use of a resource. */
export interface BookingUse {
  /** The time that it keeps clear. */
  buffer?: Buffer;
  /** Which booking. */
  id: BookingId;
  /** Until when it takes them, if nobody has confirmed it yet. */
  tentative?: Tentative;
  /** How many of the resource's concurrent uses it takes. */
  units?: number;
}

/** A booking's use of a resource. */
export interface BookingUseInput {
  /** The time that it keeps clear. */
  buffer?: BufferInput | undefined;
  /** Which booking. */
  id: BookingId;
  /** Until when it takes them, if nobody has confirmed it yet. */
  tentative?: BookingDecideTentativeInput | undefined;
  /** How many of the resource's concurrent uses it takes. */
  units?: number | undefined;
}

/** The decision about a command. */
export type BookingVerdict = {
  accept: BookingAccepted;
} | {
  refuse: BookingRefused;
};

/** Time kept clear before and after a booking. */
export interface Buffer {
  /** Kept clear after the end. */
  after: Elapsed;
  /** Kept clear before the start. */
  before: Elapsed;
}

/** Whether buffers must fit inside opening hours. */
export type BufferHours = "may_reach_outside" | "inside";

/** Time kept clear before and after a booking. */
export interface BufferInput {
  /** Kept clear after the end. */
  after?: ElapsedInput | undefined;
  /** Kept clear before the start. */
  before?: ElapsedInput | undefined;
}

/** Whom buffers keep their distance from. */
export type BufferScope = "bookings" | "all_busy";

/**
 * What counts as working time, and how much notice of it a service needs.
 *
 * A business day is a local date with some open time, holidays and time off already taken away.
 */
export interface Business {
  /** Shortest time from now to a start, beside the service's own notice. */
  notice?: BusinessTime;
  /** When it is working time. */
  schedule: Schedule;
  /** The zone of the calendar. */
  zone: ZoneName;
}

/**
 * What counts as working time, and how much notice of it a service needs.
 *
 * A business day is a local date with some open time, holidays and time off already taken away.
 */
export interface BusinessInput {
  /** Shortest time from now to a start, beside the service's own notice. */
  notice?: BusinessTimeInput | undefined;
  /** When it is working time. */
  schedule: ScheduleInput;
  /** The zone of the calendar. */
  zone: ZoneName;
}

/** An amount of working time. */
export type BusinessTime = {
  time: Elapsed;
} | {
  days: number;
};

/** An amount of working time. */
export type BusinessTimeInput = {
  time: ElapsedInput;
} | {
  days: number;
};

/** Time that is taken. */
export interface Busy {
  by?: Occupant;
  /** an instant such as 2027-01-31T08:00:00Z */
  end: Instant;
  place?: PlaceId;
  /** an instant such as 2027-01-31T08:00:00Z */
  start: Instant;
}

/** Time that is taken. */
export interface BusyInput {
  by?: OccupantInput | undefined;
  /** an instant such as 2027-01-31T08:00:00Z */
  end: InstantInput;
  place?: PlaceId | undefined;
  /** an instant such as 2027-01-31T08:00:00Z */
  start: InstantInput;
}

/** A booking with what a calendar shows besides. */
export interface CalendarBooking {
  /** The booking: its id is the UID, its title the SUMMARY, its state the STATUS (tentative while it is held or requested), its participants with an address the attendees. */
  booking: BookingInput;
  /** DESCRIPTION; absent is the booking's notes. */
  description?: string | undefined;
  /** LOCATION. */
  location?: string | undefined;
  /** URL: where it can be seen or joined; absent is the booking's link. */
  url?: string | undefined;
}

/** How firmly a time is taken. */
export type CalendarBusyKind = "busy" | "tentative" | "unavailable";

/** ISO 8601 duration; days and longer are calendar units, hours and shorter are elapsed */
export type CalendarDuration = Duration;

/** ISO 8601 duration; days and longer are calendar units, hours and shorter are elapsed */
export type CalendarDurationInput = DurationInput;

/** An event of a calendar that blocks. */
export interface CalendarEvent {
  /** Whether it covers whole days of the owner. */
  all_day: boolean;
  /** How firmly. */
  kind: CalendarBusyKind;
  /** The line of the file that it comes from, from 1. */
  line: number;
  /** The original local start of the instance, its identity; absent if the event happens once. */
  recurrence?: Wall;
  /** When. */
  span: Interval;
  /** SUMMARY. */
  summary?: string;
  /** UID; the same for all instances of an event. */
  uid?: string;
}

/** Something in a calendar that is not as it should be, and was read anyway. */
export interface CalendarProblem {
  /** The stable code. */
  code: string;
  /** The line of the file, from 1. */
  line: number;
  /** The sentence for people. */
  message: string;
}

/**
 * Call a booking off, let go of a hold, or take a request back.
 *
 * A client only before its start. Repeating it is accepted and changes nothing.
 */
export interface Cancel {
  /** Which. */
  booking: BookingId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** End a series: what is booked of it from an occurrence on is called off. Bookings that have begun stay. */
export interface CancelSeries {
  /** The first occurrence that is called off, by its original local start; absent is every one that has not begun. */
  from?: WallInput | undefined;
  /** Which. */
  series: SeriesId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Call a session off with all its bookings. Only a host. */
export interface CancelSession {
  /** Which. */
  session: SessionId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** When a client may cancel, and for how much. */
export interface CancelTerms {
  /** For so long after the booking was made it is free, however close the start; inclusive. */
  cooling_off?: ElapsedInput | undefined;
  /** Late cancels that cost nothing after all. */
  grace?: Grace | undefined;
  /** What it costs, from long before to shortly before; after the last tier it is not allowed. None: free. */
  tiers?: readonly Tier[] | undefined;
}

/** What becomes of an occurrence. */
export type Change = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: Extent;
    /** When it starts. */
    to: Moment;
  };
};

/** Change what is said of a resource; its schedule stays. Bookings are judged where its home zone moves the hours. */
export interface ChangeResource {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** What is said from now on. Which version it brings along does not matter. */
  resource: ResourceInput;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Let a rule of a schedule say something else, be it of another kind. Its version rises by one. */
export interface ChangeRule {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** Whose schedule. */
  resource: ResourceId;
  /** What it says from now on. Which version it brings along does not matter. */
  rule: ScheduleRule;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Replace all rules of a schedule at once; the version is that of the resource. */
export interface ChangeSchedule {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** Whose schedule. */
  resource: ResourceId;
  /** What it says from now on. */
  schedule: ScheduleInput;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Change a service. Bookings keep the buffers and the length that they were made with. */
export interface ChangeService {
  /** What it is from now on. Which version it brings along does not matter. */
  service: ServiceInput;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** A booking's seats in a session. */
export interface Claim {
  /** Which booking. */
  booking: BookingId;
  /** How many seats. */
  seats?: number;
  /** Until when, if nobody has confirmed it yet. */
  tentative?: Tentative;
}

/** A booking's seats in a session. */
export interface ClaimInput {
  /** Which booking. */
  booking: BookingId;
  /** How many seats. */
  seats?: number | undefined;
  /** Until when, if nobody has confirmed it yet. */
  tentative?: BookingDecideTentativeInput | undefined;
}

/** What closes a time. */
export interface ClosedBy {
  /** The layer. */
  layer: Layer;
  /** The rule; absent where simply no window is open. */
  rule?: RuleId;
}

/** How two sets of spans are combined. */
export type Combination = {
  union: IntervalSetInput;
} | {
  intersect: IntervalSetInput;
} | {
  subtract: IntervalSetInput;
} | {
  gaps: IntervalInput;
};

/** What somebody wants done. */
export type Command = {
  hold: Hold;
} | {
  book: Book;
} | {
  confirm: Confirm;
} | {
  decline: Decline;
} | {
  cancel: Cancel;
} | {
  reschedule: Reschedule;
} | {
  complete: Complete;
} | {
  no_show: NoShow;
} | {
  reinstate: Reinstate;
} | {
  expire: Expire;
} | {
  open_session: OpenSession;
} | {
  move_session: MoveSession;
} | {
  swap: Swap;
} | {
  cancel_session: CancelSession;
} | {
  book_series: BookSeries;
} | {
  extend_series: ExtendSeries;
} | {
  pause_series: PauseSeries;
} | {
  resume_series: ResumeSeries;
} | {
  cancel_series: CancelSeries;
} | {
  edit_series: EditSeries;
} | {
  add_rule: AddRule;
} | {
  change_rule: ChangeRule;
} | {
  remove_rule: RemoveRule;
} | {
  change_schedule: ChangeSchedule;
} | {
  add_resource: AddResource;
} | {
  change_resource: ChangeResource;
} | {
  remove_resource: RemoveResource;
} | {
  add_service: AddService;
} | {
  change_service: ChangeService;
} | {
  remove_service: RemoveService;
};

/** Note that a booking took place, and who came. Only a host, and only from its start on. */
export interface Complete {
  /** Who came, and who did not. */
  attendance?: readonly Attended[] | undefined;
  /** Which. */
  booking: BookingId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** How the buffers of two neighbours add up. */
export type Compose = "sum" | "max";

/**
 * Say yes to what was asked for.
 *
 * Conflicts are checked once more. A request that has lapsed is confirmed only where the service says so, and then as if it were asked for now.
 */
export interface Confirm {
  /** Which. */
  booking: BookingId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** How a host confirms what clients ask for. */
export interface Confirmation {
  /** Whether a request that cannot be confirmed, because the time has been taken, is declined at once. It stays requested if not. */
  declines_losers?: boolean;
  /** How long a request waits; absent is for good. */
  expires_after?: Elapsed;
  /** What becomes of a request that is confirmed after it has lapsed. */
  late_confirm: LateConfirm;
  /** Whether a request takes its time from others while it waits. */
  pending_blocks?: boolean;
}

/** How a host confirms what clients ask for. */
export interface ConfirmationInput {
  /** Whether a request that cannot be confirmed, because the time has been taken, is declined at once. It stays requested if not. */
  declines_losers?: boolean | undefined;
  /** How long a request waits; absent is for good. */
  expires_after?: ElapsedInput | undefined;
  /** What becomes of a request that is confirmed after it has lapsed. */
  late_confirm?: LateConfirm | undefined;
  /** Whether a request takes its time from others while it waits. */
  pending_blocks?: boolean | undefined;
}

/** Asks for the free times nearest to one that is taken. */
export interface ConflictAlternativesRequest {
  /** The time that was asked for. */
  asked: IntervalInput;
  /** What is taken, in any order. */
  busy?: readonly IntervalInput[] | undefined;
  /** At most this many; absent is 10. */
  limit?: number | undefined;
  /** What is open, in any order. */
  open: IntervalSetInput;
  /** Alternatives start a whole number of these before or after the asked start. */
  step: ElapsedInput;
}

/** Free times of the length of the asked one. */
export interface ConflictAlternativesResponse {
  /** By the distance of their starts from the asked one; the later of two that are as far comes first. The asked time itself leads if it is free. */
  alternatives: Interval[];
}

/** What becomes of an occurrence. */
export type ConflictBetweenChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks for the conflicts of two series in a range. Both need a zone. */
export interface ConflictBetweenRequest {
  /** One series. */
  a: SeriesRecordInput;
  /** The other. */
  b: SeriesRecordInput;
  /** At most this many, from the earliest on. */
  limit?: number | undefined;
  /** Only conflicts whose time lies in it, at least in part. */
  range: IntervalInput;
}

/** The conflicts of two series. */
export interface ConflictBetweenResponse {
  /** In the order in which they begin. */
  conflicts: SeriesConflict[];
  /** The release of the zone data. */
  release: string;
}

/** A span of time and whose it is. */
export interface ConflictEntry {
  /** The host's name for it. */
  id: string;
  /** When. */
  span: Interval;
}

/** A span of time and whose it is. */
export interface ConflictEntryInput {
  /** The host's name for it. */
  id: string;
  /** When. */
  span: IntervalInput;
}

/** What becomes of an occurrence. */
export type ConflictFirstChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks whether two series are ever in each other's way. Both need a zone. */
export interface ConflictFirstRequest {
  /** One series. */
  a: SeriesRecordInput;
  /** The other. */
  b: SeriesRecordInput;
  /** Only what is on then or begins later: to ask for what lies ahead, or to go on after `not_before`. */
  from?: InstantInput | undefined;
}

/** Whether two series are ever in each other's way. */
export interface ConflictFirstResponse {
  /** The answer. */
  first: FirstConflictAnswer;
  /** The release of the zone data. */
  release: string;
}

/** Asks when more is used at one time than there is. */
export interface ConflictOverloadsRequest {
  /** How much there is. */
  capacity: number;
  /** The uses, in any order. */
  uses: readonly ConflictUse[];
}

/** When more is used than there is. */
export interface ConflictOverloadsResponse {
  /** In order of time; none if the capacity is enough. */
  overloads: OverloadRecord[];
  /** The most that is ever used at one time. */
  peak: number;
}

/** Two spans that share time. */
export interface ConflictPair {
  /** The one that starts first; of two that start at once, that which ends first, then the smaller id. */
  a: ConflictEntry;
  /** The other. */
  b: ConflictEntry;
  /** The time that both take up. */
  shared: Interval;
}

/** What becomes of an occurrence. */
export type ConflictPairsChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks for all pairs that overlap: single spans, occurrences of series, and one with the other. */
export interface ConflictPairsRequest {
  /** Single spans, in any order. */
  entries?: readonly ConflictEntryInput[] | undefined;
  /** At most this many, from the earliest on. */
  limit?: number | undefined;
  /** Which occurrences of the series take part: those that take up some of it. Single spans all do. */
  range: IntervalInput;
  /** Series. */
  series?: readonly ConflictSeries[] | undefined;
}

/** All pairs that overlap. */
export interface ConflictPairsResponse {
  /** In the order in which they begin to. */
  pairs: ConflictPair[];
  /** The release of the zone data; absent where no series took part. */
  release?: string;
}

/** A series and whose it is. */
export interface ConflictSeries {
  /** The host's name for it. */
  id: string;
  /** The series, with a zone. */
  series: SeriesRecordInput;
}

/** A use of something for a span of time. */
export interface ConflictUse {
  /** How much it uses; absent is 1. */
  amount?: number | undefined;
  /** The host's name for it. */
  id: string;
  /** When. */
  span: IntervalInput;
}

/**
 * How long a resource may be booked without a pause.
 *
 * Bookings, sessions and holds with less than a pause between them are one chain, from the start of the first to the end of the last. Outside events are not part of it.
 */
export interface Consecutive {
  /** How long a chain may be; a day at most. */
  most: Length;
  /** The shortest gap that ends a chain, a day at most; absent is any. */
  pause?: Length;
}

/**
 * How long a resource may be booked without a pause.
 *
 * Bookings, sessions and holds with less than a pause between them are one chain, from the start of the first to the end of the last. Outside events are not part of it.
 */
export interface ConsecutiveInput {
  /** How long a chain may be; a day at most. */
  most: LengthInput;
  /** The shortest gap that ends a chain, a day at most; absent is any. */
  pause?: LengthInput | undefined;
}

/** What something that was done to a booking has come to: a line of an invoice. */
export interface Consequence {
  /** What was done. */
  action: Action;
  /** When. */
  at: Instant;
  /** By whom. */
  by: Actor;
  /** What has become of the deposit. */
  deposit?: Deposit;
  /** What the client owes for it. All of it: a deposit that is kept counts towards it. */
  fee?: Money;
  /** Whether it was late. */
  late?: boolean;
  /** What has become of a grace token. */
  token?: Token;
}

/** What something that was done to a booking has come to: a line of an invoice. */
export interface ConsequenceInput {
  /** What was done. */
  action: Action;
  /** When. */
  at: InstantInput;
  /** By whom. */
  by: Actor;
  /** What has become of the deposit. */
  deposit?: Deposit | undefined;
  /** What the client owes for it. All of it: a deposit that is kept counts towards it. */
  fee?: Money | undefined;
  /** Whether it was late. */
  late?: boolean | undefined;
  /** What has become of a grace token. */
  token?: TokenInput | undefined;
}

/** The circumstances of a question, the same value for listing, explaining and deciding. */
export interface Context {
  /** On whose behalf. */
  actor?: Actor | undefined;
  /** Who books, where limits count per client. */
  client?: SubjectId | undefined;
  /** Whose holds are no obstacle, because they are the caller's own. */
  hold_owner?: SubjectId | undefined;
  /** A booking that is being moved: its own time does not stand in its way. */
  moving?: BookingId | undefined;
  /** The present instant; the library has no clock. */
  now: InstantInput;
  /** How many come. */
  party?: number | undefined;
  /** Where it would take place; absent is online. */
  place?: PlaceId | undefined;
  /** Reasons that shall not count. A host may waive `past`, `notice`, `horizon`, `hours`, `grid`, `travel`, `travel.unknown`, `limit`, `consecutive` and `break`; nobody may waive a double use. */
  waive?: readonly ReasonCode[] | undefined;
}

/**
 * A booking that limits count.
 *
 * Whoever puts them together leaves out what does not count: what is cancelled, declined or expired, and what is held or requested without taking time. What is moved may be in or out.
 */
export interface Counted {
  /** Which booking. */
  booking: BookingId;
  /** Whose it is, where that is known. */
  client?: SubjectId | undefined;
  /** How long it lasts, without buffers. */
  length: LengthInput;
  /** What it takes. */
  resources: readonly ResourceId[];
  /** Of which service. */
  service: ServiceId;
  /** The session that it has a place in: the bookings of a session are one use of its resources and its service. */
  session?: SessionId | undefined;
  /** When it starts. */
  start: InstantInput;
  /** Until when it counts, if nobody has confirmed it yet. */
  tentative?: BookingDecideTentativeInput | undefined;
}

/** currency code of three upper-case letters such as EUR */
export type Currency = string;

/** Dates from one to another, both inclusive, either end open. */
export interface DateRange {
  /** a date such as 2027-01-31 */
  from?: PlainDate;
  /** a date such as 2027-01-31 */
  until?: PlainDate;
}

/** Dates from one to another, both inclusive, either end open. */
export interface DateRangeInput {
  /** a date such as 2027-01-31 */
  from?: DateInput | undefined;
  /** a date such as 2027-01-31 */
  until?: DateInput | undefined;
}

/** Say no to what was asked for. */
export interface Decline {
  /** Which. */
  booking: BookingId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** What becomes of a deposit. */
export type Deposit = {
  kept: Money;
} | {
  refunded: Money;
};

/** What people say about a booking: nothing that decides anything, and all of it can be erased. */
export interface Details {
  /** Anything else, for the host's software: given back as it came. */
  data?: Json | undefined;
  /** Where to meet online. */
  link?: string | undefined;
  /** Anything else, for people. */
  notes?: string | undefined;
  /** Subject, for people. */
  title?: string | undefined;
}

/** Which way an occurrence may be moved. */
export type Direction = "nearest" | "later";

/**
 * Which instant a wall time means where a clock change makes it happen never or twice.
 *
 * | | in a gap (never) | in a fold (twice) | |---|---|---| | `Compatible` | offset before the gap: later by its length | first | | `Earlier` | offset after the gap: earlier by its length | first | | `Later` | offset before the gap: later by its length | second | | `Reject` | `zone.gap` | `zone.fold` | | `Clamp` | the instant of the change | first |
 *
 * Recurrences and event times are `Compatible` (RFC 5545 §3.3.5), the default; windows of availability are `Clamp`, so that time that no clock shows is never offered.
 */
export type Disambiguation = "compatible" | "earlier" | "later" | "reject" | "clamp";

/** Who comes next where the first does not fit. */
export type Discipline = "first_fit" | "strict_fifo";

/**
 * Edit a series that is booked: one occurrence, one and all that follow, or all of them; in one commit.
 *
 * Bookings that move keep their ids. What is moved, or added by another rule, is judged as when the series was booked, with what the edit moves out of the way; what cannot be had at its new time is treated as `on_conflict` says, and a booking that is left out by it is called off. What was moved by itself stays as people agreed, what has begun stays.
 */
export interface EditSeries {
  /** What is different. */
  edit: BookingDecideSeriesEdit;
  /** What is done about occurrences that cannot be booked. */
  on_conflict?: OnConflict | undefined;
  /** Which. */
  series: SeriesId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** elapsed time, ISO 8601 such as PT15M; zero is PT0S */
export type Elapsed = Duration;

/** elapsed time, ISO 8601 such as PT15M; zero is PT0S */
export type ElapsedInput = DurationInput;

/** With what a booking ended. */
export type EndedWith = "session" | "series" | "pause" | "schedule";

/** Who ended a booking, and when. */
export interface Ending {
  /** When. */
  at: Instant;
  /** Who. */
  by: Actor;
  /** With what it ended, if not by itself. */
  with?: EndedWith;
}

/** Who ended a booking, and when. */
export interface EndingInput {
  /** When. */
  at: InstantInput;
  /** Who. */
  by: Actor;
  /** With what it ended, if not by itself. */
  with?: EndedWith | undefined;
}

/** Somebody's place in a waitlist. */
export interface Entry {
  /** Who waits. */
  client: SubjectId;
  /** The host's id. */
  id: WaitlistId;
  /** Since when: whoever joined first comes first, and of several at one instant the one whose id is less. */
  joined_at: Instant;
  /** How many seats it needs, all of them together. */
  seats?: number;
  /** Where it stands. */
  status: WaitlistSettleStatus;
  /** Starts at 1 and rises with each change. */
  version: number;
  /** What it waits for. */
  wish: Wish;
}

/** Somebody's place in a waitlist. */
export interface EntryInput {
  /** Who waits. */
  client: SubjectId;
  /** The host's id. */
  id: WaitlistId;
  /** Since when: whoever joined first comes first, and of several at one instant the one whose id is less. */
  joined_at: InstantInput;
  /** How many seats it needs, all of them together. */
  seats?: number | undefined;
  /** Where it stands. */
  status?: WaitlistSettleStatusInput | undefined;
  /** Starts at 1 and rises with each change. */
  version?: number | undefined;
  /** What it waits for. */
  wish: WishInput;
}

/** event id */
export type EventId = string;

/** Whether an outside event takes place. */
export type EventStatus = "confirmed" | "tentative" | "cancelled";

/** When an outside event takes place. */
export type EventTime = {
  span: {
    /** When it ends. */
    end: InstantInput;
    /** When it starts. */
    start: InstantInput;
  };
} | {
  dates: DateRangeInput;
};

/** An occurrence that is not as the rule says, perhaps with all that follow. */
export interface Exception {
  /** What becomes of it. */
  change: Change;
  /** Whether the same becomes of all that follow: RANGE=THISANDFUTURE. */
  following: boolean;
  /** The original start of the occurrence, its identity. */
  original: Moment;
}

/** An occurrence that is not as the rule says, perhaps with all that follow. */
export interface ExceptionInput {
  /** What becomes of it. */
  change: BookingDecideChangeInput;
  /** Whether the same becomes of all that follow: RANGE=THISANDFUTURE. */
  following?: boolean | undefined;
  /** The original start of the occurrence, its identity. */
  original: MomentInput;
}

/** Write down that a hold or a request has lapsed. It takes no time in any case. */
export interface Expire {
  /** Which. */
  booking: BookingId;
}

/** When a booking lapsed, and as what. */
export interface Expiry {
  /** When. */
  at: Instant;
  /** What it was: held, or requested. */
  from: StateName;
}

/** When a booking lapsed, and as what. */
export interface ExpiryInput {
  /** When. */
  at: InstantInput;
  /** What it was: held, or requested. */
  from: StateName;
}

/** Book further occurrences of a series, up to a later instant. What cannot be booked is left out, and reported; the series goes on. Who takes part and what is said is as in its last booking. */
export interface ExtendSeries {
  /** Which. */
  series: SeriesId;
  /** Up to when. */
  until: InstantInput;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/**
 * How long each occurrence lasts.
 *
 * On most days the three agree; over a clock change they differ. Each counts from what the clock shows at the start: an occurrence that a gap moves from 02:30 to 03:30 lasts from 03:30. An end in a gap or in a fold is read as a start is.
 */
export type Extent = {
  exact: Elapsed;
} | {
  nominal: CalendarDuration;
} | {
  wall: Elapsed;
};

/**
 * How long each occurrence lasts.
 *
 * On most days the three agree; over a clock change they differ. Each counts from what the clock shows at the start: an occurrence that a gap moves from 02:30 to 03:30 lasts from 03:30. An end in a gap or in a fold is read as a start is.
 */
export type ExtentInput = {
  exact: ElapsedInput;
} | {
  nominal: CalendarDurationInput;
} | {
  wall: ElapsedInput;
};

/** An outside event's use of a resource. */
export interface ExternalUse {
  /** The event. */
  event?: EventId;
  /** The calendar it comes from. */
  source?: SourceId;
}

/** What a policy has to know of a booking and its client. */
export interface Facts {
  /** Whether this booking was cancelled by means of a token, where it is to be reinstated. */
  cancelled_by_token?: boolean | undefined;
  /** When the booking was made, for terms that speak of it. */
  created_at?: InstantInput | undefined;
  /** How often the client has moved it. */
  moves?: number | undefined;
  /** What it costs to come; a percentage of no price is nothing. */
  price?: Money | undefined;
  /** The start that lateness is judged by, where that is another: the one that stood before the client's last late move. See `Outcome::reference_after`. */
  reference?: InstantInput | undefined;
  /** When the booking starts. */
  start: InstantInput;
  /** The local dates at which the client used grace tokens, for whatever booking, that were not given back. */
  tokens_used?: readonly DateInput[] | undefined;
}

/** A fee: so much, or a part of the price. */
export type Fee = {
  fixed: Money;
} | {
  percent: Percent;
};

/** The first conflict, if it is known. */
export type FirstConflictAnswer = {
  at: SeriesConflict;
} | "never" | {
  /** an instant in whole seconds such as 2027-01-31T08:00:00Z */
  not_before: Instant;
};

/**
 * A break whose place in the day is not fixed: lunch of half an hour some time between 11:30 and 14:00.
 *
 * A start inside or across the range is possible only if afterwards one stretch of the length is still clear of all bookings and all other busy time. Buffers may lie in it. What keeps out of the range is not judged. Where a clock change shortens the range below the length, nothing fits into it.
 */
export interface FloatingBreak {
  /** The weekdays, in the resource's zone, on which its range starts. */
  days?: Weekdays;
  /** Where the range begins. */
  from: TimeOfDay;
  /** The host's id. */
  id: RuleId;
  /** How long the break is. */
  length: Length;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDay;
}

/**
 * A break whose place in the day is not fixed: lunch of half an hour some time between 11:30 and 14:00.
 *
 * A start inside or across the range is possible only if afterwards one stretch of the length is still clear of all bookings and all other busy time. Buffers may lie in it. What keeps out of the range is not judged. Where a clock change shortens the range below the length, nothing fits into it.
 */
export interface FloatingBreakInput {
  /** The weekdays, in the resource's zone, on which its range starts. */
  days?: Weekdays | undefined;
  /** Where the range begins. */
  from: TimeOfDayInput;
  /** The host's id. */
  id: RuleId;
  /** How long the break is. */
  length: LengthInput;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDayInput;
}

/** What happens when what is known of a source is not fresh. */
export type Freshness = "fail_open" | "fail_closed" | {
  stale_ok: {
    /** How old it may be, inclusive. */
    max_age: ElapsedInput;
  };
};

/** How much time may lie between two stages, both bounds inclusive. */
export interface Gap {
  /** At most. */
  max?: ElapsedInput | undefined;
  /** At least. */
  min?: ElapsedInput | undefined;
}

/** Tokens of a client, each of which makes one late cancel free. */
export interface Grace {
  /** So many. */
  most: number;
  /** In each such period, by the local date of the cancel in the schedule's zone. */
  period: Period;
}

/** For whom a time is held, and until when. */
export interface Held {
  /** Alive iff `now` is before this instant. */
  expires_at: Instant;
  /** For whom. */
  owner: SubjectId;
}

/** For whom a time is held, and until when. */
export interface HeldInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom. */
  owner: SubjectId;
}

/**
 * Keep a time free for somebody for a while.
 *
 * For everyone but the `hold_owner` of the context the time is taken while `now` is before the end of the hold. `Book` with the same booking's id makes a booking of it, judged by the notice and horizon of when it was held. Repeating it prolongs the hold, if nothing else has changed.
 */
export interface Hold {
  /** The new booking's id: a UUIDv7 of the caller's, or any other unique text. */
  booking: BookingId;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part. */
  resource?: ResourceId | undefined;
  /** What for. */
  service: ServiceId;
  /** The id of the session that begins with it, if none is there to join; absent is one that is derived from the booking's. */
  session?: SessionId | undefined;
  /** From when. */
  start: InstantInput;
  /** How long from now on. */
  ttl: LengthInput;
}

/** A hold's use of a resource. */
export interface HoldUse {
  /** The time that it keeps clear. */
  buffer?: Buffer;
  /** Alive iff `now` is before this instant. */
  expires_at: Instant;
  /** The booking that it may become. */
  id: BookingId;
  /** For whom: to its owner the time is free. */
  owner: SubjectId;
  /** How many of the resource's concurrent uses it takes. */
  units?: number;
}

/** A hold's use of a resource. */
export interface HoldUseInput {
  /** The time that it keeps clear. */
  buffer?: BufferInput | undefined;
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** The booking that it may become. */
  id: BookingId;
  /** For whom: to its owner the time is free. */
  owner: SubjectId;
  /** How many of the resource's concurrent uses it takes. */
  units?: number | undefined;
}

/** One day of a holiday calendar. */
export interface Holiday {
  /** The local date in the home zone, closed from midnight to midnight. */
  date: PlainDate;
  /** Its name. */
  name?: string;
}

/** A calendar of holidays that a schedule observes, with the dates on which it does not. */
export interface HolidayCalendar {
  /** The holidays. */
  days: Holiday[];
  /** Dates that stay open although they are holidays. */
  except?: PlainDate[];
  /** The host's id. */
  id: RuleId;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
}

/** A calendar of holidays that a schedule observes, with the dates on which it does not. */
export interface HolidayCalendarInput {
  /** The holidays. */
  days: readonly HolidayInput[];
  /** Dates that stay open although they are holidays. */
  except?: readonly DateInput[] | undefined;
  /** The host's id. */
  id: RuleId;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
}

/** One day of a holiday calendar. */
export interface HolidayInput {
  /** The local date in the home zone, closed from midnight to midnight. */
  date: DateInput;
  /** Its name. */
  name?: string | undefined;
}

/** How far ahead a service can be booked. */
export type Horizon = {
  days: number;
} | {
  /** a date such as 2027-01-31 */
  until: PlainDate;
} | {
  business_days: number;
};

/** How far ahead a service can be booked. */
export type HorizonInput = {
  days: number;
} | {
  /** a date such as 2027-01-31 */
  until: DateInput;
} | {
  business_days: number;
};

/** Asks when a calendar is busy. */
export interface IcalBusyRequest {
  /** Whether the answer also says what the events are called; absent is no, for that may be private. */
  events?: boolean | undefined;
  /** The mirrors of our own bookings, which block nothing. */
  own?: OwnEvents | undefined;
  /** Only what takes up some of this range is answered. */
  range: IntervalInput;
  /** Where the file comes from: named in the answer, and later in reasons. */
  source?: SourceId | undefined;
  /** Whether tentative events block; absent is yes. */
  tentative_blocks?: boolean | undefined;
  /** The file, `text/calendar`. */
  text: string;
  /** Whose calendar it is: days and times without a zone are read in the owner's zone. */
  zone: string;
}

/** When a calendar is busy. */
export interface IcalBusyResponse {
  /** What blocks, uncut, in order of start; in the form that questions about slots and bookings take. Overlaps stay. A UID that cannot be an id (more than 255 bytes) is left out. */
  busy: Busy[];
  /** Whether every outermost component was closed; a download that broke off is not complete. */
  complete: boolean;
  /** The same events with what the file says about them, one by one; absent unless asked for. */
  events?: CalendarEvent[];
  /** What was odd about the file, in order of lines. Never a reason to fail: the rest was read. */
  problems: CalendarProblem[];
  /** The release of the zone data. */
  release: string;
}

/** Asks for the holidays of a calendar file. */
export interface IcalHolidaysRequest {
  /** Of which dates, both inclusive. */
  dates: DateRangeInput;
  /** The id of the rule that it becomes. */
  id: RuleId;
  /** The file, `text/calendar`. */
  text: string;
}

/** The holidays of a calendar file. */
export interface IcalHolidaysResponse {
  /** The holidays, in order of date and name, for a schedule's list of holidays. */
  calendar: HolidayCalendar;
  /** Whether every outermost component was closed; a download that broke off is not complete. */
  complete: boolean;
  /** What was odd about the file, in order of lines. Never a reason to fail: the rest was read. */
  problems: CalendarProblem[];
}

/** Asks for the availability that a calendar file publishes. */
export interface IcalHoursRequest {
  /** A range for which the open time is worked out as well. */
  range?: IntervalInput | undefined;
  /** Whether time that is busy only tentatively is closed; absent is yes. */
  tentative_closes?: boolean | undefined;
  /** The file, `text/calendar`. */
  text: string;
  /** Whether time that the file does not speak of is open, as RFC 7953 counts it; absent is no. */
  unstated_open?: boolean | undefined;
  /** Whose hours: the home zone of the schedule, also for times without a zone. */
  zone: string;
}

/** The availability that a calendar file publishes. */
export interface IcalHoursResponse {
  /** Whether every outermost component was closed; a download that broke off is not complete. */
  complete: boolean;
  /** The open time of the range; absent unless there is one. */
  open?: IntervalSet;
  /** What was odd about the file or has no place in a schedule, in order of lines. */
  problems: CalendarProblem[];
  /** The release of the zone data. */
  release: string;
  /** The hours, as recurring windows with the UIDs as ids. */
  schedule: Schedule;
}

/** Asks for bookings as iCalendar. */
export interface IcalWriteRequest {
  /** The bookings. */
  bookings: readonly CalendarBooking[];
  /** What the file asks its reader to do; only a publication may hold other than one booking. */
  method: Method;
  /** The present instant, for DTSTAMP. */
  now: InstantInput;
  /** Who invites; absent is the booking's first host with an address. */
  organizer?: Organizer | undefined;
}

/** A calendar file. */
export interface IcalWriteResponse {
  /** The release of the zone data. */
  release: string;
  /** `text/calendar; charset=utf-8`, with CRLF and folded lines. */
  text: string;
}

/** Where a booking stands. */
export type IcalWriteStatusInput = {
  held: HeldInput;
} | {
  requested: RequestedInput;
} | "confirmed" | {
  declined: EndingInput;
} | {
  expired: ExpiryInput;
} | {
  cancelled: EndingInput;
} | "completed" | "no_show";

/** A half-open, non-empty span of time, `[start, end)`, in whole seconds. */
export interface Interval {
  /** an instant in whole seconds such as 2027-01-31T08:00:00Z */
  end: Instant;
  /** an instant in whole seconds such as 2027-01-31T08:00:00Z */
  start: Instant;
}

/** Asks for a combination of two sets of spans. */
export interface IntervalCombineRequest {
  /** With what, and how. */
  how: Combination;
  /** One set, in any order, overlapping or not. */
  spans: IntervalSetInput;
}

/** A set of spans. */
export interface IntervalCombineResponse {
  /** In order, neither overlapping nor touching. */
  spans: IntervalSet;
  /** How long they are together. */
  total: Total;
}

/** A half-open, non-empty span of time, `[start, end)`, in whole seconds. */
export interface IntervalInput {
  /** an instant in whole seconds such as 2027-01-31T08:00:00Z */
  end: InstantInput;
  /** an instant in whole seconds such as 2027-01-31T08:00:00Z */
  start: InstantInput;
}

/**
 * A set of instants, as sorted spans that neither overlap nor touch.
 *
 * Whatever goes in, one normal form comes out, so two sets that hold the same instants are equal.
 */
export type IntervalSet = Interval[];

/**
 * A set of instants, as sorted spans that neither overlap nor touch.
 *
 * Whatever goes in, one normal form comes out, so two sets that hold the same instants are equal.
 */
export type IntervalSetInput = readonly IntervalInput[];

/** any JSON value */
export type Json = unknown;

/** When a source was last copied, as its host knows. */
export interface LastSync {
  /** When it was copied with success; absent is never. */
  at?: InstantInput | undefined;
  /** Whether the last attempt was that success. */
  reachable: boolean;
}

/** What becomes of a request that is confirmed after it has lapsed. */
export type LateConfirm = "refuse" | "if_free";

/** Which layer of a schedule closes a time. */
export type Layer = "weekly" | "override" | "holiday" | "time_off";

/** One thing that a booking takes; a booking takes all legs of its service, or none. */
export interface Leg {
  /** How many of them, each another one. */
  count?: number;
  /** From which resources. */
  of: LegOf;
  /** How much of each. */
  units?: Units;
}

/** Who serves a leg. */
export interface LegAssigned {
  /** Which leg of the service's requirement, from 0. */
  leg: number;
  /** Its members. */
  members: ResourceId[];
  /** The shares with this booking counted. */
  shares?: Shares;
  /** Why they and not others: everyone's claim, the best first. Whoever stands before those that were taken could not take part, or another leg needs them. */
  turns?: Turn[];
}

/** The resources that a leg chooses from. */
export type LegOf = {
  resource: ResourceId;
} | {
  members: ResourceId[];
} | {
  tagged: Tag[];
};

/** The shares of a leg's members. */
export interface LegShares {
  /** Which leg of the service's requirement, from 0. */
  leg: number;
  /** What its members have taken so far. */
  members: SharesInput;
}

/** elapsed time above zero, ISO 8601 such as PT30M */
export type Length = Duration;

/** elapsed time above zero, ISO 8601 such as PT30M */
export type LengthInput = DurationInput;

/** How much of a service may be booked. */
export interface Limit {
  /** How much, this booking included. */
  most: Most;
  /** Whose bookings are counted together. */
  per: LimitScope;
  /** Over which time. Dates are those of the resource's zone for `LimitScope::Resource`, else of the service's. */
  period: Period;
}

/** How much of a service may be booked. */
export interface LimitInput {
  /** How much, this booking included. */
  most: MostInput;
  /** Whose bookings are counted together. */
  per: LimitScope;
  /** Over which time. Dates are those of the resource's zone for `LimitScope::Resource`, else of the service's. */
  period: Period;
}

/** Whose limit it is. */
export type LimitOf = "service" | "resource";

/** Whose bookings of a service are counted together. */
export type LimitScope = "service" | "resource" | "client" | "pool";

/** The start as people agreed on it: it survives a change of the zone's rules. */
export interface LocalIntent {
  /** The offset in seconds east; decides while the wall time happens twice. */
  offset: number;
  /** The release of the zone data. */
  release: string;
  /** The reading of the wall clock. */
  wall: Wall;
  /** In which zone. */
  zone: ZoneName;
}

/** The start as people agreed on it: it survives a change of the zone's rules. */
export interface LocalIntentInput {
  /** The offset in seconds east; decides while the wall time happens twice. */
  offset: number;
  /** The release of the zone data. */
  release: string;
  /** The reading of the wall clock. */
  wall: WallInput;
  /** In which zone. */
  zone: ZoneName;
}

/** A slot as a clock shows it. */
export interface LocalTimes {
  /** When it ends. */
  end: Wall;
  /** The start's time of day, with the offset where the clock reads it twice that day. */
  label: string;
  /** When it starts. */
  start: Wall;
}

/** language tag of BCP 47 such as en or de-AT */
export type Locale = string;

/** What is said against one member of a pool. */
export interface MemberReasons {
  /** All reasons against it; none if it is only needed elsewhere. */
  reasons: Reason[];
  /** The member. */
  resource: ResourceId;
}

/** What a calendar object asks its reader to do (RFC 5546). */
export type Method = "publish" | "request" | "cancel";

/** From one moment until just before another. */
export interface MomentRange {
  /** The moment just after the last. */
  end: MomentInput;
  /** The first moment. */
  start: MomentInput;
}

/**
 * An amount in the smallest unit of a currency: cents, pence, yen.
 *
 * At most 2^53 units either way, which every language holds exactly.
 */
export interface Money {
  /** The currency. */
  currency: Currency;
  /** Minor units, at most 2^53 either way. */
  minor: number;
}

/** How much, as a number of bookings or as their time. */
export type Most = {
  bookings: number;
} | {
  time: Length;
};

/** How much, as a number of bookings or as their time. */
export type MostInput = {
  bookings: number;
} | {
  time: LengthInput;
};

/** Move a session with all its bookings, whose versions rise. Only a host. */
export interface MoveSession {
  /** One of the service's durations; absent keeps the present one. */
  duration?: LengthInput | undefined;
  /** Which. */
  session: SessionId;
  /** To when. */
  start: InstantInput;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** When a client may move, how often, and for how much. */
export interface MoveTerms {
  /** For so long after the booking was made it is free, however close the start; inclusive. */
  cooling_off?: ElapsedInput | undefined;
  /** How often a client may move one booking; moves by the host don't count. */
  most?: number | undefined;
  /** What it costs, from long before to shortly before; after the last tier it is not allowed. None: free. */
  tiers?: readonly Tier[] | undefined;
}

/** How a resource moves between the places of its bookings, where travel times are known. */
export interface Movement {
  /** Whether a booking online leaves the way to be made between the bookings in person around it. If not, nobody asks where one is online. */
  across_online?: boolean;
  /** Where it has to be when its opening window ends. */
  day_end?: PlaceId;
  /** Where it is when its opening window begins. */
  day_start?: PlaceId;
}

/** A time that cannot be booked, though the calendar alone would allow it. */
export interface NearMissed {
  /** When it would end. */
  end: Instant;
  /** All reasons, in the order of their codes. */
  reasons: Reason[];
  /** When it would start. */
  start: Instant;
}

/** Note that nobody came. Only a host, and only from its start on. */
export interface NoShow {
  /** Which. */
  booking: BookingId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** What takes the time. */
export type Occupant = {
  booking: BookingUse;
} | {
  session: SessionUse;
} | {
  hold: HoldUse;
} | {
  external: ExternalUse;
};

/** What takes the time. */
export type OccupantInput = {
  booking: BookingUseInput;
} | {
  session: SessionUseInput;
} | {
  hold: HoldUseInput;
} | {
  external: ExternalUse;
};

/** Which occurrence of a series a booking is: an identity that survives moves and edits. */
export interface Occurrence {
  /** Its original local start, in the series' zone. */
  original: Wall;
  /** Of which series. */
  series: SeriesId;
}

/** Which occurrence of a series a booking is: an identity that survives moves and edits. */
export interface OccurrenceInput {
  /** Its original local start, in the series' zone. */
  original: WallInput;
  /** Of which series. */
  series: SeriesId;
}

/** One time that a series takes place. */
export interface OccurrenceRecord {
  /** When it ends, where the request says how long it lasts; absent for a series without a zone. */
  end?: Instant;
  /** When it starts; absent for a series without a zone. */
  start?: Instant;
  /** The local start that the rule or a date list names, its identity. */
  wall: Moment;
}

/** Seats that are kept for an entry. */
export interface Offer {
  /** How many. */
  seats?: number;
  /** In which session, or in place of which one. */
  session: SessionId;
  /** Alive iff `now` is before this instant. */
  until: Instant;
}

/** Seats that are kept for an entry. */
export interface OfferInput {
  /** How many. */
  seats?: number | undefined;
  /** In which session, or in place of which one. */
  session: SessionId;
  /** Alive iff `now` is before this instant. */
  until: InstantInput;
}

/** A time that can be booked. */
export interface OfferedSlot {
  /** When it ends; elapsed time after the start. */
  end: Instant;
  /** What the clock reads, if the request names a zone. */
  local?: LocalTimes;
  /** For each leg of the service that leaves a choice: whoever takes part in some way to serve all legs, in declared order. */
  members?: ResourceId[][];
  /** The seats that are left, if the service has seats. */
  remaining?: number;
  /** The session that a booking would join, if one stands already. */
  session?: SessionId;
  /** When it starts. */
  start: Instant;
}

/** What becomes of bookings that a change would leave outside opening hours. What was outside before, has begun or has ended is not touched by any of them. */
export type OnBookings = "ask" | "keep" | "cancel";

/** What is done about occurrences that cannot be booked. */
export type OnConflict = "all_or_nothing" | "skip_conflicts" | {
  extend_to_count: {
    /** No occurrence that begins at this instant or later is looked at. */
    until: InstantInput;
  };
} | {
  move: {
    /** Which way. */
    direction?: Direction | undefined;
    /** How far, inclusive: hours and shorter are elapsed, days and longer keep the wall time in the series' zone. */
    within: CalendarDurationInput;
  };
};

/** What becomes of one occurrence. */
export type OneChange = "cancel" | {
  move: MomentInput;
} | "reset";

/** Put a session up that parties can book, and that takes place though nobody has. Only a host. */
export interface OpenSession {
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part. */
  resource?: ResourceId | undefined;
  /** How many can book it; absent is as many as the service says. */
  seats?: number | undefined;
  /** What for. */
  service: ServiceId;
  /** The new session's id. */
  session: SessionId;
  /** From when. */
  start: InstantInput;
}

/** Seats that may be free. */
export interface Opening {
  /** How many of them no booking has. Those that are offered are among them. */
  free: number;
  /** What takes part. */
  resources?: readonly ResourceId[] | undefined;
  /** How many seats there are. */
  seats?: number | undefined;
  /** Of what. */
  service: ServiceId;
  /** The session that has them, or that had the time. */
  session: SessionId;
  /** When. */
  span: IntervalInput;
}

/** Who invites. */
export interface Organizer {
  /** A mail address, or a URI such as `mailto:` or `urn:uuid:`. */
  address: string;
  /** CN, the name that people see. */
  name?: string | undefined;
}

/** A booking, session or hold that the changed schedule leaves outside opening hours. */
export interface Orphan {
  /** Whether it was outside opening hours before the change as well: a host had waived them, or an earlier change has left it there. */
  already: boolean;
  /** What closes it now, each layer and rule once. */
  closed_by: ClosedBy[];
  /** Its time, without buffers. */
  span: Interval;
  /** Which. */
  what: Blocker;
}

/** What a policy says to an action: a statement, which changes nothing by itself. */
export interface Outcome {
  /** What does not allow it; nothing if it is allowed. */
  against?: PolicyRule[];
  /** What becomes of the deposit, if it decides that. */
  deposit?: Deposit;
  /** What the client owes for it; absent if nothing. All of it: a deposit that is kept counts towards it. */
  fee?: Money;
  /** The last instant at which it is, or was, free for the client: absent if it never is, and for what a host does. */
  free_until?: Instant;
  /** Whether a client does it after that; a host is never late. */
  late: boolean;
  /** Under which policy. */
  policy: PolicyRef;
  /** What becomes of a grace token, if one is concerned. */
  token?: Token;
}

/** An event of an outside calendar, as far as it concerns time. */
export interface OutsideEvent {
  /** The booking of ours that it mirrors, if the host knows. */
  booking?: BookingId | undefined;
  /** What reasons call it. */
  id?: EventId | undefined;
  /** Whether it takes place. */
  status?: EventStatus | undefined;
  /** When it takes place. */
  time: EventTime;
  /** Whether its owner is free all the same (`TRANSP:TRANSPARENT`, "show as free"). */
  transparent?: boolean | undefined;
  /** Its iCalendar UID, by which a mirror of our own bookings is known. */
  uid?: string | undefined;
}

/** A stretch of time in which more is used than there is. */
export interface OverloadRecord {
  /** Who takes part, in order of start. */
  ids: string[];
  /** The most that is used at one time within. */
  peak: number;
  /** From where the capacity is exceeded until where it no longer is. */
  span: Interval;
}

/** Replaces all windows that *start* on a date; what spills over from the day before stays. */
export interface Override {
  /** The date whose windows are replaced. */
  date: PlainDate;
  /** The host's id. */
  id: RuleId;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
  /** The windows instead; none closes the date. */
  windows: TimeWindow[];
}

/** Replaces all windows that *start* on a date; what spills over from the day before stays. */
export interface OverrideInput {
  /** The date whose windows are replaced. */
  date: DateInput;
  /** The host's id. */
  id: RuleId;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
  /** The windows instead; none closes the date. */
  windows: readonly TimeWindowInput[];
}

/**
 * By which UIDs the mirrors of our own bookings are known in an outside calendar.
 *
 * UIDs are compared byte by byte, as the provider returns them.
 */
export interface OwnEvents {
  /** Beginnings of UIDs; an empty one, which every UID has, holds none. */
  prefixes?: readonly string[] | undefined;
  /** Whole UIDs. */
  uids?: readonly string[] | undefined;
}

/** A person who has to do with a booking. */
export interface Participant {
  /** Whether they came. */
  attendance?: Attendance | undefined;
  /** An address for calendars. */
  email?: string | undefined;
  /** A name for calendars. */
  name?: string | undefined;
  /** As what. */
  role: ParticipantRole;
  /** Who, by a key that carries no personal data. */
  subject: SubjectId;
}

/** What a participant is to a booking. */
export type ParticipantRole = "host" | "booker" | "attendee" | "payer" | "guardian";

/**
 * A time in which a series does not take place: no occurrence whose original start lies on one of these dates.
 *
 * It ends by itself, or is ended by setting `until`: from the next date on the series goes on as if nothing had been, with the same identities. What falls into a pause still counts towards COUNT.
 */
export interface Pause {
  /** The first date, in the series' zone. */
  from: PlainDate;
  /** The last date, inclusive; absent while the end is not known. */
  until?: PlainDate;
}

/**
 * A time in which a series does not take place: no occurrence whose original start lies on one of these dates.
 *
 * It ends by itself, or is ended by setting `until`: from the next date on the series goes on as if nothing had been, with the same identities. What falls into a pause still counts towards COUNT.
 */
export interface PauseInput {
  /** The first date, in the series' zone. */
  from: DateInput;
  /** The last date, inclusive; absent while the end is not known. */
  until?: DateInput | undefined;
}

/** Stop a series for a time: what is booked on these dates is called off. A client only before the first of them begins. */
export interface PauseSeries {
  /** The first date, in the series' zone. */
  from: DateInput;
  /** Which. */
  series: SeriesId;
  /** The last date, inclusive; absent while the end is not known. */
  until?: DateInput | undefined;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** a whole percentage */
export type Percent = number;

/** Over which time bookings are counted, by the local date on which they start. */
export type Period = "day" | {
  /** a weekday such as MO */
  week: string;
} | "month" | "year" | "ever";

/** place id */
export type PlaceId = string;

/** What would be booked of a series. */
export interface Plan {
  /** How many occurrences fewer are booked than the series names. */
  missing: number;
  /** Every occurrence that was judged, in order of the times that the series gives them; then those beyond its end. */
  occurrences: Planned[];
  /** Whether nothing is booked: an occurrence cannot be, and the policy is all or nothing; or none can. */
  refused: boolean;
  /** Whether all that are booked have the same members; so it is where the service leaves no choice. */
  same_members: boolean;
}

/** One occurrence of a plan. */
export interface Planned {
  /** For each leg of the service that leaves a choice: who takes part. */
  members?: ResourceId[][];
  /** Its identity: the local start that the rule names, in the series' zone. */
  original: Wall;
  /** The session that it joins, if it joins one. */
  session?: SessionId;
  /** When it takes place, or would. */
  span: Interval;
  /** What becomes of it. */
  status: BookingDecideStatus2;
}

/** What cancelling, moving and not coming cost a client, and until when they may. What is left out is free, and allowed until the start. */
export interface Policy {
  /** Cancelling by the client. */
  cancel?: CancelTerms | undefined;
  /** What is paid ahead: given back when the booking is cancelled in time or by the host, kept when the client cancels late or does not come. A deposit that is kept counts towards the fee. */
  deposit?: Fee | undefined;
  /** The host's id. */
  id: PolicyId;
  /** Moving by the client. */
  move?: MoveTerms | undefined;
  /** What not coming costs. */
  no_show?: Fee | undefined;
  /** Rises with each change of the terms; a booking keeps the one that it was made under. */
  version: number;
}

/** Asks what a policy says to an action, before anybody does anything. */
export interface PolicyEvaluateRequest {
  /** What somebody wants to do. */
  action: Action;
  /** On whose behalf. */
  actor?: Actor | undefined;
  /** The service's business calendar, for terms in working time. */
  business?: BusinessInput | undefined;
  /** What is known of the booking and its client. */
  facts: Facts;
  /** The present instant. */
  now: InstantInput;
  /** The policy that the booking was made under. */
  policy: Policy;
  /** The schedule's zone: wall times and dates are those of its clock. */
  zone: string;
}

/** What a policy says to an action. */
export interface PolicyEvaluateResponse {
  /** Whether it is allowed. */
  allowed: boolean;
  /** What becomes of the deposit, if it decides that. */
  deposit?: Deposit;
  /** What the client owes for it; absent if nothing. A deposit that is kept counts towards it. */
  fee?: Money;
  /** The last instant at which it is, or was, free for the client, fractions included; absent if it never is, and for what a host does. On the start itself a client can't do it any more. */
  free_until?: Instant;
  /** Whether a client does it after that. After a late move lateness is judged by the same start as before, after any other by the new one. */
  late: boolean;
  /** Under which policy. */
  policy: PolicyRef;
  /** Why not; none if it is allowed. */
  reasons: Reason[];
  /** The release of the zone data. */
  release: string;
  /** What becomes of a grace token, if one is concerned. */
  token?: Token;
}

/** policy id */
export type PolicyId = string;

/** Which policy a service is booked under: the newest version of it at the time of booking, or a certain one. */
export interface PolicyName {
  /** The policy. */
  id: PolicyId;
  /** The version; absent is the newest. */
  version?: number;
}

/** Which policy, as it stood when it was asked. */
export interface PolicyRef {
  /** The policy. */
  id: PolicyId;
  /** Its version. */
  version: number;
}

/** What in a policy, or in what holds for every policy, does not allow an action. */
export type PolicyRule = "host_only" | {
  before_start: {
    /** The start. */
    deadline: Instant;
  };
} | {
  after_start: {
    /** The start. */
    from: Instant;
  };
} | {
  cancel_window: {
    /** The last instant at which it was allowed. */
    deadline: Instant;
  };
} | {
  move_window: {
    /** The last instant at which it was allowed. */
    deadline: Instant;
  };
} | {
  move_cap: {
    /** How often. */
    most: number;
  };
};

/** How much a resource may be booked, by whatever service. */
export interface Quota {
  /** How much, this booking included. */
  most: Most;
  /** Over which time, by the dates of the resource's zone. */
  period: Period;
}

/** How much a resource may be booked, by whatever service. */
export interface QuotaInput {
  /** How much, this booking included. */
  most: MostInput;
  /** Over which time, by the dates of the resource's zone. */
  period: Period;
}

/** Why not: one thing in the way of a start, an action or a change. */
export type Reason = {
  past: {
    /** The `now` of the call. */
    now: Instant;
  };
} | {
  notice: {
    /** The earliest start that gives enough notice. */
    earliest: Instant;
  };
} | {
  horizon: {
    /** The last bookable date in the resource's zone. */
    last: PlainDate;
  };
} | {
  hours: {
    /** The layer that closes. */
    layer: Layer;
    /** Whose hours, where several resources are needed. */
    resource?: ResourceId;
    /** The rule that closes; absent where simply no window is open. */
    rule?: RuleId;
  };
} | {
  grid: {
    /** The nearest start on the grid after. */
    after?: Instant;
    /** The nearest start on the grid before. */
    before?: Instant;
  };
} | {
  busy: {
    /** What. */
    by: Blocker;
    /** Until when. */
    end: Instant;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** From when. */
    start: Instant;
  };
} | {
  held: {
    /** The booking that it may become. */
    by: BookingId;
    /** When the hold ends. */
    expires_at: Instant;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
  };
} | {
  buffer: {
    /** Which. */
    by: Blocker;
    /** The time that does. */
    has: Elapsed;
    /** The time that must lie between. */
    needs: Elapsed;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
  };
} | {
  travel: {
    /** From or to which neighbour; absent for the places where the day starts and ends. */
    by?: Blocker;
    /** From where. */
    from: PlaceId;
    /** The time that there is. */
    has: Elapsed;
    /** The time that the way takes. */
    needs: Elapsed;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** To where. */
    to: PlaceId;
  };
} | {
  "travel.unknown": {
    /** From or to which neighbour; absent for the places where the day starts and ends. */
    by?: Blocker;
    /** From where. */
    from: PlaceId;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** To where. */
    to: PlaceId;
  };
} | {
  capacity: {
    /** The resource's capacity. */
    limit: number;
    /** The uses that are needed. */
    needs: number;
    /** The concurrent uses at most, without this one. */
    peak: number;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
  };
} | {
  seats: {
    /** The seats that are left. */
    remaining: number;
  };
} | {
  limit: {
    /** When it ends. */
    end?: Instant;
    /** How much is booked already. */
    has: Amount;
    /** How much may be booked. */
    most: Amount;
    /** How much this booking would add. */
    needs: Amount;
    /** Whose limit it is. */
    of: LimitOf;
    /** Whose bookings it counts together. */
    per: LimitScope;
    /** Over which time. */
    period: Period;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** When that time begins; absent if it is all time. */
    start?: Instant;
  };
} | {
  consecutive: {
    /** When it would end. */
    end: Instant;
    /** How long that is. */
    has: Elapsed;
    /** How long it may be. */
    most: Elapsed;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** When the chain of bookings would begin, this one in it. */
    start: Instant;
    /** What else is in the chain. */
    with?: Blocker[];
  };
} | {
  break: {
    /** Where its range ends. */
    end: Instant;
    /** The longest stretch that would be left. */
    has: Elapsed;
    /** How long the break is. */
    needs: Elapsed;
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** Which break. */
    rule: RuleId;
    /** Where its range begins. */
    start: Instant;
  };
} | {
  members: {
    /** How many can take part, other legs aside. */
    free: number;
    /** Which leg of the service's requirement, from 0. */
    leg: number;
    /** Every member, in declared order. */
    members: MemberReasons[];
    /** How many are needed. */
    needs: number;
  };
} | {
  source: {
    /** Of which resource, where several are needed. */
    resource?: ResourceId;
    /** Which. */
    source: SourceId;
    /** How it stands: never copied, or how long ago. */
    state: SourceState;
  };
} | {
  policy: {
    /** Which policy; absent where it holds for all of them. */
    policy?: PolicyRef;
    /** What in it. */
    rule: PolicyRule;
  };
} | {
  state: {
    /** The state that it is in. */
    found: StateName;
  };
} | {
  orphaned: {
    /** Which booking, session or hold. */
    by: Blocker;
    /** Until when. */
    end: Instant;
    /** From when. */
    start: Instant;
  };
} | {
  version: {
    /** The version that the caller expected. */
    expected: number;
    /** The version that it has. */
    found: number;
  };
};

/** The codes of reasons, in the order in which reasons are listed. */
export type ReasonCode = "past" | "notice" | "horizon" | "hours" | "grid" | "busy" | "held" | "buffer" | "travel" | "travel.unknown" | "capacity" | "seats" | "limit" | "consecutive" | "break" | "members" | "source" | "policy" | "state" | "orphaned" | "version";

/** Asks for a rule in words. */
export interface RecurDescribeRequest {
  /** Whether the rule is read as other people's calendars write it. */
  lenient?: boolean | undefined;
  /** The language, as a BCP 47 tag; absent is English, and one without words here is refused. */
  locale?: Locale | undefined;
  /** A RECUR value of RFC 5545. */
  rule: string;
  /** DTSTART, a date or a wall time; with it the words say what the rule takes from it. */
  start?: MomentInput | undefined;
  /** The zone of the start, in which UNTIL is said; without it the start floats. */
  zone?: string | undefined;
}

/** A rule in words. */
export interface RecurDescribeResponse {
  /** The language that they are in. */
  locale: Locale;
  /** Half a sentence, in lower case where the language has it so, without a full stop. */
  words: string;
}

/** What becomes of an occurrence. */
export type RecurEditChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks for a series as it is after an edit. */
export interface RecurEditRequest {
  /** What to change. */
  edit: RecurEditSeriesEdit;
  /** The series as it is. */
  series: SeriesRecordInput;
}

/** A series after an edit. */
export interface RecurEditResponse {
  /** What was before an edit of one occurrence and all that follow; absent if nothing was, and for other edits. */
  before?: SeriesRecord;
  /** The release of the zone data; absent for a series without a zone. */
  release?: string;
  /** The edited series. */
  series: SeriesRecord;
}

/** What is different about a series; what is absent stays. */
export interface RecurEditSeriesChange {
  /** How long each occurrence lasts. */
  lasting?: ExtentInput | undefined;
  /** The rule, in place of the ones that there are; its UNTIL counts at the new time of day. */
  rule?: string | undefined;
  /** The time of day. Every identity moves by the same difference on the clock. */
  time?: TimeOfDayInput | undefined;
}

/**
 * A change of one occurrence, of one and all that follow, or of all.
 *
 * An occurrence is meant by its original start, its identity, wherever it was moved. A wall time that the clock shows twice means the first; the second is meant by its instant.
 */
export type RecurEditSeriesEdit = {
  cancel: {
    /** Its original start. */
    original: MomentInput;
  };
} | {
  move: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** Its original start. */
    original: MomentInput;
    /** When it takes place. */
    to: MomentInput;
  };
} | {
  reset: {
    /** Its original start. */
    original: MomentInput;
  };
} | {
  following: {
    /** What is different from there on. */
    change?: RecurEditSeriesChange | undefined;
    /** Its original start. */
    original: MomentInput;
  };
} | {
  all: {
    /** What is different. */
    change: RecurEditSeriesChange;
  };
};

/** What becomes of an occurrence. */
export type RecurExpandChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/**
 * Asks for the occurrences of a series.
 *
 * With neither `limit` nor `range` it asks for all of them, which an endless series does not have: `recur.too-many`.
 */
export interface RecurExpandRequest {
  /** At most this many, from the earliest on. */
  limit?: number | undefined;
  /** Only occurrences that start within: instants for a series with a zone, wall times for one without. */
  range?: MomentRange | undefined;
  /** The series. */
  series: SeriesRecordInput;
}

/** The occurrences of a series, as columns of one length. */
export interface RecurExpandResponse {
  /** When they end, where the request says how long they last; absent for a series without a zone. */
  ends?: Instant[];
  /** The release of the zone data; absent for a series without a zone. */
  release?: string;
  /** When they start; absent for a series without a zone. */
  starts?: Instant[];
  /** The local starts that the rule or the date lists name, their identities: dates for a series of dates. In a gap it is a time that the clock never showed. */
  walls: Moment[];
}

/** What becomes of an occurrence. */
export type RecurNextChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks for the first occurrence after a moment. */
export interface RecurNextRequest {
  /** An instant for a series with a zone, a wall time for one without; an occurrence at it does not count. */
  after: MomentInput;
  /** The series. */
  series: SeriesRecordInput;
}

/** One occurrence, or none. */
export interface RecurNextResponse {
  /** The occurrence; absent if there is none. */
  occurrence?: OccurrenceRecord;
  /** The release of the zone data; absent for a series without a zone. */
  release?: string;
}

/** What becomes of an occurrence. */
export type RecurPreviousChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks for the last occurrence before a moment. */
export interface RecurPreviousRequest {
  /** An instant for a series with a zone, a wall time for one without; an occurrence at it does not count. */
  before: MomentInput;
  /** The series. */
  series: SeriesRecordInput;
}

/** One occurrence, or none. */
export interface RecurPreviousResponse {
  /** The occurrence; absent if there is none. */
  occurrence?: OccurrenceRecord;
  /** The release of the zone data; absent for a series without a zone. */
  release?: string;
}

/** Asks whether a rule is valid, by itself or at a start. */
export interface RecurValidateRequest {
  /** Whether a rule that could never match is valid too; the answer then says `never`. */
  allow_never?: boolean | undefined;
  /** Whether the rule is read as other people's calendars write it. */
  lenient?: boolean | undefined;
  /** A RECUR value of RFC 5545. */
  rule: string;
  /** DTSTART, a date or a wall time, if the rule shall fit it. */
  start?: MomentInput | undefined;
  /** The zone of the start; without it the start floats. */
  zone?: string | undefined;
}

/** What a valid rule says. */
export interface RecurValidateResponse {
  /** Whether it can be seen that it never matches: at the start, if there is one, else at any. */
  never: boolean;
  /** The same, part by part. */
  parts: RuleParts;
  /** The canonical text. */
  rule: string;
}

/**
 * A window on the dates that a recurrence rule names: every second Monday, the first Saturday of a month.
 *
 * It belongs to the weekly layer and is a local window like all others: it starts on its date, its bounds are clamped in gaps and folds, an override of the date replaces it. Without a rule it is there on its start and on the further dates: hours that are added to a day, where an override would replace them.
 */
export interface Recurring {
  /** Further dates: RDATE. */
  dates?: PlainDate[];
  /** The dates on which it counts. */
  effective?: DateRange;
  /** Dates on which there is no window: EXDATE. */
  except?: PlainDate[];
  /** Where it opens. */
  from: TimeOfDay;
  /** The host's id. */
  id: RuleId;
  /** Whether it opens (the default) or closes. */
  kind: WindowKind;
  /** How many midnights it lasts across: from Friday 18:00 to Monday 08:00 it is 3. Absent or 0 is as `from` and `to` say, none or one. */
  nights?: number;
  /** On which dates, by days or longer periods; absent is the start alone. */
  rule?: Rule;
  /** The date from which the rule counts; one of its dates only if the rule names it. */
  start: PlainDate;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDay;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
  /** The zone that its dates and times are read in, also when travelling; absent is as for weekly windows. */
  zone?: ZoneName;
}

/**
 * A window on the dates that a recurrence rule names: every second Monday, the first Saturday of a month.
 *
 * It belongs to the weekly layer and is a local window like all others: it starts on its date, its bounds are clamped in gaps and folds, an override of the date replaces it. Without a rule it is there on its start and on the further dates: hours that are added to a day, where an override would replace them.
 */
export interface RecurringInput {
  /** Further dates: RDATE. */
  dates?: readonly DateInput[] | undefined;
  /** The dates on which it counts. */
  effective?: DateRangeInput | undefined;
  /** Dates on which there is no window: EXDATE. */
  except?: readonly DateInput[] | undefined;
  /** Where it opens. */
  from: TimeOfDayInput;
  /** The host's id. */
  id: RuleId;
  /** Whether it opens (the default) or closes. */
  kind?: WindowKind | undefined;
  /** How many midnights it lasts across: from Friday 18:00 to Monday 08:00 it is 3. Absent or 0 is as `from` and `to` say, none or one. */
  nights?: number | undefined;
  /** On which dates, by days or longer periods; absent is the start alone. */
  rule?: Rule | undefined;
  /** The date from which the rule counts; one of its dates only if the rule names it. */
  start: DateInput;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDayInput;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
  /** The zone that its dates and times are read in, also when travelling; absent is as for weekly windows. */
  zone?: ZoneName | undefined;
}

/** Take a cancellation back, if the time is still free; past ones too. Only a host. */
export interface Reinstate {
  /** Which. */
  booking: BookingId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** What is to be done with a source at a time. */
export type Reliance = "full" | "aged" | "ignored" | "closed";

/** Take a resource out of what is offered: it loses its rules and its tags, and is kept for what was booked of it. */
export interface RemoveResource {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** Which. */
  resource: ResourceId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Take a rule out of a schedule. */
export interface RemoveRule {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** Whose schedule. */
  resource: ResourceId;
  /** Which rule. */
  rule: RuleId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Offer a service no longer. What is booked of it can be called off or take place, but not be moved. */
export interface RemoveService {
  /** What becomes of bookings that would be left outside. */
  on_bookings?: OnBookings | undefined;
  /** Which. */
  service: ServiceId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** What is asked of a host. */
export interface Requested {
  /** Whether it takes its time from others meanwhile, as the service said when it was asked for. */
  blocks: boolean;
  /** Alive iff `now` is before this instant; absent is for good. */
  expires_at?: Instant;
}

/** What is asked of a host. */
export interface RequestedInput {
  /** Whether it takes its time from others meanwhile, as the service said when it was asked for. */
  blocks: boolean;
  /** Alive iff `now` is before this instant; absent is for good. */
  expires_at?: InstantInput | undefined;
}

/**
 * Move a booking to another time, or to another resource.
 *
 * It keeps its id and its history; the old time is free in the same commit, and does not stand in the new one's way. Who took part does so again where that is possible. A client only before its start. Moving it to where it is is accepted and changes nothing.
 */
export interface Reschedule {
  /** Which. */
  booking: BookingId;
  /** One of the service's durations; absent keeps the present one. */
  duration?: LengthInput | undefined;
  /** To whom; absent leaves it to whoever takes part, or to any other member who can. */
  resource?: ResourceId | undefined;
  /** The id of the session that begins with it, if it leaves one to others; absent is one that is derived from the booking's. */
  session?: SessionId | undefined;
  /** To when. */
  start: InstantInput;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** Anything that can be busy: one use at a time, unless its capacity says more. */
export interface Resource {
  /** Breaks that bookings must leave room for. */
  breaks?: FloatingBreak[];
  /** Time kept clear around each of its bookings; a service's own buffer counts where it is larger. */
  buffer?: Buffer;
  /** How many uses it has at a time. */
  capacity?: number;
  /** How long it may be booked without a pause. */
  consecutive?: Consecutive;
  /** The host's id. */
  id: ResourceId;
  /** How much it may be booked. */
  limits?: Quota[];
  /** How it moves between places. */
  movement?: Movement;
  /** The name that people see, if the host keeps it here. */
  name?: string;
  /** Whether it is not offered any more: it was removed, and is kept for what was booked of it. */
  retired?: boolean;
  /** What it can do or has. */
  tags?: Tag[];
  /** Rises by one with each change, of its schedule too; the first is 1, and so is an absent one. */
  version?: number;
  /** The home zone: weekly hours, holidays, horizon and clock grid are read in it. */
  zone: ZoneName;
}

/** resource id */
export type ResourceId = string;

/** Anything that can be busy: one use at a time, unless its capacity says more. */
export interface ResourceInput {
  /** Breaks that bookings must leave room for. */
  breaks?: readonly FloatingBreakInput[] | undefined;
  /** Time kept clear around each of its bookings; a service's own buffer counts where it is larger. */
  buffer?: BufferInput | undefined;
  /** How many uses it has at a time. */
  capacity?: number | undefined;
  /** How long it may be booked without a pause. */
  consecutive?: ConsecutiveInput | undefined;
  /** The host's id. */
  id: ResourceId;
  /** How much it may be booked. */
  limits?: readonly QuotaInput[] | undefined;
  /** How it moves between places. */
  movement?: Movement | undefined;
  /** The name that people see, if the host keeps it here. */
  name?: string | undefined;
  /** Whether it is not offered any more: it was removed, and is kept for what was booked of it. */
  retired?: boolean | undefined;
  /** What it can do or has. */
  tags?: readonly Tag[] | undefined;
  /** Rises by one with each change, of its schedule too; the first is 1, and so is an absent one. */
  version?: number | undefined;
  /** The home zone: weekly hours, holidays, horizon and clock grid are read in it. */
  zone: ZoneName;
}

/** A resource with everything that says when it is free. */
export interface ResourceState {
  /** What takes its time, in any order: everything from two days before the time that is asked about to two days after it, as far as a buffer or a window reaches. */
  busy?: readonly BusyInput[] | undefined;
  /** Whose time. */
  resource: ResourceInput;
  /** When it is open. */
  schedule: ScheduleInput;
  /** How its sources of outside busy time stand, as `source.busy` tells: while one is closed nothing is offered. */
  sources?: readonly SourceReportInput[] | undefined;
}

/** End a pause: from this date on the series goes on, with the same identities. What had been called off by the pause is booked again where it is free; what is not is reported. */
export interface ResumeSeries {
  /** The first date on which it takes place again, in the series' zone. */
  on: DateInput;
  /** Which. */
  series: SeriesId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** recurrence rule, a RECUR value of RFC 5545 such as FREQ=WEEKLY;BYDAY=MO */
export type Rule = string;

/** rule id */
export type RuleId = string;

/** A rule, part by part; a list that is absent does not limit. */
export interface RuleParts {
  /** BYDAY: `MO`, `-1FR`. */
  by_day?: string[];
  /** BYHOUR. */
  by_hour?: number[];
  /** BYMINUTE. */
  by_minute?: number[];
  /** BYMONTH. */
  by_month?: number[];
  /** BYMONTHDAY. */
  by_month_day?: number[];
  /** BYSECOND. */
  by_second?: number[];
  /** BYSETPOS. */
  by_set_pos?: number[];
  /** BYWEEKNO. */
  by_week_no?: number[];
  /** BYYEARDAY. */
  by_year_day?: number[];
  /** COUNT. */
  count?: number;
  /** FREQ, the word of RFC 5545. */
  freq: string;
  /** INTERVAL. */
  interval: number;
  /** SKIP of RFC 7529, the word; absent is OMIT. */
  skip?: string;
  /** UNTIL, inclusive. */
  until?: Moment;
  /** WKST. */
  week_start: string;
}

/** When a resource is open. An empty schedule is never open. */
export interface Schedule {
  /** Calendars of closed dates. */
  holidays?: HolidayCalendar[];
  /** Dates with windows of their own. */
  overrides?: Override[];
  /** Windows on the dates of recurrence rules, and on single dates. */
  recurring?: Recurring[];
  /** Closed time. */
  time_off?: TimeOff[];
  /** Dates spent in other zones. */
  travel?: Travel[];
  /** Windows that recur on weekdays. */
  weekly?: Weekly[];
}

/** When a resource is open. An empty schedule is never open. */
export interface ScheduleInput {
  /** Calendars of closed dates. */
  holidays?: readonly HolidayCalendarInput[] | undefined;
  /** Dates with windows of their own. */
  overrides?: readonly OverrideInput[] | undefined;
  /** Windows on the dates of recurrence rules, and on single dates. */
  recurring?: readonly RecurringInput[] | undefined;
  /** Closed time. */
  time_off?: readonly TimeOffInput[] | undefined;
  /** Dates spent in other zones. */
  travel?: readonly TravelInput[] | undefined;
  /** Windows that recur on weekdays. */
  weekly?: readonly WeeklyInput[] | undefined;
}

/** Asks what a changed schedule would do. */
export interface SchedulePreviewRequest {
  /** The schedule as it shall be. */
  after: ScheduleInput;
  /** The schedule as it is. */
  before: ScheduleInput;
  /** What takes the resource's time, in any order: everything from two days before the range to two days after it. */
  busy?: readonly BusyInput[] | undefined;
  /** The circumstances that slots depend on. */
  context: Context;
  /** Within which range. */
  range: IntervalInput;
  /** Whose. */
  resource: ResourceInput;
  /** The services whose slots are to be compared. */
  services?: readonly SchedulePreviewService[] | undefined;
}

/** What a changed schedule would do. */
export interface SchedulePreviewResponse {
  /** Free time that there was not before. */
  gained: IntervalSet;
  /** Free time that there is no more. */
  lost: IntervalSet;
  /** What of ours is outside opening hours after the change, in order of time. */
  orphans: Orphan[];
  /** The schedule as it would be stored: rules that change one version above those that they follow. */
  schedule: Schedule;
  /** The slots of each service asked for, in that order. */
  slots: SlotsChanged[];
}

/** A service whose slots are to be compared. */
export interface SchedulePreviewService {
  /** One of its durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** Which. */
  service: ServiceInput;
}

/** Until when something takes time that is not settled yet. */
export interface SchedulePreviewTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** One rule of a schedule, of any kind. */
export type ScheduleRule = {
  weekly: WeeklyInput;
} | {
  recurring: RecurringInput;
} | {
  override: OverrideInput;
} | {
  holidays: HolidayCalendarInput;
} | {
  time_off: TimeOffInput;
} | {
  travel: TravelInput;
};

/** A resource with its schedule. */
export interface Scheduled {
  /** The resource. */
  resource: Resource;
  /** When it is open. */
  schedule: Schedule;
}

/** One of several services that are booked one after the other. */
export interface SequenceStage {
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** The time between the end of the stage before and this one's start, both bounds inclusive; absent is none. Of the first stage it means nothing. */
  gap?: Gap | undefined;
  /** Who is asked, where the service requires nothing by itself; absent is the only resource there is. */
  resource?: ResourceId | undefined;
  /** The service. */
  service: ServiceInput;
}

/** Two occurrences that are in each other's way. */
export interface SeriesConflict {
  /** That of the first series. */
  a: OccurrenceRecord;
  /** That of the second. */
  b: OccurrenceRecord;
  /** The time that both take up; absent if one of them takes none. */
  shared?: Interval;
  /** When the conflict begins. */
  start: Instant;
}

/** series id */
export type SeriesId = string;

/** A date that is added with a length of its own. */
export interface SeriesPeriod {
  /** How long it lasts. */
  lasting: Extent;
  /** When it starts. */
  start: Moment;
}

/** A date that is added with a length of its own. */
export interface SeriesPeriodInput {
  /** How long it lasts. */
  lasting: ExtentInput;
  /** When it starts. */
  start: MomentInput;
}

/** What becomes of an occurrence. */
export type SeriesPreviewChangeInput = "cancelled" | {
  moved: {
    /** How long it lasts; absent is as long as the others. */
    lasting?: ExtentInput | undefined;
    /** When it starts. */
    to: MomentInput;
  };
};

/** Asks what would be booked of a series. */
export interface SeriesPreviewRequest {
  /** Only occurrences whose original start comes after this one: the last that was planned before. */
  after?: WallInput | undefined;
  /** The circumstances. */
  context: Context;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** Only occurrences whose original date, in the series' zone, is at most so many days after today: a horizon that rolls. Planned again later, `after` the last that was planned, the series goes on. */
  horizon_days?: number | undefined;
  /** What is done about occurrences that cannot be booked; absent is all or nothing. */
  on_conflict?: OnConflict | undefined;
  /** When the series does not take place. */
  pauses?: readonly PauseInput[] | undefined;
  /** Who is asked, where the service requires nothing by itself; absent is the only resource there is. */
  resource?: ResourceId | undefined;
  /** The resources that there are, in the order in which they are offered where the service says nothing else. */
  resources: readonly ResourceState[];
  /** The series, with its zone. It says when occurrences start; how long they last is said by the service. */
  series: SeriesRecordInput;
  /** What for. */
  service: ServiceInput;
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
  /** Only occurrences whose original start comes before this instant. A series without end needs it. */
  until?: InstantInput | undefined;
}

/** What would be booked of a series. */
export interface SeriesPreviewResponse {
  /** How many occurrences fewer are booked than the series names. */
  missing: number;
  /** Every occurrence that was judged, in order of the times that the series gives them; then those beyond its end. */
  occurrences: Planned[];
  /** Whether nothing is booked: an occurrence cannot be, and the policy is all or nothing; or none can. */
  refused: boolean;
  /** The release of the zone data. */
  release: string;
  /** Whether all that are booked have the same members; so it is where the service leaves no choice. */
  same_members: boolean;
  /** The sources of outside busy time that are not fresh: what the answer does not know for certain. */
  sources?: UncertainSource[];
}

/** What becomes of an occurrence. */
export type SeriesPreviewStatus = "book" | {
  skip: {
    /** Every reason, in the order of their codes. Another occurrence of the plan that is in the way is named by its original local start, as if that were the id of a booking. */
    reasons: Reason[];
  };
} | {
  moved: {
    /** When it would have started. */
    from: Instant;
    /** Every reason against that. */
    reasons: Reason[];
  };
};

/** Until when something takes time that is not settled yet. */
export interface SeriesPreviewTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/**
 * A series as data: what a request, a file or a database holds.
 *
 * It has no invariants of its own; `SeriesRecord::series` checks it through the same door as everything else. As JSON it is what every operation about a series takes.
 */
export interface SeriesRecord {
  /** Whether a rule that could never match is an empty set; else it is refused. */
  allow_never: boolean;
  /** Dates that are taken out. A date in a series of times takes out all that start on that local day. */
  exdate?: Moment[];
  /** Rules whose instances are taken out: EXRULE of RFC 2445. */
  exrules?: string[];
  /** More rules, whose instances are added. RFC 5545 asks for one rule at most; old calendars have several. */
  extra_rules?: string[];
  /** Whether the start is an occurrence even if the rule does not name it. */
  include_start: boolean;
  /** How long each occurrence lasts; absent is no time for a wall time and one day for a date. */
  lasting?: Extent;
  /** Whether rules are read as other people's calendars write them. */
  lenient: boolean;
  /** Occurrences that were moved or cancelled: RECURRENCE-ID. */
  overrides?: Exception[];
  /** Dates that are added with a length of their own: RDATE;VALUE=PERIOD. */
  periods?: SeriesPeriod[];
  /** Dates that are added. */
  rdate?: Moment[];
  /** A RECUR value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`; absent for a series of dates only. */
  rule?: string;
  /** DTSTART: a date or a wall time. */
  start: Moment;
  /** The zone that the wall recurs in. Without it the series floats: answers are wall times and no instants. */
  zone?: string;
}

/**
 * A series as data: what a request, a file or a database holds.
 *
 * It has no invariants of its own; `SeriesRecord::series` checks it through the same door as everything else. As JSON it is what every operation about a series takes.
 */
export interface SeriesRecordInput {
  /** Whether a rule that could never match is an empty set; else it is refused. */
  allow_never?: boolean | undefined;
  /** Dates that are taken out. A date in a series of times takes out all that start on that local day. */
  exdate?: readonly MomentInput[] | undefined;
  /** Rules whose instances are taken out: EXRULE of RFC 2445. */
  exrules?: readonly string[] | undefined;
  /** More rules, whose instances are added. RFC 5545 asks for one rule at most; old calendars have several. */
  extra_rules?: readonly string[] | undefined;
  /** Whether the start is an occurrence even if the rule does not name it. */
  include_start?: boolean | undefined;
  /** How long each occurrence lasts; absent is no time for a wall time and one day for a date. */
  lasting?: ExtentInput | undefined;
  /** Whether rules are read as other people's calendars write them. */
  lenient?: boolean | undefined;
  /** Occurrences that were moved or cancelled: RECURRENCE-ID. */
  overrides?: readonly ExceptionInput[] | undefined;
  /** Dates that are added with a length of their own: RDATE;VALUE=PERIOD. */
  periods?: readonly SeriesPeriodInput[] | undefined;
  /** Dates that are added. */
  rdate?: readonly MomentInput[] | undefined;
  /** A RECUR value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`; absent for a series of dates only. */
  rule?: string | undefined;
  /** DTSTART: a date or a wall time. */
  start: MomentInput;
  /** The zone that the wall recurs in. Without it the series floats: answers are wall times and no instants. */
  zone?: string | undefined;
}

/** What can be booked. */
export interface Service {
  /** Where the grid is anchored. */
  align: Align;
  /** Time kept clear around a booking; a resource's own buffer counts where it is larger. */
  buffer?: Buffer;
  /** Whether buffers must fit inside opening hours. */
  buffer_hours: BufferHours;
  /** Whom buffers keep their distance from. */
  buffer_scope: BufferScope;
  /** What counts as working time, and the notice in it. */
  business?: Business;
  /** How buffers of neighbours add up. */
  compose: Compose;
  /** How a host confirms what clients ask for; absent where a booking is confirmed as it is made. */
  confirmation?: Confirmation;
  /** The durations that can be chosen; the first is the default. */
  durations: Length[];
  /** The first day that can be booked, in the resource's zone: 0 is today, 1 is tomorrow. */
  first_day?: number;
  /** How far ahead; absent is without end. */
  horizon?: Horizon;
  /** The host's id. */
  id: ServiceId;
  /** How much of it may be booked. */
  limits?: Limit[];
  /** Shortest time from now to a start: hours and shorter are elapsed, days and longer keep the wall time in the resource's zone. `start >= now + notice` is bookable, inclusive. */
  notice?: CalendarDuration;
  /** What cancelling, moving and not coming cost a client, and until when they may; absent is nothing, and until the start. A booking keeps the version that it was made under. */
  policy?: PolicyName;
  /** What a booking takes, all of it; none is the one resource that the question names. */
  requires?: Leg[];
  /** How many can book the same session, for a group; absent is one party alone. */
  seats?: number;
  /** Distance between possible starts. */
  step: Length;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
  /** The zone whose dates its limits count by, but for those per resource. */
  zone?: ZoneName;
}

/** service id */
export type ServiceId = string;

/** What can be booked. */
export interface ServiceInput {
  /** Where the grid is anchored. */
  align?: Align | undefined;
  /** Time kept clear around a booking; a resource's own buffer counts where it is larger. */
  buffer?: BufferInput | undefined;
  /** Whether buffers must fit inside opening hours. */
  buffer_hours?: BufferHours | undefined;
  /** Whom buffers keep their distance from. */
  buffer_scope?: BufferScope | undefined;
  /** What counts as working time, and the notice in it. */
  business?: BusinessInput | undefined;
  /** How buffers of neighbours add up. */
  compose?: Compose | undefined;
  /** How a host confirms what clients ask for; absent where a booking is confirmed as it is made. */
  confirmation?: ConfirmationInput | undefined;
  /** The durations that can be chosen; the first is the default. */
  durations: readonly LengthInput[];
  /** The first day that can be booked, in the resource's zone: 0 is today, 1 is tomorrow. */
  first_day?: number | undefined;
  /** How far ahead; absent is without end. */
  horizon?: HorizonInput | undefined;
  /** The host's id. */
  id: ServiceId;
  /** How much of it may be booked. */
  limits?: readonly LimitInput[] | undefined;
  /** Shortest time from now to a start: hours and shorter are elapsed, days and longer keep the wall time in the resource's zone. `start >= now + notice` is bookable, inclusive. */
  notice?: CalendarDurationInput | undefined;
  /** What cancelling, moving and not coming cost a client, and until when they may; absent is nothing, and until the start. A booking keeps the version that it was made under. */
  policy?: PolicyName | undefined;
  /** What a booking takes, all of it; none is the one resource that the question names. */
  requires?: readonly Leg[] | undefined;
  /** How many can book the same session, for a group; absent is one party alone. */
  seats?: number | undefined;
  /** Distance between possible starts. */
  step: LengthInput;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
  /** The zone whose dates its limits count by, but for those per resource. */
  zone?: ZoneName | undefined;
}

/** One use of time. */
export interface Session {
  /** When it was made. */
  created_at: Instant;
  /** The host's id, or one that is derived from the booking that begins it. */
  id: SessionId;
  /** What people agreed on. */
  local: LocalIntent;
  /** Where; absent is online, or not known. */
  place?: PlaceId;
  /** How many can book it, for a group; absent is one party alone. */
  seats?: number;
  /** Of what. */
  service: ServiceId;
  /** When, without buffers. */
  span: Interval;
  /** Whether it takes its resources' time. */
  status: SessionStatus;
  /** Whether it takes place though nobody has booked it: the host has opened it. */
  stays?: boolean;
  /** When it was last changed. */
  updated_at: Instant;
  /** What it takes, in the order of the service's legs. The first one leads. */
  uses: Use[];
  /** Starts at 1 and rises with each change. */
  version: number;
}

/** session id */
export type SessionId = string;

/** One use of time. */
export interface SessionInput {
  /** When it was made. */
  created_at: InstantInput;
  /** The host's id, or one that is derived from the booking that begins it. */
  id: SessionId;
  /** What people agreed on. */
  local: LocalIntentInput;
  /** Where; absent is online, or not known. */
  place?: PlaceId | undefined;
  /** How many can book it, for a group; absent is one party alone. */
  seats?: number | undefined;
  /** Of what. */
  service: ServiceId;
  /** When, without buffers. */
  span: IntervalInput;
  /** Whether it takes its resources' time. */
  status: SessionStatus;
  /** Whether it takes place though nobody has booked it: the host has opened it. */
  stays?: boolean | undefined;
  /** When it was last changed. */
  updated_at: InstantInput;
  /** What it takes, in the order of the service's legs. The first one leads. */
  uses: readonly UseInput[];
  /** Starts at 1 and rises with each change. */
  version: number;
}

/** Whether a session takes time; the words are those of iCalendar's STATUS (RFC 5545 §3.8.1.11). */
export type SessionStatus = "tentative" | "confirmed" | "cancelled";

/** A session's use of a resource. */
export interface SessionUse {
  /** The time that it keeps clear. */
  buffer?: Buffer;
  /** Who has some of them. */
  claims?: Claim[];
  /** Which session: the same one in every resource that it takes. */
  id: SessionId;
  /** How many seats it has. */
  seats: number;
  /** Of which service: only its bookings join. */
  service: ServiceId;
  /** Whether it takes place though nobody has booked it, as one that the host has opened does. One without claims does in any case. */
  stays?: boolean;
}

/** A session's use of a resource. */
export interface SessionUseInput {
  /** The time that it keeps clear. */
  buffer?: BufferInput | undefined;
  /** Who has some of them. */
  claims?: readonly ClaimInput[] | undefined;
  /** Which session: the same one in every resource that it takes. */
  id: SessionId;
  /** How many seats it has. */
  seats: number;
  /** Of which service: only its bookings join. */
  service: ServiceId;
  /** Whether it takes place though nobody has booked it, as one that the host has opened does. One without claims does in any case. */
  stays?: boolean | undefined;
}

/** One member of a pool. */
export interface Share {
  /** Whether it takes none at present. */
  paused?: boolean;
  /** Who. */
  resource: ResourceId;
  /** How many picks it has taken; on joining, as many as put it on the group's level. */
  taken: number;
  /** How much of the picks, against the weights of the others. */
  weight: number;
}

/** One member of a pool. */
export interface ShareInput {
  /** Whether it takes none at present. */
  paused?: boolean | undefined;
  /** Who. */
  resource: ResourceId;
  /** How many picks it has taken; on joining, as many as put it on the group's level. */
  taken?: number | undefined;
  /** How much of the picks, against the weights of the others. */
  weight: number;
}

/**
 * The members of a pool with what each has taken so far.
 *
 * A member that is busy keeps its debt and is repaid first. Joining, pausing and resuming, and nothing else, put a member on the group's level.
 */
export type Shares = Share[];

/**
 * The members of a pool with what each has taken so far.
 *
 * A member that is busy keeps its debt and is repaid first. Joining, pausing and resuming, and nothing else, put a member on the group's level.
 */
export type SharesInput = readonly ShareInput[];

/** Asks who takes a booking at a start. */
export interface SlotsAssignRequest {
  /** The circumstances. */
  context: Context;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** The resources that there are. */
  resources: readonly ResourceState[];
  /** What for. */
  service: ServiceInput;
  /** The shares of the members of some legs; where there are none, the declared order decides. */
  shares?: readonly LegShares[] | undefined;
  /** From when. */
  start: InstantInput;
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
}

/** Who takes the booking, or why nobody can. */
export type SlotsAssignResponse = {
  assigned: LegAssigned[];
} | {
  refused: Reason[];
};

/** Until when something takes time that is not settled yet. */
export interface SlotsAssignTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** Slots that a change of a schedule makes and takes away. */
export interface SlotsChanged {
  /** Those that there were not before, in order of start. */
  gained: Interval[];
  /** Those that there are no more, in order of start. */
  lost: Interval[];
}

/** A date, and whether it has anything to book. */
export interface SlotsDate {
  /** Whether a slot starts on it. */
  available: boolean;
  /** The date. */
  date: PlainDate;
}

/** Asks which dates have anything to book. */
export interface SlotsDatesRequest {
  /** The circumstances. */
  context: Context;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** The bounds of the slots' *starts*. */
  range: IntervalInput;
  /** Who is asked, where the service requires nothing by itself; absent is the only resource there is. */
  resource?: ResourceId | undefined;
  /** The resources that there are. */
  resources: readonly ResourceState[];
  /** What for. */
  service: ServiceInput;
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
  /** In whose zone dates are read. */
  zone: ZoneName;
}

/** Every date that the range touches. */
export interface SlotsDatesResponse {
  /** In order; a date that the zone skipped is not among them. */
  dates: SlotsDate[];
  /** The release of the zone data. */
  release: string;
}

/** Until when something takes time that is not settled yet. */
export interface SlotsDatesTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** Asks why a time cannot be booked. */
export interface SlotsExplainRequest {
  /** The circumstances. */
  context: Context;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** Who is asked, where the service requires nothing by itself; absent is the only resource there is. */
  resource?: ResourceId | undefined;
  /** The resources that there are. */
  resources: readonly ResourceState[];
  /** What for. */
  service: ServiceInput;
  /** From when. */
  start: InstantInput;
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
}

/** Why a time cannot be booked. */
export interface SlotsExplainResponse {
  /** All reasons, in the order of their codes; none means that it can be booked. */
  reasons: Reason[];
  /** The release of the zone data. */
  release: string;
  /** The sources of outside busy time that are not fresh: what the answer does not know for certain. */
  sources?: UncertainSource[];
}

/** Until when something takes time that is not settled yet. */
export interface SlotsExplainTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** Asks for what can be booked. */
export interface SlotsFindRequest {
  /** The circumstances. */
  context: Context;
  /** One of the service's durations; absent is its default. */
  duration?: LengthInput | undefined;
  /** At most this many, from the earliest on. */
  limit?: number | undefined;
  /** How many starts on the grid that cannot be booked are told with their reasons, from the earliest on. */
  near_misses?: number | undefined;
  /** The bounds of the slots' *starts*. */
  range: IntervalInput;
  /** Who is asked, where the service requires nothing by itself; absent is the only resource there is. */
  resource?: ResourceId | undefined;
  /** The resources that there are, in the order in which they are offered where the service says nothing else. */
  resources: readonly ResourceState[];
  /** What for. */
  service: ServiceInput;
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
  /** In whose zone the slots are labelled: then each says what the clock reads. */
  zone?: ZoneName | undefined;
}

/** What can be booked. */
export interface SlotsFindResponse {
  /** Starts on the grid, inside opening hours, that cannot be booked. */
  near_misses?: NearMissed[];
  /** Where to begin to ask for more, if the query's limit ended the answer: the start of the next slot. */
  next?: Instant;
  /** The release of the zone data. */
  release: string;
  /** In order of start. */
  slots: OfferedSlot[];
  /** The sources of outside busy time that are not fresh: what the answer does not know for certain. */
  sources?: UncertainSource[];
}

/** Until when something takes time that is not settled yet. */
export interface SlotsFindTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** Asks for every way to book services one after the other. */
export interface SlotsSequencesRequest {
  /** The circumstances. */
  context: Context;
  /** The bounds of the first stage's *starts*. */
  range: IntervalInput;
  /** The resources that there are. */
  resources: readonly ResourceState[];
  /** The services, in their order. */
  stages: readonly SequenceStage[];
  /** What matters beside the resources. */
  surroundings?: Surroundings | undefined;
}

/** Every way, ordered by the starts of the stages. */
export interface SlotsSequencesResponse {
  /** The release of the zone data. */
  release: string;
  /** For each way, when each stage takes place. */
  sequences: Interval[][];
}

/** Until when something takes time that is not settled yet. */
export interface SlotsSequencesTentativeInput {
  /** Alive iff `now` is before this instant. */
  expires_at: InstantInput;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId | undefined;
}

/** Where outside busy time comes from, and how far it is relied on. */
export interface Source {
  /** How long a copy counts as fresh although the source could be read; absent is for as long as it can. */
  fresh_for?: ElapsedInput | undefined;
  /** What happens when what is known of it is not fresh. */
  freshness?: Freshness | undefined;
  /** The host's id. */
  id: SourceId;
  /** The mirrors of our own bookings in it, which never take time. */
  own?: OwnEvents | undefined;
  /** Whether tentative events take time. */
  tentative?: SourceBusyTentativeInput | undefined;
}

/** Asks what the sources of a resource say of its time at a moment. */
export interface SourceBusyRequest {
  /** The present instant. */
  now: InstantInput;
  /** The sources with what is known of them. */
  sources: readonly SourceKnown[];
  /** The owner's zone: all-day events take its local days. */
  zone: string;
}

/** What the sources of a resource say of its time. */
export interface SourceBusyResponse {
  /** What takes time, in order; in the form that questions about slots and bookings take. The events of a source that is ignored are not among them. */
  busy: Busy[];
  /** Events that take no time, in the order of the request. */
  ignored: SourceIgnored[];
  /** How each source stands, in the order of the request. */
  sources: SourceReport[];
}

/** Whether tentative events take time. */
export type SourceBusyTentativeInput = "counts" | "ignored";

/** source id */
export type SourceId = string;

/** An event that takes no time. */
export interface SourceIgnored {
  /** Its place in that source's list. */
  at: number;
  /** Of which source. */
  source: SourceId;
  /** Why. */
  why: WhyIgnored;
}

/** A source and what is known of it. */
export interface SourceKnown {
  /** Its events, as they were copied. */
  events?: readonly OutsideEvent[] | undefined;
  /** The source and its policy. */
  source: Source;
  /** When it was last copied. */
  sync: LastSync;
}

/** A source, how it stands, and what is to be done with it. */
export interface SourceReport {
  /** What is to be done. */
  reliance: Reliance;
  /** Which. */
  source: SourceId;
  /** How it stands. */
  state: SourceState;
}

/** A source, how it stands, and what is to be done with it. */
export interface SourceReportInput {
  /** What is to be done. */
  reliance: Reliance;
  /** Which. */
  source: SourceId;
  /** How it stands. */
  state: SourceStateInput;
}

/** How what is known of a source stands at a time. */
export type SourceState = "fresh" | {
  stale: {
    /** How long ago. */
    age: Elapsed;
  };
} | "unavailable";

/** How what is known of a source stands at a time. */
export type SourceStateInput = "fresh" | {
  stale: {
    /** How long ago. */
    age: ElapsedInput;
  };
} | "unavailable";

/** Where a series was split off: by an edit of an occurrence and all that follow. */
export interface SplitFrom {
  /** At which of its occurrences, as the edit named it. */
  original: Moment;
  /** From which series. */
  series: SeriesId;
}

/** Where a series was split off: by an edit of an occurrence and all that follow. */
export interface SplitFromInput {
  /** At which of its occurrences, as the edit named it. */
  original: MomentInput;
  /** From which series. */
  series: SeriesId;
}

/** The states of a booking, by name. */
export type StateName = "held" | "requested" | "confirmed" | "declined" | "expired" | "cancelled" | "completed" | "no_show";

/** subject id */
export type SubjectId = string;

/** What matters beside the resources; where nothing has limits or a place, nothing does. */
export interface Surroundings {
  /** The bookings that limits count, in any order: of the service and of the resources, in every period of a limit that a start which is asked about can lie in. Only what takes time: nothing cancelled, declined or expired. */
  counted?: readonly Counted[] | undefined;
  /** How long the ways between places take; absent is that places don't matter. */
  travel?: TravelMatrix | undefined;
}

/** Put one resource of a session in the place of another, at the same time. Only a host. */
export interface Swap {
  /** Who goes. */
  from: ResourceId;
  /** Which. */
  session: SessionId;
  /** Who comes. */
  to: ResourceId;
  /** The version that the caller has seen; any if absent. */
  version?: number | undefined;
}

/** tag id */
export type Tag = string;

/** Until when something takes time that is not settled yet. */
export interface Tentative {
  /** Alive iff `now` is before this instant. */
  expires_at: Instant;
  /** For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone. */
  owner?: SubjectId;
}

/** How a waitlist works. */
export interface Terms {
  /** How long before the start offers end, and free seats are everybody's. */
  cutoff?: ElapsedInput | undefined;
  /** Who comes next. */
  discipline?: Discipline | undefined;
  /** How long an offer stands. */
  offer_ttl?: LengthInput | undefined;
}

/**
 * What something costs that is done in time.
 *
 * The notice is counted back from the start: hours and shorter are elapsed time, days and longer keep the wall time. It is enough if `start - now >= notice`, inclusive. With both kinds of notice, both must be kept; with neither the tier lasts to the start.
 */
export interface Tier {
  /** How much working time before the start, in the service's business calendar. */
  business?: BusinessTimeInput | undefined;
  /** What it costs; nothing if absent. */
  fee?: Fee | undefined;
  /** How long before the start. */
  notice?: CalendarDurationInput | undefined;
}

/** time of day, HH:MM or HH:MM:SS */
export type TimeOfDay = PlainTime;

/** time of day, HH:MM or HH:MM:SS */
export type TimeOfDayInput = TimeInput;

/** Closes time, whatever opened it. */
export interface TimeOff {
  /** The host's id. */
  id: RuleId;
  /** What is closed. */
  span: TimeOffSpan;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
}

/** Closes time, whatever opened it. */
export interface TimeOffInput {
  /** The host's id. */
  id: RuleId;
  /** What is closed. */
  span: TimeOffSpanInput;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
}

/** What a time off covers. */
export type TimeOffSpan = {
  dates: DateRange;
} | {
  span: Interval;
};

/** What a time off covers. */
export type TimeOffSpanInput = {
  dates: DateRangeInput;
} | {
  span: IntervalInput;
};

/** From one reading of the wall clock to another; `to <= from` ends the next day. */
export interface TimeWindow {
  /** Where it opens, on the date that it belongs to. */
  from: TimeOfDay;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDay;
}

/** From one reading of the wall clock to another; `to <= from` ends the next day. */
export interface TimeWindowInput {
  /** Where it opens, on the date that it belongs to. */
  from: TimeOfDayInput;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDayInput;
}

/** A time that would suit. */
export interface TimeWish {
  /** On which weekdays; absent is on any. */
  days: Weekdays;
  /** Not before this time of day. */
  from: TimeOfDay;
  /** With one of these; none is with anyone. */
  resources?: ResourceId[];
  /** Of what. */
  service: ServiceId;
  /** Over by this time of day; at or before `from` it is the next day's time. */
  to: TimeOfDay;
  /** The zone that days and times are read in. */
  zone: ZoneName;
}

/** A time that would suit. */
export interface TimeWishInput {
  /** On which weekdays; absent is on any. */
  days?: Weekdays | undefined;
  /** Not before this time of day. */
  from?: TimeOfDayInput | undefined;
  /** With one of these; none is with anyone. */
  resources?: readonly ResourceId[] | undefined;
  /** Of what. */
  service: ServiceId;
  /** Over by this time of day; at or before `from` it is the next day's time. */
  to?: TimeOfDayInput | undefined;
  /** The zone that days and times are read in. */
  zone: ZoneName;
}

/** What becomes of a grace token. */
export type Token = {
  /** a date such as 2027-01-31 */
  used: PlainDate;
} | "returned";

/** What becomes of a grace token. */
export type TokenInput = {
  /** a date such as 2027-01-31 */
  used: DateInput;
} | "returned";

/** elapsed time such as PT26H30M */
export type Total = Duration;

/**
 * The zone in which windows that start on some dates are read, because their owner is elsewhere.
 *
 * Weekly windows and overrides follow the traveller; holidays, all-day events, limits, horizon and clock grid stay in the home zone.
 */
export interface Travel {
  /** The dates away, both inclusive. */
  dates: DateRange;
  /** The host's id. */
  id: RuleId;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
  /** Where. */
  zone: ZoneName;
}

/**
 * The zone in which windows that start on some dates are read, because their owner is elsewhere.
 *
 * Weekly windows and overrides follow the traveller; holidays, all-day events, limits, horizon and clock grid stay in the home zone.
 */
export interface TravelInput {
  /** The dates away, both inclusive. */
  dates: DateRangeInput;
  /** The host's id. */
  id: RuleId;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
  /** Where. */
  zone: ZoneName;
}

/** A table of travel times. */
export interface TravelMatrix {
  /** Whether each counts for the way back too, unless that is given itself. */
  both_ways?: boolean | undefined;
  /** The times; the way from a place to itself is none. */
  times: readonly TravelTime[];
}

/** How long it takes from one place to another. */
export interface TravelTime {
  /** From where. */
  from: PlaceId;
  /** How long. */
  time: ElapsedInput;
  /** To where. */
  to: PlaceId;
}

/** A member's claim on the next pick. */
export interface Turn {
  /** After how many picks of the group its next turn is due, rounded up. */
  due: number;
  /** How many picks the group has taken. */
  of: number;
  /** Who. */
  resource: ResourceId;
  /** How many picks it has taken. */
  taken: number;
  /** Why it stands where it stands. */
  why: Why;
}

/** A source of outside busy time that is not fresh. */
export interface UncertainSource {
  /** How it stands, and what was done with it. */
  report: SourceReport;
  /** Whose time. */
  resource: ResourceId;
}

/** How many of a resource's concurrent uses a booking takes. */
export type Units = "one" | "party";

/** What a session takes of a resource. */
export interface Use {
  /** The time that is kept clear, as it stood when it was booked. */
  buffer?: Buffer;
  /** Which resource. */
  resource: ResourceId;
  /** How many of its concurrent uses. */
  units?: number;
}

/** What a session takes of a resource. */
export interface UseInput {
  /** The time that is kept clear, as it stood when it was booked. */
  buffer?: BufferInput | undefined;
  /** Which resource. */
  resource: ResourceId;
  /** How many of its concurrent uses. */
  units?: number | undefined;
}

/** waitlist id */
export type WaitlistId = string;

/** Asks what becomes of free seats, and of those who wait for them. */
export interface WaitlistSettleRequest {
  /** Those who wait, or have an offer, in any order. Whose wish does not fit the opening changes nothing. */
  entries: readonly EntryInput[];
  /** The present instant. */
  now: InstantInput;
  /** The seats. */
  opening: Opening;
  /** How the waitlist works. */
  terms?: Terms | undefined;
}

/** What becomes of the free seats. */
export interface WaitlistSettleResponse {
  /** The entries that change, as they are then, in order of joining. */
  changes: Entry[];
  /** How many are kept for the first who waits, until there are enough. */
  kept: number;
  /** When to ask again, if nothing happens before. */
  next?: Instant;
  /** How many of the free seats are offered. */
  offered: number;
  /** How many everybody can book. */
  public: number;
  /** The release of the zone data that wishes were read with. */
  release: string;
}

/** Where an entry stands. */
export type WaitlistSettleStatus = "waiting" | {
  offered: Offer;
} | "accepted" | "declined" | "expired" | "left";

/** Where an entry stands. */
export type WaitlistSettleStatusInput = "waiting" | {
  offered: OfferInput;
} | "accepted" | "declined" | "expired" | "left";

/** The two instants of a repeated wall time. */
export interface WallTimeFold {
  /** The earlier. */
  first: Instant;
  /** The later. */
  second: Instant;
}

/** The change that skips a wall time. */
export interface WallTimeGap {
  /** Seconds east from it on. */
  after: number;
  /** Seconds east before it. */
  before: number;
  /** The instant of the change. */
  transition: Instant;
}

/** How often a wall time happens. */
export type WallTimeKind = "unique" | {
  gap: WallTimeGap;
} | {
  fold: WallTimeFold;
};

/** weekdays, such as ["MO","WE"] */
export type Weekdays = ("MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU")[];

/**
 * A window that recurs on weekdays.
 *
 * It counts for the dates of `effective` on which it *starts*, both ends inclusive.
 */
export interface Weekly {
  /** The weekdays on which the window starts. */
  days: Weekdays;
  /** The dates on which it counts. */
  effective?: DateRange;
  /** Where it opens. */
  from: TimeOfDay;
  /** The host's id. */
  id: RuleId;
  /** Whether it opens (the default) or closes. */
  kind: WindowKind;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDay;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number;
}

/**
 * A window that recurs on weekdays.
 *
 * It counts for the dates of `effective` on which it *starts*, both ends inclusive.
 */
export interface WeeklyInput {
  /** The weekdays on which the window starts. */
  days: Weekdays;
  /** The dates on which it counts. */
  effective?: DateRangeInput | undefined;
  /** Where it opens. */
  from: TimeOfDayInput;
  /** The host's id. */
  id: RuleId;
  /** Whether it opens (the default) or closes. */
  kind?: WindowKind | undefined;
  /** Where it ends; at or before `from` it is the next day's time. */
  to: TimeOfDayInput;
  /** Rises by one with each change; the first is 1, and so is an absent one. */
  version?: number | undefined;
}

/** Why a member comes when it comes. */
export type Why = "due" | "ahead";

/** Why an outside event takes no time. */
export type WhyIgnored = "cancelled" | "own" | "transparent" | "tentative" | "no_time";

/** Whether a rule opens its windows or closes them. */
export type WindowKind = "open" | "closed";

/** What an entry waits for. */
export type Wish = {
  session: SessionId;
} | {
  time: TimeWish;
};

/** What an entry waits for. */
export type WishInput = {
  session: SessionId;
} | {
  time: TimeWishInput;
};

/** Asks for the names of all zones. */
export type ZoneListRequest = Record<string, never>;

/** The names of all zones. */
export interface ZoneListResponse {
  /** In alphabetical order, older names that still stand for a zone included. */
  names: string[];
  /** The release of the zone data. */
  release: string;
}

/** name of a time zone, such as Europe/Paris or +05:30 */
export type ZoneName = string;

/** Asks which instant a wall time means. */
export interface ZoneResolveRequest {
  /** What a time that a clock change skips or repeats shall mean. */
  disambiguation?: Disambiguation | undefined;
  /** The reading of the wall clock. */
  wall: WallInput;
  /** The zone's name, in either case; `UTC`, `Z` and offsets such as `+05:30` are names too. */
  zone: string;
}

/** The instant that a wall time means. */
export interface ZoneResolveResponse {
  /** The instant. */
  instant: Instant;
  /** How often the wall time happens. */
  kind: WallTimeKind;
  /** The offset at that instant, in seconds east. */
  offset: number;
  /** The release of the zone data. */
  release: string;
  /** What the wall clock shows at that instant: another time than the one asked for, if that one was skipped. */
  wall: Wall;
  /** The zone's name as the zone data spells it. */
  zone: string;
}

/** Asks what a wall clock shows. */
export interface ZoneWallRequest {
  /** When. */
  instant: InstantInput;
  /** Where: the zone's name, in either case. */
  zone: string;
}

/** What a wall clock shows. */
export interface ZoneWallResponse {
  /** The offset, in seconds east. */
  offset: number;
  /** The release of the zone data. */
  release: string;
  /** The reading. */
  wall: Wall;
  /** The zone's name as the zone data spells it. */
  zone: string;
}
