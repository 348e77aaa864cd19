// The first program of a package's README, as a file that can be run from beside the package.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export async function program(folder, name) {
  const readme = await readFile(join(folder, "node_modules", name, "README.md"), "utf8");
  const text = /```js\n([\s\S]*?)```/.exec(readme)?.[1];
  if (text === undefined) throw new Error("the README shows no program");
  const path = join(folder, "readme-program.mjs");
  await writeFile(path, text);
  return path;
}
