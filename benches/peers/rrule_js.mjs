// rrule.js as a peer; see run.py.
import { createRequire } from "node:module";
import { measure, theCase } from "./measure.mjs";

const require = createRequire(`${process.env.PEERS}/`);
const { rrulestr } = require("rrule");
const { text, what, count, from, until } = theCase();
const read = () => rrulestr(text, { cache: false });

const first = (rule) => rule.all((_, n) => n < count);
const between = (rule) => rule.between(new Date(from * 1000), new Date((until - 1) * 1000), true);
const calls = { first, between, text: () => first(read()) };
measure(read, calls[what], (date) => date.getTime() / 1000);
