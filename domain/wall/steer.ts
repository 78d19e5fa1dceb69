import { type WallCommand, type WallState, wallLimits } from '#domain/contract/wall.ts'

/** Walls do what they are asked so long after it was asked: by then all of them have heard of it. */
export const STEER_LEAD_MILLISECONDS = 600

/** A wall that nobody has steered: its playlist counts from the first of January 1970, as every other wall's does. */
export const unsteered: WallState = {
  startedAt: 0,
  hold: null,
  camera: null,
  layers: null,
  pointer: null,
  acknowledged: [],
  muted: false,
  replay: null,
  effectiveAt: 0,
}

/** What a wall does after a command that was given `now`, milliseconds since 1970. Pure. */
export function steer(state: WallState, command: WallCommand, now: number): WallState {
  const effectiveAt = now + STEER_LEAD_MILLISECONDS
  switch (command.kind) {
    case 'hold':
      return { ...state, hold: command.scene, camera: null, layers: null, pointer: null, effectiveAt }
    case 'play':
      return {
        ...state,
        hold: null,
        camera: null,
        layers: null,
        pointer: null,
        startedAt: effectiveAt - command.intoMilliseconds,
        effectiveAt,
      }
    case 'camera':
      return { ...state, camera: command.camera, effectiveAt }
    case 'layers':
      return { ...state, layers: command.layers, effectiveAt }
    case 'point':
      return { ...state, pointer: command.position && { position: command.position, at: effectiveAt }, effectiveAt }
    case 'acknowledge': {
      const others = state.acknowledged.filter((number) => number !== command.number)
      return { ...state, acknowledged: [command.number, ...others].slice(0, wallLimits.acknowledged) }
    }
    case 'mute':
      return { ...state, muted: command.muted }
    case 'replay':
      return { ...state, replay: command.replay && { ...command.replay, from: effectiveAt }, effectiveAt }
  }
}
