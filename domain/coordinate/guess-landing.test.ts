import { expect, test } from 'vitest'
import { guessLandings } from './guess-landing.ts'

const guixi = [117.21, 28.29] as const

test('a file of the right zone is found nearest, whatever it claims', () => {
  const [first] = guessLandings([[523_554, 3_131_132]], guixi)
  expect(first).toMatchObject({ crs: 'EPSG:4548', swapped: false })
  expect(first!.kilometers).toBeLessThan(10)
  expect(guessLandings([[39_523_554, 3_131_132]], guixi)[0]).toMatchObject({ crs: 'EPSG:4527', swapped: false })
})

test('swapped axes are found, in degrees and in metres', () => {
  expect(guessLandings([[28.29, 117.24]], guixi)[0]).toMatchObject({ crs: 'EPSG:4490', swapped: true })
  expect(guessLandings([[3_131_132, 523_554]], guixi)[0]).toMatchObject({ crs: 'EPSG:4548', swapped: true })
})

test('what lands near in no way has no answer, and one wild place in the sample does not turn it', () => {
  expect(guessLandings([[5, 5]], guixi)).toEqual([])
  expect(guessLandings([], guixi)).toEqual([])
  const sample = [
    [117.2, 28.2],
    [0, 0],
    [117.3, 28.3],
  ] as const
  expect(guessLandings(sample, guixi)[0]).toMatchObject({ crs: 'EPSG:4490', swapped: false })
})
