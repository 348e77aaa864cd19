// Bad input, as in Node; and many workers at once, each with an instance of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import * as kalends from "kalends-wasm";
import { DAILY, hostile } from "./hostile.mjs";

await kalends.init();
hostile(test, kalends);

test("there is no store but the one in memory", () => {
  assert.throws(() => kalends.Engine.open("sqlite:a.db"), { code: "store.unknown-kind" });
  assert.throws(() => kalends.Replica.restore("not JSON"), SyntaxError);
});

test("sixty-four workers at once", async () => {
  const source = `
    import { parentPort } from "node:worker_threads";
    const { init, Recurrence } = await import(${JSON.stringify(import.meta.resolve("kalends-wasm"))});
    await init();
    parentPort.postMessage(new Recurrence(${JSON.stringify(DAILY)}).first(100).length);`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  let answered = 0;
  for (let round = 0; round < 8; round++) {
    const eight = Array.from({ length: 8 }, () => new Promise((resolve, reject) => {
      const worker = new Worker(url);
      worker.on("message", resolve).on("error", reject);
    }));
    answered += (await Promise.all(eight)).filter((count) => count === 100).length;
  }
  assert.equal(answered, 64);
});
