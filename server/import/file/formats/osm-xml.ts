import type { OsmEntity, OsmMember } from '#domain/import/osm/osm-data.ts'
import type { ByteSource } from '../byte-source.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { xmlEvents } from '../xml-events.ts'

type Open = {
  type: 'node' | 'way' | 'relation'
  id: number
  longitude: number
  latitude: number
  nodes: number[]
  members: OsmMember[]
  tags: Record<string, string> | null
}

/** An OpenStreetMap extract in XML (.osm, .osm.gz), thing by thing. Things marked as deleted are left out. */
export async function* readOsmXml(source: ByteSource): AsyncIterable<OsmEntity[]> {
  let entities: OsmEntity[] = []
  let open: Open | null = null
  let root = ''
  const drain = () => {
    const ready = entities
    entities = []
    return ready.length > 0 ? [ready] : []
  }
  yield* xmlEvents(
    source,
    {
      open: (name, attributes) => {
        if (root === '') {
          root = name
          if (name !== 'osm')
            throw new UnreadableFile(
              `${source.name}: <${name}> is not <osm>; change files are not read`,
              'malformed',
              name,
            )
        } else if (name === 'node' || name === 'way' || name === 'relation')
          open =
            attributes.visible === 'false' || attributes.action === 'delete'
              ? null
              : {
                  type: name,
                  id: Number(attributes.id),
                  longitude: Number(attributes.lon ?? Number.NaN),
                  latitude: Number(attributes.lat ?? Number.NaN),
                  nodes: [],
                  members: [],
                  tags: null,
                }
        else if (open !== null && name === 'nd') open.nodes.push(Number(attributes.ref))
        else if (open !== null && name === 'tag') {
          open.tags ??= Object.create(null) as Record<string, string>
          open.tags[attributes.k ?? ''] = attributes.v ?? ''
        } else if (open !== null && name === 'member') open.members.push(memberOf(attributes))
      },
      close: (name) => {
        if (open === null || name !== open.type) return
        const { type, id, longitude, latitude, nodes, members, tags } = open
        open = null
        if (!Number.isSafeInteger(id)) return
        if (type === 'node') entities.push({ type, id, longitude, latitude, tags })
        else if (type === 'way') entities.push({ type, id, nodes: nodes.filter(Number.isSafeInteger), tags })
        else entities.push({ type, id, members, tags })
      },
    },
    drain,
  )
}

function memberOf({ type, ref, role = '' }: Record<string, string>): OsmMember {
  return { type: type === 'way' || type === 'relation' ? type : 'node', id: Number(ref), role }
}
