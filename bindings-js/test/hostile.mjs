// Bad input to any package: always an error with a code, and the next call answers as ever.

import assert from "node:assert/strict";

export const DAILY = { rule: "FREQ=DAILY", start: "2027-01-01T09:00:00", zone: "Europe/Paris" };
export const JANUARY = ["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"];
export const QUESTION = {
  resources: [
    {
      resource: { id: "anna", zone: "Europe/Paris" },
      schedule: { weekly: [{ id: "day", days: ["MO"], from: "09:00", to: "12:00" }] },
    },
  ],
  service: { id: "lesson", durations: ["PT1H"], step: "PT1H" },
  range: { start: "2027-02-01T00:00:00Z", end: "2027-02-08T00:00:00Z" },
  context: { now: "2027-01-01T00:00:00Z" },
};

/** Registers the tests for a package that is loaded. */
export function hostile(test, kalends) {
  const { ask, call, Engine, KalendsError, Prepared, Recurrence, recur, zone } = kalends;

  function fails(code, work, path) {
    assert.throws(work, (error) => {
      assert.ok(error instanceof KalendsError, `${error?.stack}`);
      assert.equal(error.code, code, error.message);
      if (path !== undefined) assert.equal(error.path, path);
      return true;
    });
  }

  test("wrong types", () => {
    for (const request of [undefined, null, 7, "text", [], () => 1, Symbol("s")]) {
      fails("wire.type", () => ask("zone.resolve", request));
    }
    fails("wire.type", () => ask("zone.resolve", { zone: 7, wall: "2027-01-01T09:00:00" }), "zone");
    fails("wire.missing-field", () => ask("zone.resolve", new Map()), "wall");
    fails("wire.type", () => ask("zone.wall", { instant: null, zone: "UTC" }), "instant");
    fails("wire.unknown-op", () => ask("zone.nothing", {}));
    for (const request of [undefined, null, {}, 7, []]) fails("wire.type", () => call("zone.list", request));
    fails("wire.type", () => call(7, "{}"));
    assert.match(call("zone.list", "not JSON"), /"wire.malformed"/);
    assert.match(call("zone.list", "[".repeat(1_000_000)), /"wire.too-deep"/);
  });

  test("dates that are none, and numbers that are none", () => {
    fails("wire.type", () => zone.wall({ instant: new Date(NaN), zone: "UTC" }), "instant");
    fails("time.sub-second", () => zone.wall({ instant: new Date(1), zone: "UTC" }), "instant");
    const daily = new Recurrence(DAILY);
    for (const bad of [NaN, 7, {}, null, undefined, new Date(NaN), 2n ** 70n, new Date(8.64e15)]) {
      fails("wire.range", () => daily.columns(bad, JANUARY[1]), "start");
    }
    for (const bad of ["noon", "2027-01-01"]) fails("time.instant", () => daily.columns(bad, JANUARY[1]));
    for (const count of [NaN, -1, 0.5, 2 ** 53, -Infinity]) fails("wire.range", () => daily.first(count), "limit");
    for (const count of ["three", {}, null, undefined, 3n, Symbol("s")]) fails("wire.type", () => daily.first(count));
    fails("wire.range", () => ask("recur.expand", { series: DAILY, limit: 2 ** 53 + 2 }), "limit");
    fails("wire.range", () => ask("recur.expand", { series: DAILY, limit: 2n ** 64n }), "limit");
    fails("wire.type", () => ask("recur.expand", { series: DAILY, limit: NaN }), "limit");
    fails("wire.type", () => ask("recur.expand", { series: DAILY, limit: 0.5 }), "limit");
    fails("recur.too-many", () => ask("recur.expand", { series: DAILY }));
  });

  test("a circle is no request", () => {
    const circle = {};
    circle.self = circle;
    fails("wire.type", () => ask("zone.list", circle));
  });

  test("half a surrogate pair", () => {
    fails("wire.malformed", () => call("zone.list", '{"\ud800":1}'));
    fails("wire.malformed", () => call("zone.\udfff", "{}"));
    fails("wire.malformed", () => zone.wall({ instant: new Date(0), zone: "Europe/\ud800" }), "zone");
    fails("wire.malformed", () => zone.resolve("2027-01-31T09:00:0\ud800", "UTC"), "wall");
  });

  test("buffers: too small, detached, of another type", () => {
    const daily = new Recurrence(DAILY);
    const two = new Float64Array(2);
    assert.equal(daily.fill(...JANUARY, two), 31);
    assert.deepEqual([...two], [Date.UTC(2027, 0, 1, 8), Date.UTC(2027, 0, 2, 8)]);
    const detached = new Float64Array(40);
    structuredClone(detached.buffer, { transfer: [detached.buffer] });
    assert.equal(daily.fill(...JANUARY, detached), 31);
    assert.equal(detached.length, 0);
    for (const bad of [undefined, null, [], new Float32Array(40), new ArrayBuffer(40), "text"]) {
      fails("wire.type", () => daily.fill(...JANUARY, bad));
    }
  });

  test("callbacks that throw pass on what they threw", () => {
    const thrown = new RangeError("the host's own");
    const engine = Engine.open("memory:", { clock: () => { throw thrown; } });
    assert.throws(() => engine.resources(), (error) => error === thrown);
    const request = { wall: { toJSON() { throw thrown; } }, zone: "UTC" };
    assert.throws(() => ask("zone.resolve", request), (error) => error === thrown);
    const broken = Engine.open("memory:", { clock: () => "half past" });
    fails("time.instant", () => broken.resources());
  });

  test("use after close", async () => {
    const daily = new Recurrence(DAILY);
    daily.close();
    daily.close();
    fails("host.closed", () => daily.columns(...JANUARY));
    fails("host.closed", () => daily.after(new Date(0)));
    const prepared = new Prepared(QUESTION);
    prepared.close();
    fails("host.closed", () => prepared.slots());
    const engine = Engine.open("memory:", { clock: () => JANUARY[0] });
    const later = engine.slotsAsync({ service: "none", range: QUESTION.range });
    engine.close();
    await assert.rejects(later, { code: "booking.unknown-service" });
    fails("host.closed", () => engine.resources());
    await assert.rejects(engine.slotsAsync({ service: "none", range: QUESTION.range }), { code: "host.closed" });
  });

  test("a store that cannot be opened", () => {
    fails("store.url", () => Engine.open("nothing"));
    fails("wire.type", () => Engine.open(7));
  });

  test("an aborted call rejects with the signal's reason, before it begins and while it waits", async () => {
    const gone = AbortSignal.abort("too late");
    await assert.rejects(recur.expandAsync({ series: DAILY, limit: 3 }, { signal: gone }), (reason) => reason === "too late");
    const controller = new AbortController();
    const many = Array.from({ length: 64 }, () => recur.expandAsync({ series: DAILY, limit: 10_000 }, { signal: controller.signal }));
    const settled = Promise.allSettled(many);
    controller.abort(new Error("changed my mind"));
    for (const { status, reason } of await settled) {
      assert.equal(status, "rejected");
      assert.equal(reason.message, "changed my mind");
    }
  });

  test("after all that it answers as before", () => {
    assert.equal(new Recurrence(DAILY).fill(...JANUARY, new Float64Array(31)), 31);
  });
}
