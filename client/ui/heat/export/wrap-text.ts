/** What may not begin a line. */
const CLOSING = /^[\p{Pe}\p{Pf}，。、；：！？,.;:!?%]/u

/** Lines of a text that are no wider than `width` by `measure`; breaks between words, in Chinese between characters. Pure. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of partsOf(text)) {
    if (line !== '' && measure((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = part.trimStart()
    } else line += part
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()]
}

/** Words with the marks and blanks that follow them. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (const [part] of text.matchAll(/\p{Script=Han}|[^\s\p{Script=Han}]+|\s+/gu)) {
    const last = parts.length - 1
    if (last >= 0 && (CLOSING.test(part) || /^\s/.test(part))) parts[last] += part
    else parts.push(part)
  }
  return parts
}
