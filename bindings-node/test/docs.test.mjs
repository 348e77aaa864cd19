// What the documentation promises: every name of the parity page, every program of the cookbook.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as kalends from "kalends";
import { programs } from "./cookbook.mjs";
import { parity } from "./parity.mjs";

const { DOCS } = process.env;

test("the package has every name that the parity page promises", async () => {
  const { named, missing, untold } = await parity(join(DOCS, "parity.md"), "Node", kalends);
  assert.deepEqual([missing, untold], [[], []]);
  assert.ok(named > kalends.operations().length, "bulk operations have two names");
});

const folder = fileURLToPath(new URL(".", import.meta.url));
for (const { title, path } of await programs(folder, join(DOCS, "cookbook.md"), "kalends")) {
  test(`the cookbook: ${title}`, () => void execFileSync(process.execPath, [path]));
}
