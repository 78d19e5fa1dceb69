import type { ImportFormat } from '#domain/contract/manifest.ts'
import { readCsv } from './csv.ts'
import { readGeoJson } from './geojson.ts'
import type { Driver } from './source-feature.ts'
import { readTopoJson } from './topojson.ts'

/** One driver a format; a new format is a file here and a word in domain/contract/manifest.ts. */
export const drivers: Record<ImportFormat, Driver> = {
  geojson: readGeoJson,
  topojson: readTopoJson,
  csv: readCsv,
}
