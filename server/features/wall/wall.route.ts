import { Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import {
  commandWall,
  getWall,
  listWalls,
  listWallVersions,
  saveWall,
  usualProgram,
  type Wall,
  wallLimits,
  wallProgram,
  wallState,
} from '#domain/contract/wall.ts'
import { steer, unsteered } from '#domain/wall/steer.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Context } from '#server/context.ts'
import { mayWrite, writerFor } from '#server/coverage/writer-for.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem, mount } from '#server/http.ts'
import {
  advanceProgram,
  announceWall,
  insertWall,
  programRows,
  updateState,
  type WallRow,
  wallRow,
  wallRows,
} from './wall.query.ts'

/** Programs of wall displays, each save a version, and what is asked of them from the remote; the feed tells walls of both. */
export function wallRoutes({ db, now }: Context): Router {
  const router = Router()

  mount(router, listWalls, async ({ query: { county }, post }) => {
    await mayWrite(db, { post }, county)
    return { walls: await wallRows(db, county) }
  })

  mount(router, getWall, async ({ params, query: { county }, post }) => answer(county, params.wall, post))

  mount(router, listWallVersions, async ({ params, query: { county }, post }) => {
    await mayWrite(db, { post }, county)
    const rows = await programRows(db, county, params.wall)
    return {
      versions: rows.map(({ savedAt, program, ...row }) => ({
        ...row,
        program: wallProgram.parse(program),
        savedAt: savedAt.toISOString(),
      })),
    }
  })

  mount(router, saveWall, async ({ params, query: { county }, body, post }) => {
    const writer = await writerFor(db, { post }, county)
    const { expectedVersion, program } = body
    await db.transaction(async (transaction) => {
      const row = await stand(transaction, county, params.wall)
      const saved = { program, savedBy: writer?.name ?? '', savedAt: now() }
      if (!(await advanceProgram(transaction, county, params.wall, expectedVersion, saved))) throw changed(row)
      const version = expectedVersion + 1
      const subject = { county, path: `/${county}/`, at: now(), by: writer, subject: params.wall }
      const after = { version, title: program.title, steps: program.steps.length, rules: program.rules.length }
      await writeAudit(transaction, { ...subject, action: 'wall.save', after })
      await announceWall(transaction, county, params.wall, row.stateVersion)
    })
    return answer(county, params.wall, post)
  })

  mount(router, commandWall, async ({ params, query: { county }, body, post }) => {
    await writerFor(db, { post }, county)
    await db.transaction(async (transaction) => {
      const row = await stand(transaction, county, params.wall)
      const state = steer(wallState.parse(row.state), body, now().getTime())
      const version = await updateState(transaction, county, params.wall, state)
      await announceWall(transaction, county, params.wall, version)
    })
    return answer(county, params.wall, post)
  })

  /** The wall, locked, begun where it did not stand yet. */
  async function stand(transaction: Queryable, county: string, id: string): Promise<WallRow> {
    await insertWall(transaction, county, id, unsteered, wallLimits.walls)
    const row = await wallRow(transaction, county, id, true)
    if (row === null)
      throw new HttpProblem(409, 'too-many-walls', `County ${county} has ${wallLimits.walls} walls; use one of them.`)
    return row
  }

  async function answer(county: string, id: string, post: Post | null): Promise<Wall> {
    const writes = await mayWrite(db, { post }, county)
    const row = await wallRow(db, county, id, false)
    return {
      id,
      version: row?.version ?? 0,
      program: row?.program ? wallProgram.parse(row.program) : usualProgram,
      savedBy: row?.savedBy ?? '',
      savedAt: row?.savedAt?.toISOString() ?? null,
      state: row ? wallState.parse(row.state) : unsteered,
      stateVersion: row?.stateVersion ?? 0,
      mayWrite: writes,
    }
  }
  return router
}

/** Who saved meanwhile, and when: the asker's work is theirs to save over it. */
function changed({ version, savedBy, savedAt }: WallRow): HttpProblem {
  const who = savedBy || 'a visitor'
  const what =
    version === 0 ? 'this wall has no program yet' : `${who} saved version ${version} at ${savedAt?.toISOString()}`
  return new HttpProblem(
    409,
    'wall-changed',
    `${what}. Your work is not lost: read that version, or save yours over it.`,
    'body.expectedVersion',
    { 'Wall-Version': String(version) },
  )
}
