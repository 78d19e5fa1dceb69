import type { Map as MapLibreMap } from 'maplibre-gl'
import { hasGpu } from './gpu.ts'

/** Longest wait for the first tiles, milliseconds: on a slow line half a map is better than none. */
const longestWait = { gpu: 1_200, noGpu: 6_000 }
/** Frames that nobody sees cost as much as others: enough of them to meet the shaders of what has come. */
const BETWEEN_UNSEEN_MILLISECONDS = 150

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
  const { painter } = map
  const render = painter.render.bind(painter)
  let next = 0
  painter.render = (...frame) => {
    if (performance.now() < next) return
    render(...frame)
    next = performance.now() + BETWEEN_UNSEEN_MILLISECONDS
  }
  let shown = false
  const show = () => {
    if (shown) return
    shown = true
    clearTimeout(late)
    if (context) Reflect.deleteProperty(context, 'drawElements')
    Reflect.deleteProperty(painter, 'render')
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
  })
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
