export type TextEncoding = 'UTF-8' | 'GB18030' | 'UTF-16LE'

export interface EncodingDecision {
  encoding: TextEncoding
  /** `wrong-cpg`: what the file claims cannot be; `encoding-guessed`: it claims nothing and has other letters than ASCII. */
  finding: 'wrong-cpg' | 'encoding-guessed' | null
  /** What was claimed, in the words of the claim. */
  claimed: string
}

export interface EncodingEvidence {
  /** Content of the .cpg file; null where there is none. */
  cpg: string | null
  /** Language byte of the table's header, 0 where nothing is said. */
  languageByte: number
  /** Texts of the table, as they lie there; the last character of each may be cut. */
  texts: readonly Uint8Array[]
  /** Strict: false where any byte cannot be of that encoding, a cut end aside. */
  decodes(bytes: Uint8Array, encoding: TextEncoding): boolean
}

/** So many characters beyond ASCII that are valid UTF-8 are UTF-8: other encodings hit that by chance once in thousands. */
const SURE_CHARACTERS = 3

/**
 * Decides which letters a table is written in: what it claims, tried strictly on all its texts. A claim that cannot be is
 * noticed and not followed. Null where the texts are of none of the encodings that are known here.
 */
export function decideEncoding({ cpg, languageByte, texts, decodes }: EncodingEvidence): EncodingDecision | null {
  const said = cpg?.trim() ?? ''
  const claimed = claimOf(said) ?? claimOf(languageByte === 0x4d ? '936' : '')
  const words = said || (languageByte === 0x4d ? 'language byte 0x4D' : '')
  const beyond = texts.filter((text) => text.some((byte) => byte > 0x7f))
  if (beyond.length === 0) return { encoding: claimed ?? 'UTF-8', finding: null, claimed: words }
  const isUtf8 = beyond.every((text) => decodes(text, 'UTF-8'))
  const isGb = beyond.every((text) => decodes(text, 'GB18030'))
  const decided = choose(claimed, isUtf8, isGb, countCharacters(beyond))
  if (decided === null) return null
  const finding = claimed === null ? 'encoding-guessed' : claimed === decided ? null : 'wrong-cpg'
  return { encoding: decided, finding, claimed: words }
}

function choose(claimed: TextEncoding | null, isUtf8: boolean, isGb: boolean, characters: number): TextEncoding | null {
  if (isUtf8 && (claimed === 'UTF-8' || characters >= SURE_CHARACTERS || !isGb)) return 'UTF-8'
  if (isGb) return 'GB18030'
  return isUtf8 ? 'UTF-8' : null
}

/** Each character of UTF-8 beyond ASCII begins with one byte of 0xC0 and above. */
function countCharacters(texts: readonly Uint8Array[]): number {
  let count = 0
  for (const text of texts) for (const byte of text) if (byte >= 0xc0) count += 1
  return count
}

/** GBK, GB2312 and code page 936 are parts of GB18030. */
function claimOf(text: string): TextEncoding | null {
  const word = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  if (word === 'UTF8' || word === '65001') return 'UTF-8'
  if (/^(CP|MS|ANSI)?936$|^GB(K|2312|18030)$|^EUCCN$|^OEM936$/.test(word)) return 'GB18030'
  return null
}
