// What has to compile under every strict setting, and what must not.

import { ask, type Booking, type Circumstances, Engine, KalendsError, Prepared, Recurrence, slots, zone } from "kalends";

const start: Date = zone.resolve("2027-03-28T02:30:00", "Europe/Paris", "later").instant;
const starts: Date[] = new Recurrence({ rule: "FREQ=DAILY", start: "2027-01-01T09:00:00", zone: "Europe/Paris" }).between(start, new Date());
const told: Date[] | undefined = ask("recur.expand", { series: { rule: "FREQ=DAILY", start: "2027-01-01" }, limit: 3 }).starts;
const engine: Engine = Engine.open("sqlite::memory:", { clock: () => new Date() });
const context: Circumstances = { actor: "host" };
const verdict = engine.execute({ cancel: { booking: "b1" } }, context);
if ("accept" in verdict) {
  const when: Date | undefined = verdict.accept.bookings[0]?.created_at;
  void when;
}
const wire: Booking["created_at"] | undefined = undefined;
try {
  const prepared: Prepared = new Prepared({
    resources: [{ resource: { id: "anna", zone: "UTC" }, schedule: { weekly: [{ id: "day", days: ["MO"], from: "09:00", to: "11:00" }] } }],
    service: { id: "lesson", durations: ["PT1H"], step: "PT1H" },
    range: { start, end: new Date() },
    context: { now: new Date() },
  });
  const columns: Float64Array = prepared.columns().starts;
  void columns;
} catch (error) {
  if (error instanceof KalendsError) void (error.code satisfies string);
}
// @ts-expect-error: no such operation
ask("zone.nothing", {});
// @ts-expect-error: a number is no time
zone.wall({ instant: 7, zone: "UTC" });
// @ts-expect-error: no such field
ask("zone.list", { names: true });
// @ts-expect-error: a service is missing
void slots.find({ resources: [], range: { start, end: start }, context: { now: start } });
void [starts, told, wire];
