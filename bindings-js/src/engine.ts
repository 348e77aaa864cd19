// The engine over a store, for packages that bring one.

import { answer, asked, type Dated, type Later } from "./ask.js";
import type {
  Booking,
  BookingInput,
  BookingVerdict,
  Command,
  Context,
  IntervalInput,
  OfferedSlot,
  Policy,
  Reason,
  Resource,
  Schedule,
  ScheduleInput,
  Service,
  Session,
  SessionInput,
} from "./generated/records.js";
import { awaited } from "./later.js";
import { KalendsError } from "./error.js";
import { guarded, Handle, native, type NativeEngine } from "./native.js";
import { millis, text } from "./wire.js";
import type { DurationInput, InstantInput } from "./words.js";

/** The circumstances of a question or a command, but for the time, which the engine knows. */
export interface Circumstances extends Partial<Omit<Context, "now">> {
  /** Who acts, for the trail of changes. */
  by?: string | undefined;
  /** Why, as a code of the host's. */
  cause?: string | undefined;
  /** Of the caller's: a command that comes again with it is answered as the first time. */
  key?: string | undefined;
}

/** What a question about a stored service takes. */
export interface OfferRequest {
  service: string;
  resource?: string | undefined;
  range: IntervalInput;
  duration?: DurationInput | undefined;
  limit?: number | undefined;
  context?: Circumstances | undefined;
}

/** What can be booked, and the revisions of the resources that it holds for. */
export type Offer = Dated<{
  slots: OfferedSlot[];
  next?: OfferedSlot["start"];
  revisions: Record<string, number>;
  release: string;
}>;

/** What is said against a start. */
export type Explanation = Dated<{ reasons: Reason[]; revisions: Record<string, number>; release: string }>;

/** How to open an engine. */
export interface EngineOptions {
  /** One of several tenants that share a store and see nothing of each other. */
  tenant?: string | undefined;
  /** What time it is; the system's clock by default. */
  clock?: (() => InstantInput) | undefined;
}

/** A store with a clock and ids. */
export class Engine {
  readonly #native: Handle<NativeEngine>;
  readonly #clock: (() => InstantInput) | undefined;

  protected constructor(url: string, options: EngineOptions = {}) {
    const { openEngine, clock } = native();
    if (openEngine === undefined) {
      throw new KalendsError({ code: "store.unknown-kind", category: "input", message: "this build has no stores" });
    }
    this.#native = new Handle("engine", guarded(() => openEngine(text(url), options.tenant)));
    this.#clock = options.clock ?? clock;
  }

  /** Opens what a URL names: `sqlite:PATH`, `sqlite::memory:`, or `memory:`; the last two die with the engine. */
  static open(url: string, options: EngineOptions = {}): Engine {
    return new Engine(url, options);
  }

  /** Adds a resource, or replaces it and its whole schedule. Its bookings stay. */
  putResource(resource: Resource, schedule: ScheduleInput = {}): void {
    this.#ask("resource.put", { resource, schedule });
  }

  /** A resource with its schedule and revision. */
  resource(resource: string): Dated<{ resource: Resource; schedule: Schedule; revision: number }> | undefined {
    return this.#ask<{ resource: Resource; schedule: Schedule; revision: number } | null>("resource.get", { resource }) ?? undefined;
  }

  /** All resources, in order of id. */
  resources(): Dated<Resource[]> {
    return this.#ask<Resource[]>("resource.list", {});
  }

  /** Adds a service, or replaces it. */
  putService(service: Service): void {
    this.#ask("service.put", { service });
  }

  /** A service. */
  service(service: string): Dated<Service> | undefined {
    return this.#ask<Service | null>("service.get", { service }) ?? undefined;
  }

  /** All services, in order of id. */
  services(): Dated<Service[]> {
    return this.#ask<Service[]>("service.list", {});
  }

  /** Adds a policy, or its next version. Bookings keep the version that they were made under. */
  putPolicy(policy: Policy): void {
    this.#ask("policy.put", { policy });
  }

  /** All policies in all their versions, in order of id. */
  policies(): Dated<Policy[]> {
    return this.#ask<Policy[]>("policy.list", {});
  }

  /** Replaces what a source says about a resource's time. */
  putExternal(external: { resource: string; source: string; spans: { span: IntervalInput; event?: string }[] }): void {
    this.#ask("external.put", external);
  }

  /** An id for a new booking. */
  newBookingId(): string {
    return this.#ask<string>("booking.id", {}) as string;
  }

  /** A booking, cancelled or not. */
  booking(booking: string): Dated<Booking> | undefined {
    return this.#ask<Booking | null>("booking.get", { booking }) ?? undefined;
  }

  /** The bookings of a resource that overlap a range, in order of start. */
  bookings(resource: string, range: IntervalInput): Dated<Booking[]> {
    return this.#ask<Booking[]>("booking.list", { resource, range });
  }

  /** A session with all its bookings. */
  session(session: string): Dated<{ session: Session; bookings: Booking[] }> | undefined {
    return this.#ask<{ session: Session; bookings: Booking[] } | null>("session.get", { session }) ?? undefined;
  }

  /** What can be booked. */
  slots(request: OfferRequest): Offer {
    return this.#ask("offer.find", request) as Offer;
  }

  /** As `slots`, off the event loop. */
  async slotsAsync(request: OfferRequest, later?: Later): Promise<Offer> {
    return (await this.#askAsync("offer.find", request, later)) as Offer;
  }

  /** Every reason why a start cannot be booked; none means that it can be. */
  explain(request: Omit<OfferRequest, "range" | "limit"> & { start: InstantInput }): Explanation {
    return this.#ask("offer.explain", request) as Explanation;
  }

  /** Carries out a command in one transaction; repeating it is accepted and changes nothing. */
  execute(command: Command, context?: Circumstances): Dated<BookingVerdict> {
    return this.#ask<BookingVerdict>("booking.execute", { command, context });
  }

  /** As `execute`, off the event loop. */
  async executeAsync(command: Command, context?: Circumstances, later?: Later): Promise<Dated<BookingVerdict>> {
    return this.#askAsync<BookingVerdict>("booking.execute", { command, context }, later);
  }

  /** What `execute` would answer now, fees included; nothing changes. */
  judge(command: Command, context?: Circumstances): Dated<BookingVerdict> {
    return this.#ask<BookingVerdict>("booking.judge", { command, context });
  }

  /** Takes over bookings that somebody else decided, as an authority for a replica, with the sessions they are part of. */
  putBookings(written: { sessions?: readonly SessionInput[]; bookings: readonly BookingInput[] }): void {
    this.#ask("booking.put", written);
  }

  /** The JSON door: the engine's own operations and all that need no store. */
  call(op: string, request: string): string {
    return this.#native.use((held) => (this.#setClock(held), held.call(op, request)));
  }

  /** Lets go of it; whoever asks again gets `host.closed`. Calls that are under way end as usual. */
  close(): void {
    this.#native.close();
  }

  #ask<T>(op: string, request: unknown): Dated<T> {
    return answer<T>(asked((text) => this.call(op, text), request));
  }

  async #askAsync<T>(op: string, request: unknown, later?: Later): Promise<Dated<T>> {
    return this.#native.use((held) => {
      this.#setClock(held);
      return awaited(request, later, (text, signal) => held.callAsync(op, text, signal));
    }).then(answer<T>);
  }

  #setClock(held: NativeEngine): void {
    if (this.#clock !== undefined) {
      held.setNow(millis(this.#clock()));
    }
  }
}
