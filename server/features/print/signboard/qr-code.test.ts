import jsQR from 'jsqr'
import { expect, it } from 'vitest'
import { millimeters } from '#server/print/frame.ts'
import { QR_MILLIMETERS } from './draw-signboard.ts'
import { drawQrCode, qrCodeOf } from './qr-code.ts'

const address = 'https://grid.example.gov.cn/m/report?county=370699&camera=120.75031,37.80962,18'

/** What a printer of 300 dpi makes of the drawn code, 12 dots of paper around it: RGBA. */
function printAt300Dpi(spoil: (x: number, y: number) => boolean = () => false) {
  const side = Math.round((QR_MILLIMETERS / 25.4) * 300)
  const whole = side + 100
  const pixels = new Uint8ClampedArray(whole * whole * 4).fill(255)
  const dots = (points: number) => Math.round(50 + (points * 300) / 72)
  const dark = (x: number, y: number) => pixels.fill(0, (y * whole + x) * 4, (y * whole + x) * 4 + 3)
  const fill = (x: number, y: number, width: number, height: number) => {
    for (let row = dots(y); row < dots(y + height); row++)
      for (let column = dots(x); column < dots(x + width); column++) dark(column, row)
  }
  const doc = {
    fillColor: () => doc,
    addContent(content: string) {
      for (const [, ...numbers] of content.matchAll(/^(\S+) (\S+) (\S+) (\S+) re$/gm)) {
        const [x, y, width, height] = numbers.map(Number)
        fill(x!, y!, width!, height!)
      }
      return doc
    },
  }
  drawQrCode(doc as unknown as PDFKit.PDFDocument, qrCodeOf(address), 0, 0, millimeters(QR_MILLIMETERS))
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) if (spoil(x / side, y / side)) dark(50 + x, 50 + y)
  return { pixels, whole, side }
}

it('is read again from the drawn page, 5 cm wide', () => {
  const { pixels, whole, side } = printAt300Dpi()
  expect(side).toBe(591)
  expect(jsQR(pixels, whole, whole)?.data).toBe(address)
})

it('is read with a sixth of it blackened: that is what level H is for', () => {
  const { pixels, whole } = printAt300Dpi((x, y) => x > 0.42 && x < 0.8 && y > 0.4 && y < 0.8)
  expect(jsQR(pixels, whole, whole)?.data).toBe(address)
})
