import { type ComponentType, lazy } from 'react'

/** A part of the side panel: fetched when it is first shown, reads what it needs by `useCoverage`. */
export interface Part {
  /** Its word in the address, and `part.<id>` its name in both languages. */
  id: 'stations' | 'left-out' | 'table' | 'what-if' | 'compare' | 'where-next' | 'repair' | 'brief'
  /** Needs more room than a list: a table, a comparison. */
  wide?: boolean
  Body: ComponentType
}

/** The parts that exist, in the order of their tabs. */
export const parts: readonly Part[] = [
  { id: 'stations', Body: lazy(() => import('./stations/StationsPart.tsx')) },
  { id: 'left-out', Body: lazy(() => import('./left-out/LeftOutPart.tsx')) },
  { id: 'table', wide: true, Body: lazy(() => import('./table/TablePart.tsx')) },
  { id: 'what-if', Body: lazy(() => import('./what-if/WhatIfPart.tsx')) },
  { id: 'where-next', Body: lazy(() => import('./siting/SitingPart.tsx')) },
  { id: 'compare', wide: true, Body: lazy(() => import('./compare/ComparePart.tsx')) },
  { id: 'repair', Body: lazy(() => import('./repair/RepairPart.tsx')) },
  { id: 'brief', Body: lazy(() => import('./brief/BriefPart.tsx')) },
]
