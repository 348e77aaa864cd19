// Every vector through both doors of the installed package, in Node; and what happens after a trap.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import * as kalends from "kalends-wasm";
import { native as plugged } from "./node_modules/kalends-wasm/lib/native.js";
import { envelope, native } from "./typed.mjs";
import { failures, text, vectors } from "./vectors.mjs";

const { CONFORMANCE } = process.env;
const cases = await vectors((name) => readFile(join(CONFORMANCE, name), "utf8"));
const DAILY = { rule: "FREQ=DAILY", start: "2027-01-01T09:00:00", zone: "Europe/Paris" };

test("before it is loaded nothing answers", async () => {
  assert.throws(() => kalends.call("zone.list", "{}"), { code: "host.not-loaded" });
  await kalends.init();
  assert.match(kalends.call("zone.list", "{}"), /^\{"ok"/);
});

test("every vector holds at the JSON door", async () => {
  assert.deepEqual(await failures(cases, (op, input) => JSON.parse(kalends.call(op, text(input)))), []);
  console.log(`${cases.length} vectors ran`);
});

test("every vector holds at the typed door", async () => {
  const door = (op, input) => envelope(kalends.KalendsError, () => kalends.ask(op, native(input, kalends.ASKED)));
  assert.deepEqual(await failures(cases, door), []);
});

test("every operation of the bridge is exported", () => {
  const ops = kalends.operations();
  assert.deepEqual(Object.fromEntries(ops.map(({ name, kind }) => [name, kind])), kalends.KINDS);
  for (const { name } of ops) {
    const [room, verb] = name.split(".");
    assert.equal(typeof kalends[room][verb], "function", name);
  }
});

test("after a trap nothing answers until it is loaded anew", () => {
  const daily = new kalends.Recurrence(DAILY);
  assert.equal(daily.first(2).length, 2);
  assert.throws(() => plugged().trap(), { code: "internal.bug" });
  assert.throws(() => kalends.call("zone.list", "{}"), { code: "host.poisoned" });
  assert.throws(() => daily.first(2), { code: "host.poisoned" });
  kalends.reload();
  assert.match(kalends.call("zone.list", "{}"), /^\{"ok"/);
  assert.throws(() => daily.first(2), { code: "host.poisoned" });
  daily.close();
  assert.equal(new kalends.Recurrence(DAILY).first(2).length, 2);
});

test("bulk work without a worker is done here", async () => {
  const { walls } = await kalends.recur.expandAsync({ series: DAILY, limit: 3 });
  assert.equal(walls.length, 3);
});

test("a replica offers, books, and wakes up elsewhere as it was", () => {
  let now = "2027-03-22T08:00:00Z";
  const options = { clock: () => now };
  const replica = kalends.Replica.create(options);
  const afternoons = { id: "afternoons", days: ["MO"], from: "14:00", to: "18:00" };
  replica.putResource({ id: "anna", zone: "Europe/Berlin" }, { weekly: [afternoons] });
  replica.putService({ id: "lesson", durations: ["PT1H"], step: "PT1H" });
  const monday = { start: "2027-03-28T22:00:00Z", end: "2027-03-29T22:00:00Z" };
  const starts = (of) => of.slots({ service: "lesson", resource: "anna", range: monday }).slots.map(({ start }) => start.getUTCHours());
  assert.deepEqual(starts(replica), [12, 13, 14, 15]);
  const book = (booking, start) => ({ book: { booking, service: "lesson", resource: "anna", start } });
  assert.ok("accept" in replica.execute(book("b1", "2027-03-29T13:00:00Z")));
  now = "2027-03-23T08:00:00Z";
  assert.ok("refuse" in replica.execute(book("b2", "2027-03-29T13:00:00Z")));
  const woken = kalends.Replica.restore(replica.snapshot(), options);
  assert.deepEqual(starts(woken), [12, 14, 15]);
  assert.deepEqual(woken.booking("b1"), replica.booking("b1"));
  assert.equal(woken.snapshot(), replica.snapshot());
  assert.throws(() => kalends.Engine.open("sqlite:a.db"), { code: "store.unknown-kind" });
});

test("buffers: too small, detached, of another type", () => {
  const daily = new kalends.Recurrence(DAILY);
  const january = ["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"];
  const two = new Float64Array(2);
  assert.equal(daily.fill(...january, two), 31);
  assert.deepEqual([...two], [Date.UTC(2027, 0, 1, 8), Date.UTC(2027, 0, 2, 8)]);
  const detached = new Float64Array(40);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  assert.equal(daily.fill(...january, detached), 31);
  assert.throws(() => daily.fill(...january, [1, 2]), { code: "wire.type" });
});
