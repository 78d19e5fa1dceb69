import { writeEwkbHex } from '#server/postgis-types/index.ts'
import type { Land } from './areas.ts'
import { climbs } from './climbs.ts'
import type { DrawnCounty } from './draw-county.ts'
import type { LatticePoint } from './geometry/lattice.ts'
import { degreesHex, linesHex, pointHex, polygonHex, type TableRows } from './insert-rows.ts'
import type { NamedArea, NamedCounty } from './name-county.ts'
import { names, spell } from './names.ts'
import type { Building } from './plan.types.ts'
import type { Random } from './random.ts'
import { trimmedRoads } from './road-lines.ts'
import type { DemoCandidate } from './site-candidates.ts'
import type { DemoStation } from './stations.ts'

const county = names.county.code
const source = 'demo'

/** Everything that stands in the county, table by table in the order of loading. */
export function placeRows(
  drawn: DrawnCounty,
  named: NamedCounty,
  stations: readonly DemoStation[],
  candidates: readonly DemoCandidate[],
  random: Random,
): TableRows[] {
  return [
    ...areaRows(drawn, named),
    compoundRows(drawn, named),
    gateRows(drawn, named),
    buildingRows(drawn, named, random),
    stationRows(stations, named),
    candidateRows(candidates),
    ...networkRows(drawn, named),
    ...groundRows(drawn, named),
  ]
}

/** Outline of an area in degrees: the lattice itself, never computed twice. */
function outline(drawn: DrawnCounty, land: Land): string {
  const { lattice } = drawn.plan.mesh
  return degreesHex(
    land.rings.map((ring) =>
      ring.map((vertex): [number, number] => [lattice[vertex]![0] / 1e7, lattice[vertex]![1] / 1e7]),
    ),
  )
}

function areaRows(drawn: DrawnCounty, named: NamedCounty): TableRows[] {
  const levels: [NamedArea[], string][] = [
    [named.streets, 'street'],
    [named.communities, 'community'],
  ]
  const pathOf = (area: NamedArea): string =>
    area.parent === county ? `/${county}/${area.code}/` : `/${county}/${area.parent}/${area.code}/`
  const divisions = [
    { code: names.province.code, parent: null, level: 'province', name: names.province.name },
    { code: names.city.code, parent: names.province.code, level: 'city', name: names.city.name },
    { code: county, parent: names.city.code, level: 'county', name: names.county.name },
    ...levels.flatMap(([areas, level]) =>
      areas.map((area) => ({ code: area.code, parent: area.parent, level, name: area.name })),
    ),
  ]
  const divisionSpelled = spell(divisions.map((one) => one.name))
  const areas = levels.flatMap(([list, level]) => list.map((area) => ({ ...area, level })))
  const areaSpelled = spell(areas.map((area) => area.name))
  const gridSpelled = spell(named.grids.map((grid) => grid.name))
  return [
    {
      what: 'division',
      sql: `insert into division (code, parent, level, name, pinyin, initials)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        on conflict (code) do update set parent = excluded.parent, level = excluded.level, name = excluded.name,
          pinyin = excluded.pinyin, initials = excluded.initials`,
      columns: [
        divisions.map((one) => one.code),
        divisions.map((one) => one.parent),
        divisions.map((one) => one.level),
        divisions.map((one) => one.name),
        divisionSpelled.pinyin,
        divisionSpelled.initials,
      ],
    },
    {
      what: 'area',
      sql: `insert into area (county, code, level, parent, path, name, pinyin, initials, source, source_key, geom)
        select '${county}', code, level, parent, path, name, pinyin, initials, '${source}', code, geom::geometry
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
          as t (code, level, parent, path, name, pinyin, initials, geom)`,
      columns: [
        areas.map((area) => area.code),
        areas.map((area) => area.level),
        areas.map((area) => area.parent),
        areas.map(pathOf),
        areas.map((area) => area.name),
        areaSpelled.pinyin,
        areaSpelled.initials,
        areas.map((area) => outline(drawn, area.land)),
      ],
    },
    {
      what: 'grid',
      sql: `insert into grid (county, code, local_code, kind, community, name, pinyin, initials, source, source_key, geom)
        select '${county}', code, local_code, kind, community, name, pinyin, initials, '${source}', code, geom::geometry
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
          as t (code, local_code, kind, community, name, pinyin, initials, geom)`,
      columns: [
        named.grids.map((grid) => grid.code),
        named.grids.map((grid) => grid.localCode),
        named.grids.map((grid) => grid.kind),
        named.grids.map((grid) => grid.parent),
        named.grids.map((grid) => grid.name),
        gridSpelled.pinyin,
        gridSpelled.initials,
        named.grids.map((grid) => outline(drawn, grid.land)),
      ],
    },
    {
      what: 'micro_grid',
      sql: `insert into micro_grid (county, code, local_code, grid, name, source, source_key, geom)
        select '${county}', code, local_code, grid, name, '${source}', code, geom::geometry
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as t (code, local_code, grid, name, geom)`,
      columns: [
        named.microGrids.map((micro) => micro.code),
        named.microGrids.map((micro) => micro.localCode),
        named.microGrids.map((micro) => micro.parent),
        named.microGrids.map((micro) => micro.name),
        named.microGrids.map((micro) => outline(drawn, micro.land)),
      ],
    },
  ]
}

