import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './App.tsx'
import { readPath } from './address.ts'
import { doorOf } from './doors.ts'
import { startWords } from './i18n.ts'
import { loadPage } from './PageOf.tsx'
import { loadCounties } from './state/county.ts'
import { readTheme } from './state/view.ts'
import { findTypeface } from './ui/typeface.ts'

// before the first picture, so that nothing flashes
const door = doorOf(readPath())
document.documentElement.dataset.theme = readTheme()
document.documentElement.dataset.door = door.name
void loadCounties()
await Promise.all([startWords(), findTypeface(), loadPage(door)])
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
