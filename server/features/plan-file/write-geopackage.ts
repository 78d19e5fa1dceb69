import initSqlJs from 'sql.js'
import type { FileLayer } from '#domain/plan-file/plan-layer.ts'
import { writeEwkb } from '#server/postgis-types/index.ts'
import type { CoordinateSystem } from './coordinate-system.ts'

/** 'GPKG', and version 1.3 (OGC 12-128r18). */
const APPLICATION = 0x47504b47
const VERSION = 10300

/** Writes layers as one GeoPackage; each is a table of the layer's name. */
export async function writeGeopackage(layers: readonly FileLayer[], system: CoordinateSystem): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const db = new Database()
  try {
    db.run(`pragma application_id = ${APPLICATION}; pragma user_version = ${VERSION}; ${tables}`)
    const system4326 = ['WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', null]
    const systems = [
      ['Undefined cartesian', -1, 'NONE', -1, 'undefined', null],
      ['Undefined geographic', 0, 'NONE', 0, 'undefined', null],
      system4326,
      [system.name, system.epsg, 'EPSG', system.epsg, system.wkt, null],
    ]
    for (const row of systems) db.run('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, ?)', row)
    for (const layer of layers) writeLayer(db, layer, system.epsg)
    return db.export()
  } finally {
    db.close()
  }
}

function writeLayer(
  db: InstanceType<initSqlJs.SqlJsStatic['Database']>,
  { name, areas }: FileLayer,
  epsg: number,
): void {
  db.run(
    `create table ${name} (fid integer primary key autoincrement, geom multipolygon, code text, name text, parent text, kind text)`,
  )
  const points = areas.flatMap((area) => area.polygons.flat(2))
  const box = points.length === 0 ? [0, 0, 0, 0] : boxOf(points)
  db.run(
    `insert into gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) values (?, 'features', ?, ?, ?, ?, ?, ?)`,
    [name, name, ...box, epsg],
  )
  db.run(`insert into gpkg_geometry_columns values (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)`, [name, epsg])
  db.run('begin')
  const insert = db.prepare(`insert into ${name} (geom, code, name, parent, kind) values (?, ?, ?, ?, ?)`)
  for (const { polygons, code, name: title, parent, kind } of areas)
    insert.run([geometryBlob(polygons, epsg), code, title, parent, kind])
  insert.free()
  db.run('commit')
}

/** GeoPackage's header (little-endian, no envelope), then ISO WKB: PostGIS's own without flag and number of the system. */
function geometryBlob(coordinates: FileLayer['areas'][number]['polygons'], epsg: number): Uint8Array {
  const ewkb = writeEwkb({ type: 'MultiPolygon', coordinates })
  const blob = new Uint8Array(8 + ewkb.length - 4)
  const view = new DataView(blob.buffer)
  blob.set([0x47, 0x50, 0, 1])
  view.setInt32(4, epsg, true)
  blob.set(ewkb.subarray(0, 5), 8)
  view.setUint32(9, 6, true)
  blob.set(ewkb.subarray(9), 13)
  return blob
}

function boxOf(points: readonly (readonly [number, number])[]): number[] {
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    box[0] = Math.min(box[0]!, x)
    box[1] = Math.min(box[1]!, y)
    box[2] = Math.max(box[2]!, x)
    box[3] = Math.max(box[3]!, y)
  }
  return box
}

const tables = `
  create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer not null primary key, organization text not null,
    organization_coordsys_id integer not null, definition text not null, description text);
  create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique,
    description text default '', last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    min_x double, min_y double, max_x double, max_y double, srs_id integer,
    constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id));
  create table gpkg_geometry_columns (table_name text not null, column_name text not null, geometry_type_name text not null,
    srs_id integer not null, z tinyint not null, m tinyint not null,
    constraint pk_geom_cols primary key (table_name, column_name),
    constraint fk_gc_tn foreign key (table_name) references gpkg_contents (table_name),
    constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id));`
