import { z } from 'zod'

/** A box that something is asked about: west, south, east, north in degrees. */
export const boxQuery = {
  west: z.coerce.number().min(-180).max(180),
  south: z.coerce.number().min(-90).max(90),
  east: z.coerce.number().min(-180).max(180),
  north: z.coerce.number().min(-90).max(90),
}
