import { type ComponentType, lazy, Suspense } from 'react'
import type { Door } from './doors.ts'
import { Spinner } from './ui/Spinner.tsx'

type Page = { default: ComponentType }
const files = import.meta.glob<Page>('./features/*/*Page.tsx')
const file: Record<Door['name'], string> = {
  welcome: './features/welcome/WelcomePage.tsx',
  wall: './features/wall/WallPage.tsx',
  plan: './features/plan/PlanPage.tsx',
  circle: './features/circle/CirclePage.tsx',
  phone: './features/phone/PhonePage.tsx',
  admin: './features/admin/AdminPage.tsx',
  api: './features/api-page/ApiPage.tsx',
  missing: './features/missing/MissingPage.tsx',
}
const pages = Object.fromEntries(
  Object.entries(file).map(([door, path]) => [door, files[path] ? lazy(files[path]) : undefined]),
)

/** The page behind a door, fetched when it is first opened. */
export function PageOf({ door }: { door: Door['name'] }) {
  const Page = pages[door]
  return <Suspense fallback={<Spinner />}>{Page && <Page />}</Suspense>
}
