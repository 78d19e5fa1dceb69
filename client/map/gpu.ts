let known: boolean | undefined

/** Whether a GPU draws WebGL here; without one a full-screen frame takes a tenth of a second and more. */
export function hasGpu(): boolean {
  known ??= asked()
  return known
}

function asked(): boolean {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!context) return false
  const named = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  // the browser keeps few contexts: this one goes back at once
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer)
}
