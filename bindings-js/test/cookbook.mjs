// The programs of the cookbook, each as a file that can be run from beside the package.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** One file for each program in JavaScript, with the title of its task. */
export async function programs(folder, cookbook, name) {
  const [, ...tasks] = (await readFile(cookbook, "utf8")).split(/^## /m);
  return Promise.all(
    tasks.map(async (task, at) => {
      const [title] = task.split("\n");
      const text = /```js\n([\s\S]*?)```/.exec(task)?.[1];
      if (text === undefined) throw new Error(`${title}: no program in JavaScript`);
      const path = join(folder, `cookbook-${at}.mjs`);
      // The imports of the package for browsers are the same; it has to be loaded first.
      const loaded = name === "kalends" ? text : `${text.replace('"kalends"', `"${name}"`)}`.replace(/\n\n/, `\nimport { init } from "${name}";\nawait init();\n\n`);
      await writeFile(path, loaded);
      return { title, path };
    }),
  );
}