/** Land uses that are drawn as compounds; the rest is ground. */
const ground = new Set(['farm', 'wood', 'vacant', 'park', 'square'])

function compoundRows(drawn: DrawnCounty, named: NamedCounty): TableRows {
  const compounds = drawn.plan.compounds.filter((compound) => !ground.has(compound.use))
  const spelled = spell(compounds.map((compound) => named.compounds[compound.id]!.name))
  return {
    what: 'compound',
    sql: `insert into compound (county, code, name, pinyin, initials, kind, walled, source, source_key, geom)
      select '${county}', code, name, pinyin, initials, kind, walled, '${source}', code, geom::geometry
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[])
        as t (code, name, pinyin, initials, kind, walled, geom)`,
    columns: [
      compounds.map((compound) => named.compounds[compound.id]!.code),
      compounds.map((compound) => named.compounds[compound.id]!.name),
      spelled.pinyin,
      spelled.initials,
      compounds.map((compound) => named.compounds[compound.id]!.kind),
      compounds.map((compound) => compound.walled),
      compounds.map((compound) => polygonHex([compound.wall])),
    ],
  }
}

function gateRows(drawn: DrawnCounty, named: NamedCounty): TableRows {
  const gates = drawn.plan.compounds
    .filter((compound) => compound.walled)
    .flatMap((compound) => compound.gates.map((gate, i) => ({ compound, gate, number: i + 1 })))
  const side = (dx: number, dy: number): string =>
    Math.abs(dx) > Math.abs(dy)
      ? dx > 0
        ? names.gateNames.east
        : names.gateNames.west
      : dy > 0
        ? names.gateNames.north
        : names.gateNames.south
  return {
    what: 'gate',
    sql: `insert into gate (county, compound, number, name, opens_minute, closes_minute, geom)
      select '${county}', compound, number, name, opens, closes, geom::geometry
      from unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::int[], $6::text[]) as t (compound, number, name, opens, closes, geom)`,
    columns: [
      gates.map(({ compound }) => named.compounds[compound.id]!.code),
      gates.map(({ number }) => number),
      gates.map(({ compound, gate }) => side(gate.at[0] - compound.centre[0], gate.at[1] - compound.centre[1])),
      // a second gate is closed at night
      gates.map(({ number }) => (number === 1 ? 0 : 360)),
      gates.map(({ number }) => (number === 1 ? 1440 : 1320)),
      gates.map(({ gate }) => pointHex(gate.at)),
    ],
  }
}

const elderlyShare: Partial<Record<Building['use'], number>> = { lanes: 0.34, village: 0.38, slabs: 0.25, towers: 0.12 }

function buildingRows(drawn: DrawnCounty, named: NamedCounty, random: Random): TableRows {
  const { buildings } = drawn.plan
  const residents = buildings.map((building) => Math.round(building.households * random.between(2.2, 3)))
  const elderly = buildings.map((building, i) => {
    const expected = residents[i]! * (elderlyShare[building.use] ?? 0.2) * random.between(0.6, 1.4)
    return Math.min(residents[i]!, Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0))
  })
  return {
    what: 'building',
    sql: `insert into building (county, code, name, compound, micro_grid, kind, floors, households, residents, elderly, households_source, source, source_key, footprint, geom)
      select '${county}', code, name, compound, micro_grid, kind, floors, households, residents, elderly, 'demo', '${source}', code, footprint::geometry, geom::geometry
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[], $11::text[])
        as t (code, name, compound, micro_grid, kind, floors, households, residents, elderly, footprint, geom)`,
    columns: [
      named.buildings.map((building) => building.code),
      named.buildings.map((building) => building.name),
      buildings.map((building) => (ground.has(building.use) ? null : named.compounds[building.compound]!.code)),
      drawn.faceOf.map((face) => named.microGridOf.get(face.id) ?? null),
      buildings.map((building) => building.kind),
      buildings.map((building) => building.floors),
      buildings.map((building) => building.households),
      residents,
      elderly,
      buildings.map((building) => polygonHex([building.footprint])),
      buildings.map((building) => pointHex(building.centre)),
    ],
  }
}

