import { type ComponentType, lazy, Suspense } from 'react'
import type { Door } from './doors.ts'
import { openThreadAhead } from './features/circle/model/thread-ahead.ts'
import { Spinner } from './ui/Spinner.tsx'

type Page = { default: ComponentType }

const pageFiles = import.meta.glob<Page>('./features/*/*Page.tsx')

function load({ page }: Door): Promise<Page> {
  const file = pageFiles[`./features/${page}.tsx`]
  if (!file) throw new Error(`There is no page ${page}.`)
  return file()
}

/** What takes long behind a door and begins before its page has come: a thread starts only while the page's own rests. */
const ahead: { [Name in Door['name']]?: () => void } = { circle: openThreadAhead }

const pages = new Map<Door['name'], ComponentType>()

/** Fetches the page of the first door before the first render: React shows what it must wait for 0.3 s later than it came. */
export async function loadPage(door: Door): Promise<void> {
  ahead[door.name]?.()
  // one that does not come is asked for again by the page itself, which can say so
  const page = await load(door).catch(() => null)
  if (page) pages.set(door.name, page.default)
}

/** The page behind a door, fetched when it is first opened. */
export function PageOf({ door }: { door: Door }) {
  const Page = pages.get(door.name) ?? lazy(() => load(door))
  pages.set(door.name, Page)
  return (
    <Suspense fallback={<Spinner />}>
      <Page />
    </Suspense>
  )
}
