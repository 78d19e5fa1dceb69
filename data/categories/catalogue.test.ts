import { expect, test } from 'vitest'
import { z } from 'zod'
import { filingCondition, type limit, question } from '#domain/contract/category.ts'
import cityManagement from './city-management.json' with { type: 'json' }
import neighbourhood from './neighbourhood.json' with { type: 'json' }

const entry = z.strictObject({
  code: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  department: z.string(),
  clock: z.enum(['emergency', 'working']),
  answerMinutes: z.int().positive(),
  finishMinutes: z.int().positive(),
  conditions: z
    .array(filingCondition.pick({ code: true, name: true, nameEn: true, answer: true, finish: true }))
    .optional(),
  questions: z.array(question).optional(),
  privatePhotos: z.boolean().optional(),
})
const catalogue = z.array(entry).parse([...cityManagement, ...neighbourhood])

test('codes are given once, in the catalogue and inside each category', () => {
  for (const codes of [
    catalogue.map(({ code }) => code),
    ...catalogue.map(({ conditions = [] }) => conditions.map(({ code }) => code)),
    ...catalogue.map(({ questions = [] }) => questions.map(({ code }) => code)),
  ])
    expect(new Set(codes).size).toBe(codes.length)
})

test.each<[string, string, z.infer<typeof limit>]>([
  ['C09', 'missing', { clock: 'emergency', minutes: 120 }],
  ['C10', 'damaged', { clock: 'working', minutes: 240 }],
  ['C11', 'step', { clock: 'working-day', minutes: 7200 }],
  ['C03', 'stall', { clock: 'emergency', minutes: 120 }],
  ['C15', 'in-progress', { clock: 'emergency', minutes: 2880 }],
  ['C16', 'standing', { clock: 'working-day', minutes: 21_600 }],
])('%s %s ends by the table of time limits', (code, condition, finish) => {
  const found = catalogue.find((one) => one.code === code)?.conditions?.find((one) => one.code === condition)
  expect(found?.finish).toEqual(finish)
})
