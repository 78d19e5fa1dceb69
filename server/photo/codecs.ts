import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decodeJpeg, { init as startJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as startJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as startPngDecoder } from '@jsquash/png/decode.js'
import resize, { initResize } from '@jsquash/resize'
import decodeWebp, { init as startWebpDecoder } from '@jsquash/webp/decode.js'
import type { Pixels } from './pixels.ts'
import type { PhotoType } from './read-header.ts'

const resolve = createRequire(import.meta.url).resolve

/** What the codecs hand over; a browser brings it along, Node does not. */
class KeptImageData implements Pixels {
  readonly colorSpace = 'srgb'
  constructor(
    readonly data: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}
}
if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData: KeptImageData })

const starts: Record<PhotoType | 'write' | 'resize', () => Promise<unknown>> = {
  jpeg: async () => startJpegDecoder(await compile('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')),
  png: async () => startPngDecoder(await compile('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')),
  webp: async () => startWebpDecoder(await compile('@jsquash/webp/codec/dec/webp_dec.wasm')),
  write: async () => startJpegEncoder(await compile('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')),
  resize: async () => initResize(await compile('@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm')),
}
const started = new Map<string, Promise<unknown>>()

/** Decodes bytes of a known type, turned upright as its EXIF says; throws on what cannot be decoded. */
export async function decode(type: PhotoType, bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  await ready(type)
  const buffer = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  if (type === 'jpeg') return decodeJpeg(buffer, { preserveOrientation: true })
  return type === 'png' ? decodePng(buffer) : decodeWebp(buffer)
}

/** Pixels as JPEG, and nothing beside them. */
export async function write(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  await ready('write')
  return new Uint8Array(await encodeJpeg(imageOf(pixels), { quality: 80 }))
}

/** Opaque pixels in another size, by a cubic filter: a finer one over linear light takes three times as long. */
export async function resample(pixels: Pixels, size: { width: number; height: number }): Promise<Pixels> {
  await ready('resize')
  return resize(imageOf(pixels), { ...size, method: 'catrom', premultiply: false, linearRGB: false })
}

function imageOf({ data, width, height }: Pixels): ImageData {
  return new ImageData(new Uint8ClampedArray(data), width, height)
}

function ready(name: keyof typeof starts): Promise<unknown> {
  const start = started.get(name) ?? starts[name]()
  started.set(name, start)
  return start
}

async function compile(file: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(resolve(file)))
}
