import { z } from 'zod'
import { edgeKinds } from '#domain/coverage/profile.ts'
import { position } from './common.ts'
import { openingHours, stationLevel } from './station.ts'

/** Bounds on what one request, and one scenario, can hold. */
export const changeLimits = { changes: 300, lineVertices: 200, nameLength: 60, capacityHouseholds: 1_000_000 } as const

/** A name people give: trimmed, without control characters. */
export const givenName = z
  .string()
  .trim()
  .min(1)
  .max(changeLimits.nameLength)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')

/** Code of something that is there, as its source gave it. */
export const knownCode = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'no control characters')

const newCode = z.string().regex(/^[0-9A-Za-z_.-]{1,40}$/, 'letters, digits, points, dashes, underscores, at most 40')
const minuteOfDay = z.int().min(0).max(1440)
const hours = z
  .array(
    openingHours.refine(
      (slot) => slot.opensMinute < slot.closesMinute,
      'hours close after they open; past midnight above 1440',
    ),
  )
  .max(14)
const services = z.array(knownCode).max(30)
const capacityHouseholds = z.int().min(0).max(changeLimits.capacityHouseholds).nullable()

export const edgeKind = z.enum(edgeKinds)

/** A line somebody drew, degrees. */
export const drawnLine = z.array(position).min(2).max(changeLimits.lineVertices)

/** Something that could be otherwise: plain data, applied by the same engine on both sides. */
export const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add-station'),
    code: newCode,
    name: givenName,
    position,
    level: stationLevel,
    services,
    hours,
    capacityHouseholds,
  }),
  z.strictObject({ kind: z.literal('move-station'), code: knownCode, position }),
  z.strictObject({ kind: z.literal('close-station'), code: knownCode }),
  z.strictObject({
    kind: z.literal('change-station'),
    code: knownCode,
    services: services.exactOptional(),
    hours: hours.exactOptional(),
    capacityHouseholds: capacityHouseholds.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('open-gate'),
    compound: knownCode,
    position,
    opensMinute: minuteOfDay,
    closesMinute: minuteOfDay,
  }),
  /** Ends join the network where they come within 15 m of it, and end where nothing is near. */
  z.strictObject({ kind: z.literal('add-path'), id: newCode, edgeKind, line: drawnLine }),
  /** `edge` is its number as stored. */
  z.strictObject({ kind: z.literal('block-edge'), edge: z.int().min(-2147483648).max(2147483647) }),
])
export type Change = z.infer<typeof change>

export const changes = z.array(change).max(changeLimits.changes)
