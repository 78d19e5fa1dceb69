import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-sc/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './App.tsx'
import { startWords } from './i18n.ts'

await startWords()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
