// The hot entries about zones.

import { ask } from "./ask.js";
import { zone as operations } from "./generated/ops.js";
import type { ZoneResolveRequest, ZoneResolveResponse } from "./generated/records.js";
import { guarded, native } from "./native.js";
import type { Dated } from "./wire.js";
import type { WallInput } from "./words.js";

const CANONICAL = new Map<string, { zone: string; release: string }>();

/** What a wall time means. */
export type ResolvedWall = Dated<ZoneResolveResponse>;

/**
 * The instant that a wall time means. A time that a clock change skips is later by as much; of two it is the first;
 * `disambiguation` says otherwise.
 */
function resolve(wall: WallInput, name: string, disambiguation?: ZoneResolveRequest["disambiguation"]): ResolvedWall {
  if (typeof wall === "string" && typeof name === "string" && wall.length === WALL_LENGTH) {
    const known = CANONICAL.get(name);
    const at = known === undefined ? NaN : guarded(() => native().zoneResolve(known.zone, wall));
    if (known !== undefined && !Number.isNaN(at)) {
      // Of a wall time that happens once the rest follows, whatever it was to mean if it did not.
      const offset = (Date.parse(wall + "Z") - at) / 1000;
      return { instant: new Date(at), wall, offset, kind: "unique", zone: known.zone, release: known.release };
    }
  }
  const found = ask("zone.resolve", { wall, zone: name, disambiguation });
  CANONICAL.set(name, { zone: found.zone, release: found.release });
  return found;
}

const WALL_LENGTH = "2027-01-31T09:00:00".length;

/** Wall times and instants. */
export const zone = { ...operations, resolve };
