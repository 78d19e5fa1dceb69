import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { realNetworks } from '../../test/networks/read-network.ts'
import { buildGraph } from './graph.ts'
import { buildNetwork } from './network.ts'
import { createSweeper } from './sweep.ts'
import { edgesOf, latticeLines } from './test-town.ts'

const LIMIT = 12_000
const networks = { ...realNetworks, 'a random town': () => edgesOf(latticeLines(40, 80, 0.7, seededRandom(6))) }

describe('pgRouting', () => {
  const database = withDatabase()

  for (const [place, read] of Object.entries(networks))
    it(`says the same time of every node of ${place}`, async (context) => {
      const edges = read()
      if (!edges) return context.skip(`the files of ${place} are not in ../shared/data`)
      const { db } = database
      const known = await db.query<{ name: string }>(
        `select name from pg_available_extensions where name = 'pgrouting'`,
      )
      if (known.length === 0) return context.skip('pgRouting is not installed beside this PostgreSQL')
      await db.query('create extension if not exists pgrouting')
      const network = buildNetwork(edges)
      const graph = buildGraph(network, 'elderly')
      await db.query('drop table if exists peer_edge')
      await db.query('create table peer_edge (id int primary key, source int, target int, cost float8)')
      await db.query('insert into peer_edge select * from unnest($1::int[], $2::int[], $3::int[], $4::float8[])', [
        Array.from(network.from.keys()),
        Array.from(network.from),
        Array.from(network.to),
        Array.from(graph.edgeDeciseconds),
      ])
      const random = seededRandom(3)
      const node = Int32Array.from({ length: 12 }, () => Math.floor(random() * network.nodeCount))
      const sources = { node, owner: node.map((_, at) => at), deciseconds: new Int32Array(12) }
      const { deciseconds } = createSweeper(graph).nearest(sources)
      // `equicost := true` leaves nodes out and gives wrong times in 3.4.2, so the least is taken here
      const rows = await db.query<{ node: number; time: number }>(
        `select node::int, min(agg_cost)::int as time
         from pgr_drivingdistance('select id, source, target, cost from peer_edge', $1::int[], $2::float8, false, equicost := false)
         group by node`,
        [[...new Set(node)], LIMIT],
      )
      expect(rows.length).toBe(deciseconds.filter((time) => time <= LIMIT).length)
      for (const row of rows) expect(row.time).toBe(deciseconds[row.node])
    })
})
