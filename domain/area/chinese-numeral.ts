const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const LARGEST = 9_999

/**
 * A whole number in Chinese numerals, as ordinals are written: 1 一, 12 十二, 105 一百零五. Beyond 1 to 9,999, and for
 * what is no whole number, the digits as they are.
 */
export function chineseNumeral(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > LARGEST) return String(number)
  let words = ''
  let skipped = false
  for (const [size, unit] of [
    [1_000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(number / size) % 10
    if (digit === 0) {
      skipped = words !== ''
      continue
    }
    // ten to nineteen begin with the unit
    const said = size === 10 && digit === 1 && words === '' ? '' : digits[digit]
    words += `${skipped ? digits[0] : ''}${said}${unit}`
    skipped = false
  }
  return words
}
