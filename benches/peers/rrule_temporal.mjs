// rrule-temporal as a peer; see run.py.
import { createRequire } from "node:module";
import { measure, theCase } from "./measure.mjs";

const require = createRequire(`${process.env.PEERS}/`);
const { RRuleTemporal } = require("rrule-temporal");
const { text, what, count, from, until } = theCase();
const read = () => new RRuleTemporal({ rruleString: text, maxIterations: 1e8 });

const first = (rule) => rule.all((_, n) => n < count);
const between = (rule) => rule.between(new Date(from * 1000), new Date((until - 1) * 1000), true);
const calls = { first, between, text: () => first(read()) };
// A rule remembers what it was asked, so each call gets a new one.
measure(read, calls[what], (date) => date.epochMilliseconds / 1000);
