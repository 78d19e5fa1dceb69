import { expect, it } from 'vitest'
import { navigationTo } from './navigation-to.ts'

it('latitude stands first, and each kind of phone gets an address that it knows', () => {
  expect(navigationTo([120.75, 37.8], 'Android')).toBe('geo:37.800000,120.750000?q=37.800000,120.750000')
  expect(navigationTo([120.75, 37.8], 'iPhone')).toBe('https://maps.apple.com/?daddr=37.800000,120.750000')
})
