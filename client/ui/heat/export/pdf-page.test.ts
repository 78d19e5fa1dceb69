import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { pdfPage } from './pdf-page.ts'

it('is one page of the size that its dots make it, with every pixel as it was', async () => {
  const data = Uint8ClampedArray.from({ length: 4 * 300 * 150 }, (_, index) => (index % 4 === 3 ? 255 : index % 251))
  const pdf = Buffer.from(await (await pdfPage({ width: 300, height: 150, data }, 300)).arrayBuffer())
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF-1.7\n')).toBe(true)
  expect(text).toContain('/MediaBox [0 0 72.00 36.00]')
  const start = text.lastIndexOf('stream\n', text.lastIndexOf('endstream')) + 'stream\n'.length
  const colors = inflateSync(pdf.subarray(start, text.lastIndexOf('\nendstream')))
  expect(colors.equals(Buffer.from(data.filter((_, index) => index % 4 !== 3)))).toBe(true)
  // every object stands where the table says
  const from = Number(/startxref\n(\d+)/.exec(text)?.[1])
  const offsets = [...text.slice(from).matchAll(/(\d{10}) 00000 n/g)].map(([, offset]) => Number(offset))
  expect(offsets.map((offset) => /^\d+ 0 obj/.exec(text.slice(offset))?.[0])).toEqual(
    [1, 2, 3, 4, 5].map((number) => `${number} 0 obj`),
  )
})
