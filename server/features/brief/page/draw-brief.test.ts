import { describe, expect, it } from 'vitest'
import { at } from '#domain/coverage/test-town.ts'
import { readPdf } from '#server/test-support/read-pdf.ts'
import type { BriefMaterial } from '../material.ts'
import { briefMaterial, leftOutPlaces } from '../test-material.ts'
import { drawBrief } from './draw-brief.ts'

async function printed(parts: Partial<BriefMaterial> = {}) {
  const bytes = await drawBrief(briefMaterial(parts))
  if (bytes === null) throw new Error('the brief was given up')
  const pdf = await readPdf(bytes)
  return { ...pdf, text: pdf.lines.join('\n'), bytes }
}

const circle = { code: 's1', name: '望海社区党群服务中心', position: at(1500, 1000) }

describe('the printed brief', () => {
  it('is one page of A4 upright or A3 lying, in both languages, without a picture of pixels', async () => {
    for (const language of ['zh', 'en'] as const)
      for (const size of ['a4', 'a3'] as const) {
        const { pages, size: paper, images } = await printed({ language, size })
        expect({ pages, images }).toEqual({ pages: 1, images: 0 })
        expect(paper.map(Math.round)).toEqual(size === 'a4' ? [595, 842] : [1191, 842])
      }
  })

  it('embeds its typeface as a small subset and its text can be selected', async () => {
    const { fonts, bytes, title } = await printed()
    expect(fonts.map(({ name }) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
      'NotoSansSC-Regular',
      'NotoSansSC-SemiBold',
    ])
    // a subset's name begins with six letters of its own
    for (const { name, embedded } of fonts)
      expect([name, embedded]).toEqual([expect.stringMatching(/^[A-Z]{6}\+/), true])
    expect(bytes.length).toBeLessThan(200_000)
    expect(title).toBe('云帆区 · 15 分钟服务圈')
  })

  it('says the three figures with numerator and denominator, the day of the data and whose it is', async () => {
    const { text } = await printed()
    for (const told of [
      '89.7%',
      '31,720 / 35,374 户',
      '96.6%',
      '34,166 / 35,374 户',
      '多算了 2,446 户',
      '3,654',
      '60 岁以上：19,926 / 21,389 人',
      '数据截至 2026年11月21日',
      '数据来源：县大数据局',
      '没有建议新址',
    ])
      expect(text.replaceAll('\n', '')).toContain(told)
    expect(text).not.toContain('演示')
  })

  it('says its method, the rule of access and the error of the painted ground in one sentence', async () => {
    for (const size of ['a4', 'a3'] as const) {
      const { text } = await printed({ language: 'en', size })
      const sentence = text.replaceAll(/\s+/g, ' ')
      expect(sentence).toContain('beyond 300 m they count as not reached')
      expect(sentence).toContain('at most 20 of 1,000 homes')
      expect(sentence).toContain('so real walks differ.')
    }
  })

  it('marks the demo county as invented', async () => {
    const { county } = briefMaterial()
    const { text } = await printed({ language: 'en', county: { ...county, demo: true } })
    expect(text).toContain('Demo data')
    expect(text).toContain('an invented demo county, no real place')
  })

  it('names every place left out where there are few, and says it when there is none', async () => {
    const few = await printed({ leftOut: leftOutPlaces(4) })
    for (let place = 1; place <= 4; place++) expect(few.lines).toContain(`紫金新城${place}`)
    expect(few.lines).toContain('没有路可以走到')
    expect(few.text).not.toContain('另有')
    const none = await printed({ leftOut: [], language: 'en' })
    expect(none.text.replaceAll('\n', ' ')).toContain('Nobody: everybody walks to a station within 15 minutes.')
  })

  it('says why they are left out, of one station’s circle the station nearest to them', async () => {
    const [first, second] = leftOutPlaces(2)
    const walled = { ...first!, reason: 'wall' as const, savedMinutes: 7 }
    const county = await printed({ language: 'en', leftOut: [walled, { ...second!, reason: 'river' }] })
    expect(county.lines).toContain('walled, a gate saves 7 min')
    expect(county.lines).toContain('across water')
    const station = await printed({ station: circle, leftOut: [{ ...first!, reason: null }] })
    expect(station.lines).toContain('振华社区党群服务中心')
  })

  it('says where one more station would bring most, by how much, and that it may lie beside the map', async () => {
    const site = { position: at(1200, 900), street: '海滨路', gained: 1204, within: 32_924, whole: 35_374 }
    const seen = await printed({ language: 'en', site })
    expect(seen.lines).toContain('+1,204')
    expect(seen.text.replaceAll(/\s+/g, ' ')).toContain('from 89.7% to 93.1%')
    expect(seen.text).not.toContain('beside this map')
    const aside = await printed({ language: 'en', site: { ...site, position: at(9000, 900) } })
    expect(aside.text.replaceAll(/\s+/g, ' ')).toContain('beside this map')
    const nobody = await printed({ site: { reason: 'everybody-covered' } })
    expect(nobody.text).toContain('不必再建')
  })

  it('says which stations it counted, when they are open and which way one walks', async () => {
    const stations = {
      levels: ['county' as const, 'community' as const],
      kinds: [],
      services: ['助餐'],
      openAt: { day: 7, minute: 1140 },
    }
    const { text } = await printed({ chosen: { stations, direction: 'from' } })
    for (const told of ['县级中心和社区中心', '提供助餐', '星期日19:00开门', '从阵地走回家'])
      expect(text.replaceAll(/\s/g, '')).toContain(told)
  })

  it('cuts 300 places left out to what fits and counts the rest, households too', async () => {
    const leftOut = leftOutPlaces(300)
    const all = leftOut.reduce((sum, { households }) => sum + households, 0)
    for (const size of ['a4', 'a3'] as const) {
      const { figures } = briefMaterial()
      const { pages, lines } = await printed({ size, language: 'en', leftOut, figures: { ...figures, leftOut: all } })
      const named = lines.filter((line) => line.startsWith('紫金新城')).length
      const told = leftOut.slice(0, named).reduce((sum, { households }) => sum + households, 0)
      expect(pages).toBe(1)
      expect(named).toBeGreaterThan(7)
      expect(lines).toContain(
        `and ${300 - named} more places, ${new Intl.NumberFormat('en').format(all - told)} households`,
      )
    }
  })

  it('stays one page with the longest names, shortened with an ellipsis', async () => {
    const name = '山东省烟台市蓬莱区登州街道钟楼社区党群服务中心暨新时代文明实践站第一网格驿站'.repeat(3)
    const { pages, text } = await printed({
      station: { ...circle, name },
      leftOut: leftOutPlaces(30, name),
      county: { ...briefMaterial().county, name, attribution: name.repeat(4), demo: true },
    })
    expect(pages).toBe(1)
    expect(text).toContain('…')
  })

  it('prints a mark for a character that the typeface lacks, and no line break of a name', async () => {
    const { lines, text } = await printed({ station: { ...circle, name: '望海😀\n站👨‍👩‍👧' } })
    expect(lines.some((line) => line.includes('望海〓 站〓'))).toBe(true)
    expect(text).not.toMatch(/[\uFFFD\0]/)
  })

  it('tells of a station the share of its circle, and of no share where nobody lives in it', async () => {
    const { figures } = briefMaterial()
    const nobody = {
      ...figures,
      reached: { part: 0, whole: 0, share: null },
      straight: { part: 0, whole: 9, share: 0 },
    }
    const { text } = await printed({ station: circle, figures: { ...nobody, leftOut: 0, elderly: null }, leftOut: [] })
    expect(text).toContain('圈内住户 15 分钟真能走到')
    expect(text).toContain('—')
    expect(text).not.toContain('60 岁')
    expect(text).not.toContain('NaN')
  })

  it('says that a count of elderly people is withheld instead of showing it', async () => {
    const { figures } = briefMaterial()
    const { text } = await printed({ figures: { ...figures, elderly: { reached: null, all: 6543 } } })
    expect(text).toContain('60 岁以上：人数太少，不显示')
    expect(text).not.toContain('6,543')
  })

  it('says so where the county has too many streets to colour', async () => {
    const { map } = briefMaterial()
    const { text } = await printed({ map: { ...map, streets: null } })
    expect(text).toContain('街道太多，未按分钟着色')
  })

  it('is given up between two parts when nobody waits for it', async () => {
    let asked = 0
    expect(await drawBrief(briefMaterial(), () => ++asked < 3)).toBeNull()
    expect(asked).toBe(3)
  })
})
