import { z } from 'zod'
import { countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

export const wallLimits = { walls: 40, steps: 40, rules: 12, acknowledged: 50 } as const

/** Name of a wall in its address: `/wall?wall=hall`. */
export const wallId = z
  .string()
  .regex(/^[a-z0-9-]{1,24}$/, 'a wall is named by 1 to 24 small letters, digits and hyphens, such as hall-2')

const code = z.string().regex(/^[\w-]{1,40}$/, 'a code has 1 to 40 letters, digits, hyphens and underscores')
const minuteOfDay = z.int().min(0).max(1439)
/** From minute to minute of the local day; may pass midnight. */
const span = z.strictObject({ from: minuteOfDay, to: minuteOfDay })
export type MinuteSpan = z.infer<typeof span>

/** What a wall may show. `each-street` stands for one scene for each street in turn. */
export const wallScene = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('county') }),
  z.strictObject({ kind: z.literal('street'), street: code }),
  z.strictObject({ kind: z.literal('each-street') }),
  z.strictObject({ kind: z.literal('hot-spots') }),
  z.strictObject({ kind: z.literal('circles') }),
  z.strictObject({ kind: z.literal('category'), category: code }),
  z.strictObject({ kind: z.literal('issue'), number: z.string().min(1).max(40) }),
])
export type WallScene = z.infer<typeof wallScene>

/** One step of the playlist: how long, and whether the camera flies there or is there at once. */
export const wallStep = z.strictObject({
  scene: wallScene,
  seconds: z.int().min(5).max(3_600),
  transition: z.enum(['fly', 'cut']).default('fly'),
})
export type WallStep = z.infer<typeof wallStep>

/** What the wall does when an issue comes in, is due within the hour, or is late. */
export const wallRule = z.strictObject({
  on: z.enum(['filed', 'soon', 'late']),
  emergencyOnly: z.boolean(),
  category: code.nullable(),
  /** Code of a street or community. */
  area: code.nullable(),
  /** How long the issue is shown before the playlist goes on; 0 leaves the scene as it is. */
  sceneSeconds: z.int().min(0).max(600),
  banner: z.boolean(),
  sound: z.boolean(),
})
export type WallRule = z.infer<typeof wallRule>

/** Everything a wall does by itself. */
export const wallProgram = z.strictObject({
  title: z.string().trim().min(1).max(40),
  steps: z.array(wallStep).min(1).max(wallLimits.steps),
  rules: z.array(wallRule).max(wallLimits.rules),
  /** When no sound is made; null: never silent. */
  quiet: span.nullable(),
  /** `by-time` is light within `day` and dark at night. */
  theme: z.enum(['dark', 'light', 'by-time']),
  day: span,
  /** Width of the screen and the distance it is read from, metres; null where nobody has said. */
  screen: z.strictObject({
    widthMeters: z.number().min(0.3).max(60).nullable(),
    distanceMeters: z.number().min(0.5).max(100).nullable(),
  }),
  /** Minute of the local day in which the page begins anew by itself. */
  reloadAt: minuteOfDay,
})
export type WallProgram = z.infer<typeof wallProgram>

/** The program of a wall that nobody has given one. */
export const usualProgram: WallProgram = {
  title: '-',
  steps: [{ scene: { kind: 'county' }, seconds: 60, transition: 'fly' }],
  rules: [
    { on: 'filed', emergencyOnly: true, category: null, area: null, sceneSeconds: 60, banner: true, sound: false },
  ],
  quiet: { from: 22 * 60, to: 7 * 60 },
  theme: 'dark',
  day: { from: 7 * 60, to: 19 * 60 },
  screen: { widthMeters: null, distanceMeters: null },
  reloadAt: 4 * 60,
}

const camera = z.strictObject({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-85).max(85),
  zoom: z.number().min(3).max(20),
  bearing: z.number().min(-360).max(360),
  pitch: z.number().min(0).max(60),
})

export const replaySpans = ['day', 'month', 'year'] as const
/** How far back a replay goes: 24 hours, 30 days, 13 months. */
export type ReplaySpan = (typeof replaySpans)[number]

/** Seconds of the past in one second. */
export const MOST_REPLAY_SPEED = 1_209_600

/** The past as a wall shows it. Moments are milliseconds since 1970 by the server's clock. */
export const wallReplay = z.object({
  span: z.enum(replaySpans),
  /** The span ends then: when somebody began to look back. */
  until: z.int(),
  /** The moment of the past that was shown at `from`. */
  at: z.int(),
  from: z.int(),
  /** Seconds of the past in one second; 0 stands still. */
  speed: z.number().min(0).max(MOST_REPLAY_SPEED),
})
export type WallReplay = z.infer<typeof wallReplay>

