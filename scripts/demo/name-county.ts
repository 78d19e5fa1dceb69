import { chineseNumeral } from '#domain/area/chinese-numeral.ts'
import type { Land } from './areas.ts'
import type { DrawnCounty } from './draw-county.ts'
import type { Face } from './geometry/mesh.ts'
import { nameGiver, names } from './names.ts'
import type { Building, Compound, Use } from './plan.types.ts'
import type { Random } from './random.ts'

export interface NamedArea {
  land: Land
  code: string
  parent: string
  name: string
}

export interface NamedCounty {
  streets: NamedArea[]
  communities: NamedArea[]
  grids: (NamedArea & { kind: 'base' | 'dedicated'; localCode: string })[]
  microGrids: (NamedArea & { localCode: string })[]
  /** By compound number. */
  compounds: { code: string; name: string; kind: string }[]
  /** By place in plan.buildings. */
  buildings: { code: string; name: string }[]
  /** By place in plan.roads. */
  roads: string[]
  /** Code of the micro-grid each face belongs to. */
  microGridOf: Map<number, string>
}

/** Gives every area, compound, building and road its code and name. */
export function nameCounty(drawn: DrawnCounty, random: Random): NamedCounty {
  const { compounds, buildings } = drawn.plan
  const giveVillage = nameGiver(names.communities.rural, random.fork('villages'))
  const compoundNames = nameCompounds(compounds, giveVillage, random.fork('compounds'))
  const buildingNames = nameBuildings(buildings, compoundNames)
  const result: NamedCounty = {
    streets: [],
    communities: [],
    grids: [],
    microGrids: [],
    compounds: compoundNames,
    buildings: buildingNames,
    roads: nameRoads(drawn, random.fork('roads')),
    microGridOf: new Map(),
  }
  const buildingsOf = new Map<number, number[]>()
  drawn.faceOf.forEach((face, i) => {
    const list = buildingsOf.get(face.id)
    if (list) list.push(i)
    else buildingsOf.set(face.id, [i])
  })
  const giveCommunity = communityNames(compoundNames, giveVillage, random.fork('communities'))
  byPlace(drawn.areas).forEach((street, i) => {
    const streetCode = `${names.county.code}${digits(i + 1, 3)}`
    const key = streetKey(street, drawn)
    const town = names.streets[key]
    result.streets.push({ land: street, code: streetCode, parent: names.county.code, name: town })
    byPlace(street.children).forEach((community, j) => {
      const code = `${streetCode}${digits(j + 1, 3)}`
      const name = giveCommunity(key, community, compounds)
      result.communities.push({ land: community, code, parent: streetCode, name })
      nameGrids(
        result,
        community,
        code,
        name,
        compounds,
        compoundNames,
        buildings,
        buildingNames,
        buildingsOf,
        `${i + 1}-${j + 1}`,
      )
    })
  })
  return result
}

function nameGrids(
  result: NamedCounty,
  community: Land,
  code: string,
  name: string,
  compounds: readonly Compound[],
  compoundNames: NamedCounty['compounds'],
  buildings: readonly Building[],
  buildingNames: NamedCounty['buildings'],
  buildingsOf: ReadonlyMap<number, number[]>,
  local: string,
): void {
  const grids = byPlace(community.children).sort((a, b) => Number(a.dedicated) - Number(b.dedicated))
  grids.forEach((grid, k) => {
    const gridCode = `${code}${digits(k + 1, 3)}`
    const gridName = grid.dedicated
      ? `${compoundNames[largestCompound(grid.faces, compounds)]!.name}${names.dedicatedSuffix}`
      : `${name}${names.gridOrdinal.replace('{number}', chineseNumeral(k + 1))}`
    const localCode = `${local}-${digits(k + 1, 2)}`
    result.grids.push({
      land: grid,
      code: gridCode,
      parent: code,
      name: gridName,
      kind: grid.dedicated ? 'dedicated' : 'base',
      localCode,
    })
    byPlace(grid.children).forEach((micro, m) => {
      const microCode = `${gridCode}${digits(m + 1, 3)}`
      for (const face of micro.faces) result.microGridOf.set(face.id, microCode)
      const inside = micro.faces.flatMap((face) => buildingsOf.get(face.id) ?? [])
      const label =
        microName(inside, buildings, compoundNames, buildingNames) ??
        `${gridName}${names.microGrid.replace('{number}', String(m + 1))}`
      result.microGrids.push({
        land: micro,
        code: microCode,
        parent: gridCode,
        name: label,
        localCode: `${localCode}-${digits(m + 1, 2)}`,
      })
    })
  })
}

