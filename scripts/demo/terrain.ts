import { contours } from 'd3-contour'
import { add, between, distance, distanceToLine, minus, type Point, spline, times, unit } from './geometry/point.ts'
import { boundsOf } from './geometry/polygon.ts'
import type { Random } from './random.ts'

/** One stretch of the shore, west to east, sea on the left. */
interface ShoreStretch {
  points: Point[]
  /** Sideways displacement as a share of length; 0 leaves straight built edges. */
  roughness: number
  built?: boolean
}

export interface Terrain {
  /** The whole shore far beyond the county, west to east. */
  shore: Point[]
  /** The county's land, against the clock: shore from east to west, then the land border. */
  land: Point[]
  /** How many of land's sides are shore. */
  shoreSides: number
  /** Centre line, source to mouth, with half widths in metres. */
  river: Point[]
  brook: Point[]
  beach: Point[]
  breakwaters: Point[][]
  height(point: Point): number
  scale: number
}

const westEnd = -6200
const eastEnd = 6400

/** Draws shore, border and river. `scale` stretches the plan; noise and building sizes stay in metres. */
export function drawTerrain(random: Random, scale: number): Terrain {
  const scaled = (points: Point[]): Point[] => points.map((point) => times(point, scale))
  const noise = random.fork('shore')
  const shore: Point[] = []
  for (const stretch of shoreStretches) {
    const points = scaled(stretch.points)
    const line = stretch.built ? points : roughen(spline(points, 180), stretch.roughness, noise, scale)
    shore.push(...(shore.length === 0 ? line : line.slice(1)))
  }
  const first = shore.findIndex((point) => point[0] >= westEnd * scale)
  const last = shore.findLastIndex((point) => point[0] <= eastEnd * scale)
  const coast = shore.slice(first, last + 1).reverse()
  const border = roughen(
    spline([coast[coast.length - 1]!, ...scaled(borderPoints), coast[0]!], 220),
    0.05,
    random.fork('border'),
    scale,
  ).slice(1, -1)
  const land = [...coast, ...border]
  const river = roughen(spline(scaled(riverPoints), 60), 0.012, random.fork('river'), scale)
  const brook = roughen(spline(scaled(brookPoints), 60), 0.03, random.fork('brook'), scale)
  const beachLine = shore.filter(
    (point) => point[0] > -150 * scale && point[0] < 2880 * scale && point[1] < 1800 * scale && point[1] > 1200 * scale,
  )
  const inland = beachLine.map((point, i): Point => {
    const taper = Math.sqrt(Math.max(0, Math.sin((Math.PI * i) / (beachLine.length - 1))))
    const along = unit(minus(beachLine[Math.min(i + 1, beachLine.length - 1)]!, beachLine[Math.max(i - 1, 0)]!))
    return add(point, times([along[1], -along[0]], 6 + 44 * taper))
  })
  return {
    shore,
    land,
    shoreSides: coast.length - 1,
    river,
    brook,
    beach: [...beachLine].reverse().concat(inland),
    breakwaters: breakwaters.map(scaled),
    height: heightField(random.fork('hills'), shore, scale),
    scale,
  }
}

/** The sea: north of the shore, far beyond the county. */
export function seaRing(terrain: Terrain): Point[] {
  const first = terrain.shore[0]!
  const last = terrain.shore[terrain.shore.length - 1]!
  const north = 45000 * terrain.scale
  return [...terrain.shore, [last[0], north], [first[0], north]]
}

/** Half the width of the river in metres at a share of its way, source to mouth. */
export function riverHalfWidth(share: number): number {
  return 9 + 20 * share ** 1.2 + (share > 0.96 ? ((share - 0.96) / 0.04) * 26 : 0)
}

/** Both banks of a flowing line as one ring; the width follows `halfWidth` of the share along. */
export function banks(line: readonly Point[], halfWidth: (share: number) => number): Point[] {
  const side = (sign: number): Point[] =>
    line.map((point, i) => {
      const along = unit(minus(line[Math.min(i + 1, line.length - 1)]!, line[Math.max(i - 1, 0)]!))
      return add(point, times([-along[1] * sign, along[0] * sign], halfWidth(i / (line.length - 1))))
    })
  return [...side(-1), ...side(1).reverse()]
}

