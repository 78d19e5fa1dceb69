import type { Change, ChangeRefusal } from '#domain/coverage/change.ts'
import { changeSource } from '#domain/coverage/change-source.ts'
import { refuseChange } from '#domain/coverage/check-change.ts'
import { buildModel, type CoverageModel } from '#domain/coverage/model.ts'

/** Changes that leave streets, walls and gates as they are. */
const ofStations: readonly Change['kind'][] = ['add-station', 'move-station', 'close-station', 'change-station']

/** The model of a county with all changes made in it, or the first that cannot be made. Elderly people stay as the model has them. */
export function changeCounty(
  model: CoverageModel,
  changes: readonly Change[],
): { ok: true; model: CoverageModel } | { ok: false; reason: ChangeRefusal; at: number } {
  let standing = model
  let { source } = model
  for (const [at, change] of changes.entries()) {
    if (!ofStations.includes(change.kind) && source !== standing.source) standing = buildModel(source)
    const { network, index } = standing
    const reason = refuseChange(change, {
      index,
      hasStation: (code) => source.stations.some((station) => station.code === code),
      enclosureOf: (code) => source.compounds.find((compound) => compound.code === code)?.enclosure,
      hasEdge: (id) => network.id.includes(id),
    })
    if (reason) return { ok: false, reason, at }
    source = changeSource(source, change, network, index)
  }
  if (source === model.source) return { ok: true, model }
  const { elderly } = model.places
  const changed = buildModel(source)
  return { ok: true, model: { ...changed, places: { ...changed.places, elderly } } }
}
