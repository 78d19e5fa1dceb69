import type { ImportLayer } from '#domain/contract/manifest.ts'

type Kind = 'point' | 'line' | 'polygon' | 'none'

/** What files and their layers are called by those who make them; the narrower word stands first. */
const words: readonly [RegExp, ImportLayer, readonly Kind[]][] = [
  [/微网格|micro.?grid/i, 'micro_grid', ['polygon']],
  [/网格|grid/i, 'grid', ['polygon']],
  [/大门|出入口|gate|entrance/i, 'gate', ['point']],
  [/小区|院落|compound|estate/i, 'compound', ['polygon']],
  [/楼|建筑|房屋|building|house/i, 'building', ['point', 'polygon']],
  [/备选|候选|candidate/i, 'site_candidate', ['point', 'polygon']],
  [/服务|驿站|阵地|党群|站|station|facilit/i, 'station', ['point', 'polygon']],
  [/步行|人行|walk|foot|path/i, 'walk_edge', ['line']],
  [/路|街|road|street|way/i, 'road', ['line']],
  [/社区|村|communit|village|neighbou?rhood/i, 'area', ['polygon']],
  [/水|河|湖|海|water|river|lake/i, 'water', ['polygon']],
  [/绿|公园|park|green|wood/i, 'green', ['polygon']],
]
const usual: Record<Kind, ImportLayer> = { point: 'station', line: 'road', polygon: 'green', none: 'statistic' }

/**
 * What a layer of a file is proposed as: by what its file is called, among the layers that its geometries could be.
 * A table without places is of division codes where its columns are a code and a name and no counts, else of counts.
 */
export function guessTarget(name: string, columns: readonly string[], geometry: string | null): ImportLayer {
  const kind = kindOf(geometry)
  if (kind === 'none') return looksLikeDivisions(columns) ? 'division' : usual.none
  return words.find(([word, , kinds]) => kinds.includes(kind) && word.test(name))?.[1] ?? usual[kind]
}

function kindOf(geometry: string | null): Kind {
  if (geometry === null) return 'none'
  if (geometry.endsWith('Point')) return 'point'
  return geometry.endsWith('LineString') ? 'line' : 'polygon'
}

function looksLikeDivisions(columns: readonly string[]): boolean {
  const has = (pattern: RegExp) => columns.some((column) => pattern.test(column))
  return (
    has(/^(code|.*代码|.*编码)$/i) && has(/^(name|.*名称)$/i) && !has(/户|人|households|residents|elderly|workers/i)
  )
}