/** What a person has made a wall do from the remote. Moments are milliseconds since 1970 by the server's clock. */
export const wallState = z.object({
  /** The playlist's first step began then: every wall counts from it, so that all show the same. */
  startedAt: z.int(),
  /** What is shown until the playlist is let go on; null while it runs. */
  hold: wallScene.nullable(),
  camera: camera.nullable(),
  /** Layers in the words of the address; null: those of the scene. */
  layers: z.string().max(400).nullable(),
  /** Where somebody points to. */
  pointer: z.object({ position, at: z.int() }).nullable(),
  /** Numbers of the issues whose banner was taken note of, the newest first. */
  acknowledged: z.array(z.string().max(40)).max(wallLimits.acknowledged),
  muted: z.boolean(),
  /** What is played of the past; null: the wall is of now. */
  replay: wallReplay.nullable().default(null),
  /** From when on it holds: a moment ahead, so that all walls have heard of it by then. */
  effectiveAt: z.int(),
})
export type WallState = z.infer<typeof wallState>

/** What is asked of walls from the remote. */
export const wallCommand = z.discriminatedUnion('kind', [
  /** Shows a scene and stays with it. */
  z.strictObject({ kind: z.literal('hold'), scene: wallScene }),
  /** Lets the playlist go on; its first step counts as begun so many milliseconds before. */
  z.strictObject({ kind: z.literal('play'), intoMilliseconds: z.int().min(0).max(1e9) }),
  z.strictObject({ kind: z.literal('camera'), camera }),
  z.strictObject({ kind: z.literal('layers'), layers: z.string().max(400).nullable() }),
  z.strictObject({ kind: z.literal('point'), position: position.nullable() }),
  z.strictObject({ kind: z.literal('acknowledge'), number: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('mute'), muted: z.boolean() }),
  /** Plays the past from a moment on, or (null) goes back to now. */
  z.strictObject({
    kind: z.literal('replay'),
    replay: wallReplay.pick({ span: true, until: true, at: true, speed: true }).strict().nullable(),
  }),
])
export type WallCommand = z.infer<typeof wallCommand>

export const wall = z.object({
  id: wallId,
  /** Number of the program's last version; 0: nobody has given it one. */
  version: z.int(),
  program: wallProgram,
  savedBy: z.string(),
  savedAt: moment.nullable(),
  state: wallState,
  stateVersion: z.int(),
  mayWrite: z.boolean(),
})
export type Wall = z.infer<typeof wall>

const ofCounty = z.object({ county: countyCode })
const ofWall = z.object({ wall: wallId })

export const listWalls = endpoint({
  method: 'GET',
  path: '/api/walls',
  summary: 'Walls of a county that have a program or were steered.',
  tag: 'wall',
  params: nothing,
  query: ofCounty,
  body: nothing,
  answer: z.object({ walls: z.array(z.object({ id: wallId, title: z.string(), version: z.int() })) }),
})

export const getWall = endpoint({
  method: 'GET',
  path: '/api/walls/:wall',
  summary: 'What a wall shows: its program and what was asked of it from the remote; any name has the usual program.',
  tag: 'wall',
  params: ofWall,
  query: ofCounty,
  body: nothing,
  answer: wall,
})

export const saveWall = endpoint({
  method: 'PUT',
  path: '/api/walls/:wall/program',
  summary: 'Gives a wall its next program; when somebody else saved meanwhile it is refused (409) and nothing is lost.',
  tag: 'wall',
  params: ofWall,
  query: ofCounty,
  body: z.strictObject({ expectedVersion: z.int().min(0), program: wallProgram }),
  answer: wall,
})

export const listWallVersions = endpoint({
  method: 'GET',
  path: '/api/walls/:wall/versions',
  summary: 'Every saved program of a wall, the last first: who saved it and when.',
  tag: 'wall',
  params: ofWall,
  query: ofCounty,
  body: nothing,
  answer: z.object({
    versions: z.array(z.object({ version: z.int(), savedBy: z.string(), savedAt: moment, program: wallProgram })),
  }),
})

export const commandWall = endpoint({
  method: 'POST',
  path: '/api/walls/:wall/commands',
  summary: 'Steers a wall: hold a scene or let the playlist go on, camera, layers, pointer, acknowledge, mute, replay.',
  tag: 'wall',
  params: ofWall,
  query: ofCounty,
  body: wallCommand,
  answer: wall,
})

export const wallEndpoints = [listWalls, getWall, saveWall, listWallVersions, commandWall]
