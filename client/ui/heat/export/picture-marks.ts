import { createContext } from 'react'
import type { PictureClass } from './picture.types.ts'

/** What else a saved picture's legend must tell beside its classes: marks that the map has above the heat. */
export const PictureMarks = createContext<readonly PictureClass[]>([])
