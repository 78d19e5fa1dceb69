import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import type { Door } from './doors.ts'
import { Spinner } from './ui/Spinner.tsx'

const pages: Record<Door['name'], LazyExoticComponent<ComponentType>> = {
  welcome: lazy(() => import('./features/welcome/WelcomePage.tsx')),
  wall: lazy(() => import('./features/wall/WallPage.tsx')),
  plan: lazy(() => import('./features/plan/PlanPage.tsx')),
  circle: lazy(() => import('./features/circle/CirclePage.tsx')),
  phone: lazy(() => import('./features/phone/PhonePage.tsx')),
  admin: lazy(() => import('./features/admin/AdminPage.tsx')),
  api: lazy(() => import('./features/api-page/ApiPage.tsx')),
  missing: lazy(() => import('./features/missing/MissingPage.tsx')),
}

/** The page behind a door, fetched when it is first opened. */
export function PageOf({ door }: { door: Door['name'] }) {
  const Page = pages[door]
  return (
    <Suspense fallback={<Spinner />}>
      <Page />
    </Suspense>
  )
}
