// Kalends in a page of Chromium against rrule.js in the same page.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { page, tools } from "./browser.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
await tools("esbuild").build({
  stdin: { contents: 'export { rrulestr } from "rrule";', resolveDir: HERE },
  bundle: true,
  format: "esm",
  outfile: join(HERE, "rrule.js"),
});
const { same, rival, dates, columns, buffer } = await page(HERE, "chromium.html");
if (!same) throw new Error("the two give different starts");
console.log("\n| Chromium, 10,000 starts | ns each | rrule.js in the same page |\n|---|---|---|");
for (const [name, milliseconds] of Object.entries({ "rrule.js": rival, "Date[]": dates, Float64Array: columns, "into a buffer": buffer })) {
  console.log(`| ${name} | ${(milliseconds * 100).toFixed(1)} | ${Math.round(rival / milliseconds)} × |`);
}
