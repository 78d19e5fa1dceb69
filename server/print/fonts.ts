import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create } from 'fontkit'

export type Weight = 'regular' | 'semibold'

const require = createRequire(import.meta.url)

const files: Record<Weight, string> = {
  regular: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  semibold: require.resolve('@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf'),
}

export interface Typeface {
  /** The whole font file; a document embeds only the glyphs it shows. */
  bytes: Buffer
  characters: ReadonlySet<number>
}

const known = new Map<Weight, Typeface>()

/** Noto Sans SC in a weight, read once a thread: 10 MB, about 30,000 characters. */
export function typefaceOf(weight: Weight): Typeface {
  const found = known.get(weight)
  if (found) return found
  const bytes = readFileSync(files[weight])
  const font = create(bytes)
  if (!('characterSet' in font)) throw new Error(`${files[weight]} holds a collection of fonts, not one font`)
  const made = { bytes, characters: new Set(font.characterSet) }
  known.set(weight, made)
  return made
}

/** The mark that printers set for a character the typeface lacks. */
export const GETA_MARK = '〓'

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** A text as it can be printed: composed, on one line, a character that the typeface lacks shown as the geta mark. */
export function printable(text: string, { characters }: Pick<Typeface, 'characters'>): string {
  let printed = ''
  for (const { segment } of graphemes.segment(text.normalize('NFC').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')))
    printed += [...segment].every((character) => characters.has(character.codePointAt(0)!)) ? segment : GETA_MARK
  return printed
}

/** Characters of a text that the typeface lacks: they are printed as the geta mark. */
export function lackingCharacters(text: string, characters: ReadonlySet<number>): string[] {
  return [...text.normalize('NFC')].filter(
    (character) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(character) && !characters.has(character.codePointAt(0)!),
  )
}
