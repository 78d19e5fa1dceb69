import { expect, test } from 'vitest'
import { csvLine } from '#client/ui/sheet/csv.ts'
import { rowWindow, scrollToShow } from '#client/ui/table/row-window.ts'

test('only the rows that are seen, and some around them, are drawn', () => {
  expect(rowWindow(0, 400, 40, 100_000)).toEqual({ first: 0, end: 19 })
  expect(rowWindow(2_000_000, 400, 40, 100_000)).toEqual({ first: 49_992, end: 50_019 })
  expect(rowWindow(3_999_600, 400, 40, 100_000).end).toBe(100_000)
  expect(rowWindow(0, 400, 40, 3)).toEqual({ first: 0, end: 3 })
  expect(rowWindow(5_000, 400, 40, 0)).toEqual({ first: 0, end: 0 })
})

test('a row that is seen does not move the list; a near one moves it a little; a far one comes to the middle', () => {
  expect(scrollToShow(3, 0, 400, 40)).toBe(0)
  expect(scrollToShow(10, 0, 400, 40)).toBe(40)
  expect(scrollToShow(4, 200, 400, 40)).toBe(160)
  expect(scrollToShow(500, 0, 400, 40)).toBe(19_820)
  expect(scrollToShow(0, 9_000, 400, 40)).toBe(0)
})

test('a cell that begins like a formula is text; numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+86', '-x', '@sum', '\tcell', -1.5, null])).toBe("'=1+1,'+86,'-x,'@sum,'\tcell,-1.5,\r\n")
})

test('commas, quotes and line ends stay within their cell', () => {
  expect(csvLine(['a,b', 'say "yes"', 'one\ntwo', ''])).toBe('"a,b","say ""yes""","one\ntwo",\r\n')
})
