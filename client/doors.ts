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
  /** Its page below `features/`, fetched when it is first opened; the server names its files to who asks for the path. */
  page: string
  map: boolean
}

export const doors: readonly Door[] = [
  { name: 'welcome', path: '/', page: 'welcome/WelcomePage', map: true },
  { name: 'wall', path: '/wall', page: 'wall/WallPage', map: true },
  { name: 'remote', path: '/wall/remote', page: 'wall-remote/RemotePage', map: true },
  { name: 'desk', path: '/desk', page: 'desk/DeskPage', map: true },
  { name: 'plan', path: '/plan', page: 'plan/PlanPage', map: true },
  { name: 'circle', path: '/circle', page: 'circle/CirclePage', map: true },
  { name: 'phone', path: '/m', page: 'phone/PhonePage', map: true },
  { name: 'report', path: '/m/report', page: 'report/ReportPage', map: true },
  { name: 'follow', path: '/m/follow', page: 'follow/FollowPage', map: false },
  { name: 'work', path: '/m/work', page: 'work/WorkPage', map: false },
  { name: 'admin', path: '/admin', page: 'admin/AdminPage', map: false },
  { name: 'import', path: '/admin/import', page: 'import/ImportPage', map: true },
  { name: 'divisions', path: '/admin/divisions', page: 'division/DivisionPage', map: false },
  { name: 'people', path: '/admin/people', page: 'people/PeoplePage', map: false },
  { name: 'calendar', path: '/admin/calendar', page: 'calendar/CalendarPage', map: false },
  { name: 'catalogue', path: '/admin/categories', page: 'catalogue/CataloguePage', map: false },
  { name: 'lifecycle', path: '/admin/lifecycle', page: 'lifecycle/LifecyclePage', map: false },
  { name: 'walls', path: '/admin/wall', page: 'wall-scenes/WallScenesPage', map: false },
  { name: 'diagnose', path: '/diagnose', page: 'diagnose/DiagnosePage', map: true },
  { name: 'signed-in', path: '/signed-in', page: 'account/SignedInPage', map: false },
  { name: 'api', path: '/api-docs', page: 'api-page/ApiPage', map: false },
]

const missing: Door = { name: 'missing', path: '', page: 'missing/MissingPage', map: false }

export function doorOf(path: string): Door {
  return doors.find((door) => door.path === path) ?? missing
}
