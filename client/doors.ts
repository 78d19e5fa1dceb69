/** The front doors: one address each, one page behind each; the map lies behind those that show it. */
export interface Door {
  name:
    | 'welcome'
    | 'wall'
    | 'remote'
    | 'desk'
    | 'plan'
    | 'circle'
    | 'phone'
    | 'report'
    | 'follow'
    | 'work'
    | 'admin'
    | 'import'
    | 'divisions'
    | 'people'
    | 'calendar'
    | 'catalogue'
    | 'lifecycle'
    | 'walls'
    | 'diagnose'
    | 'api'
    | 'signed-in'
    | 'missing'
  path: string
  map: boolean
}

export const doors: readonly Door[] = [
  { name: 'welcome', path: '/', map: true },
  { name: 'wall', path: '/wall', map: true },
  { name: 'remote', path: '/wall/remote', map: true },
  { name: 'desk', path: '/desk', map: true },
  { name: 'plan', path: '/plan', map: true },
  { name: 'circle', path: '/circle', map: true },
  { name: 'phone', path: '/m', map: true },
  { name: 'report', path: '/m/report', map: true },
  { name: 'follow', path: '/m/follow', map: false },
  { name: 'work', path: '/m/work', map: false },
  { name: 'admin', path: '/admin', map: false },
  { name: 'import', path: '/admin/import', map: true },
  { name: 'divisions', path: '/admin/divisions', map: false },
  { name: 'people', path: '/admin/people', map: false },
  { name: 'calendar', path: '/admin/calendar', map: false },
  { name: 'catalogue', path: '/admin/categories', map: false },
  { name: 'lifecycle', path: '/admin/lifecycle', map: false },
  { name: 'walls', path: '/admin/wall', map: false },
  { name: 'diagnose', path: '/diagnose', map: true },
  { name: 'signed-in', path: '/signed-in', map: false },
  { name: 'api', path: '/api-docs', map: false },
]

const missing: Door = { name: 'missing', path: '', map: false }

export function doorOf(path: string): Door {
  return doors.find((door) => door.path === path) ?? missing
}
