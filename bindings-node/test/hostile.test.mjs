// Bad input: a typed error, never the end of the process. What every package shares, and what only Node has.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import * as kalends from "kalends";
import { DAILY, hostile } from "./hostile.mjs";

const HERE = createRequire(import.meta.url);

hostile(test, kalends);

test("a file that cannot be opened, and a tenant without a name", () => {
  assert.throws(() => kalends.Engine.open("sqlite:/nowhere/at/all/file.db"), { code: "store.unavailable" });
  assert.throws(() => kalends.Engine.open("sqlite::memory:", { tenant: "" }), { code: "store.tenant" });
});

test("sixty-four workers at once, each with answers and with errors", async () => {
  const source = `
    const { parentPort } = require("node:worker_threads");
    const { Recurrence, zone, callAsync } = require(${JSON.stringify(HERE.resolve("kalends"))});
    const daily = new Recurrence(${JSON.stringify(DAILY)});
    let sum = 0;
    for (let n = 0; n < 50; n++) {
      sum += daily.columns("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z").length;
      zone.resolve("2027-06-01T09:00:00", "Europe/Paris");
      try { daily.columns(NaN, NaN); } catch ({ code }) { sum += code === "wire.range" ? 1 : 0; }
    }
    Promise.all(Array.from({ length: 8 }, () => callAsync("zone.list", "{}"))).then(() => parentPort.postMessage(sum));`;
  const sums = Array.from({ length: 64 }, () => new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true });
    worker.on("message", resolve).on("error", reject);
  }));
  assert.deepEqual(await Promise.all(sums), Array(64).fill(50 * 366));
});
