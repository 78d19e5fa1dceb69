interface Machine {
  canvases: { width: number; height: number; lost: boolean }[]
  /** Name of what draws WebGL; null where the browser does not tell. */
  renderer: string | null
  /** Pixels along one side of what can be drawn at once. */
  largestTexture: number | null
  memory: { usedMegabytes: number; limitMegabytes: number } | null
  /** Whether this page could begin without its server. */
  startsAlone: boolean
}

/** Reads what the page draws with; makes no context of its own. */
export function readMachine(page: Document): Machine {
  const found = [...page.querySelectorAll<HTMLCanvasElement>('[data-map] canvas')]
  const contexts = found.map((canvas) => canvas.getContext('webgl2'))
  const context = contexts.find((one) => one !== null && !one.isContextLost()) ?? null
  const named = context?.getExtension('WEBGL_debug_renderer_info')
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number } }
  return {
    canvases: found.map(({ width, height }, index) => ({
      width,
      height,
      lost: contexts[index]?.isContextLost() ?? true,
    })),
    renderer:
      context === null ? null : String(context.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER)),
    largestTexture: context === null ? null : Number(context.getParameter(context.MAX_TEXTURE_SIZE)),
    memory: memory
      ? { usedMegabytes: memory.usedJSHeapSize / 1e6, limitMegabytes: memory.jsHeapSizeLimit / 1e6 }
      : null,
    startsAlone: 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null,
  }
}
