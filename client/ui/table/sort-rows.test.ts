import { expect, it } from 'vitest'
import { readOrder, sortRows, writeOrder } from './sort-rows.ts'

const rows = [
  { name: '第10网格', share: 0.5 },
  { name: '第2网格', share: null },
  { name: '第1网格', share: 0.9 },
]

it('sorts numbers either way, and keeps what has no value last', () => {
  const names = (descending: boolean) => sortRows(rows, ({ share }) => share, descending, 'zh').map(({ name }) => name)
  expect(names(false)).toEqual(['第10网格', '第1网格', '第2网格'])
  expect(names(true)).toEqual(['第1网格', '第10网格', '第2网格'])
})

it('sorts names with numbers in them as people count', () => {
  expect(sortRows(rows, ({ name }) => name, false, 'zh').map(({ name }) => name)).toEqual([
    '第1网格',
    '第2网格',
    '第10网格',
  ])
})

it('writes an order into an address and reads it again', () => {
  for (const order of [
    { column: 'share', descending: true },
    { column: 'name', descending: false },
  ])
    expect(readOrder(writeOrder(order))).toEqual(order)
  expect(readOrder('')).toBeNull()
  expect(readOrder('-')).toBeNull()
})
