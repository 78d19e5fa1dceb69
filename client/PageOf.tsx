import { type ComponentType, lazy, Suspense } from 'react'
import type { Door } from './doors.ts'
import { openThreadAhead } from './features/circle/model/thread-ahead.ts'
import { Spinner } from './ui/Spinner.tsx'

type Page = { default: ComponentType }

const load: Record<Door['name'], () => Promise<Page>> = {
  welcome: () => import('./features/welcome/WelcomePage.tsx'),
  wall: () => import('./features/wall/WallPage.tsx'),
  remote: () => import('./features/wall-remote/RemotePage.tsx'),
  desk: () => import('./features/desk/DeskPage.tsx'),
  plan: () => import('./features/plan/PlanPage.tsx'),
  circle: () => import('./features/circle/CirclePage.tsx'),
  phone: () => import('./features/phone/PhonePage.tsx'),
  report: () => import('./features/report/ReportPage.tsx'),
  follow: () => import('./features/follow/FollowPage.tsx'),
  work: () => import('./features/work/WorkPage.tsx'),
  admin: () => import('./features/admin/AdminPage.tsx'),
  import: () => import('./features/import/ImportPage.tsx'),
  divisions: () => import('./features/division/DivisionPage.tsx'),
  people: () => import('./features/people/PeoplePage.tsx'),
  calendar: () => import('./features/calendar/CalendarPage.tsx'),
  catalogue: () => import('./features/catalogue/CataloguePage.tsx'),
  lifecycle: () => import('./features/lifecycle/LifecyclePage.tsx'),
  walls: () => import('./features/wall-scenes/WallScenesPage.tsx'),
  diagnose: () => import('./features/diagnose/DiagnosePage.tsx'),
  api: () => import('./features/api-page/ApiPage.tsx'),
  'signed-in': () => import('./features/account/SignedInPage.tsx'),
  missing: () => import('./features/missing/MissingPage.tsx'),
}

/** What takes long behind a door and begins before its page has come: a thread starts only while the page's own rests. */
const ahead: { [Name in Door['name']]?: () => void } = { circle: openThreadAhead }

const pages = new Map<Door['name'], ComponentType>()

/** Fetches the page of the first door before the first render: React shows what it must wait for 0.3 s later than it came. */
export async function loadPage(door: Door['name']): Promise<void> {
  ahead[door]?.()
  // one that does not come is asked for again by the page itself, which can say so
  const page = await load[door]().catch(() => null)
  if (page) pages.set(door, page.default)
}

/** The page behind a door, fetched when it is first opened. */
export function PageOf({ door }: { door: Door['name'] }) {
  const Page = pages.get(door) ?? lazy(load[door])
  pages.set(door, Page)
  return (
    <Suspense fallback={<Spinner />}>
      <Page />
    </Suspense>
  )
}
