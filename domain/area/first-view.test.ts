import { describe, expect, it } from 'vitest'
import { firstView } from './first-view.ts'

describe('the first view of a county', () => {
  const town: [number, number, number, number] = [120, 37, 120.08, 37.03]

  it('is its town where land lies around it', () => {
    expect(firstView([119.9, 36.9, 120.2, 37.1], town)).toBe(town)
    // only higher, only wider
    expect(firstView([120, 37, 120.09, 37.2], town)).toBe(town)
    expect(firstView([119.8, 37, 120.2, 37.03], town)).toBe(town)
  })

  it('is the whole of a county that is hardly larger than its town', () => {
    const city: typeof town = [-71.16, 42.352, -71.064, 42.404]
    expect(firstView(city, [-71.1427, 42.3593, -71.0821, 42.3956])).toBe(city)
  })

  it('is the whole county where nobody is known to live', () => {
    const county: typeof town = [119.9, 36.9, 120.2, 37.1]
    expect(firstView(county, null)).toBe(county)
  })
})