/** A micro-grid of a few blocks of one estate is named after them. */
function microName(
  inside: readonly number[],
  buildings: readonly Building[],
  compoundNames: NamedCounty['compounds'],
  buildingNames: NamedCounty['buildings'],
): string | null {
  const homes = inside.filter(
    (i) => (buildings[i]!.use === 'slabs' || buildings[i]!.use === 'towers') && buildings[i]!.households > 0,
  )
  if (homes.length === 0 || homes.length > 3) return null
  const [first] = homes
  const compound = buildings[first!]!.compound
  if (homes.some((i) => buildings[i]!.compound !== compound)) return null
  const numbers = homes.map((i) => buildingNames[i]!.name.replace(/\D/g, '')).join('、')
  return `${compoundNames[compound]!.name}${numbers}号楼微网格`
}

function byPlace(lands: readonly Land[]): Land[] {
  // rows of about a kilometre from north to south, then west to east, as sheets are numbered
  const row = (land: Land): number => -Math.round(land.centre[1] / 900)
  return [...lands].sort((a, b) => row(a) - row(b) || a.centre[0] - b.centre[0])
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0')

type StreetKey = keyof typeof names.streets

function streetKey(street: Land, drawn: DrawnCounty): StreetKey {
  const counts = new Map<string, number>()
  for (const face of street.faces) counts.set(face.district, (counts.get(face.district) ?? 0) + 1)
  const top = (keys: string[]): number => keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0)
  const country = top(['rural', 'hills', 'industry', 'cape'])
  if (country > street.faces.length / 2) {
    const south = Math.min(...drawn.plan.terrain.land.map((point) => point[1]))
    if (street.centre[1] < south * 0.5) return 'hills'
    return street.centre[0] < 0 ? 'ruralWest' : 'ruralEast'
  }
  const [district] = [...counts].sort((a, b) => b[1] - a[1])[0]!
  if (
    district === 'oldtown' ||
    district === 'west' ||
    district === 'east' ||
    district === 'newtown' ||
    district === 'seaside'
  )
    return district
  return 'west'
}

/** Names of communities; in the country that of the largest village, which stands on its land. */
function communityNames(
  compoundNames: NamedCounty['compounds'],
  giveVillage: (suffix?: string) => string,
  random: Random,
): (key: StreetKey, community: Land, compounds: readonly Compound[]) => string {
  const givers = {
    oldtown: nameGiver(names.communities.oldtown, random),
    west: nameGiver(names.communities.west, random),
    east: nameGiver(names.communities.east, random),
    newtown: nameGiver(names.communities.newtown, random),
    seaside: nameGiver(names.communities.seaside, random),
  }
  const taken = new Set<string>()
  return (key, community, compounds) => {
    if (key !== 'ruralWest' && key !== 'ruralEast' && key !== 'hills') return `${givers[key]()}社区`
    const villages = community.faces.filter((face) => compounds[face.compound]?.use === 'village')
    const name = villages.length === 0 ? '' : compoundNames[largestCompound(villages, compounds)]!.name
    if (name === '' || taken.has(name)) return `${giveVillage()}${villages.length > 0 ? '村' : '社区'}`
    taken.add(name)
    return name
  }
}

