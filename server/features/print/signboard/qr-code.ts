import encodeQR from 'qr'

/** A QR code as rows of modules, dark ones true, without the quiet zone around it. */
export type QrCode = boolean[][]

/** Modules that stay empty around a code (ISO/IEC 18004). */
export const QUIET_MODULES = 4

/** The code of a text with error correction level H: 30 % of it may be scratched or dirty. */
export function qrCodeOf(text: string): QrCode {
  const bordered = encodeQR(text, 'raw', { ecc: 'high', border: 1 })
  return bordered.slice(1, -1).map((row) => row.slice(1, -1))
}

/** Draws a code as one path whose side measures `side` points; neighbours in a row are one rectangle, so that no seams show. */
export function drawQrCode(doc: PDFKit.PDFDocument, code: QrCode, x: number, y: number, side: number): void {
  const module = side / code.length
  const at = (modules: number) => Math.round(modules * module * 1000) / 1000
  code.forEach((row, line) => {
    for (let first = 0; first < row.length; first++) {
      if (!row[first]) continue
      let end = first + 1
      while (row[end]) end++
      doc.rect(x + at(first), y + at(line), at(end) - at(first), at(line + 1) - at(line))
      first = end
    }
  })
  doc.fill('#000000')
}
