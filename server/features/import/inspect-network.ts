import type { NetworkInspection } from '#domain/contract/import.ts'
import { countPieces } from '#domain/import/count-pieces.ts'
import type { Db } from '#server/db.types.ts'

const MOST_LISTED = 500
const INSPECT_SECONDS = 120

/** The walking network of a county as it stands: what a person looks through after an import. */
export async function inspectWalkingNetwork(db: Db, county: string, gapMeters: number): Promise<NetworkInspection> {
  return await db.transaction(
    async (transaction) => {
      const edges = await transaction.query<{
        id: number
        from: number
        to: number
        meters: number
        x: number
        y: number
      }>(
        `select id, from_node as "from", to_node as "to", length_meters as meters,
          st_x(st_startpoint(geom)) as x, st_y(st_startpoint(geom)) as y
        from walk_edge where county = $1::text order by id`,
        [county],
      )
      const [nodes] = await transaction.query<{ count: number }>(
        'select count(*)::int as count from walk_node where county = $1::text',
        [county],
      )
      const { pieces, largestShare, lengthMeters, pieceOf, lengths } = countPieces(
        edges.map((edge) => edge.from),
        edges.map((edge) => edge.to),
        edges.map((edge) => edge.meters),
      )
      const placeOf = new Map(edges.map(({ x, y }, index) => [pieceOf[index]!, [x, y] as [number, number]]))
      const pieceOfEdge = new Map(edges.map(({ id }, index) => [id, pieceOf[index]!]))
      const apart = lengths.slice(1, MOST_LISTED + 1).map((meters, index) => ({
        position: placeOf.get(index + 1)!,
        lengthMeters: Math.round(meters * 10) / 10,
      }))
      const gaps = await transaction.query<{ x: number; y: number; own: number; other: number; meters: number }>(
        gapStatement,
        [county, gapMeters],
      )
      const [compounds] = await transaction.query<{ total: number; walled: number }>(
        `select count(*)::int as total, count(*) filter (where walled)::int as walled from compound where county = $1::text`,
        [county],
      )
      const closed = await transaction.query<{ code: string; name: string; x: number; y: number }>(
        `select code, name, st_x(st_pointonsurface(geom)) as x, st_y(st_pointonsurface(geom)) as y from compound c
        where county = $1::text and walled
          and not exists (select from gate g where g.county = c.county and g.compound = c.code)
        order by code`,
        [county],
      )
      return {
        lengthMeters: Math.round(lengthMeters),
        edges: edges.length,
        nodes: nodes!.count,
        pieces,
        largestShare,
        apart: { total: Math.max(0, pieces - 1), listed: apart },
        gaps: {
          total: gaps.length,
          listed: gaps.slice(0, MOST_LISTED).map(({ x, y, own, other, meters }) => ({
            position: [x, y],
            meters: Math.round(meters * 100) / 100,
            otherPiece: pieceOfEdge.get(own) !== pieceOfEdge.get(other),
          })),
        },
        compounds: {
          ...compounds!,
          withoutGate: {
            total: closed.length,
            listed: closed.slice(0, MOST_LISTED).map(({ code, name, x, y }) => ({ code, name, position: [x, y] })),
          },
        },
      }
    },
    { timeoutSeconds: INSPECT_SECONDS },
  )
}

/**
 * Dead ends and the nearest line within reach that neither they nor the other end of their own edge meet: to walk from
 * one to the other takes a way round, or there is none.
 */
const gapStatement = `with touch as (
    select from_node as node, id from walk_edge where county = $1::text
    union all
    select to_node, id from walk_edge where county = $1::text
  ), dead as (
    select node, min(id) as edge from touch group by node having count(*) = 1
  ), place as (
    select d.edge, n.geom, case when e.from_node = d.node then e.to_node else e.from_node end as behind, d.node
    from dead d
    join walk_node n on n.county = $1::text and n.id = d.node
    join walk_edge e on e.county = $1::text and e.id = d.edge
  )
  select st_x(p.geom) as x, st_y(p.geom) as y, p.edge as own, near.id as other, near.meters
  from place p
  cross join lateral (
    select e.id, st_distance(e.geom::geography, p.geom::geography, false) as meters
    from walk_edge e
    where e.county = $1::text and e.id <> p.edge
      and e.geom && st_expand(p.geom, $2::float8 / 111195 / cos(radians(st_y(p.geom))), $2::float8 / 111195)
      and e.from_node not in (p.node, p.behind) and e.to_node not in (p.node, p.behind)
    order by 2, 1 limit 1
  ) near
  where near.meters <= $2::float8
  order by near.meters desc, p.edge`
