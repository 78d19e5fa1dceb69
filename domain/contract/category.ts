import { z } from 'zod'
import { clocks } from '#domain/calendar/deadline.ts'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

const code = z.string().regex(/^[\w-]{1,40}$/, 'a code has 1 to 40 letters, digits, hyphens and underscores')
const name = z.string().trim().min(1).max(80)

export const clock = z.enum(clocks)

/** A time limit; in `working-day` and `natural`, a day is 1,440 minutes. */
export const limit = z.object({ clock, minutes: z.int().min(1).max(527_040) })

/** Days 2026-10-01 from and to which something may be filed under; both included, `to` null without end. */
const effective = { effectiveFrom: z.iso.date(), effectiveTo: z.iso.date().nullable() }

/** A condition under which a case of a category is filed, with the limits that hold for it. */
export const filingCondition = z.object({ code, name, nameEn: name, answer: limit, finish: limit, ...effective })
export type FilingCondition = z.infer<typeof filingCondition>

const asked = { code, name, nameEn: name, required: z.boolean() }

/** What whoever files is asked beside title and place. */
export const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...asked }),
  z.object({ kind: z.literal('number'), ...asked, unit: z.string().max(20) }),
  z.object({ kind: z.literal('yes-no'), ...asked }),
  z.object({
    kind: z.literal('choice'),
    ...asked,
    choices: z
      .array(z.object({ code, name, nameEn: name }))
      .min(2)
      .max(40),
  }),
])
export type Question = z.infer<typeof question>

/** One kind of matter; `parent` is the code of the kind it belongs to, null at the top. */
export const category = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
})
export type Category = z.infer<typeof category>

/** What an administrator may change of a kind of matter. Without a condition its own limits hold. */
export const categoryEdit = z.object({
  parent: code.nullable(),
  name,
  nameEn: name,
  /** Who handles such matters; '': whoever handles those of the kind above. */
  department: z.string().trim().max(80),
  answer: limit,
  finish: limit,
  ...effective,
  conditions: z.array(filingCondition).max(60),
  questions: z.array(question).max(30),
  /** Its photos are seen by nobody outside until somebody has looked at them. */
  privatePhotos: z.boolean(),
})
export type CategoryEdit = z.infer<typeof categoryEdit>

/** A kind of matter with all that the catalogue says of it; `version` grows with each change. */
export const catalogueCategory = category.extend(categoryEdit.shape).extend({
  parent: z.string().nullable(),
  version: z.int(),
})
export type CatalogueCategory = z.infer<typeof catalogueCategory>

export const listCategories = endpoint({
  method: 'GET',
  path: '/api/categories',
  summary:
    'The catalogue of what an issue can be about, or what the issues of a county are about; parents before their children.',
  tag: 'issue',
  params: nothing,
  query: z.object({
    county: countyCode.optional(),
    /** With a county. `seen`: what its issues are about; `fileable`: what may be filed there today; both with the kinds above. `all`: its catalogue, ended ones too. */
    show: z.enum(['seen', 'fileable', 'all']).default('seen'),
  }),
  body: nothing,
  answer: z.object({ categories: z.array(catalogueCategory) }),
})

export const putCategory = endpoint({
  method: 'PUT',
  path: '/api/categories/:code',
  summary: 'Adds or changes one kind of matter with its limits, conditions and questions; old issues keep theirs.',
  tag: 'issue',
  params: z.object({ code }),
  query: z.object({ county: countyCode }),
  /** `version` is the one the editor saw; 0 for a new kind. Another's change in between is a conflict. */
  body: z.object({ version: z.int().min(0), category: categoryEdit }),
  answer: z.object({ category: catalogueCategory }),
})

export const exportCategories = endpoint({
  method: 'GET',
  path: '/api/categories.csv',
  summary: 'The catalogue as CSV: a row for each kind of matter and each of its filing conditions.',
  tag: 'issue',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.string(),
})

/** What an import does to one kind of matter or one of its conditions; `fields` names what is new. */
export const catalogueChange = z.object({
  line: z.int(),
  code: z.string(),
  condition: z.string().nullable(),
  name: z.string(),
  what: z.enum(['new', 'changed']),
  fields: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
})
export type CatalogueChange = z.infer<typeof catalogueChange>

export const catalogueRefusalReason = z.enum([
  'not-csv',
  'no-header',
  'too-many-rows',
  'missing-value',
  'bad-code',
  'bad-clock',
  'bad-duration',
  'days-on-working-clock',
  'bad-date',
  'ends-before-it-begins',
  'too-long',
  'listed-twice',
  'unknown-parent',
  'own-ancestor',
  'unknown-category',
  'other-county',
])
export type CatalogueRefusalReason = z.infer<typeof catalogueRefusalReason>

/** Why a line cannot stand; `column` '' where the whole line is meant. */
export const catalogueRefusal = z.object({
  line: z.int(),
  column: z.string(),
  reason: catalogueRefusalReason,
  value: z.string(),
})
export type CatalogueRefusal = z.infer<typeof catalogueRefusal>

export const importCategories = endpoint({
  method: 'POST',
  path: '/api/categories/import',
  summary:
    'Brings the catalogue up to date from CSV; with `dryRun` it only tells what would change. One refused line refuses all.',
  tag: 'issue',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: z.object({ csv: z.string().max(900_000), dryRun: z.boolean() }),
  answer: z.object({
    rows: z.int(),
    changes: z.array(catalogueChange),
    refusals: z.array(catalogueRefusal),
    saved: z.boolean(),
  }),
})

export const categoryEndpoints = [listCategories, exportCategories, putCategory, importCategories]
