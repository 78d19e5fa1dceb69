import type { Post } from '#domain/account/post.ts'
import type { PrintRequest } from '#domain/contract/print.ts'
import { printLimits } from '#domain/contract/print.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import type { Db } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import { groupBy } from '#server/print/group-by.ts'
import { gridWorkerRows } from '#server/workers/worker.query.ts'
import { fileNameOf } from '../file-name.ts'
import type { PreparedPrint } from '../print-task.ts'
import { wordsIn } from '../words.ts'
import {
  type BoardGridRow,
  type BoardPlaceRow,
  boardGridRows,
  boardPlaceRows,
  boardRows,
  gridlessCount,
  type ScopeRow,
} from './signboard.query.ts'
import type { SignboardPage } from './signboard.types.ts'

/** Boards gathered at once: some hundred kilobytes. */
const PIECE = 100
/** Names told of those that are not as one would expect. */
const TOLD = 12

type Request = Extract<PrintRequest, { kind: 'signboards' }>

export interface SignboardsAsked {
  county: string
  scope: ScopeRow
  request: Request
  post: Post
  /** Where residents reach this server: `https://grid.example.cn`. */
  origin: string
  now: Date
}

/** Finds the buildings that get a board. Throws HttpProblem 422 where there are none, or too many for one file. */
export async function prepareSignboards(db: Db, asked: SignboardsAsked): Promise<PreparedPrint> {
  const { county, scope, request, post, origin, now } = asked
  const all = request.buildings === 'all'
  const places = await boardPlaceRows(db, county, scope.path, all)
  if (places.length === 0)
    throw new HttpProblem(
      422,
      'nothing-to-print',
      `No building of ${scope.name} lies in a grid: there is nothing to hang up.`,
      'body.scope',
    )
  if (places.length > printLimits.pages)
    throw new HttpProblem(
      422,
      'too-many-pages',
      `${scope.name} has ${places.length} buildings; a file has ${printLimits.pages} pages at most: print street by street.`,
      'body.scope',
    )
  const t = await wordsIn(request.language)
  const duties = request.duties ?? (t('board.duty', { returnObjects: true }) as unknown as string[])
  const grids = new Map((await boardGridRows(db, county, scope.path)).map((grid) => [grid.code, grid]))
  const workers = groupBy(await gridWorkerRows(db.within(scopeOfPost(post)), county), ({ grid }) => grid)
  const printed = new Intl.DateTimeFormat(request.language, { dateStyle: 'long', timeZone: scope.time_zone }).format(
    now,
  )
  const title = `${t('board.title')}${t('between')}${scope.name}`

  function pageOf(place: BoardPlaceRow, row: Awaited<ReturnType<typeof boardRows>>[number]): SignboardPage {
    const grid = grids.get(place.grid)!
    const own = workers.get(place.grid) ?? []
    // names of buildings often begin with their compound's
    const parts = row.name.startsWith(row.compound) ? [row.name] : [row.compound, row.name]
    const building = parts.filter((name) => name !== '').join(' ')
    const camera = `${row.longitude.toFixed(5)},${row.latitude.toFixed(5)},18`
    return {
      kind: 'signboard',
      county: scope.county_name,
      street: grid.street,
      community: grid.community,
      grid: { code: grid.code, name: grid.name },
      building,
      workers: own.map(({ name, telephone }) => ({ name, telephone })),
      duties,
      address: `${origin}/m/report?county=${county}&camera=${camera}`,
      demo: scope.demo,
      printed,
      names: [grid.name, grid.community, grid.street, building, ...own.map(({ name }) => name)],
    }
  }

  return {
    opening: { paper: 'A4', landscape: false, language: request.language, title },
    fileName: fileNameOf([scope.name, t('board.file')], scope.time_zone, now),
    pages: places.length,
    notes: notesOf([...new Set(places.map(({ grid }) => grid))], grids, workers, await gridlessOf(db, asked)),
    async *pieces() {
      for (let first = 0; first < places.length; first += PIECE) {
        const piece = places.slice(first, first + PIECE)
        const rows = new Map(
          (
            await boardRows(
              db,
              county,
              piece.map(({ code }) => code),
            )
          ).map((row) => [row.code, row]),
        )
        yield piece.flatMap((place) => {
          // imported anew meanwhile: the building is gone
          const row = rows.get(place.code)
          return row ? [pageOf(place, row)] : []
        })
      }
    },
  }
}

/** Told where the whole county is printed: a building in no grid is in no other area either. */
async function gridlessOf(db: Db, { county, scope, request }: SignboardsAsked): Promise<number> {
  return scope.path === `/${county}/` ? gridlessCount(db, county, request.buildings === 'all') : 0
}

function notesOf(
  codes: readonly string[],
  grids: ReadonlyMap<string, BoardGridRow>,
  workers: ReadonlyMap<string, readonly { telephone: string }[]>,
  gridless: number,
): PreparedPrint['notes'] {
  const nameOf = (code: string) => grids.get(code)!.name
  const vacant = codes.filter((code) => !workers.has(code)).map(nameOf)
  const silent = codes.filter((code) => workers.get(code)?.some(({ telephone }) => telephone === '')).map(nameOf)
  const notes: PreparedPrint['notes'] = [
    { kind: 'without-grid', count: gridless, names: [] },
    { kind: 'without-worker', count: vacant.length, names: vacant.slice(0, TOLD) },
    { kind: 'without-telephone', count: silent.length, names: silent.slice(0, TOLD) },
  ]
  return notes.filter(({ count }) => count > 0)
}
