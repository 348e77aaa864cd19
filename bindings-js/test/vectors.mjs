// Runs the conformance vectors through a door; see conformance/README.md for how answers are compared.

/** A folder of files, wherever they are: `read(name)` gives the text of one below `conformance/`. */
export async function vectors(read) {
  const manifest = JSON.parse(await read("MANIFEST.json"));
  const skipped = skips(await read("skips.toml"));
  const cases = [];
  for (const [name, count] of Object.entries(manifest)) {
    const { op, cases: own } = parsed(await read(`vectors/${name}`));
    if (own.length !== count) {
      throw new Error(`${name}: MANIFEST.json is not fresh; run \`cargo xtask gen\``);
    }
    for (const { name: title, input, expect } of own) {
      const id = `${name.split("/")[0]}/${title}`;
      cases.push({ id, op, input, expect, skip: skipped.delete(id) });
    }
  }
  if (skipped.size > 0) {
    throw new Error(`skips.toml names what is not there: ${[...skipped]}`);
  }
  return cases;
}

/** Integers that a number cannot hold are BigInts. */
function parsed(text) {
  const marked = text.replace(/([:[,]\s*)(\d{16,})(?=\s*[,}\]])/g, '$1"@$2"');
  return JSON.parse(marked, (_, one) => (typeof one === "string" && /^@\d{16,}$/.test(one) ? BigInt(one.slice(1)) : one));
}

/** A vector's input as JSON, digit by digit. */
export function text(input) {
  const marked = JSON.stringify(input, (_, one) => (typeof one === "bigint" ? `@${one}` : one));
  return marked.replace(/"@(\d{16,})"/g, "$1");
}

/** The cases that do not answer as they should; `door(op, input)` gives an envelope, parsed. */
export async function failures(cases, door) {
  const failed = [];
  for (const { id, op, input, expect, skip } of cases) {
    const found = await door(op, input);
    if (matches(expect, found) === skip) {
      failed.push(`${id} (skipped: ${skip}): expected ${text(expect)}, found ${text(found)}`.slice(0, 2000));
    }
  }
  return failed;
}

function matches(want, got) {
  if (Array.isArray(want)) {
    return Array.isArray(got) && want.length === got.length && want.every((one, at) => matches(one, got[at]));
  }
  if (typeof want === "object" && want !== null) {
    const members = Object.entries(want);
    const object = typeof got === "object" && got !== null && !Array.isArray(got);
    return object && members.every(([key, one]) => (one === null ? !(key in got) : key in got && matches(one, got[key])));
  }
  return want === (typeof want === "bigint" ? BigInt(got) : got);
}

function skips(text) {
  let room = "";
  const found = new Set();
  for (const line of text.split("\n")) {
    room = /^\[(.*)\]/.exec(line)?.[1] ?? room;
    const name = /^"([^"]+)" = "/.exec(line)?.[1];
    if (name !== undefined) found.add(`${room}/${name}`);
  }
  return found;
}
