// The typed door: wire values become the host's own before a call, and are put back after it.

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What a vector's input is to somebody who writes JavaScript: dates for instants. */
export function native(value, keys, key = "") {
  if (Array.isArray(value)) return value.map((one) => native(one, keys, key));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, native(one, keys, name)]));
  }
  const date = keys.has(key) && typeof value === "string" && INSTANT.test(value) ? new Date(value) : undefined;
  // What a `Date` would read as another time, as the 30th of February, stays text.
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value.slice(0, -1)) ? date : value;
}

/** What was answered, as the wire says it. */
export function wire(value) {
  return JSON.parse(JSON.stringify(value), (_, one) =>
    typeof one === "string" && /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/.test(one) ? one.replace(".000Z", "Z") : one,
  );
}

/** An envelope of what a typed call gives or throws. */
export function envelope(KalendsError, work) {
  try {
    return { ok: wire(work()) };
  } catch (error) {
    if (!(error instanceof KalendsError)) throw error;
    const { code, category, message, path, details } = error;
    return { error: { code, category, message, path, details } };
  }
}
