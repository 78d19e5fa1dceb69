import { expect, test } from 'vitest'
import { createHourlyAllowance } from './hourly-allowance.ts'

const MINUTE = 60_000

test('an address has so many an hour, and again one when the oldest lies an hour back', () => {
  const allowance = createHourlyAllowance(3)
  for (const minute of [0, 10, 20]) expect(allowance.take('203.0.113.7', minute * MINUTE)).toBeNull()
  expect(allowance.take('203.0.113.7', 30 * MINUTE)).toBe(30 * 60)
  expect(allowance.take('203.0.113.8', 30 * MINUTE)).toBeNull()
  expect(allowance.take('203.0.113.7', 60 * MINUTE)).toBeNull()
  expect(allowance.take('203.0.113.7', 61 * MINUTE)).toBe(9 * 60)
})

test('a refusal takes nothing away from later', () => {
  const allowance = createHourlyAllowance(1)
  expect(allowance.take('a', 0)).toBeNull()
  for (let minute = 1; minute < 60; minute++) expect(allowance.take('a', minute * MINUTE)).not.toBeNull()
  expect(allowance.take('a', 60 * MINUTE)).toBeNull()
})

test('addresses of one IPv6 network count as one', () => {
  const allowance = createHourlyAllowance(1)
  expect(allowance.take('2001:db8:1:2::1', 0)).toBeNull()
  expect(allowance.take('2001:db8:1:2:ffff::9', 0)).not.toBeNull()
  expect(allowance.take('2001:db8:1:3::1', 0)).toBeNull()
  expect(allowance.take('::1', 0)).toBeNull()
  expect(allowance.take('::ffff:203.0.113.7', 0)).toBeNull()
  expect(allowance.take('::ffff:203.0.113.8', 0)).toBeNull()
})
