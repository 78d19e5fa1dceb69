import { z } from 'zod'
import { readDivisionCode } from '#domain/area/division-code.ts'
import { readOpeningHours } from '#domain/area/read-opening-hours.ts'
import { issueSource } from './issue.ts'
import type { ImportLayer } from './manifest.ts'
import { siteCandidateKind } from './site-candidate.ts'

const text = z.coerce
  .string()
  .trim()
  .max(200)
  .refine((written) => !written.includes('\uFFFD'), 'a letter in it is not of the encoding of the file')
const named = z.object({ name: text.min(1) })
const unnamed = z.object({ name: text.default('') })
const hours = z.coerce
  .string()
  .trim()
  .max(1000)
  .transform((written, told) => {
    const read = readOpeningHours(written)
    if (read === null)
      told.addIssue({
        code: 'custom',
        message: 'hours are written as in OpenStreetMap: Mo-Fr 08:30-18:00; Sa 09:00-12:00',
      })
    return read ?? []
  })
const count = z.coerce.number().min(0).max(1_000_000).transform(Math.round)
const divisionCode = z.coerce
  .string()
  .trim()
  .refine((written) => readDivisionCode(written) !== null, 'a division code has 2, 4, 6, 9 or 12 digits')
  .transform((written) => readDivisionCode(written)?.code ?? written)

/** What each layer takes from a row; a manifest that names another field is refused. */
export const layerFields = {
  area: named.extend({
    /** Of the division table; with the street's name or code where names are not enough. */
    code: text.default(''),
    street: text.default(''),
  }),
  grid: named.extend({
    localCode: text.default(''),
    kind: z.enum(['base', 'dedicated']).default('base'),
    /** Code or name of its community; without it the one in which it mostly lies. */
    community: text.default(''),
  }),
  micro_grid: named.extend({ localCode: text.default('') }),
  compound: named.extend({ kind: text.default('residential'), walled: z.coerce.boolean().default(false) }),
  gate: unnamed,
  building: unnamed.extend({
    kind: text.default('residential'),
    floors: z.coerce.number().int().min(0).max(200).default(1),
    households: count.default(0),
    residents: count.default(0),
    elderly: count.default(0),
    householdsSource: text.default(''),
    /** Flats as counted; households where these are not. */
    flats: z.coerce.number().int().min(0).max(10_000).optional(),
  }),
  dwellings: z.object({ households: count }),
  station: named.extend({
    level: z.enum(['county', 'zone', 'community', 'grid', 'corner']),
    kind: text.default(''),
    services: text.default(''),
    hours: hours.default([]),
    capacityHouseholds: count.optional(),
    address: text.default(''),
    phone: text.default(''),
  }),
  walk_edge: unnamed.extend({
    kind: z.enum(['arterial', 'street', 'lane', 'footway', 'steps', 'crossing', 'gate', 'bridge']).default('street'),
    /** Its last point above its first. */
    ascentMeters: z.coerce.number().min(-9_000).max(9_000).optional(),
  }),
  site_candidate: named.extend({ kind: siteCandidateKind.default('other'), address: text.default('') }),
  road: unnamed.extend({ class: z.enum(['motorway', 'arterial', 'street', 'lane', 'path']).default('street') }),
  water: unnamed.extend({ kind: z.enum(['sea', 'river', 'lake', 'pond']).default('lake') }),
  green: unnamed.extend({ kind: z.enum(['park', 'hill', 'wood', 'farm', 'beach', 'square']).default('park') }),
  issue: z.object({
    category: text.min(1),
    source: issueSource,
    title: text.min(1),
    place: text.default(''),
    emergency: z.union([z.boolean(), z.stringbool()]).default(false),
    filedAt: text.min(1),
    answerBy: text.default(''),
    finishBy: text.default(''),
    closedAt: text.default(''),
    filedBy: text.default(''),
    closedBy: text.default(''),
  }),
  division: named.extend({ code: divisionCode }),
  statistic: z.object({
    households: count.optional(),
    residents: count.optional(),
    elderly: count.optional(),
    workers: count.optional(),
  }),
} satisfies Record<ImportLayer, z.ZodObject>

export interface ImportField {
  name: string
  /** A row without it is refused. */
  required: boolean
  /** Where only some words are understood. */
  words: readonly string[]
}

/** The fields of a layer as a form asks for them. */
export function fieldsOfLayer(layer: ImportLayer): ImportField[] {
  // by the row, not by the field: alone, one that is made a text takes nothing for the word `undefined`
  const lacking = new Set(layerFields[layer].safeParse({}).error?.issues.map(({ path }) => path[0]))
  return Object.entries(layerFields[layer].shape).map(([name, schema]: [string, z.ZodType]) => {
    const inner = schema instanceof z.ZodDefault ? schema.unwrap() : schema
    const words = inner instanceof z.ZodEnum ? inner.options.map(String) : []
    return { name, required: lacking.has(name), words }
  })
}
