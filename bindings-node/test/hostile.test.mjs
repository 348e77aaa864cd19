// Bad input: a typed error, never the end of the process.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import * as kalends from "kalends";

const { ask, call, Engine, KalendsError, Prepared, Recurrence, recur, zone } = kalends;
const HERE = createRequire(import.meta.url);
const DAILY = { rule: "FREQ=DAILY", start: "2027-01-01T09:00:00", zone: "Europe/Paris" };
const QUESTION = {
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

function fails(code, work, path) {
  assert.throws(work, (error) => {
    assert.ok(error instanceof KalendsError, `${error?.stack}`);
    assert.equal(error.code, code, error.message);
    if (path !== undefined) assert.equal(error.path, path);
    return true;
  });
}

test("wrong types", () => {
  for (const request of [undefined, null, 7, "text", [], () => 1, Symbol("s"), { zone: 7, wall: 8 }, new Map()]) {
    assert.throws(() => ask("zone.resolve", request), KalendsError, String(request));
  }
  fails("wire.type", () => ask("zone.wall", { instant: null, zone: "UTC" }), "instant");
  fails("wire.unknown-op", () => ask("zone.nothing", {}));
  fails("wire.type", () => call("zone.list", { an: "object" }));
  fails("wire.type", () => call(7, "{}"));
  assert.match(call("zone.list", "not JSON"), /"wire.malformed"/);
  assert.match(call("zone.list", "[".repeat(1_000_000)), /"wire.too-deep"|"wire.malformed"/);
});

test("dates that are none, and numbers that are none", () => {
  fails("wire.type", () => zone.wall({ instant: new Date(NaN), zone: "UTC" }), "instant");
  fails("time.sub-second", () => zone.wall({ instant: new Date(1), zone: "UTC" }), "instant");
  const daily = new Recurrence(DAILY);
  for (const bad of [NaN, 7, {}, null, undefined, "noon", "2027-01-01", new Date(NaN), 2n ** 70n, new Date(8.64e15)]) {
    assert.throws(() => daily.columns(bad, "2028-01-01T00:00:00Z"), KalendsError, String(bad));
  }
  for (const count of [NaN, -1, 0.5, 2 ** 53, "three", {}]) {
    assert.throws(() => daily.first(count), KalendsError, String(count));
  }
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
  assert.throws(() => zone.wall({ instant: new Date(0), zone: "Europe/\ud800" }), KalendsError);
  assert.throws(() => zone.resolve("2027-01-31T09:00:0\ud800", "UTC"), KalendsError);
});

test("buffers: too small, detached, of another type", () => {
  const daily = new Recurrence(DAILY);
  const january = ["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"];
  const two = new Float64Array(2);
  assert.equal(daily.fill(...january, two), 31);
  assert.deepEqual([...two], [Date.UTC(2027, 0, 1, 8), Date.UTC(2027, 0, 2, 8)]);
  const detached = new Float64Array(40);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  assert.equal(daily.fill(...january, detached), 31);
  assert.equal(detached.length, 0);
  for (const bad of [undefined, null, [], new Float32Array(40), new ArrayBuffer(40), "text"]) {
    assert.throws(() => daily.fill(...january, bad), (error) => error instanceof KalendsError && error.code === "wire.type");
  }
});

test("callbacks that throw pass on what they threw", () => {
  const thrown = new RangeError("the host's own");
  const engine = Engine.open("memory:", { clock: () => { throw thrown; } });
  assert.throws(() => engine.resources(), (error) => error === thrown);
  const request = { wall: { toJSON() { throw thrown; } }, zone: "UTC" };
  assert.throws(() => ask("zone.resolve", request), (error) => error === thrown);
  const typed = { toJSON() { throw new TypeError("the host's own"); } };
  assert.throws(() => ask("zone.resolve", { wall: typed, zone: "UTC" }), Error);
});

test("use after close", async () => {
  const daily = new Recurrence(DAILY);
  daily.close();
  daily.close();
  fails("host.closed", () => daily.columns("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"));
  fails("host.closed", () => daily.after(new Date(0)));
  const walked = new Recurrence(DAILY)[Symbol.iterator]();
  walked.next();
  const prepared = new Prepared(QUESTION);
  prepared.close();
  fails("host.closed", () => prepared.slots());
  const engine = Engine.open("memory:");
  const later = engine.slotsAsync({ service: "none", range: QUESTION.range });
  engine.close();
  await assert.rejects(later, (error) => error.code === "booking.unknown-service");
  fails("host.closed", () => engine.resources());
  await assert.rejects(engine.slotsAsync({ service: "none", range: QUESTION.range }), { code: "host.closed" });
});

test("a store that cannot be opened", () => {
  fails("store.url", () => Engine.open("nothing"));
  fails("store.unavailable", () => Engine.open("sqlite:/nowhere/at/all/file.db"));
  fails("store.tenant", () => Engine.open("sqlite::memory:", { tenant: "" }));
  fails("wire.type", () => Engine.open(7));
});

test("an aborted call rejects with the signal's reason", async () => {
  const gone = AbortSignal.abort("too late");
  await assert.rejects(recur.expandAsync({ series: DAILY, limit: 3 }, { signal: gone }), (reason) => reason === "too late");
  const controller = new AbortController();
  controller.signal.onabort = () => {};
  const many = Array.from({ length: 64 }, () => recur.expandAsync({ series: DAILY, limit: 10_000 }, { signal: controller.signal }));
  const settled = Promise.allSettled(many);
  controller.abort(new Error("changed my mind"));
  for (const { status, reason } of await settled) {
    assert.ok(status === "fulfilled" || reason.message === "changed my mind", String(reason));
  }
});

test("sixteen workers at once", async () => {
  const source = `
    const { parentPort } = require("node:worker_threads");
    const { Recurrence, Engine, zone, callAsync } = require(${JSON.stringify(HERE.resolve("kalends"))});
    const daily = new Recurrence(${JSON.stringify(DAILY)});
    let sum = 0;
    for (let n = 0; n < 200; n++) {
      sum += daily.columns("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z").length;
      zone.resolve("2027-06-01T09:00:00", "Europe/Paris");
    }
    Promise.all(Array.from({ length: 20 }, () => callAsync("zone.list", "{}"))).then(() => parentPort.postMessage(sum));`;
  const sums = Array.from({ length: 16 }, () => new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true });
    worker.on("message", resolve).on("error", reject);
  }));
  assert.deepEqual(await Promise.all(sums), Array(16).fill(200 * 365));
});
