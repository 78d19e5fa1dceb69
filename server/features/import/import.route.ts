import { type Response, Router } from 'express'
import type { z } from 'zod'
import {
  type ImportLine,
  inspectNetwork,
  listImports,
  previewImportFile,
  previewImportJoin,
  runImport,
  undoImportRun,
  uploadImportFile,
} from '#domain/contract/import.ts'
import { importLayer, type Manifest } from '#domain/contract/manifest.ts'
import { administratorFor } from '#server/account/administrator-for.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import { sharedEditorFor } from '#server/account/shared-editor-for.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound, problemBody } from '#server/http.ts'
import { layerOf } from '#server/import/file/open-files.ts'
import { readFile } from '#server/import/file/read-file.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'
import { knownCategories } from './catalogue.ts'
import { countyManifest } from './county-manifest.ts'
import { ImportFiles } from './import-files.ts'
import { importRuns, layerOfRun } from './import-run.query.ts'
import { importSource } from './import-source.ts'
import { inspectWalkingNetwork } from './inspect-network.ts'
import { previewJoin } from './join-preview.ts'
import { previewLayer } from './preview.ts'
import { type UndoRefusal, undoImport } from './undo-import.ts'

type Running = NonNullable<z.infer<typeof listImports.answer>['running']>

const LISTED_RUNS = 100
const PROGRESS_MILLISECONDS = 250

