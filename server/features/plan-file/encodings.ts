import iconv from 'iconv-lite'
import type { Encoding } from '#domain/plan-file/shapefile.ts'

/** The letters that shapefiles are written in here. */
export const encodings: Record<Encoding['name'], Encoding> = {
  'UTF-8': encodingOf('UTF-8'),
  GBK: encodingOf('GBK'),
}

function encodingOf(name: Encoding['name']): Encoding {
  return {
    name,
    encode: (text) => iconv.encode(text, name),
    decode: (bytes) => iconv.decode(Buffer.from(bytes), name),
  }
}
