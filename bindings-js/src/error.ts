// The one class of errors.

/** What kind of promise was broken. */
export type Category = "input" | "limit" | "conflict" | "port" | "internal";

interface Told {
  code: string;
  category: Category;
  message: string;
  path: string;
  details: Record<string, string>;
}

/** Bad input, an exceeded limit, a newer state, a port that failed, a bug: told apart by `code`, never by the message. */
export class KalendsError extends Error {
  override readonly name = "KalendsError";
  /** Stable, and the same in every language: `zone.unknown`. */
  readonly code: string;
  readonly category: Category;
  /** The field of the request that is meant, as in `schedule.weekly[0].days`; empty if all of it is. */
  readonly path: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(told: Pick<Told, "code" | "category" | "message"> & Partial<Told>) {
    super(told.message);
    this.code = told.code;
    this.category = told.category;
    this.path = told.path ?? "";
    this.details = told.details ?? {};
  }
}

/** What an envelope holds; an error in it is thrown. */
export function unwrap(envelope: string): unknown {
  const told = JSON.parse(envelope) as { ok: unknown } | { error: Told };
  if ("error" in told) {
    throw new KalendsError(told.error);
  }
  return told.ok;
}

/** What the native half throws has an envelope for its message; whatever else is thrown is passed on. */
export function translated(thrown: unknown): unknown {
  if (thrown instanceof Error && thrown.message.startsWith('{"error":')) {
    return new KalendsError((JSON.parse(thrown.message) as { error: Told }).error);
  }
  if (thrown instanceof Error && MISFITS.test(String((thrown as { code?: unknown }).code))) {
    return new KalendsError({ code: "wire.type", category: "input", message: thrown.message });
  }
  return thrown;
}

/** How Node's API says that a value is of another type than the native half takes. */
const MISFITS = /^(InvalidArg|[A-Z][A-Za-z]*Expected)$/;
