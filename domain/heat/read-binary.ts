import { z } from 'zod'
import { getHeat } from '#domain/contract/heat.ts'
import { HEAT_MAGIC, HEAT_PREFIX_BYTES } from './write-binary.ts'

/** What stands before the steps. */
export const binaryHeader = getHeat.answer.omit({ values: true }).extend({
  stepPerSquareKilometer: z.number(),
  /** Of the window before; null when nothing is compared. */
  beforeStepPerSquareKilometer: z.number().nullable(),
})
export type BinaryHeader = z.infer<typeof binaryHeader>

export type BinaryRefusal = 'not-a-surface' | 'header-unreadable' | 'length-wrong'

export type ReadBinary =
  | {
      ok: true
      header: BinaryHeader
      /** Signed when something is compared. */
      steps: Uint16Array | Int16Array
      /** Of the window before; null when nothing is compared. */
      before: Uint16Array | Int16Array | null
    }
  | { ok: false; reason: BinaryRefusal }

/** Reads what `GET /api/heat?values=binary` answers; see its contract. Density = step x header.stepPerSquareKilometer. */
export function readBinary(bytes: ArrayBuffer): ReadBinary {
  if (bytes.byteLength < HEAT_PREFIX_BYTES || !hasMagic(bytes)) return { ok: false, reason: 'not-a-surface' }
  const headerBytes = new DataView(bytes).getUint32(4, true)
  const begin = HEAT_PREFIX_BYTES + headerBytes
  if (begin > bytes.byteLength || begin % 2 === 1) return { ok: false, reason: 'length-wrong' }
  const header = binaryHeader.safeParse(jsonOf(new Uint8Array(bytes, HEAT_PREFIX_BYTES, headerBytes)))
  if (!header.success) return { ok: false, reason: 'header-unreadable' }
  const { grid, before } = header.data
  const count = grid.width * grid.height
  const compared = before !== null
  if (bytes.byteLength !== begin + 2 * count * (compared ? 2 : 1)) return { ok: false, reason: 'length-wrong' }
  return {
    ok: true,
    header: header.data,
    steps: stepsOf(bytes, begin, count, compared),
    before: compared ? stepsOf(bytes, begin + 2 * count, count, false) : null,
  }
}

/** In place where the machine has the bytes' order, as nearly all have. */
function stepsOf(bytes: ArrayBuffer, begin: number, count: number, signed: boolean): Uint16Array | Int16Array {
  const steps = signed ? new Int16Array(bytes, begin, count) : new Uint16Array(bytes, begin, count)
  if (isLittleEndian()) return steps
  const view = new DataView(bytes, begin)
  return steps.map((_, index) => (signed ? view.getInt16(2 * index, true) : view.getUint16(2 * index, true)))
}

function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
}

function hasMagic(bytes: ArrayBuffer): boolean {
  return String.fromCharCode(...new Uint8Array(bytes, 0, HEAT_MAGIC.length)) === HEAT_MAGIC
}

/** JSON in UTF-8; null where it is none. */
function jsonOf(bytes: Uint8Array): unknown {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`)
  try {
    return JSON.parse(decodeURIComponent(escaped.join('')))
  } catch {
    return null
  }
}
