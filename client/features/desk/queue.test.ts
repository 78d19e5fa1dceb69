import { expect, test } from 'vitest'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { issueOf } from './issue.fixture.ts'
import { addPage, beginQueue, judgeQueue, tellQueue, tidyQueue } from './queue.ts'

const at = (hour: number, part: Partial<IssueSummary> = {}) =>
  issueOf({ number: `I${hour}`, filedAt: `2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`, ...part })
const numbers = (issues: readonly IssueSummary[]) => issues.map((issue) => issue.number).join(' ')
const isOpen = (issue: IssueSummary) => issue.state !== 'closed'
const read = () => beginQueue('newest', { issues: [at(9), at(8), at(7)], next: 'I7' })

test('a page that repeats what moved down is read once', () => {
  const queue = addPage(read(), { issues: [at(7), at(6)], next: null })
  expect(numbers(queue.rows)).toBe('I9 I8 I7 I6')
  expect(queue.next).toBeNull()
})

test('a new issue waits above and moves nothing; asked for, it takes its place', () => {
  const queue = tellQueue(read(), [at(10), at(8, { number: 'I8b' })], isOpen)
  expect(numbers(queue.rows)).toBe('I9 I8 I7')
  expect(numbers(queue.arrived)).toBe('I10 I8b')
  expect(numbers(tidyQueue(queue).rows)).toBe('I10 I9 I8b I8 I7')
  expect(tidyQueue(queue).arrived).toEqual([])
})

test('what lies below the part that is read comes with its page, not before', () => {
  expect(tellQueue(read(), [at(3)], isOpen)).toEqual(read())
  const whole = { ...read(), next: null }
  expect(numbers(tellQueue(whole, [at(3)], isOpen).arrived)).toBe('I3')
})

test('a changed row changes in place, an older telling of it is passed over', () => {
  const queue = tellQueue(read(), [at(8, { version: 3, title: 'new' })], isOpen)
  expect(queue.rows[1]?.title).toBe('new')
  expect(tellQueue(queue, [at(8, { version: 2, title: 'old' })], isOpen)).toBe(queue)
})

test('a row that left keeps its place until it is let go; one that comes back stays', () => {
  const closed = tellQueue(read(), [at(8, { version: 2, state: 'closed' })], isOpen)
  expect(numbers(closed.rows)).toBe('I9 I8 I7')
  expect([...closed.left]).toEqual(['I8'])
  expect(numbers(tidyQueue(closed).rows)).toBe('I9 I7')
  const reopened = tellQueue(closed, [at(8, { version: 3 })], isOpen)
  expect([...reopened.left]).toEqual([])
})

test('a waiting issue that is closed before it was shown is forgotten', () => {
  const queue = tellQueue(read(), [at(10)], isOpen)
  expect(tellQueue(queue, [at(10, { version: 2, state: 'closed' })], isOpen).arrived).toEqual([])
})

test('time alone makes rows leave', () => {
  const queue = judgeQueue(read(), (issue) => issue.number !== 'I9')
  expect([...queue.left]).toEqual(['I9'])
  expect(judgeQueue(queue, (issue) => issue.number !== 'I9')).toBe(queue)
})

test('the soonest due stand first where that is the order', () => {
  const due = (hour: number) =>
    at(1, { number: `D${hour}`, finishBy: `2026-11-22T${String(hour).padStart(2, '0')}:00:00Z` })
  const queue = beginQueue('soonest', { issues: [due(10), due(14)], next: 'D14' })
  expect(numbers(tidyQueue(tellQueue(queue, [due(12), due(18)], isOpen)).rows)).toBe('D10 D12 D14')
})

test('rows that did not change are the same objects: they are not drawn again', () => {
  const queue = read()
  const told = tellQueue(queue, [at(8, { version: 2 })], isOpen)
  expect(told.rows[0]).toBe(queue.rows[0])
  expect(told.rows[2]).toBe(queue.rows[2])
  expect(tellQueue(queue, [at(8)], isOpen)).toBe(queue)
})
