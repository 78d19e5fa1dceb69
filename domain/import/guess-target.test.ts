import { expect, test } from 'vitest'
import { guessTarget } from './guess-target.ts'

test.each([
  ['schools.geojson', 'Point', 'station'],
  ['小区大门', 'Point', 'gate'],
  ['公园', 'Polygon', 'green'],
  ['公园', 'Point', 'station'],
  ['微网格2026', 'MultiPolygon', 'micro_grid'],
  ['社区边界', 'Polygon', 'area'],
  ['Sidewalks', 'LineString', 'walk_edge'],
  ['道路中心线', 'MultiLineString', 'road'],
])('%s of %s is proposed as %s', (name, geometry, target) => expect(guessTarget(name, [], geometry)).toBe(target))

test('a table without places is of divisions or of counts', () => {
  expect(guessTarget('villages', ['code', 'name', 'streetCode'], null)).toBe('division')
  expect(guessTarget('统计', ['社区代码', '社区名称', '户数', '老年人口'], null)).toBe('statistic')
})
