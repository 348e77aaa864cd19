// Every vector through both doors of the installed package, and every operation exported.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import * as kalends from "kalends";
import { envelope, native } from "./typed.mjs";
import { failures, text, vectors } from "./vectors.mjs";

const { CONFORMANCE, KALENDS } = process.env;
const cases = await vectors((name) => readFile(join(CONFORMANCE, name), "utf8"));
const require = createRequire(import.meta.url);

test("every vector holds at the JSON door", async () => {
  const failed = await failures(cases, (op, input) => JSON.parse(kalends.call(op, text(input))));
  assert.deepEqual(failed, []);
  console.log(`${cases.length} vectors ran`);
});

test("every vector holds off the event loop", async () => {
  const failed = await failures(cases, async (op, input) => JSON.parse(await kalends.callAsync(op, text(input))));
  assert.deepEqual(failed, []);
});

test("every vector holds at the typed door", async () => {
  const door = (op, input) => envelope(kalends.KalendsError, () => kalends.ask(op, native(input, kalends.ASKED)));
  assert.deepEqual(await failures(cases, door), []);
});

test("the bytes of every answer are those of the program", () => {
  const lines = cases.map(({ op, input }) => `{"op":"${op}","input":${text(input)}}`);
  const printed = execFileSync(KALENDS, ["call", "--jsonl"], { input: lines.join("\n"), maxBuffer: 1 << 28 });
  const expected = printed.toString().trimEnd().split("\n");
  assert.equal(expected.length, cases.length);
  cases.forEach(({ id, op, input }, at) => assert.equal(kalends.call(op, text(input)), expected[at], id));
});

test("every operation of the bridge is exported, by name and as a function", () => {
  const ops = kalends.operations();
  assert.deepEqual(Object.fromEntries(ops.map(({ name, kind }) => [name, kind])), kalends.KINDS);
  for (const { name, kind } of ops) {
    const [room, verb] = name.split(".");
    assert.equal(typeof kalends[room][verb], "function", name);
    assert.equal(typeof kalends[room][`${verb}Async`], kind === "bulk" ? "function" : "undefined", name);
  }
});

test("what a cancellation would cost is told beforehand, by a replica that woke up too", () => {
  const options = { clock: () => "2027-03-28T08:00:00Z" };
  const replica = kalends.Replica.create(options);
  const afternoons = { id: "afternoons", days: ["MO"], from: "14:00", to: "18:00" };
  replica.putResource({ id: "anna", zone: "Europe/Berlin" }, { weekly: [afternoons] });
  replica.putPolicy({ id: "terms", version: 1, cancel: { tiers: [{ notice: "P2D" }, { fee: { percent: 50 } }] } });
  replica.putService({ id: "lesson", durations: ["PT1H"], step: "PT1H", policy: { id: "terms" } });
  const book = { booking: "b1", service: "lesson", resource: "anna", start: "2027-03-29T13:00:00Z", price: { minor: 4501, currency: "EUR" } };
  assert.ok("accept" in replica.execute({ book }));
  for (const engine of [replica, kalends.Replica.restore(replica.snapshot(), options)]) {
    const { accept } = engine.judge({ cancel: { booking: "b1" } });
    assert.deepEqual(accept.outcomes.b1.fee, { minor: 2251, currency: "EUR" });
    assert.equal(engine.booking("b1").version, 1);
    assert.deepEqual(engine.policies().map(({ id }) => id), ["terms"]);
  }
});

test("a command that comes again with its key is answered as the first time", () => {
  const replica = kalends.Replica.create({ clock: () => "2027-03-01T08:00:00Z" });
  const sundays = { id: "sundays", days: ["SU"], from: "01:00", to: "06:00" };
  replica.putResource({ id: "anna", zone: "Europe/Berlin" }, { weekly: [sundays] });
  replica.putService({ id: "lesson", durations: ["PT1H"], step: "PT1H" });
  // Three in the morning of the clock change, which is the hour after half past one.
  const book = { booking: "b1", service: "lesson", resource: "anna", start: "2027-03-28T01:00:00Z" };
  const first = replica.execute({ book }, { by: "ada", key: "k1" });
  replica.execute({ cancel: { booking: "b1" } });
  assert.deepEqual(replica.execute({ book }, { by: "ada", key: "k1" }).accept.bookings, first.accept.bookings);
  const other = { ...book, start: "2027-03-28T02:00:00Z" };
  assert.throws(() => replica.execute({ book: other }, { by: "ada", key: "k1" }), { code: "booking.key-reused" });
});

test("import and require give one class of errors", () => {
  const required = require("kalends");
  assert.equal(required.KalendsError, kalends.KalendsError);
  assert.throws(() => required.zone.wall({ instant: new Date(0), zone: "Mars/Base" }), (error) => {
    return error instanceof kalends.KalendsError && error instanceof Error && error.code === "zone.unknown" && error.path === "zone";
  });
});
