import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-sc/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './App.tsx'
import { startWords } from './i18n.ts'
import { readTheme } from './state/view.ts'

// before the first picture, so that nothing flashes
document.documentElement.dataset.theme = readTheme()
await startWords()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
