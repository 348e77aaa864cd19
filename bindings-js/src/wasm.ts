// The native half as WebAssembly: loaded, plugged in, and after a trap refused until it is loaded anew.

import { KalendsError } from "./error.js";
import { type Native, type NativeEngine, plug } from "./native.js";

/** What the generated glue of one instance gives. */
export interface Glue extends Omit<Native, "callAsync" | "openEngine"> {
  openEngine?(url: string, tenant: string | undefined): Omit<NativeEngine, "callAsync">;
  initSync(given: { module: WebAssembly.Module }): unknown;
  trap(): void;
}

/** Where the module comes from: an address, a response, bytes, or compiled. */
export type Source = string | URL | Response | BufferSource | WebAssembly.Module;

let create: (() => Glue) | undefined;
let compiled: WebAssembly.Module | undefined;
let bulk: ((op: string, request: string, signal: AbortSignal | undefined) => Promise<string>) | undefined;

/** Says how an instance's glue is made; each package does it once. */
export function provide(glue: () => Glue): void {
  create = glue;
}

/** Loads the module; again, it starts a fresh instance of the same one. */
export async function load(source: Source): Promise<void> {
  compiled = await compile(source);
  start();
}

/** As `load`, from bytes or a module that is there already. */
export function loadSync(source: BufferSource | WebAssembly.Module): void {
  compiled = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  start();
}

/** Starts a fresh instance, as after a trap. What was prepared in the old one is gone: it answers `host.poisoned`. */
export function reload(): void {
  start();
}

/** Sends bulk work elsewhere, as to a worker; `undefined` has it done here again. */
export function sendBulk(send: typeof bulk): void {
  bulk = send;
}

async function compile(source: Source): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  if (typeof source === "string" || source instanceof URL) {
    return compile(await fetch(source));
  }
  if (typeof Response === "function" && source instanceof Response) {
    // Some servers don't know the type that streaming asks for.
    return WebAssembly.compile(await source.arrayBuffer());
  }
  return WebAssembly.compile(source as BufferSource);
}

function start(): void {
  if (create === undefined || compiled === undefined) {
    throw new KalendsError({ code: "host.not-loaded", category: "input", message: "nothing is loaded that could start" });
  }
  const glue = create();
  glue.initSync({ module: compiled });
  plug(native(glue));
}

/** One instance: the first trap in it is its last word. */
function native(glue: Glue): Native {
  let poisoned = false;
  function run<T>(work: () => T): T {
    if (poisoned) {
      throw new KalendsError({
        code: "host.poisoned",
        category: "internal",
        message: "the module stopped at a bug earlier; expected `reload()`, and what was prepared to be prepared anew",
      });
    }
    try {
      return work();
    } catch (thrown) {
      // A trap, or a stack that ran out, leaves memory half written.
      if (thrown instanceof WebAssembly.RuntimeError || (thrown instanceof RangeError && /stack/i.test(thrown.message))) {
        poisoned = true;
        const message = `a bug in this library: the module stopped (${thrown.message})`;
        throw new KalendsError({ code: "internal.bug", category: "internal", message });
      }
      throw thrown;
    }
  }
  /** The same object, each of whose methods runs guarded. */
  function kept<T extends object>(held: T): T {
    return new Proxy(held, {
      get: (target, name) => {
        const method = Reflect.get(target, name, target) as unknown;
        if (typeof method !== "function") {
          return method;
        }
        // An instance that stopped has nothing left to free.
        return (...given: unknown[]) =>
          name === "free" && poisoned ? undefined : run(() => Reflect.apply(method, target, given) as unknown);
      },
    });
  }
  const own: Native & Pick<Glue, "trap"> = {
    ops: () => run(() => glue.ops()),
    call: (op, request) => run(() => glue.call(op, request)),
    callAsync: async (op, request, signal) => (bulk === undefined ? own.call(op, request) : bulk(op, request, signal)),
    zoneResolve: (zone, wall) => run(() => glue.zoneResolve(zone, wall)),
    series: (record) => kept(run(() => glue.series(record))),
    prepare: (request) => kept(run(() => glue.prepare(request))),
    trap: () => run(() => glue.trap()),
  };
  const { openEngine } = glue;
  if (openEngine !== undefined) {
    own.clock = () => new Date();
    own.openEngine = (url, tenant) => {
      const held = kept(run(() => openEngine(url, tenant)));
      return {
        setNow: (millis) => held.setNow(millis),
        call: (op, request) => held.call(op, request),
        callAsync: async (op, request) => held.call(op, request),
        free: () => held.free?.(),
      };
    };
  }
  return own;
}