function largestCompound(faces: readonly Face[], compounds: readonly Compound[]): number {
  return faces
    .map((face) => face.compound)
    .reduce((best, id) => (compounds[id]!.area > compounds[best]!.area ? id : best))
}

const kinds: Record<Use, string> = {
  lanes: 'old-town',
  slabs: 'unit-housing',
  towers: 'new-town',
  village: 'village',
  sheds: 'industrial',
  port: 'port',
  school: 'school',
  hospital: 'hospital',
  office: 'office',
  mall: 'mall',
  market: 'market',
  hotel: 'hotel',
  park: 'park',
  square: 'square',
  farm: 'farm',
  wood: 'wood',
  vacant: 'vacant',
}

function nameCompounds(
  compounds: readonly Compound[],
  giveVillage: (suffix?: string) => string,
  random: Random,
): NamedCounty['compounds'] {
  const lists = names.compounds
  const plain = (list: readonly string[]) => nameGiver(list, random)
  const paired = (stems: readonly string[], suffixes: readonly string[]) => {
    // a suffix never repeats what its stem says
    const fits = (stem: string, suffix: string): boolean => ![...suffix].some((sign) => stem.includes(sign))
    const all = stems.flatMap((stem) =>
      suffixes.filter((suffix) => fits(stem, suffix)).map((suffix) => `${stem}${suffix}`),
    )
    return nameGiver(all, random)
  }
  const givers: Partial<Record<Use, (suffix?: string) => string>> = {
    slabs: paired(lists.slabs, lists.slabsSuffix),
    towers: paired(lists.towers, lists.towersSuffix),
    sheds: paired(lists.sheds, lists.shedsSuffix),
    school: plain(lists.school),
    office: plain(lists.office),
    mall: plain(lists.mall),
    market: plain(lists.market),
    hospital: plain(lists.hospital),
    hotel: plain(lists.hotel),
    park: plain(lists.park),
    square: plain(lists.square),
    port: plain(lists.port),
    village: giveVillage,
    lanes: plain(names.roadStems),
  }
  return compounds.map((compound) => {
    const suffix = compound.use === 'village' ? '村' : compound.use === 'lanes' ? '里' : ''
    return {
      code: `${names.county.code}C${digits(compound.id + 1, 4)}`,
      name: givers[compound.use]?.(suffix) ?? '',
      kind: kinds[compound.use],
    }
  })
}

function nameBuildings(buildings: readonly Building[], compounds: NamedCounty['compounds']): NamedCounty['buildings'] {
  const counts = new Map<number, number>()
  return buildings.map((building, i) => {
    const number = (counts.get(building.compound) ?? 0) + 1
    counts.set(building.compound, number)
    const unit =
      building.use === 'village' || building.use === 'lanes' ? '号' : building.use === 'sheds' ? '号车间' : '号楼'
    return {
      code: `${names.county.code}B${digits(i + 1, 6)}`,
      name: `${compounds[building.compound]!.name}${number}${unit}`,
    }
  })
}

function nameRoads(drawn: DrawnCounty, random: Random): string[] {
  const along = nameGiver(names.roadStems, random)
  const across = nameGiver([...names.roadStems].reverse(), random.fork('across'))
  const lane = nameGiver(names.roadStems, random.fork('lane'))
  const planned: Record<string, string> = names.roads
  return drawn.plan.roads.map((road) => {
    if (road.key !== '') return planned[road.key] ?? ''
    const line = road.lines[0]
    if (!line || line.length < 2) return ''
    const from = line[0]!
    const to = line[line.length - 1]!
    const eastWest = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1])
    if (road.class === 'street')
      return eastWest ? along(random.pick(names.roadSuffix.along)) : across(random.pick(names.roadSuffix.across))
    const short = Math.hypot(to[0] - from[0], to[1] - from[1]) < 260
    return short && random.chance(0.6) ? lane(random.pick(names.roadSuffix.lane)) : ''
  })
}
