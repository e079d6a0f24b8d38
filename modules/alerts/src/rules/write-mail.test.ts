import { describe, expect, it } from 'vitest'
import { writeMail, type WordedAlert } from './write-mail.ts'

const alert = (over: Partial<WordedAlert> = {}): WordedAlert => ({
  id: 'a',
  kind: 'connection_failing',
  severity: 3,
  dollarsMinor: 0,
  storeName: 'Capitol Hill',
  title: 'Dutchie does not work',
  detail: 'Nothing new came in since 09:30.',
  ...over,
})

describe('the mail about alerts', () => {
  it('of one alert says in the subject what it is', () => {
    const { subject, body } = writeMail('at_once', [alert()])
    expect(subject).toBe('Critical: Dutchie does not work (Capitol Hill)')
    expect(body).toContain('CRITICAL · Capitol Hill\nDutchie does not work\nNothing new came in since 09:30.')
  })

  it('of many counts them, lists the first 25 in order and adds up dollars', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      alert({ severity: n === 0 ? 3 : 2, dollarsMinor: 1000, title: `Alert ${n}` }),
    )
    const { subject, body } = writeMail('digest', many)
    expect(subject).toBe('30 alerts, 1 critical, $300.00')
    expect(body.indexOf('Alert 0')).toBeLessThan(body.indexOf('Alert 24'))
    expect(body).not.toContain('Alert 25')
    expect(body).toContain('… and 5 more in the inbox.')
    expect(body).toContain('Warning · $10.00 · Capitol Hill')
  })

  it('cannot be given a header by a product’s name', () => {
    const { subject } = writeMail('at_once', [
      alert({ title: `Kush\r\nBcc: thief@example.com ${'x'.repeat(500)}` }),
    ])
    expect(subject).not.toMatch(/[\r\n]/)
    expect(subject.length).toBeLessThanOrEqual(150)
  })
})
