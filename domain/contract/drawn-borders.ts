import { z } from 'zod'

/** Most characters of one column: a step stays below what a request may hold. */
export const MOST_BORDER_CHARACTERS = 350_000

/** Whole numbers of 32 bits as text, each as its difference to the one before; who unpacks it refuses other text (packed.ts). */
export const packed = z.string()

const column = packed.max(MOST_BORDER_CHARACTERS)

/**
 * Each border of a drawing once, as columns: the areas on its two sides by number, -1 outside; how many vertices it has;
 * and the vertices of all of them one after the other, steps of 1e-7 degree.
 */
export const drawnBorders = z.strictObject({ left: column, right: column, vertices: column, x: column, y: column })
export type DrawnBorders = z.infer<typeof drawnBorders>
