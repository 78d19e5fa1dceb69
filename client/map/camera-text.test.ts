import { expect, test } from 'vitest'
import { printCamera, readCamera } from './camera-text.ts'

test('a camera printed and read again is the same view', () => {
  const camera = { longitude: 120.75031, latitude: 37.80962, zoom: 12.4, bearing: -30, pitch: 45 }
  expect(readCamera(printCamera(camera))).toEqual(camera)
  expect(printCamera({ ...camera, bearing: 0, pitch: 0 })).toBe('120.75031,37.80962,12.4')
})

test('what is no camera is refused, whatever it is', () => {
  for (const text of [
    null,
    '',
    '1,2',
    'a,b,c',
    '200,10,3',
    '10,89,3',
    '1,2,3,4,5,6',
    '1,2,99',
    '1,,3',
    '1,2,3,0,80',
    'NaN,1,1',
  ])
    expect(readCamera(text)).toBeNull()
})
