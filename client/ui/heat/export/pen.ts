import { wrapText } from './wrap-text.ts'

export interface TextLook {
  /** Height of the letters in units. */
  size: number
  color: string
  weight?: 400 | 600
  align?: 'left' | 'right' | 'center'
}

/** Writes on a canvas in units of a sheet, in the page's typeface. */
export interface Pen {
  context: CanvasRenderingContext2D
  /** Pixels a unit. */
  unit: number
  /** Writes one line with its foot at `y`, pixels. */
  text(words: string, x: number, y: number, look: TextLook): void
  /** Width of a line in pixels. */
  widthOf(words: string, look: TextLook): number
  /** Lines no wider than `width` pixels. */
  wrap(words: string, width: number, look: TextLook): string[]
}

export function penOn(context: CanvasRenderingContext2D, unit: number, family: string): Pen {
  const put = ({ size, weight = 400 }: TextLook) => {
    context.font = `${weight} ${size * unit}px ${family}`
  }
  const widthOf = (words: string, look: TextLook) => {
    put(look)
    return context.measureText(words).width
  }
  return {
    context,
    unit,
    text(words, x, y, look) {
      put(look)
      context.fillStyle = look.color
      context.textAlign = look.align ?? 'left'
      context.textBaseline = 'alphabetic'
      context.fillText(words, x, y)
    },
    widthOf,
    wrap: (words, width, look) => wrapText(words, width, (text) => widthOf(text, look)),
  }
}
