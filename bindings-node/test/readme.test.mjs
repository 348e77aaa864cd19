import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { program } from "./readme.mjs";

test("the README's program books a lesson and tells three Mondays", async () => {
  const path = await program(fileURLToPath(new URL(".", import.meta.url)), "kalends");
  const printed = execFileSync(process.execPath, [path]).toString();
  assert.match(printed, /accept: \{/);
  assert.match(printed, /2027-01-04T08:00:00.000Z,\s+2027-01-11T08:00:00.000Z,\s+2027-01-18T08:00:00.000Z/);
  assert.match(printed, /Float64Array\(522\)/);
});
