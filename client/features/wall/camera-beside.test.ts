import { describe, expect, it } from 'vitest'
import { cameraBeside } from './camera-beside.ts'

describe('the camera of one place', () => {
  const nothing = { top: 0, right: 0, bottom: 0, left: 0 }

  it('stands above it where nothing covers the map', () => {
    const { longitude, latitude, zoom } = cameraBeside([120.05, 37.05], 16, nothing)
    expect([longitude, latitude, zoom].map((value) => Number(value.toFixed(9)))).toEqual([120.05, 37.05, 16])
  })

  it('moves it out from under a banner and a panel by half of what they cover', () => {
    // at zoom 16 a degree of longitude is 512 * 2 ** 16 / 360 pixels wide, and one of latitude at 60 degrees twice as high
    const degreesPerPixel = 360 / 512 / 2 ** 16
    const { longitude, latitude } = cameraBeside([120, 60], 16, { top: 300, right: 0, bottom: 100, left: 400 })
    expect((120 - longitude) / degreesPerPixel).toBeCloseTo(200, 3)
    expect((latitude - 60) / (degreesPerPixel / 2)).toBeCloseTo(100, 0)
  })
})
