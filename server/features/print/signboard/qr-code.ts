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

/**
 * Draws a code as one path whose side measures `side` points; neighbours in a row are one rectangle, so that no seams show.
 * The path is written in one go instead of by seven hundred calls.
 */
export function drawQrCode(doc: PDFKit.PDFDocument, code: QrCode, x: number, y: number, side: number): void {
  const module = side / code.length
  const rounded = (points: number) => Math.round(points * 1000) / 1000
  const at = (modules: number) => rounded(modules * module)
  const path: string[] = []
  code.forEach((row, line) => {
    const [top, height] = [rounded(y + at(line)), rounded(at(line + 1) - at(line))]
    for (let first = 0; first < row.length; first++) {
      if (!row[first]) continue
      let end = first + 1
      while (row[end]) end++
      path.push(`${rounded(x + at(first))} ${top} ${rounded(at(end) - at(first))} ${height} re`)
      first = end
    }
  })
  doc.fillColor('#000000')
  doc.addContent(`${path.join('\n')}\nf`)
}
