import { expect, it } from 'vitest'
import { hide, layOnWhite, shrinkWhole, within } from './pixels.ts'

const picture = (width: number, height: number, color: readonly number[]) => ({
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => color[at % 4]!),
  width,
  height,
})

it('a picture is never made larger, and keeps its proportion', () => {
  expect(within({ width: 4_000, height: 3_000 }, 2_048)).toEqual({ width: 2_048, height: 1_536 })
  expect(within({ width: 100, height: 50 }, 2_048)).toEqual({ width: 100, height: 50 })
  expect(within({ width: 50_000, height: 1 }, 2_048)).toEqual({ width: 2_048, height: 1 })
})

it('shrinking takes the mean of what each pixel stands for, and stops before the wanted size', () => {
  const chess = { data: new Uint8ClampedArray(16 * 16 * 4), width: 16, height: 16 }
  for (let at = 0; at < 256; at++) chess.data.fill((at + Math.floor(at / 16)) % 2 === 0 ? 255 : 0, at * 4, at * 4 + 4)
  const small = shrinkWhole(chess, 5)
  expect([small.width, small.height]).toEqual([5, 5])
  expect(Math.min(...small.data)).toBeGreaterThan(100)
  expect(shrinkWhole(chess, 9)).toBe(chess)
  const line = shrinkWhole(picture(9_000, 2, [10, 20, 30, 255]), 2_000)
  expect([line.width, line.height, ...line.data.subarray(0, 4)]).toEqual([2_250, 1, 10, 20, 30, 255])
})

it('what is transparent lies on white', () => {
  const glass = picture(2, 1, [0, 0, 0, 0])
  layOnWhite(glass)
  expect([...glass.data]).toEqual(Array(8).fill(255))
})

it('hiding replaces every pixel that a rectangle touches, and no other', () => {
  const red = picture(10, 10, [255, 0, 0, 255])
  hide(red, [{ x: 0.25, y: 0, width: 0.5, height: 0.31 }])
  const at = (x: number, y: number) => [...red.data.subarray((y * 10 + x) * 4, (y * 10 + x) * 4 + 4)]
  expect(at(2, 0)).toEqual([90, 90, 90, 255])
  expect(at(7, 3)).toEqual([90, 90, 90, 255])
  expect(at(1, 0)).toEqual([255, 0, 0, 255])
  expect(at(8, 0)).toEqual([255, 0, 0, 255])
  expect(at(5, 4)).toEqual([255, 0, 0, 255])
})
