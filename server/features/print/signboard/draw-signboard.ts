import type { TFunction } from 'i18next'
import { type Frame, millimeters } from '#server/print/frame.ts'
import { type Paper, writeLine, writeLines } from '#server/print/write.ts'
import { drawQrCode, QUIET_MODULES, qrCodeOf } from './qr-code.ts'
import type { SignboardPage } from './signboard.types.ts'

/** Side of the code on paper. */
export const QR_MILLIMETERS = 50

const ink = { band: '#0a5a96', text: '#13202c', soft: '#4b5c6b', rule: '#cdd6dd', pale: '#eef4f9', bad: '#a62c12' }

const page = { width: 595.28, height: 841.89 }
const margin = millimeters(15)
const inner = page.width - 2 * margin
const padding = 26

/** Workers whose names a board has room for. */
const MOST_WORKERS = 3

interface Board extends Paper {
  t: TFunction
}

/** A board to hang beside a door, A4: whose grid this is, who is called, what they do, a code to report by. */
export function drawSignboard(board: Board, material: SignboardPage): void {
  const { doc } = board
  doc
    .rect(margin, margin, inner, page.height - 2 * margin)
    .lineWidth(2)
    .stroke(ink.band)
  drawBand(board, material)
  drawPlace(board, material)
  drawWorkers(board, material)
  drawDuties(board, material)
  drawCode(board, material)
  drawFoot(board, material)
}

function drawBand(board: Board, { county, street, community }: SignboardPage): void {
  const { doc, t } = board
  doc.rect(margin, margin, inner, 96).fill(ink.band)
  const frame = { x: margin + padding, width: inner - 2 * padding, align: 'center' as const, least: 0.5 }
  writeLine(board, t('board.title'), { ...frame, y: margin + 50 }, { size: 36, weight: 'semibold', color: '#ffffff' })
  writeLine(
    board,
    [county, street, community].filter((name) => name !== '').join(t('between')),
    { ...frame, y: margin + 78 },
    { size: 14, color: '#ffffff' },
  )
}

function drawPlace(board: Board, { grid, building }: SignboardPage): void {
  const { t } = board
  const frame = { x: margin + padding, width: inner - 2 * padding, align: 'center' as const, least: 0.45 }
  writeLine(board, grid.name, { ...frame, y: margin + 150 }, { size: 40, weight: 'semibold', color: ink.text })
  writeLine(board, t('board.code', { code: grid.code }), { ...frame, y: margin + 176 }, { size: 14, color: ink.soft })
  writeLine(board, building, { ...frame, y: margin + 208 }, { size: 22, color: ink.text })
}

/** Name and telephone of each; one alone stands large. */
function drawWorkers(board: Board, { workers }: SignboardPage): void {
  const { doc, t } = board
  const frame: Frame = { x: margin + padding, y: margin + 230, width: inner - 2 * padding, height: 130 }
  doc.roundedRect(frame.x, frame.y, frame.width, frame.height, 4).fill(ink.pale)
  const label = { size: 14, color: ink.soft }
  const left = frame.x + 22
  const half = frame.width / 2
  writeLine(board, t('board.worker'), { x: left, y: frame.y + 30 }, label)
  writeLine(board, t('board.telephone'), { x: left + half - 22, y: frame.y + 30 }, label)
  if (workers.length === 0) {
    writeLine(
      board,
      t('board.vacant'),
      { x: left, y: frame.y + 76, width: half - 40, least: 0.5 },
      { size: 28, weight: 'semibold' },
    )
    writeLines(
      board,
      t('board.vacantContact'),
      { x: left + half - 22, y: frame.y + 48, width: half - 22, height: 70 },
      { size: 15, color: ink.text, leading: 1.5 },
    )
    return
  }
  const shown = workers.slice(0, MOST_WORKERS)
  const size = shown.length === 1 ? 38 : shown.length === 2 ? 24 : 19
  const step = 88 / shown.length
  shown.forEach(({ name, telephone }, number) => {
    const y = frame.y + 40 + step * (number + 0.5) + size * 0.36
    const more = number === shown.length - 1 && workers.length > shown.length
    const words = more ? t('board.more', { name, count: workers.length }) : name
    writeLine(board, words, { x: left, y, width: half - 40, least: 0.4 }, { size, weight: 'semibold' })
    writeLine(
      board,
      telephone === '' ? t('board.noTelephone') : telephone,
      { x: left + half - 22, y, width: half - 22, least: 0.4 },
      telephone === '' ? { size: 15, color: ink.soft } : { size: Math.min(30, size), weight: 'semibold' },
    )
  })
}

function drawDuties(board: Board, { duties }: SignboardPage): void {
  const { doc, t } = board
  const x = margin + padding
  const y = margin + 392
  doc.rect(x, y - 12, 5, 15).fill(ink.band)
  writeLine(board, t('board.duties'), { x: x + 14, y }, { size: 17, weight: 'semibold' })
  duties.forEach((duty, number) => {
    const line = y + 27 + number * 23
    writeLine(
      board,
      `${number + 1}. ${duty}`,
      { x: x + 14, y: line, width: inner - 2 * padding - 14, least: 0.6 },
      { size: 15 },
    )
  })
}

function drawCode(board: Board, { address }: SignboardPage): void {
  const { doc, t } = board
  const side = millimeters(QR_MILLIMETERS)
  const code = qrCodeOf(address)
  const quiet = (QUIET_MODULES * side) / code.length
  const x = margin + padding + quiet
  const y = page.height - margin - 46 - side - quiet
  doc
    .moveTo(margin + padding, y - quiet - 6)
    .lineTo(margin + inner - padding, y - quiet - 6)
    .lineWidth(0.8)
    .stroke(ink.rule)
  drawQrCode(doc, code, x, y, side)
  const words = x + side + quiet + 14
  const width = margin + inner - padding - words
  writeLine(
    board,
    t('board.scan'),
    { x: words, y: y + 40, width, least: 0.5 },
    { size: 27, weight: 'semibold', color: ink.band },
  )
  writeLines(
    board,
    t('board.scanWords'),
    { x: words, y: y + 56, width, height: 76 },
    { size: 14.5, color: ink.text, leading: 1.6 },
  )
}

function drawFoot(board: Board, { demo, printed }: SignboardPage): void {
  const { t } = board
  const y = page.height - margin - 16
  const frame = { x: margin + padding, width: inner - 2 * padding, y, least: 0.6 }
  writeLine(board, t('printed', { day: printed }), { ...frame, align: 'right' }, { size: 9, color: ink.soft })
  if (demo)
    writeLine(
      board,
      t('demoPeople'),
      { ...frame, width: frame.width * 0.72 },
      { size: 10, weight: 'semibold', color: ink.bad },
    )
}
