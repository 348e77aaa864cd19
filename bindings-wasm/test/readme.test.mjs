import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { program } from "./readme.mjs";

test("the README's program resolves a gap and lists a Monday", async () => {
  const path = await program(fileURLToPath(new URL(".", import.meta.url)), "kalends-wasm");
  const printed = execFileSync(process.execPath, [path]).toString();
  assert.match(printed, /^2027-03-28T01:30:00.000Z/);
  assert.equal(printed.match(/start: 2027-03-29T1[2-5]:00:00.000Z/g)?.length, 4);
});
