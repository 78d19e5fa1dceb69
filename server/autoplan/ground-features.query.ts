import type { Queryable } from '#server/db.types.ts'

type Lines = { type: string; coordinates: [number, number][][] }
type Polygons = { type: string; coordinates: [number, number][][][] }

export interface RoadRow {
  class: 'motorway' | 'arterial' | 'street' | 'lane'
  geom: Lines
}

/** Roads whose boxes meet a box (west, south, east, north in degrees), the widest first; paths are no borders. */
export async function roadsIn(db: Queryable, county: string, box: readonly number[]): Promise<RoadRow[]> {
  return db.query<RoadRow>(
    `select class, geom from road
     where county = $1::text and class <> 'path'
       and geom && st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326)
     order by array_position(array['motorway', 'arterial', 'street', 'lane'], class), id`,
    [county, ...box],
  )
}

/** Rivers, lakes and ponds that meet a box. */
export async function waterIn(db: Queryable, county: string, box: readonly number[]): Promise<{ geom: Polygons }[]> {
  return db.query<{ geom: Polygons }>(
    `select geom from water
     where county = $1::text and kind <> 'sea'
       and geom && st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326)
     order by id`,
    [county, ...box],
  )
}

export interface CompoundRow {
  code: string
  name: string
  geom: Polygons
}

/** Compounds that meet a box. */
export async function compoundsIn(db: Queryable, county: string, box: readonly number[]): Promise<CompoundRow[]> {
  return db.query<CompoundRow>(
    `select code, name, geom from compound
     where county = $1::text
       and geom && st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326)
     order by code`,
    [county, ...box],
  )
}

export interface FootprintRow {
  x: number
  y: number
  households: number
  compound: string | null
  footprint: Polygons | null
}

/** Buildings inside a box in lattice steps, with the ground they stand on. */
export async function buildingsIn(db: Queryable, county: string, box: readonly number[]): Promise<FootprintRow[]> {
  return db.query<FootprintRow>(
    `select round(st_x(geom)::numeric * 10000000)::bigint as x, round(st_y(geom)::numeric * 10000000)::bigint as y,
       households, compound, footprint
     from building
     where county = $1::text
       and geom && st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326)
     order by code`,
    [county, ...box],
  )
}