/** Imports by hand: a file is sent, looked at, tried, taken, and taken back. For the county's administrators. */
export function importRoutes(context: Context): Router {
  const { db, now, log } = context
  const router = Router()
  const files = new ImportFiles(now)
  let running: (Running & { county: string }) | null = null
  let undoing = false

  mount(router, uploadImportFile, async (asked) => {
    const { county, name } = asked.query
    administratorFor(asked, county)
    const { id, file } = await files.keep(county, name, asked.request)
    try {
      const content = await readFile(file.path, file.name).catch(toProblem)
      const { format, layers, findings } = content
      await content.close()
      const told = layers.map(({ name, fields, crs, encoding, rows }) => ({ name, fields, crs, encoding, rows }))
      asked.response.status(201)
      return { id, name: file.name, bytes: file.bytes, format, layers: told, findings: findings.slice(0, 200) }
    } catch (error) {
      await files.drop(id)
      throw error
    }
  })

  mount(router, previewImportFile, async (asked) => {
    const { county, layer, ...reading } = asked.query
    administratorFor(asked, county)
    const file = files.get(county, asked.params.id)
    const { near } = await countyOf(county)
    const content = await readFile(file.path, file.name).catch(toProblem)
    try {
      return await previewLayer(layerOf(content, layer, file.name), near, reading)
    } catch (error) {
      return toProblem(error)
    } finally {
      await content.close()
    }
  })

  mount(router, previewImportJoin, async (asked) => {
    const { county, layer, key, joinTo } = asked.query
    administratorFor(asked, county)
    const file = files.get(county, asked.params.id)
    await countyOf(county)
    const content = await readFile(file.path, file.name).catch(toProblem)
    try {
      return await previewJoin(db, county, joinTo, layerOf(content, layer, file.name), key)
    } catch (error) {
      return toProblem(error)
    } finally {
      await content.close()
    }
  })

  mount(router, runImport, async (asked) => {
    const { county } = asked.query
    const post = administratorFor(asked, county)
    const { file: id, dryRun, removeMissing, source } = asked.body
    if (source.layer === 'division') await sharedEditorFor(db, asked, county)
    const file = files.get(county, id)
    refuseMeanwhile()
    const state = { county, file: file.name, dryRun, rows: 0, written: null as number | null }
    running = state
    const { response } = asked
    try {
      const manifest: Manifest = { county: await countyOf(county), folder: '.', sources: [] }
      let told = 0
      const report = await importSource(db, manifest, { ...source, file: file.path }, '.', {
        dryRun,
        removeMissing,
        by: post,
        // a page that is left or loaded anew does not take back what was ordered
        signal: dryRun ? asked.signal : undefined,
        fileName: file.name,
        intoDemo: true,
        categories: source.layer === 'issue' ? await knownCategories(db, county) : undefined,
        onProgress: ({ rows, bytes, written = null }) => {
          Object.assign(state, { rows, written })
          if (performance.now() - told < PROGRESS_MILLISECONDS) return
          told = performance.now()
          writeLine(response, { kind: 'progress', rows, bytes, written })
        },
      })
      if (report.run !== null) await refreshStatistics(db)
      writeLine(response, { kind: 'done', report })
    } catch (error) {
      if (!response.headersSent) throw error
      if (!asked.signal.aborted) log.error({ err: error }, 'import failed')
      const failed = new HttpProblem(500, 'internal-error', 'The server failed; nothing was taken.')
      writeLine(response, { kind: 'refused', problem: problemBody(failed, response) })
    } finally {
      running = null
    }
    response.end()
    return undefined
  })

  mount(router, inspectNetwork, async (asked) => {
    const { county, gapMeters } = asked.query
    administratorFor(asked, county)
    return await inspectWalkingNetwork(db, county, gapMeters)
  })

  mount(router, listImports, async (asked) => {
    const { county } = asked.query
    const by = administratorFor(asked, county)
    const runs = await importRuns(db.within(scopeOfPost(by)), county, LISTED_RUNS)
    return {
      running: running?.county === county ? running : null,
      runs: runs.map(({ at, undoneAt, layer, ...run }) => ({
        ...run,
        layer: importLayer.parse(layer),
        at: at.toISOString(),
        undoneAt: undoneAt?.toISOString() ?? null,
      })),
    }
  })

  mount(router, undoImportRun, async (asked) => {
    const { county } = asked.query
    const post = administratorFor(asked, county)
    if ((await layerOfRun(db, county, asked.params.run)) === 'division') await sharedEditorFor(db, asked, county)
    refuseMeanwhile()
    undoing = true
    const undone = await undoImport(db, county, asked.params.run, post, now()).finally(() => (undoing = false))
    if (undone.ok) return { rows: undone.rows, kept: undone.kept.length, keptNumbers: undone.kept.slice(0, NAMED_KEPT) }
    throw new HttpProblem(
      undone.reason === 'unknown-run' ? 404 : 409,
      undone.reason,
      `${words[undone.reason]}${undone.value ? ` (${undone.value})` : ''}`,
      'path.run',
    )
  })

  function refuseMeanwhile(): void {
    if (running !== null || undoing)
      throw new HttpProblem(409, 'import-running', 'Another import is under way: wait until it is done.')
  }

  async function countyOf(code: string): Promise<Manifest['county']> {
    const county = await countyManifest(db, code)
    if (county === null) throw notFound(`There is no county ${code} on this server.`, 'unknown-county', 'query.county')
    return county
  }

  return router
}

/** Issues that an answer names. */
const NAMED_KEPT = 20

const words: Record<UndoRefusal, string> = {
  'unknown-run': 'There is no such import in this county.',
  'undone-already': 'It was taken back before.',
  'not-written-down': 'It was made before it was written down which issues an import brings.',
  'later-imports': 'A later import may stand on it: undo that one first.',
  'plans-since': 'Plans were drawn since and stand on it.',
  'changed-since': 'Rows were changed since by others.',
}

function toProblem(error: unknown): never {
  if (error instanceof UnreadableFile) throw new HttpProblem(400, `file-${error.reason}`, error.message, 'body')
  throw error
}

function writeLine(response: Response, line: ImportLine): void {
  if (response.writableEnded || response.destroyed) return
  if (!response.headersSent)
    response.set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' })
  response.write(`${JSON.stringify(line)}\n`)
  // compression holds lines back until it has enough of them
  response.flush?.()
}
