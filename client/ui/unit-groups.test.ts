import { expect, test } from 'vitest'
import type { Unit } from '#domain/contract/account.ts'
import { unitGroups } from './unit-groups.ts'

const unit = (code: string, kind: Unit['kind'], path: string, closed = false): Unit => ({
  code,
  kind,
  name: `name ${code}`,
  nameEn: '',
  path,
  closed,
  spelled: '',
})
const units = [
  unit('1', 'county', '/1/'),
  unit('1A', 'street', '/1/1A/'),
  unit('1B', 'street', '/1/1B/'),
  unit('1A1', 'community', '/1/1A/1A1/'),
  unit('1B1', 'community', '/1/1B/1B1/'),
  unit('1A11', 'grid', '/1/1A/1A1/1A11/'),
  unit('heat', 'department', '/1/'),
  unit('old', 'department', '/1/', true),
]
const groupsFor = (role: Parameters<typeof unitGroups>[1]) =>
  unitGroups(units, role, ({ name }) => name).map(({ heading, options }) => [
    heading,
    ...options.map((one) => one.value),
  ])

test('a role is offered the units at which it has its place, under the one above them', () => {
  expect(groupsFor('community')).toEqual([
    ['name 1A', '1A1'],
    ['name 1B', '1B1'],
  ])
  expect(groupsFor('grid-worker')).toEqual([['name 1A1', '1A11']])
  expect(groupsFor('street')).toEqual([['', '1A', '1B']])
})

test('a department that was closed is offered no more', () => {
  expect(groupsFor('department')).toEqual([['', 'heat']])
})
