import type { AutoplanAnswer, AutoplanTask } from '#domain/autoplan/draw-proposals.ts'
import { groundOfProposal, tellProposals } from '#domain/autoplan/tell-proposals.ts'
import type { AutoplanRequest, AutoplanRun, AutoplanTaskAnswer } from '#domain/contract/autoplan.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import type { FromAutoplanWorker } from './autoplan.worker.ts'
import AutoplanWorker from './autoplan.worker.ts?worker'

/** A run in a worker of this browser. */
export interface RunHere {
  /** Ends the worker; nothing more is told. */
  stop(): void
  /** What becomes a step or a draft; null where there is no such proposal. */
  ground(proposal: number): { free: string[]; ground: PlanGround } | null
}

/** Draws plans in this browser and tells each stage as the server tells its runs. */
export function drawHere(
  { scope, free, communities, compoundNames, features, issues, kept, staying }: AutoplanTaskAnswer,
  request: AutoplanRequest,
  heard: (run: AutoplanRun) => void,
): RunHere {
  const communityNames = new Map(communities.map(({ code, name }) => [code, name]))
  const worker = new AutoplanWorker()
  let answer: AutoplanAnswer = null
  const { norm } = request
  const tell = (state: AutoplanRun['state'], share: number) =>
    heard({ id: '', state, share, scope, norm, ...tellProposals(answer, staying, { communityNames, compoundNames }) })
  worker.onmessage = ({ data }: MessageEvent<FromAutoplanWorker>) => {
    if (data.kind === 'progress') return tell(data.stage, data.share)
    answer = data.answer
    worker.terminate()
    tell('done', 1)
  }
  worker.onerror = () => {
    worker.terminate()
    tell('failed', 1)
  }
  tell('atoms', 0)
  const task: AutoplanTask = { free, communityNames, features, issues, kept, request }
  worker.postMessage(task)
  return {
    stop: () => worker.terminate(),
    ground(proposal) {
      const ground = groundOfProposal(answer, proposal, staying)
      return ground && { free: free.map((grid) => grid.code), ground }
    },
  }
}
