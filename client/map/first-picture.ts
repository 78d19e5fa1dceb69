import type { Map as MapLibreMap } from 'maplibre-gl'
import { hasGpu } from './gpu.ts'

/** Longest wait for the first tiles, milliseconds: on a slow line half a map is better than none. */
const longestWait = { gpu: 1_200, noGpu: 6_000 }
/** Frames that nobody sees cost the page as much as others: enough of them to meet the shaders of what has come, and one when all has. */
const betweenUnseen = { loading: 400, loaded: 30 }

/**
 * Keeps a new map unseen and undrawn until its first tiles are in, so that a machine without a GPU draws one whole picture
 * instead of a dozen of parts of it: a full frame takes it 0.2 s, and shaders wait behind each. `onShown` is told when the
 * map is drawn from now on.
 */
export function holdFirstPicture(map: MapLibreMap, onShown: () => void): void {
  const canvas = map.getCanvas()
  const context = canvas.getContext('webgl2')
  canvas.style.visibility = 'hidden'
  // the map goes through its frames as ever, placing labels; only nothing is painted
  if (context) context.drawElements = drawOnceEach(context)
  const triggerRepaint = map.triggerRepaint.bind(map)
  let endedAt = Number.NEGATIVE_INFINITY
  let changed = false
  const met = new Set<string>()
  let waiting: ReturnType<typeof setTimeout> | undefined
  const frame = () => {
    waiting = undefined
    changed = false
    triggerRepaint()
  }
  map.triggerRepaint = () => {
    // a style that changed has tiles to ask for, the first tile of a source has shaders to meet
    const wait = changed || map.areTilesLoaded() ? betweenUnseen.loaded : betweenUnseen.loading
    clearTimeout(waiting)
    waiting = setTimeout(frame, Math.max(0, endedAt + wait - performance.now()))
  }
  const heard = [
    map.on('styledata', () => {
      changed = true
    }),
    map.on('sourcedata', ({ sourceId, tile }) => {
      if (!tile || met.has(sourceId)) return
      met.add(sourceId)
      changed = true
      map.triggerRepaint()
    }),
    map.on('render', () => {
      if (context) handOver(context)
      endedAt = performance.now()
    }),
  ]
  let shown = false
  const show = () => {
    if (shown) return
    shown = true
    clearTimeout(late)
    clearTimeout(waiting)
    for (const one of heard) one.unsubscribe()
    if (context) Reflect.deleteProperty(context, 'drawElements')
    Reflect.deleteProperty(map, 'triggerRepaint')
    onShown()
    map.once('render', () => {
      canvas.style.visibility = ''
    })
    map.triggerRepaint()
  }
  const late = setTimeout(show, hasGpu() ? longestWait.gpu : longestWait.noGpu)
  map.once('idle', show)
  map.once('webglcontextlost', show)
  map.once('remove', () => {
    shown = true
    clearTimeout(late)
    clearTimeout(waiting)
  })
}

/**
 * Has the driver begin what was recorded: of what nobody sees it would else begin nothing, and compile with the picture what it
 * could have compiled beside the tiles on their way (0.2 s without a GPU). The pixel that is asked for is never read.
 */
function handOver(context: WebGL2RenderingContext): void {
  const pixel = context.createBuffer()
  context.bindBuffer(context.PIXEL_PACK_BUFFER, pixel)
  context.bufferData(context.PIXEL_PACK_BUFFER, 4, context.STREAM_READ)
  context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, 0)
  context.flush()
  context.deleteBuffer(pixel)
}

/**
 * Draws one triangle with each program: a driver without a GPU compiles a shader when it first draws (12 of them took half
 * of the first picture), and does so on a core of its own while tiles are still on their way.
 */
function drawOnceEach(context: WebGL2RenderingContext): WebGL2RenderingContext['drawElements'] {
  const drawn = new WeakSet<WebGLProgram>()
  return (mode, count, type, offset) => {
    const program: WebGLProgram | null = context.getParameter(context.CURRENT_PROGRAM)
    if (program === null || drawn.has(program)) return
    drawn.add(program)
    WebGL2RenderingContext.prototype.drawElements.call(context, mode, Math.min(count, 3), type, offset)
  }
}
