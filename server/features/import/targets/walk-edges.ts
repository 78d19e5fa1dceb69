import type { TileLayer } from '#domain/contract/common.ts'
import { type NodedLine, nodeLines } from '#domain/import/node-lines.ts'
import type { TargetWork } from './target.ts'

/**
 * The walking network of one source, written anew: lines become edges, ends within `joinMeters` of each other one node
 * (single-linkage clusters). Lengths on the sphere. With `nodeMeters` lines are first cut where they cross and where the
 * end of another comes that near; without it lines that cross without a common end are not joined.
 */
export async function writeWalkEdges(work: TargetWork): Promise<TileLayer[]> {
  const { transaction, county, source, removesMissing } = work
  // lines that the source dropped stay as they lie, and join anew
  if (!removesMissing)
    await transaction.query(
      `insert into import_stage (number, key, fields, geom)
      select (select coalesce(max(number), 0) from import_stage) + row_number() over (order by e.id), e.source_key,
        jsonb_build_object('kind', e.kind, 'name', e.name, 'ascentMeters', e.ascent_meters), e.geom
      from walk_edge e join import_missing m on m.key = e.source_key
      where e.county = $1::text and e.source = $2::text`,
      [county.code, source.name],
    )
  await transaction.query('delete from walk_edge where county = $1::text and source = $2::text', [
    county.code,
    source.name,
  ])
  await transaction.query(
    `with used as (
      select from_node as id from walk_edge where county = $1::text union select to_node from walk_edge where county = $1::text
    )
    delete from walk_node n where n.county = $1::text and not exists (select 1 from used where used.id = n.id)`,
    [county.code],
  )
  await transaction.query('drop table if exists import_line')
  await transaction.query(
    `create temp table import_line on commit drop as
    select row_number() over (order by s.number, d.path) as line, s.key, s.fields, d.geom, 0 as from_node, 0 as to_node,
      st_length(d.geom) / st_length(s.geom) as share
    from import_stage s, st_dump(s.geom) d where st_length(d.geom) > 0`,
  )
  if (source.nodeMeters !== undefined) await nodeStagedLines(work, source.nodeMeters)
  await transaction.query('drop table if exists import_end')
  await transaction.query(
    `create temp table import_end on commit drop as
    with ends as (
      select line, true as start, st_startpoint(geom) as geom from import_line
      union all select line, false, st_endpoint(geom) from import_line
    ), middle as (select cos(radians(avg(st_y(geom)))) as stretch from ends)
    select line, start, geom,
      st_clusterdbscan(st_makepoint(st_x(geom) * 111195 * stretch, st_y(geom) * 111195), eps => $1::float8, minpoints => 1) over () as cluster
    from ends, middle`,
    [source.joinMeters],
  )
  await transaction.query(
    `insert into walk_node (county, id, geom)
    select $1::text, (select coalesce(max(id), 0) from walk_node where county = $1::text) + 1 + cluster, st_setsrid((array_agg(geom order by line, start))[1], 4326)
    from import_end group by cluster`,
    [county.code],
  )
  await transaction.query(
    `with first as (select coalesce(max(id), 0) - (select max(cluster) from import_end) as node from walk_node where county = $1::text)
    insert into walk_edge (county, id, from_node, to_node, kind, name, length_meters, ascent_meters, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from walk_edge where county = $1::text) + l.line,
      first.node + a.cluster, first.node + b.cluster, l.fields->>'kind', l.fields->>'name',
      st_length(l.geom::geography, false), (l.fields->>'ascentMeters')::float8 * l.share, $2::text, l.key, l.geom
    from import_line l
    join import_end a on a.line = l.line and a.start
    join import_end b on b.line = l.line and not b.start, first`,
    [county.code, source.name],
  )
  return ['walk_edge']
}

const batchPieces = 5_000

/** Cuts the lines of import_line into pieces that meet; each keeps its part of the ascent. */
async function nodeStagedLines({ transaction, report }: TargetWork, withinMeters: number): Promise<void> {
  const lines = await transaction.query<{ line: number; kind: string; geom: { coordinates: [number, number][] } }>(
    `select line::int, fields->>'kind' as kind, st_force2d(geom)::geometry(LineString, 4326) as geom from import_line order by line`,
  )
  const { pieces, crossings, drawn } = nodeLines(
    lines.map(({ geom }) => geom.coordinates),
    { withinMeters, crosses: (line) => lines[line]!.kind !== 'bridge' },
  )
  report.noded = { lines: lines.length, pieces: pieces.length, crossings, drawn }
  await transaction.query('alter table import_line rename to import_whole')
  await transaction.query('create temp table import_line (like import_whole) on commit drop')
  for (let first = 0; first < pieces.length; first += batchPieces)
    await insertPieces(transaction, lines, pieces.slice(first, first + batchPieces), first)
  await transaction.query('drop table import_whole')
}

async function insertPieces(
  transaction: TargetWork['transaction'],
  lines: readonly { line: number }[],
  pieces: readonly NodedLine[],
  before: number,
): Promise<void> {
  await transaction.query(
    `insert into import_line (line, key, fields, geom, from_node, to_node, share)
    select given.number, w.key, w.fields, p.geom, 0, 0, w.share * st_length(p.geom) / st_length(w.geom)
    from unnest($1::integer[], $2::integer[], $3::text[]) as given (number, whole, geometry)
    join import_whole w on w.line = given.whole
    cross join lateral (select st_setsrid(st_geomfromgeojson(given.geometry), 4326) as geom) p`,
    [
      pieces.map((_, index) => before + index + 1),
      pieces.map(({ line }) => lines[line]!.line),
      pieces.map(({ places }) => JSON.stringify({ type: 'LineString', coordinates: places })),
    ],
  )
}
