import type { Mesh } from './geometry/mesh.ts'
import type { Point } from './geometry/point.ts'
import type { Terrain } from './terrain.ts'

/** What a piece of land is used for. */
export type Use =
  | 'lanes'
  | 'slabs'
  | 'towers'
  | 'village'
  | 'sheds'
  | 'port'
  | 'school'
  | 'hospital'
  | 'office'
  | 'mall'
  | 'market'
  | 'hotel'
  | 'park'
  | 'square'
  | 'farm'
  | 'wood'
  | 'vacant'

export type District =
  | 'oldtown'
  | 'west'
  | 'east'
  | 'newtown'
  | 'seaside'
  | 'harbour'
  | 'industry'
  | 'rural'
  | 'hills'
  | 'cape'

export interface Road {
  class: 'arterial' | 'street' | 'lane'
  /** Key of a named main road, '' where a name is drawn from the list. */
  key: string
  lines: Point[][]
  bridge: boolean
}

export interface Gate {
  at: Point
  /** Mesh vertex on the street in front. */
  street: number
}

export interface Compound {
  id: number
  block: number
  use: Use
  district: District
  /** Wall line, or the edge of the land where nothing is walled. */
  wall: Point[]
  walled: boolean
  /** Land to the middle of the streets around, square metres. */
  area: number
  centre: Point
  gates: Gate[]
  /** Name of a landmark, '' otherwise. */
  landmark: string
}

export interface Building {
  compound: number
  use: Use
  /** What it is in the database: residential, commercial, industrial, public ... */
  kind: string
  footprint: Point[]
  centre: Point
  floors: number
  /** Dwellings; occupied ones become households. */
  dwellings: number
  households: number
}

export interface Footway {
  line: Point[]
  kind: 'footway' | 'gate' | 'lane' | 'steps'
  /** Mesh vertices at which the line begins or ends on a street; -1 where it does not. */
  startVertex: number
  endVertex: number
}

export interface Green {
  kind: 'park' | 'hill' | 'wood' | 'farm' | 'beach' | 'square'
  name: string
  rings: Point[][]
}

export interface Water {
  kind: 'sea' | 'river' | 'lake' | 'pond'
  name: string
  rings: Point[][]
}

/** The drawn county, in metres; faces of the mesh are its finest pieces of land. */
export interface CountyPlan {
  terrain: Terrain
  mesh: Mesh
  roads: Road[]
  compounds: Compound[]
  buildings: Building[]
  footways: Footway[]
  greens: Green[]
  waters: Water[]
}
