// Measures a peer in JavaScript: `once` takes a rule that `read` made and returns starts, `seconds` makes seconds of one.

export function measure(read, once, seconds) {
  let fastest = Infinity;
  let spent = 0;
  let found = [];
  while (spent < 1e9) {
    const rule = read();
    const clock = process.hrtime.bigint();
    found = once(rule);
    const took = Number(process.hrtime.bigint() - clock);
    fastest = Math.min(fastest, took);
    spent += took;
  }
  console.log(fastest, found.length, found.map(seconds).reduce((sum, at) => sum + at, 0));
}

export function theCase() {
  const [, start, rule, what, from, until] = process.argv[2].split("\t");
  const text = `DTSTART;TZID=America/New_York:${start}\nRRULE:${rule}`;
  return { text, what, count: Number(from), from: Number(from), until: Number(until) };
}
