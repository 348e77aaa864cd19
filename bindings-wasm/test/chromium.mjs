// Headless Chromium: every vector through both doors in a page, bulk work in a worker, and the bundled package.

import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { page, tools } from "./browser.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const { ran, json, typed, worker, trap } = await page(HERE, "page.html");
assert.deepEqual([json, typed, worker, trap], [[], [], [], "host.poisoned"]);
console.log(`${ran} vectors ran in Chromium, through both doors and in a worker`);

await tools("esbuild").build({
  stdin: {
    contents: `import wasm from "kalends-wasm/kalends.wasm";
      import { init, zone } from "kalends-wasm";
      await init(wasm);
      window.result = zone.resolve("2027-03-28T02:30:00", "Europe/Paris").instant.toISOString();`,
    resolveDir: HERE,
  },
  bundle: true,
  format: "esm",
  outfile: join(HERE, "bundled.js"),
  loader: { ".wasm": "binary" },
  logLevel: "error",
});
assert.equal(await page(HERE, "bundled.html"), "2027-03-28T01:30:00.000Z");
console.log("the bundled package answers too");

const { days, slots } = await page(HERE, "month.html", process.env.PICTURE);
assert.deepEqual([days, slots], [31, 95]);
console.log("the example shows a month: 21 weekdays of 4, 5 Sundays of 2, and 02:00 once more");
