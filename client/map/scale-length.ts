/** A round length for the scale bar: 1, 2 or 5 times a power of ten metres, at most `widest` pixels long. */
export interface ScaleLength {
  meters: number
  pixels: number
}

const earthCircumferenceMeters = 40_075_016.686

/** Metres of one pixel at a latitude and zoom on 512-pixel tiles in Web Mercator. */
export function metersPerPixel(latitude: number, zoom: number): number {
  return (earthCircumferenceMeters * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom)
}

export function scaleLength(latitude: number, zoom: number, widest: number): ScaleLength {
  const perPixel = metersPerPixel(latitude, zoom)
  const most = perPixel * widest
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [5, 2, 1].find((candidate) => candidate * power <= most) ?? 1
  return { meters: step * power, pixels: (step * power) / perPixel }
}
