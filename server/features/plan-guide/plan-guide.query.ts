import type { Queryable } from '#server/db.types.ts'

export interface GuideRow {
  kind: 'road' | 'water' | 'compound' | 'building'
  name: string
  geom: { type: string; coordinates: unknown }
}

/** Everything in a box that a border may follow, whole where it meets the box; paths are too many and too small. */
export async function guidesIn(db: Queryable, county: string, box: readonly number[]): Promise<GuideRow[]> {
  return db.query<GuideRow>(
    `with box as (
       select st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326) as geom
     )
     select 'road' as kind, r.name, r.geom from road r, box b
     where r.county = $1::text and r.class <> 'path' and r.geom && b.geom
     union all
     select 'water', w.name, w.geom from water w, box b where w.county = $1::text and w.kind <> 'sea' and w.geom && b.geom
     union all
     select 'compound', c.name, c.geom from compound c, box b where c.county = $1::text and c.geom && b.geom
     union all
     select 'building', u.name, u.footprint from building u, box b
     where u.county = $1::text and u.footprint is not null and u.geom && b.geom`,
    [county, ...box],
  )
}