function stationRows(stations: readonly DemoStation[], named: NamedCounty): TableRows {
  const spelled = spell(stations.map((station) => station.name))
  const code = (i: number): string => `${county}S${String(i + 1).padStart(3, '0')}`
  return {
    what: 'station',
    sql: `insert into station (county, code, name, pinyin, initials, level, kind, services, hours, address, phone, capacity_households, source, source_key, geom)
      select '${county}', code, name, pinyin, initials, level, kind, string_to_array(services, ','), hours::jsonb, address, '', capacity, '${source}', code, geom::geometry
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[])
        as t (code, name, pinyin, initials, level, kind, services, hours, address, capacity, geom)`,
    columns: [
      stations.map((_, i) => code(i)),
      stations.map((station) => station.name),
      spelled.pinyin,
      spelled.initials,
      stations.map((station) => station.level),
      stations.map((station) => station.kind),
      stations.map((station) => station.services.join(',')),
      stations.map((station) => JSON.stringify(station.hours)),
      stations.map((station) => `${named.streets.length > 0 ? names.county.name : ''}${station.address}`),
      stations.map((station) => station.capacityHouseholds),
      stations.map((station) => pointHex(station.at)),
    ],
  }
}

function candidateRows(candidates: readonly DemoCandidate[]): TableRows {
  const spelled = spell(candidates.map((candidate) => candidate.name))
  return {
    what: 'site_candidate',
    sql: `insert into site_candidate (county, code, name, pinyin, initials, kind, address, source, source_key, geom)
      select '${county}', code, name, pinyin, initials, kind, address, '${source}', code, geom::geometry
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
        as t (code, name, pinyin, initials, kind, address, geom)`,
    columns: [
      candidates.map((_, i) => `${county}K${String(i + 1).padStart(3, '0')}`),
      candidates.map((candidate) => candidate.name),
      spelled.pinyin,
      spelled.initials,
      candidates.map((candidate) => candidate.kind),
      candidates.map((candidate) => candidate.address),
      candidates.map((candidate) => pointHex(candidate.at)),
    ],
  }
}

function networkRows(drawn: DrawnCounty, named: NamedCounty): TableRows[] {
  const { nodes, edges } = drawn.walk
  const { ascentMeters, kind } = climbs(drawn)
  const degrees = ([x, y]: LatticePoint): [number, number] => [x / 1e7, y / 1e7]
  return [
    {
      what: 'walk_node',
      sql: `insert into walk_node (county, id, geom) select '${county}', id, geom::geometry from unnest($1::int[], $2::text[]) as t (id, geom)`,
      columns: [
        nodes.map((_, i) => i),
        nodes.map((node) => writeEwkbHex({ type: 'Point', coordinates: degrees(node) })),
      ],
    },
    {
      what: 'walk_edge',
      sql: `insert into walk_edge (county, id, from_node, to_node, kind, name, length_meters, ascent_meters, source, geom)
        select '${county}', id, from_node, to_node, kind, name, length_meters, ascent_meters, '${source}', geom::geometry
        from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::text[])
          as t (id, from_node, to_node, kind, name, length_meters, ascent_meters, geom)`,
      columns: [
        edges.map((_, i) => i),
        edges.map((edge) => edge.from),
        edges.map((edge) => edge.to),
        kind,
        edges.map((edge) => (edge.road < 0 ? '' : (named.roads[edge.road] ?? ''))),
        edges.map((edge) => edge.meters),
        ascentMeters,
        edges.map((edge) => writeEwkbHex({ type: 'LineString', coordinates: edge.line.map(degrees) })),
      ],
    },
  ]
}

function groundRows(drawn: DrawnCounty, named: NamedCounty): TableRows[] {
  const { waters, greens } = drawn.plan
  const roads = trimmedRoads(drawn.plan)
    .map((road, i) => ({ ...road, name: named.roads[i] ?? '' }))
    .filter((road) => road.lines.length > 0)
  const spelled = spell(roads.map((road) => road.name))
  return [
    {
      what: 'water',
      sql: `insert into water (county, id, kind, name, source, source_key, geom)
        select '${county}', id, kind, name, '${source}', id::text, geom::geometry
        from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as t (id, kind, name, geom)`,
      columns: [
        waters.map((_, i) => i),
        waters.map((water) => water.kind),
        waters.map((water) => water.name),
        waters.map((water) => polygonHex(water.rings)),
      ],
    },
    {
      what: 'road',
      sql: `insert into road (county, id, class, name, pinyin, initials, source, source_key, geom)
        select '${county}', id, class, name, pinyin, initials, '${source}', id::text, geom::geometry
        from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as t (id, class, name, pinyin, initials, geom)`,
      columns: [
        roads.map((_, i) => i),
        roads.map((road) => road.class),
        roads.map((road) => road.name),
        spelled.pinyin,
        spelled.initials,
        roads.map((road) => linesHex(road.lines)),
      ],
    },
    {
      what: 'green',
      sql: `insert into green (county, id, kind, name, source, source_key, geom)
        select '${county}', id, kind, name, '${source}', id::text, geom::geometry
        from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as t (id, kind, name, geom)`,
      columns: [
        greens.map((_, i) => i),
        greens.map((green) => green.kind),
        greens.map((green) => green.name),
        greens.map((green) => polygonHex(green.rings)),
      ],
    },
  ]
}
