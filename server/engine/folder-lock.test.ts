import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder, readEnginePid } from './folder-lock.ts'
import { identify, isAlive } from './process-identity.ts'

describe('the lock of an engine folder', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gridboard-test-'))
    path = join(folder, 'engine.lock')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is held by one server at a time and free again after its release', async () => {
    const lock = await lockFolder(path, folder)
    await expect(lockFolder(path, folder)).rejects.toThrow(`${folder} is in use`)
    lock.release()
    expect(existsSync(path)).toBe(false)
    const again = await lockFolder(path, folder)
    again.release()
  })

  it('goes to exactly one of several that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(path, folder)))
    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBe(1)
  })

  it('is taken over from a server that was killed, ending its engine', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    const ended = once(orphan, 'exit')
    await once(orphan, 'spawn')
    const killed = { pid: 2 ** 30, started: 'long ago' }
    writeFileSync(path, JSON.stringify({ token: 'old', server: killed, engine: identify(orphan.pid!) }))
    const lock = await lockFolder(path, folder)
    expect((await ended)[1]).toBe('SIGKILL')
    lock.release()
  })

  it('is taken over when the number of the killed server was given to another process', async () => {
    const reused = { pid: process.pid, started: 'another boot' }
    writeFileSync(path, JSON.stringify({ token: 'old', server: reused, engine: reused }))
    const lock = await lockFolder(path, folder)
    lock.release()
  })

  it('is taken over when it was cut off while being written', async () => {
    writeFileSync(path, '{"token": "o')
    const lock = await lockFolder(path, folder)
    lock.note(process.pid)
    expect(readEnginePid(path)).toBe(process.pid)
    expect(JSON.parse(readFileSync(path, 'utf8')).server.pid).toBe(process.pid)
    lock.release()
  })

  it('tells a process from another one with its number', () => {
    expect(isAlive(identify(process.pid))).toBe(true)
    expect(isAlive({ pid: process.pid, started: 'before' })).toBe(false)
    expect(isAlive({ pid: 2 ** 30, started: '' })).toBe(false)
  })
})
