// Times as people have them: text, dates, Temporal.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, KalendsError, Prepared, recur, Recurrence, slots, zone } from "kalends";
import { Temporal } from "temporal-polyfill";

const AT = "2027-10-31T01:30:00Z"; // the second 02:30 in Paris
const PARIS = Temporal.Instant.from(AT).toZonedDateTimeISO("Europe/Paris");
const DAILY = { rule: "FREQ=DAILY", start: "2027-10-30T02:30:00", zone: "Europe/Paris" };

test("an instant is text, RFC 9557, a date, or of Temporal", () => {
  const spellings = [AT, "2027-10-31T02:30:00+01:00", "2027-10-31T02:30:00+01:00[Europe/Paris]", PARIS.toString(), new Date(AT), Temporal.Instant.from(AT), PARIS];
  for (const instant of spellings) {
    assert.equal(zone.wall({ instant, zone: "America/New_York" }).wall, "2027-10-30T21:30:00", String(instant));
    assert.equal(new Recurrence(DAILY).columns(instant, "2027-11-02T00:00:00Z").length, 1, String(instant));
  }
});

test("a wall time is text or of Temporal", () => {
  for (const wall of ["2027-10-31T02:30:00", Temporal.PlainDateTime.from("2027-10-31T02:30:00")]) {
    const { instant, kind } = zone.resolve(wall, "Europe/Paris");
    assert.equal(instant.toISOString(), "2027-10-31T00:30:00.000Z");
    assert.deepEqual(kind, { fold: { first: new Date("2027-10-31T00:30:00Z"), second: new Date(AT) } });
    assert.equal(zone.resolve(wall, "Europe/Paris", "later").instant.getTime(), Date.parse(AT));
    assert.throws(() => zone.resolve(wall, "Europe/Paris", "reject"), { code: "zone.fold" });
  }
});

test("the short way of zone.resolve and the long one agree on every hour of a year", () => {
  for (let hour = 0; hour < 366 * 24; hour++) {
    const wall = new Date(Date.UTC(2027, 0, 1) + hour * 3_600_000).toISOString().slice(0, 19);
    for (const name of ["europe/paris", "Australia/Lord_Howe", "+05:30"]) {
      assert.deepEqual(zone.resolve(wall, name), ask("zone.resolve", { wall, zone: name }), `${wall} ${name}`);
    }
  }
});

test("starts are dates, numbers, or a walk", () => {
  const daily = new Recurrence(DAILY);
  const [from, until] = ["2027-10-30T00:00:00Z", "2027-11-02T00:00:00Z"];
  const expected = ["2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"].map((at) => new Date(at));
  assert.deepEqual(daily.between(from, until), expected);
  assert.deepEqual([...daily.columns(from, until)], expected.map(Number));
  assert.deepEqual(daily.first(3), expected);
  const walked = [];
  for (const start of daily) {
    walked.push(start);
    if (walked.length === 1000) break;
  }
  assert.deepEqual(walked, daily.first(1000));
  assert.deepEqual(daily.after(expected[0]), { wall: "2027-10-31T02:30:00", start: expected[1] });
  assert.deepEqual(daily.before(expected[1]).start, expected[0]);
  assert.equal(daily.before(expected[0]), undefined);
  assert.deepEqual([...new Recurrence({ ...DAILY, rule: "FREQ=DAILY;COUNT=3" })], expected);
});

test("objects, columns and the JSON door list the same slots", async () => {
  const weekly = [{ id: "night", days: ["SU"], from: "01:00", to: "04:00" }];
  const request = {
    resources: [{ resource: { id: "nurse", zone: "Europe/Berlin" }, schedule: { weekly } }],
    service: { id: "watch", durations: [Temporal.Duration.from("PT1H")], step: "PT1H" },
    range: { start: new Date("2026-10-24T22:00:00Z"), end: "2026-10-26T00:00:00+01:00[Europe/Berlin]" },
    context: { now: Temporal.Instant.from("2026-10-01T00:00:00Z") },
  };
  const found = slots.find(request).slots;
  assert.equal(found.length, 4); // 01, 02, 02 again, 03
  const prepared = new Prepared(request);
  assert.deepEqual(prepared.slots(), found);
  assert.deepEqual((await slots.findAsync(request)).slots, found);
  assert.deepEqual([...slots.columns(request).starts], found.map(({ start }) => start.getTime()));
  const pairs = new Float64Array(8);
  assert.equal(prepared.fill(pairs), 4);
  assert.deepEqual([...pairs], found.flatMap(({ start, end }) => [start.getTime(), end.getTime()]));
  assert.deepEqual(prepared.explain(found[0].start).reasons, []);
  assert.deepEqual(prepared.explain("2026-10-25T03:00:00Z").reasons, slots.explain({ ...request, range: undefined, start: "2026-10-25T03:00:00Z" }).reasons);
  const limited = new Prepared({ ...request, limit: 2 }).columns();
  assert.deepEqual([limited.starts.length, limited.next], [2, found[2].start]);
});

test("seats are told, and who takes part is not lost", () => {
  const schedule = { weekly: [{ id: "day", days: ["MO"], from: "09:00", to: "11:00" }] };
  const state = (id) => ({ resource: { id, zone: "UTC" }, schedule });
  const asked = {
    resources: [state("anna"), state("ben")],
    service: { id: "lesson", durations: ["PT1H"], step: "PT1H", requires: [{ of: { members: ["anna", "ben"] } }] },
    range: { start: "2027-02-01T00:00:00Z", end: "2027-02-02T00:00:00Z" },
    context: { now: "2027-01-01T00:00:00Z" },
  };
  let found;
  try {
    found = slots.find(asked).slots;
  } catch (error) {
    assert.fail(error instanceof KalendsError ? `${error.code} at ${error.path}: ${error.message}` : error);
  }
  assert.deepEqual(found[0].members, [["anna", "ben"]]);
  assert.deepEqual(new Prepared(asked).slots(), found);
});

test("what goes in as text comes out as it was", async () => {
  const { walls, starts } = await recur.expandAsync({ series: DAILY, limit: 1 });
  assert.deepEqual([walls, starts], [["2027-10-30T02:30:00"], [new Date("2027-10-30T00:30:00Z")]]);
});
