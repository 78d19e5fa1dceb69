import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { useKeys } from '#client/state/keys.ts'
import { CloseIcon, SearchIcon } from '#client/ui/icons.tsx'
import type { SearchResult } from '#domain/contract/search.ts'
import { readRecent, rememberRecent } from './recent-searches.ts'
import styles from './SearchBox.module.css'
import { SearchList } from './SearchList.tsx'
import { markPlace, showResult } from './show-result.ts'
import { useSearch } from './use-search.ts'

/** Finds anything on the map by name, code, number, pinyin or coordinates. "/" comes here, arrows choose, Enter goes there. */
export function SearchBox() {
  const { t } = useTranslation('search')
  const view = useMapView()
  const county = useCounty()
  const code = county?.code ?? null
  const input = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const list = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const found = useSearch(code, open ? text : '')
  const recent = useMemo(() => (open && code !== null ? readRecent(code) : []), [open, code])
  const shown = found.state === 'found' ? found.results : text.trim() === '' ? recent : []

  useKeys(useMemo(() => [{ key: '/', text: t('key'), run: () => input.current?.focus() }], [t]))
  useEffect(() => setAt(found.state === 'found' && found.results.length > 0 ? 0 : -1), [found])
  useEffect(() => () => markPlace(view, null), [view])
  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    window.addEventListener('pointerdown', away)
    return () => window.removeEventListener('pointerdown', away)
  }, [])

  const choose = (result: SearchResult) => {
    if (code !== null) rememberRecent(code, result)
    showResult(view, result)
    setText(result.name)
    setOpen(false)
    input.current?.blur()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // an input method takes Enter and arrows while it composes
    if (event.nativeEvent.isComposing) return
    const chosen = shown[at] ?? (event.key === 'Enter' ? shown[0] : undefined)
    const last = shown.length - 1
    const moves: Record<string, number> = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1 }
    const to = moves[event.key]
    if (to !== undefined) {
      setOpen(true)
      setAt(to)
    } else if (event.key === 'Enter' && chosen) choose(chosen)
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  }
  /** First closes the list, then empties the box, then leaves it. */
  const leave = () => {
    if (open && text !== '') setOpen(false)
    else if (text !== '') clear()
    else input.current?.blur()
  }
  const clear = () => {
    setText('')
    markPlace(view, null)
    input.current?.focus()
  }

  const expanded = open && (text.trim() !== '' || recent.length > 0)
  return (
    <div className={styles.box} ref={box}>
      <search className={styles.line}>
        <SearchIcon />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('label')}
          aria-expanded={expanded}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={expanded && at >= 0 ? `${list}-${at}` : undefined}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onBlur={(event) => !box.current?.contains(event.relatedTarget) && setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <kbd className={styles.slash}>/</kbd>
        ) : (
          <button type="button" className={styles.clear} aria-label={t('clear')} onClick={clear}>
            <CloseIcon />
          </button>
        )}
      </search>
      {expanded && (
        <SearchList
          id={list}
          found={found}
          shown={shown}
          recent={text.trim() === ''}
          at={at}
          onChoose={choose}
          onPoint={setAt}
        />
      )}
    </div>
  )
}
