import { describe, expect, it } from 'vitest'
import type { Box } from '#domain/contract/common.ts'
import { readCoordinate } from './read-coordinate.ts'

const penglai: Box = [120.5, 37.6, 121, 38]
const cambridge: Box = [-71.17, 42.35, -71.06, 42.41]

describe('a coordinate in the search box', () => {
  it.each([
    '120.75,37.80',
    '120.75 37.8',
    '120.75，37.8',
    ' 120.75 ; 37.8'.trim(),
    '120.75°E, 37.8°N',
    '+120.75, 37.80',
  ])('is read from %s, longitude first', (text) =>
    expect(readCoordinate(text, penglai)).toEqual({ position: [120.75, 37.8], swapped: false, inside: true }),
  )

  it.each(['37.80,120.75', '37.8 120.75', '37.8N 120.75E'])('is recognised as swapped in %s, and said', (text) =>
    expect(readCoordinate(text, penglai)).toEqual({ position: [120.75, 37.8], swapped: true, inside: true }),
  )

  it('is turned by the county where both numbers could be either', () => {
    expect(readCoordinate('42.37,-71.1', cambridge)).toEqual({ position: [-71.1, 42.37], swapped: true, inside: true })
    expect(readCoordinate('-71.1,42.37', cambridge)).toEqual({ position: [-71.1, 42.37], swapped: false, inside: true })
    expect(readCoordinate('71.1W 42.37N', cambridge)).toEqual({
      position: [-71.1, 42.37],
      swapped: false,
      inside: true,
    })
  })

  it('is told apart when it lies elsewhere', () => {
    expect(readCoordinate('2.35,48.86', penglai)).toEqual({ position: [2.35, 48.86], swapped: false, inside: false })
  })

  it.each([
    '',
    '120.75',
    '120.75,',
    '1,2,3',
    '999,999',
    '100,100',
    '12 号楼',
    'NaN,NaN',
    '1e5,3',
    '120.75,37.8; drop table issue',
  ])('is not %j', (text) => expect(readCoordinate(text, penglai)).toBeNull())
})
