import { describe, expect, it } from 'vitest'
import commonPasswords from '#data/accounts/common-passwords.json' with { type: 'json' }
import { refusePassword } from './refuse-password.ts'

const common = new Set(commonPasswords)
const refuse = (password: string, login = 'wang.li') => refusePassword(password, { login, common })

describe('a password', () => {
  it('has ten characters at least, however they are written', () => {
    expect(refuse('k7#mQ2vx!')).toBe('too-short')
    expect(refuse('k7#mQ2vx!p')).toBeNull()
    expect(refuse('槐花香满老巷口')).toBe('too-short')
    expect(refuse('槐花香满老巷口的早晨')).toBeNull()
    expect(refuse('correct horse battery staple')).toBeNull()
  })
  it('is not longer than what is hashed', () => {
    expect(refuse('aB3$'.repeat(33))).toBe('too-long')
  })
  it('is not on the list of common ones, in capitals or with a year behind either', () => {
    for (const password of ['1234567890', 'QWERTYUIOP', 'password123', 'Password2024!', 'woaini1314', 'admin@123456'])
      expect(refuse(password)).toBe('common')
  })
  it('does not hold the login', () => {
    expect(refuse('xWang.Li#2026')).toBe('has-login')
  })
  it('is more than a few characters or a run of them', () => {
    for (const password of ['aaaaaaaaaaaa', 'abababababab', 'abcdefghijklm', '98765432109876', 'abcdef123456'])
      expect(refuse(password, 'zhang')).toBe('too-simple')
  })
})
