const POINTS_AN_INCH = 72

/** A picture to be put on paper: rows of red, green, blue, alpha, as a canvas gives them. */
export interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray
}

/**
 * A PDF of one page that is filled by a picture, without loss, as large as its dots an inch make it.
 * Source: PDF 1.7 (ISO 32000-1), 7.5 (structure of a file), 8.9.5 (images), 7.4.4 (FlateDecode).
 */
export async function pdfPage({ width, height, data }: Pixels, dotsPerInch: number): Promise<Blob> {
  const packed = await deflate(withoutAlpha(data))
  const wide = ((width / dotsPerInch) * POINTS_AN_INCH).toFixed(2)
  const high = ((height / dotsPerInch) * POINTS_AN_INCH).toFixed(2)
  const drawing = `q ${wide} 0 0 ${high} 0 0 cm /picture Do Q`
  const objects: [head: string, body?: Uint8Array<ArrayBuffer>][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents 4 0 R /Resources << /XObject << /picture 5 0 R >> >> >>`,
    ],
    [`<< /Length ${drawing.length} >>`, bytesOf(drawing)],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length ${packed.length} >>`,
      packed,
    ],
  ]
  const parts: Uint8Array<ArrayBuffer>[] = []
  const offsets: number[] = []
  let length = 0
  const put = (part: Uint8Array<ArrayBuffer>) => {
    parts.push(part)
    length += part.length
  }
  put(bytesOf('%PDF-1.7\n'))
  for (const [index, [head, body]] of objects.entries()) {
    offsets.push(length)
    put(bytesOf(`${index + 1} 0 obj\n${head}\n`))
    if (body) {
      put(bytesOf('stream\n'))
      put(body)
      put(bytesOf('\nendstream\n'))
    }
    put(bytesOf('endobj\n'))
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`
  put(bytesOf(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`))
  return new Blob(parts, { type: 'application/pdf' })
}

/** Paper is white beneath; what is drawn covers it. */
function withoutAlpha(data: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const colors = new Uint8Array((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    colors[to] = data[from]!
    colors[to + 1] = data[from + 1]!
    colors[to + 2] = data[from + 2]!
  }
  return colors
}

/** In zlib's form, as PDF wants it. */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
