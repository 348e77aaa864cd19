// The same question for each: the first 10,000 Mondays at nine, and the starts as each library likes them.

export const COUNT = 10_000;
export const RULE = `FREQ=WEEKLY;BYDAY=MO;COUNT=${COUNT}`;
const START = Date.UTC(2027, 0, 4, 9);
export const UNTIL = new Date(START + COUNT * 7 * 86_400_000);
export const FROM = new Date(START);

/** Milliseconds of the fastest of the calls that fit into a time. */
export function fastest(work, patience = 1500) {
  let best = Infinity;
  const end = performance.now() + patience;
  do {
    const begun = performance.now();
    work();
    best = Math.min(best, performance.now() - begun);
  } while (performance.now() < end);
  return best;
}

/** Milliseconds of one of many calls that are too short for the clock. */
export function each(work, times = 10_000) {
  return fastest(() => { for (let n = 0; n < times; n++) work(); }) / times;
}

export function weekly(Recurrence, zone) {
  return new Recurrence({ rule: RULE, start: "2027-01-04T09:00:00", ...(zone === undefined ? {} : { zone }) });
}

/** A question about slots that has 10,000 answers: every quarter of an hour of 105 days. */
export const QUESTION = {
  resources: [
    {
      resource: { id: "anna", zone: "Europe/Berlin" },
      schedule: { weekly: [{ id: "always", days: ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], from: "00:00", to: "24:00" }] },
    },
  ],
  service: { id: "lesson", durations: ["PT15M"], step: "PT15M" },
  range: { start: "2027-04-01T00:00:00Z", end: new Date(Date.UTC(2027, 3, 1) + COUNT * 900_000) },
  context: { now: "2027-01-01T00:00:00Z" },
};
