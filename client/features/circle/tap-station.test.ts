import { expect, test } from 'vitest'
import type { Station } from '#domain/contract/station.ts'
import { tapStation } from './tap-station.ts'

const station = (code: string, longitude: number): Station => ({
  code,
  name: code,
  pinyin: '',
  initials: '',
  level: 'corner',
  kind: '',
  services: [],
  hours: [],
  capacityHouseholds: null,
  address: '',
  phone: '',
  position: [longitude, 37.5],
})
const stations = [station('a', 120.7), station('b', 120.701)]

test('a tap finds the nearer of two stations under the finger', () => {
  expect(tapStation(stations, 120.7004, 37.5, 14)?.code).toBe('a')
  expect(tapStation(stations, 120.7006, 37.5, 14)?.code).toBe('b')
})

test('a tap far from all stations finds none', () => {
  expect(tapStation(stations, 120.71, 37.5, 16)).toBeNull()
  expect(tapStation([], 120.7, 37.5, 14)).toBeNull()
})
