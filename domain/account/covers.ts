/**
 * Whether an area lies within a scope: both are paths of codes, each code between slashes (`/370699/370699001/`).
 * Paths are compared with their delimiters: `/1/WARD_3/` does not cover `/1/WARD_30/`. What is no path covers nothing
 * and is covered by nothing.
 */
export function covers(path: string, areaPath: string): boolean {
  return isPath(path) && isPath(areaPath) && areaPath.startsWith(path)
}

function isPath(text: string): boolean {
  return text.length > 2 && text.startsWith('/') && text.endsWith('/')
}
