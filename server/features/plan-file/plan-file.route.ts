import { type Response, Router } from 'express'
import { getGridFile, getPlanFile } from '#domain/contract/plan-file.ts'
import { takeCensus, tally } from '#domain/partition/census.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import type { FileArea } from '#domain/plan-file/plan-layer.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { draftStoreOf, type KnownBase, type Replayed } from '#server/plan/draft-store.ts'
import { planScope } from '#server/plan/plan-base.query.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { type CoordinateSystem, degrees, gaussKruger } from './coordinate-system.ts'
import { areasOn, type StoredArea } from './plan-file.query.ts'
import { readPlanFileRoutes } from './read-plan-file.route.ts'
import { type FileContent, type TableRow, type WrittenFile, writeFile } from './write-file.ts'

/** Grids to take along: of a plan, or as they stand on a day. */
export function planFileRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = draftStoreOf(context)

  mount(router, getPlanFile, async ({ params, query, request, response }) => {
    const { county, format, encoding } = query
    await askCounty(db, county, now())
    const row = await requirePlan(db.within(shownTo(request, county)), county, params.plan, 'path.plan')
    const base = await store.baseOfPlan(county, row)
    const content = contentOfDraft(base, store.replayed(row.id, base, row.operations))
    send(response, await writeFile(content, format, systemOf(query.system, content), encoding), `${county}-${row.id}`)
    return undefined
  })

  mount(router, getGridFile, async ({ query, response }) => {
    const { county, format, encoding, scope = county, asOf } = query
    const { today } = await askCounty(db, county, now())
    const area = await planScope(db, county, scope)
    if (!area) throw notFound(`County ${county} has no area ${scope}.`, 'unknown-area', 'query.scope')
    const day = asOf ?? today
    const content = contentOfAreas(await areasOn(db, county, area.level === 'county' ? null : scope, day))
    send(response, await writeFile(content, format, systemOf(query.system, content), encoding), `${scope}-${day}`)
    return undefined
  })

  router.use(readPlanFileRoutes(context))
  return router
}

function send(response: Response, { bytes, type, ending }: WrittenFile, name: string): void {
  response
    .set('Content-Disposition', `attachment; filename="grids-${name}.${ending}"`)
    .type(type)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

function systemOf(asked: 'degrees' | 'gauss-kruger', { layers }: FileContent): CoordinateSystem {
  const place = layers[0]?.areas[0]?.polygons[0]?.[0]?.[0]
  return asked === 'degrees' || place === undefined ? degrees : gaussKruger(place[0])
}

function contentOfAreas(areas: readonly StoredArea[]): FileContent {
  const ofLevel = (level: StoredArea['level']): FileArea[] =>
    areas
      .filter((area) => area.level === level)
      .map(({ code, name, parent, kind, geom }) => ({ code, name, parent, kind, polygons: geom.coordinates }))
  return {
    layers: [
      { name: 'grid', areas: ofLevel('grid') },
      { name: 'micro_grid', areas: ofLevel('micro_grid') },
    ],
    rows: areas.map(({ geom, ...row }): TableRow => ({ ...row, issues: null, polygons: geom.coordinates })),
  }
}

/** Grids and micro-grids of a draft that it may change, counted by its kernel. */
function contentOfDraft({ drafted: { points } }: KnownBase, { draft }: Replayed): FileContent {
  const census = takeCensus(draft.partition, points)
  const counted = (faces: readonly string[]) => {
    const { households, buildings, issues } = tally(
      points,
      faces.flatMap((face) => [...(census.of.get(face) ?? [])]),
    )
    return { households, buildings, issues, workers: '' }
  }
  const grids = [...draft.grids.values()].filter((grid) => !grid.locked && facesOf(draft, grid.code).length > 0)
  const micro = grids.flatMap((grid) => grid.microGrids.map((code) => draft.microGrids.get(code)!))
  const gridAreas = grids.map(({ code, name, community, kind }): FileArea => {
    return { code, name, parent: community, kind, polygons: toMultiPolygon(groundOf(draft, code)) }
  })
  const microAreas = micro.map(({ code, name, grid }): FileArea => {
    return { code, name, parent: grid, kind: '', polygons: toMultiPolygon(polygonsOf(draft.partition, code)) }
  })
  return {
    layers: [
      { name: 'grid', areas: gridAreas },
      { name: 'micro_grid', areas: microAreas },
    ],
    rows: [
      ...gridAreas.map((area): TableRow => ({ level: 'grid', ...area, ...counted(facesOf(draft, area.code)) })),
      ...microAreas.map((area): TableRow => ({ level: 'micro_grid', ...area, ...counted([area.code]) })),
    ],
  }
}
