import { type Codec, useUrlState } from '#client/state/url.ts'

/** Metres with a decimal point, within what hangs on walls and is read across rooms; null where the address says nothing. */
function metersCodec(least: number, most: number): Codec<number | null> {
  return {
    read(text) {
      const meters = text === null || text.trim() === '' ? Number.NaN : Number(text)
      return Number.isFinite(meters) ? Math.min(most, Math.max(least, meters)) : null
    },
    write: (meters) => (meters === null ? null : String(meters)),
  }
}

const widthCodec = metersCodec(0.3, 60)
const distanceCodec = metersCodec(0.5, 100)

interface Meters {
  widthMeters: number | null
  distanceMeters: number | null
}

/** Width of this screen and the distance it is read from, metres: as its address says (`screen=4.8&distance=6`), else its program. */
export function useScreen(program: Meters | undefined): Meters {
  const [width] = useUrlState('screen', widthCodec)
  const [distance] = useUrlState('distance', distanceCodec)
  return {
    widthMeters: width ?? program?.widthMeters ?? null,
    distanceMeters: distance ?? program?.distanceMeters ?? null,
  }
}
