import { expect, test } from 'vitest'
import { choiceCodec, flagCodec, listCodec, numberCodec, textCodec } from './url.ts'

test('a default leaves no trace in the address, anything else is read as it was written', () => {
  const cases: [{ read(text: string | null): unknown; write(value: never): string | null }, unknown, unknown][] = [
    [textCodec('a'), 'a', 'b c'],
    [numberCodec(15, 1, 60), 15, 7.5],
    [choiceCodec(['adult', 'elderly'], 'adult'), 'adult', 'elderly'],
    [flagCodec(true), true, false],
    [listCodec(['x']), ['x'], ['y', 'z']],
  ]
  for (const [codec, fallback, other] of cases) {
    expect(codec.write(fallback as never)).toBeNull()
    expect(codec.read(null)).toEqual(fallback)
    expect(codec.read(codec.write(other as never))).toEqual(other)
  }
})

test('what cannot be read is the default, and numbers stay within their bounds', () => {
  expect(numberCodec(15, 1, 60).read('abc')).toBe(15)
  expect(numberCodec(15, 1, 60).read('')).toBe(15)
  expect(numberCodec(15, 1, 60).read('900')).toBe(60)
  expect(numberCodec(15, 1, 60).read('-Infinity')).toBe(15)
  expect(choiceCodec(['adult', 'elderly'], 'adult').read('<script>')).toBe('adult')
  expect(listCodec(['x']).read(',,y,')).toEqual(['y'])
})