/** Hill shapes at a height in metres, each ring with its holes, from the height field. */
export function hillsAbove(terrain: Terrain, heights: readonly number[]): { height: number; rings: Point[][] }[] {
  const cell = 45
  const [west, south, east] = boundsOf(terrain.land)
  const north = 3700 * terrain.scale
  const left = west - 2500
  const bottom = south - 2500
  const columns = Math.ceil((east + 2500 - left) / cell)
  const rows = Math.ceil((north - bottom) / cell)
  const field = new Array<number>(columns * rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      field[row * columns + column] = terrain.height([left + column * cell, bottom + row * cell])
  return contours()
    .size([columns, rows])
    .thresholds([...heights])(field)
    .flatMap((shape) =>
      shape.coordinates.map((rings) => ({
        height: shape.value,
        rings: rings.map((ring) =>
          ring.slice(0, -1).map(([x, y]): Point => [left + (x! - 0.5) * cell, bottom + (y! - 0.5) * cell]),
        ),
      })),
    )
    .filter((shape) => (shape.rings[0]?.length ?? 0) > 10)
}

function heightField(random: Random, shore: readonly Point[], scale: number): (point: Point) => number {
  const waves = Array.from({ length: 22 }, (_, i) => {
    const length = 2600 / 1.22 ** i
    const angle = random.between(0, Math.PI * 2)
    return {
      x: (Math.cos(angle) * 2 * Math.PI) / length,
      y: (Math.sin(angle) * 2 * Math.PI) / length,
      phase: random.between(0, Math.PI * 2),
      size: (34 * length) / 2600,
    }
  })
  const peaks = hillPeaks.map(([x, y, reach, height]) => ({ x: x * scale, y: y * scale, reach: reach * scale, height }))
  return ([x, y]) => {
    const ripple = waves.reduce((sum, wave) => sum + wave.size * Math.sin(wave.x * x + wave.y * y + wave.phase), 0)
    const mass = peaks.reduce(
      (sum, peak) => sum + peak.height * Math.exp(-((x - peak.x) ** 2 + (y - peak.y) ** 2) / (2 * peak.reach ** 2)),
      0,
    )
    const height = mass * (1 + ripple / 160) + (mass > 25 ? ripple * 0.55 : 0)
    if (y < 1000 * scale || height < 20) return height
    // hills by the sea end before the rocks do
    const near = shore.filter((point) => Math.abs(point[0] - x) < 500)
    const sea = near.length < 2 ? 400 : distanceToLine([x, y], near)
    const onLand = near.every((point) => Math.abs(point[0] - x) > 30 || point[1] > y)
    return onLand ? height * Math.min(1, Math.max(0, sea - 40) / 160) : 0
  }
}

function roughen(line: readonly Point[], roughness: number, random: Random, scale: number): Point[] {
  let current = [...line]
  for (let round = 0; round < 4; round++) {
    const finer: Point[] = [current[0]!]
    for (let i = 1; i < current.length; i++) {
      const a = current[i - 1]!
      const b = current[i]!
      const length = distance(a, b)
      const far = Math.abs(a[0]) > 9500 * scale
      if (length > (far ? 260 : 24)) {
        const along = unit(minus(b, a))
        finer.push(add(between(a, b, 0.5), times([-along[1], along[0]], random.normal(0, 0.6) * roughness * length)))
      }
      finer.push(b)
    }
    current = finer
  }
  return current
}

const shoreStretches: ShoreStretch[] = [
  {
    points: [
      [-40000, -3000],
      [-31000, 2500],
      [-24000, 1000],
      [-18000, 3400],
      [-13000, 2300],
      [-9500, 3600],
      [-8000, 2600],
    ],
    roughness: 0.14,
  },
  {
    points: [
      [-8000, 2600],
      [-7000, 1900],
      [-6100, 1750],
      [-5200, 2050],
      [-4700, 2450],
    ],
    roughness: 0.07,
  },
  {
    points: [
      [-4700, 2450],
      [-4350, 3000],
      [-3900, 3350],
      [-3550, 3250],
      [-3300, 2800],
    ],
    roughness: 0.22,
  },
  {
    points: [
      [-3300, 2800],
      [-3150, 2300],
      [-2850, 1950],
    ],
    roughness: 0.06,
  },
  {
    built: true,
    roughness: 0,
    points: [
      [-2850, 1950],
      [-2790, 1700],
      [-2250, 1640],
      [-2235, 1930],
      [-2140, 1925],
      [-2155, 1630],
      [-1850, 1595],
      [-1838, 1850],
      [-1750, 1846],
      [-1762, 1585],
      [-1450, 1550],
      [-1300, 1640],
    ],
  },
  {
    points: [
      [-1300, 1640],
      [-900, 1790],
      [-550, 1730],
      [-420, 1640],
      [-330, 1570],
      [-240, 1650],
    ],
    roughness: 0.03,
  },
  {
    points: [
      [-240, 1650],
      [-60, 1735],
      [300, 1620],
      [800, 1420],
      [1400, 1320],
      [2000, 1340],
      [2500, 1490],
      [2900, 1760],
    ],
    roughness: 0.007,
  },
  {
    points: [
      [2900, 1760],
      [3200, 2200],
      [3600, 2500],
      [4000, 2450],
      [4250, 2100],
    ],
    roughness: 0.2,
  },
  {
    points: [
      [4250, 2100],
      [4500, 1800],
      [5000, 1700],
      [5600, 1950],
      [6300, 2250],
      [7200, 2100],
    ],
    roughness: 0.07,
  },
  {
    points: [
      [7200, 2100],
      [8800, 2900],
      [11000, 2500],
      [15000, 4600],
      [20000, 3600],
      [27000, 5600],
      [33000, 4000],
      [40000, 6500],
    ],
    roughness: 0.12,
  },
]

const breakwaters: Point[][] = [
  [
    [-2850, 1950],
    [-2900, 2330],
    [-2760, 2560],
    [-2330, 2690],
  ],
  [
    [-1325, 1675],
    [-1260, 2080],
    [-1420, 2420],
    [-1760, 2560],
  ],
]

const borderPoints: Point[] = [
  [-6450, 700],
  [-6100, -300],
  [-5750, -1500],
  [-6150, -2900],
  [-5500, -4300],
  [-4300, -4900],
  [-3300, -5700],
  [-1900, -5350],
  [-700, -5900],
  [700, -5600],
  [2000, -6000],
  [3500, -5300],
  [4800, -5150],
  [5600, -4100],
  [6500, -3500],
  [6150, -2100],
  [6700, -700],
  [6250, 800],
]

const riverPoints: Point[] = [
  [-500, -6400],
  [-950, -5400],
  [-350, -4700],
  [-450, -4000],
  [-1000, -3350],
  [-600, -2750],
  [150, -2300],
  [420, -1650],
  [60, -1050],
  [-230, -480],
  [90, 120],
  [230, 620],
  [-120, 1080],
  [-290, 1420],
  [-330, 1700],
]

const brookPoints: Point[] = [
  [4700, -5400],
  [4250, -4500],
  [4450, -3600],
  [4050, -2700],
  [4350, -1800],
  [4150, -900],
  [4450, -100],
  [4350, 800],
  [4600, 1300],
  [4700, 1850],
]

/** East, north, reach, height of hill masses. */
const hillPeaks: [number, number, number, number][] = [
  [-2700, -4900, 650, 150],
  [-1700, -4600, 480, 110],
  [-3900, -4300, 420, 95],
  [700, -4900, 560, 140],
  [1700, -5200, 620, 160],
  [2700, -4500, 430, 105],
  [3600, -4900, 400, 80],
  [200, -3750, 300, 62],
  [-4000, 2750, 300, 70],
  [3550, 2050, 290, 60],
  [5600, -2800, 430, 85],
  [-5400, -3500, 420, 90],
  [-1900, -5500, 500, 130],
  [6300, -500, 380, 55],
]
