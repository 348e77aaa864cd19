// Kalends in Node against rrule.js and rrule-rust: `cargo xtask bench --node`.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Prepared, Recurrence, zone } from "kalends";
import { COUNT, each, fastest, FROM, QUESTION, RULE, UNTIL, weekly } from "./cases.mjs";

const require = createRequire(import.meta.url);
const { rrulestr } = require("rrule");

const utc = weekly(Recurrence, "UTC");
const york = weekly(Recurrence, "America/New_York");
const rival = (tzid) => rrulestr(`DTSTART${tzid}:20270104T090000${tzid === "" ? "Z" : ""}\nRRULE:${RULE}`, { cache: false });
const rows = [];

/** One row: what it takes for each start, and how that compares with a row before. */
function row(name, milliseconds, against) {
  const nanoseconds = (milliseconds * 1e6) / COUNT;
  const times = against === undefined ? "" : `${Math.round(rows.find(([other]) => other === against)[1] / nanoseconds)} ×`;
  rows.push([name, nanoseconds, times]);
}

assert.deepEqual(utc.between(FROM, UNTIL), rival("").all());
row("rrule.js, UTC", fastest(() => rival("").all()));
const { DateTime, DtStart, Frequency, RRule, RRuleSet } = require("rrule-rust");
const rust = () =>
  new RRuleSet({
    dtstart: new DtStart(DateTime.utc(2027, 1, 4, 9, 0, 0)),
    rrules: [new RRule({ frequency: Frequency.Weekly, count: COUNT })],
  });
assert.deepEqual(rust().all().map((at) => at.toDate()), utc.between(FROM, UNTIL));
row("rrule-rust, UTC, its own times", fastest(() => rust().all()), "rrule.js, UTC");
row("rrule-rust, UTC, Date[]", fastest(() => rust().all().map((at) => at.toDate())), "rrule.js, UTC");
row("rrule.js, tzid", fastest(() => rival(";TZID=America/New_York").all(), 4000));
row("Kalends, UTC, Date[]", fastest(() => utc.between(FROM, UNTIL)), "rrule.js, UTC");
row("Kalends, New York, Date[]", fastest(() => york.between(FROM, UNTIL)), "rrule.js, tzid");
row("Kalends, UTC, Float64Array", fastest(() => utc.columns(FROM, UNTIL)), "rrule.js, UTC");
row("Kalends, New York, Float64Array", fastest(() => york.columns(FROM, UNTIL)), "rrule.js, tzid");
const buffer = new Float64Array(2 * COUNT);
row("Kalends, UTC, into a buffer", fastest(() => utc.fill(FROM, UNTIL, buffer)), "rrule.js, UTC");
row("Kalends, UTC, from the text on, Float64Array", fastest(() => weekly(Recurrence, "UTC").columns(FROM, UNTIL)), "rrule.js, UTC");

const prepared = new Prepared(QUESTION);
assert.equal(prepared.slots().length, COUNT);
row("slots into a buffer that holds none: finding them", fastest(() => prepared.fill(new Float64Array(0))));
row("slots into a buffer", fastest(() => prepared.fill(buffer)));
row("slots as columns", fastest(() => prepared.columns()));
row("slots as objects", fastest(() => prepared.slots()));

console.log("| 10,000 starts or slots | ns each | |\n|---|---|---|");
rows.forEach(([name, nanoseconds, times]) => console.log(`| ${name} | ${nanoseconds.toFixed(1)} | ${times} |`));
zone.resolve("2027-06-01T09:00:00", "Europe/Paris");
const call = each(() => zone.resolve("2027-06-01T09:00:00", "Europe/Paris")) * 1000;
console.log(`\none call of zone.resolve: ${call.toFixed(2)} µs`);
