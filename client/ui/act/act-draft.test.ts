import { expect, test } from 'vitest'
import { actRequest } from '#domain/issue/act-request.ts'
import { type ActDraft, emptyDraft, fieldsOf, requestOf } from './act-draft.ts'

const zone = 'Asia/Shanghai'
const filled: ActDraft = {
  reason: ' 管道在地下 ',
  note: '已修好',
  unit: '370699001001',
  units: ['住建局', '城管局'],
  hours: '16',
  untilDay: '2027-03-01',
  what: 'suspend',
  answer: 'refused',
  rating: 4,
  into: 'I7',
  category: 'N01',
  condition: '',
}
const kinds = actRequest.options.map((option) => option.shape.kind.value)

test('every act that is filled in is one the server takes', () => {
  for (const kind of kinds) {
    const made = requestOf(kind, 'handling', filled, zone)
    expect(made.ok).toBe(true)
    if (made.ok) expect(actRequest.parse(made.act)).toEqual(made.act)
  }
})

test('an act with nothing filled in names the first field it lacks', () => {
  const lacks = Object.fromEntries(
    kinds.map((kind) => {
      const made = requestOf(kind, 'handling', { ...emptyDraft, hours: '' }, zone)
      return [kind, made.ok ? null : made.missing]
    }),
  )
  expect(lacks).toMatchObject({
    assign: 'unit',
    return: 'unit',
    hand_up: 'reason',
    extend: 'hours',
    suspend: 'untilDay',
    ask: 'hours',
    whistle: 'units',
    whistle_answer: 'answer',
    merge: 'into',
    rate: 'rating',
    note: 'note',
    answer: null,
    close: null,
  })
})

test('blanks are no reason', () => {
  expect(requestOf('remind', 'handling', { ...emptyDraft, reason: ' \n ' }, zone)).toEqual({
    ok: false,
    missing: 'reason',
  })
})

test('a return names who is responsible, save after the check', () => {
  expect(fieldsOf('return', 'assigned', emptyDraft).map(({ field }) => field)).toEqual(['unit', 'reason'])
  expect(fieldsOf('return', 'checking', emptyDraft).map(({ field }) => field)).toEqual(['reason'])
  expect(requestOf('return', 'checking', filled, zone)).toEqual({
    ok: true,
    act: { kind: 'return', reason: '管道在地下' },
  })
})

test('a suspension lasts to the end of its last day in the county', () => {
  expect(requestOf('suspend', 'handling', filled, zone)).toEqual({
    ok: true,
    act: { kind: 'suspend', reason: '管道在地下', until: '2027-03-01T15:59:59.000Z' },
  })
})

test('who refuses a whistle says why; who comes need not', () => {
  const coming: ActDraft = { ...emptyDraft, answer: 'coming' }
  expect(requestOf('whistle_answer', 'handling', coming, zone).ok).toBe(true)
  expect(requestOf('whistle_answer', 'handling', { ...coming, answer: 'refused' }, zone)).toEqual({
    ok: false,
    missing: 'reason',
  })
})
