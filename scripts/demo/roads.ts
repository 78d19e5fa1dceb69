import { type Point, spline, times } from './geometry/point.ts'

export interface RoadPlan {
  class: 'motorway' | 'arterial' | 'street'
  /** Place in data/demo/roads.json. */
  key: string
  line: Point[]
}

/** The roads a planner would name first, drawn through control points; ends run on until they meet something. */
export function mainRoads(scale: number): RoadPlan[] {
  return plans.map((plan) => ({
    class: plan.class,
    key: plan.key,
    line: spline(
      plan.points.map((point) => times(point, scale)),
      45,
    ),
  }))
}

const plans: { class: RoadPlan['class']; key: string; points: Point[] }[] = [
  {
    class: 'arterial',
    key: 'coast',
    points: [
      [-7400, 900],
      [-6200, 1150],
      [-5300, 1600],
      [-4650, 1880],
      [-4150, 2350],
      [-3650, 2480],
      [-3380, 2050],
      [-3000, 1480],
      [-2450, 1280],
      [-1500, 1200],
      [-700, 1270],
      [-200, 1340],
      [300, 1270],
      [800, 1090],
      [1400, 1010],
      [2100, 1050],
      [2700, 1260],
      [3150, 1690],
      [3550, 1900],
      [4000, 1650],
      [4500, 1350],
      [5300, 1450],
      [6000, 1750],
      [7400, 1600],
    ],
  },
  {
    class: 'arterial',
    key: 'main',
    points: [
      [-7400, -250],
      [-5400, 120],
      [-4000, -40],
      [-2700, 230],
      [-1500, 330],
      [0, 380],
      [1500, 320],
      [2700, 420],
      [4100, 120],
      [5300, 320],
      [7600, -100],
    ],
  },
  {
    class: 'arterial',
    key: 'ring',
    points: [
      [-2650, 2000],
      [-2700, 1350],
      [-2800, 600],
      [-2830, -300],
      [-2620, -1150],
      [-2050, -1780],
      [-950, -2060],
      [400, -2180],
      [1800, -2080],
      [2900, -1750],
      [3560, -1000],
      [3720, 0],
      [3540, 900],
      [3200, 1650],
      [3000, 2200],
    ],
  },
  {
    class: 'arterial',
    key: 'harbour',
    points: [
      [-1500, 1700],
      [-1490, 1250],
      [-1560, 600],
      [-1610, -300],
      [-1520, -1200],
      [-1500, -2400],
    ],
  },
  {
    class: 'arterial',
    key: 'governmentEast',
    points: [
      [740, 1500],
      [770, 1100],
      [830, 400],
      [790, -500],
      [850, -1400],
      [830, -2500],
    ],
  },
  {
    class: 'arterial',
    key: 'eastSea',
    points: [
      [1760, 1300],
      [1770, 1000],
      [1740, 300],
      [1800, -600],
      [1760, -2500],
    ],
  },
  {
    class: 'arterial',
    key: 'second',
    points: [
      [-2950, -420],
      [-1500, -480],
      [-200, -430],
      [1000, -520],
      [2200, -470],
      [3850, -600],
    ],
  },
  {
    class: 'street',
    key: 'people',
    points: [
      [-720, 1500],
      [-700, 1250],
      [-640, 700],
      [-720, -100],
      [-660, -900],
      [-620, -2400],
    ],
  },
  {
    class: 'street',
    key: 'welcome',
    points: [
      [2560, 1500],
      [2600, 1200],
      [2740, 500],
      [2660, -500],
      [2740, -2300],
    ],
  },
  {
    class: 'arterial',
    key: 'learning',
    points: [
      [-2900, -1050],
      [-1300, -1190],
      [300, -1260],
      [1800, -1310],
      [3700, -1220],
    ],
  },
  {
    class: 'arterial',
    key: 'southWest',
    points: [
      [-1800, -1600],
      [-2800, -2550],
      [-3600, -3250],
      [-4350, -4000],
      [-4900, -5600],
    ],
  },
  {
    class: 'arterial',
    key: 'south',
    points: [
      [840, -1900],
      [950, -2900],
      [1250, -3500],
      [1180, -4300],
      [1300, -5200],
      [1100, -6700],
    ],
  },
  {
    class: 'arterial',
    key: 'southEast',
    points: [
      [2700, -1600],
      [3700, -2350],
      [4900, -3200],
      [5600, -3500],
      [7600, -4100],
    ],
  },
  {
    class: 'arterial',
    key: 'industry',
    points: [
      [-2500, -900],
      [-3700, -1080],
      [-4800, -1220],
      [-7000, -1300],
    ],
  },
  {
    class: 'street',
    key: 'westSide',
    points: [
      [-4100, 2450],
      [-3950, 1200],
      [-4050, 0],
      [-3900, -1100],
      [-3700, -2300],
      [-3300, -3000],
    ],
  },
  {
    class: 'street',
    key: 'westVillages',
    points: [
      [-7000, -2500],
      [-5000, -2350],
      [-3700, -2300],
      [-2500, -2700],
      [-1300, -2850],
      [-500, -2900],
      [900, -3000],
      [2300, -2850],
      [3600, -3050],
      [4600, -3050],
    ],
  },
  {
    class: 'street',
    key: 'eastVillages',
    points: [
      [3500, -700],
      [4500, -950],
      [5300, -1350],
      [7600, -1700],
    ],
  },
  {
    class: 'street',
    key: 'eastSide',
    points: [
      [5100, 1700],
      [5200, 300],
      [5250, -1300],
      [4900, -2200],
      [4800, -3200],
      [4600, -4300],
      [3300, -4000],
      [2100, -3650],
      [1200, -3600],
    ],
  },
  {
    class: 'street',
    key: 'valley',
    points: [
      [-1100, -1900],
      [-1500, -2900],
      [-1250, -3800],
      [-850, -4500],
      [-1300, -6300],
    ],
  },
]
