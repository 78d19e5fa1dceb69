/** Kinds of walking edges, as stored; an edge's kind travels as its index in this list. */
export const edgeKinds = ['arterial', 'street', 'lane', 'footway', 'steps', 'crossing', 'gate', 'bridge'] as const
export type EdgeKind = (typeof edgeKinds)[number]

export const walkProfiles = ['adult', 'elderly', 'wheels'] as const
/** Who walks: an adult, an elderly person, or someone with a wheelchair or a pushchair. */
export type WalkProfile = (typeof walkProfiles)[number]

interface Pace {
  kilometersPerHour: number
  /** Kinds of edges this walker cannot use. */
  barred: readonly EdgeKind[]
}

/**
 * Walking speeds: 5 km/h is the poster's 1,250 m in 15 minutes; 3.2 km/h (0.9 m/s) is the usual design speed for
 * elderly pedestrians; 4 km/h with wheels, which take no steps.
 */
export const paces: Record<WalkProfile, Pace> = {
  adult: { kilometersPerHour: 5, barred: [] },
  elderly: { kilometersPerHour: 3.2, barred: [] },
  wheels: { kilometersPerHour: 4, barred: ['steps'] },
}

/** Integer deciseconds it takes a profile to walk `meters`. */
export function walkDeciseconds(profile: WalkProfile, meters: number): number {
  return Math.round((meters * 36) / paces[profile].kilometersPerHour)
}

/** Radius in meters of the straight circle a poster would draw: speed x minutes, 1,250 m for an adult's 15 minutes. */
export function straightRadiusMeters(profile: WalkProfile, minutes: number): number {
  return (paces[profile].kilometersPerHour * 1000 * minutes) / 60
}

/** Whether a profile may use an edge of the kind with this index. */
export function mayUse(profile: WalkProfile, kind: number): boolean {
  const name = edgeKinds[kind]
  return name !== undefined && !paces[profile].barred.includes(name)
}

/**
 * How much longer a rise of `ascentMeters` over `lengthMeters` makes a walk than level ground does: Tobler's hiking function
 * (1993), exp(-3.5 |slope + 0.05|), relative to its value at slope 0; slopes beyond 1 in 2 count as 1 in 2. 1 where the
 * rise is unknown (NaN).
 */
export function slopeFactor(ascentMeters: number, lengthMeters: number): number {
  if (Number.isNaN(ascentMeters) || lengthMeters <= 0) return 1
  const slope = Math.max(-0.5, Math.min(0.5, ascentMeters / lengthMeters))
  return Math.exp(3.5 * (Math.abs(slope + 0.05) - 0.05))
}
