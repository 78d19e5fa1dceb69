import type { Queryable } from '#server/db.types.ts'

/**
 * A street along 37.5 degrees from 120.700 to 120.740 in four edges of 883 m, a lane north of its east half behind a river,
 * one station at the west end and one in the sea; a walled compound with a gate, and houses. 370698 is empty, 370697 has homes only.
 */
export async function fillSeaRoad(db: Queryable): Promise<void> {
  await db.query(`insert into county (code, name, name_en, geom, settings)
    select code, code, code, st_multi(st_makeenvelope(120.6, 37.4, 120.9, 37.6, 4326)), '{"walkMinutes": 10}'
    from unnest(array['370699', '370698', '370697']) as code`)
  await db.query(`insert into walk_edge (county, id, from_node, to_node, kind, name, length_meters, geom)
    select '370699', n, n, n + 1, 'street', 'Sea Road', st_length(line::geography, false), line
    from generate_series(0, 3) n,
      lateral (select st_setsrid(st_makeline(st_makepoint(120.70 + n * 0.01, 37.5), st_makepoint(120.71 + n * 0.01, 37.5)), 4326) as line) drawn`)
  await db.query(`insert into station (county, code, name, level, geom) values
    ('370699', 'west', 'West', 'community', st_setsrid(st_makepoint(120.70, 37.5), 4326)),
    ('370699', 'sea', 'Pier <b>', 'corner', st_setsrid(st_makepoint(120.70, 37.45), 4326))`)
  await db.query(`insert into compound (county, code, name, walled, geom) values
    ('370699', 'c1', 'Garden', true, st_multi(st_makeenvelope(120.7095, 37.5001, 120.7099, 37.5008, 4326)))`)
  await db.query(`insert into gate (county, compound, number, geom) values
    ('370699', 'c1', 1, st_setsrid(st_makepoint(120.7097, 37.5008), 4326))`)
  await db.query(`insert into building (county, code, compound, households, elderly, geom) values
    ('370699', 'b1', null, 40, 12, st_setsrid(st_makepoint(120.702, 37.5001), 4326)),
    ('370699', 'b2', 'c1', 30, 4, st_setsrid(st_makepoint(120.7097, 37.5002), 4326)),
    ('370699', 'b3', null, 20, 9, st_setsrid(st_makepoint(120.714, 37.5001), 4326)),
    ('370699', 'b4', null, 10, 0, st_setsrid(st_makepoint(120.70, 37.51), 4326)),
    ('370699', 'b5', null, 0, 0, st_setsrid(st_makepoint(120.701, 37.5), 4326)),
    ('370697', 'b1', null, 5, 0, st_setsrid(st_makepoint(120.701, 37.5), 4326))`)
}
