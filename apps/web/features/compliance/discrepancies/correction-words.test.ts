import { describe, expect, it } from 'vitest'
import { correctionWords } from './correction-words'

const of = (correction: Partial<Parameters<typeof correctionWords>[0]>) =>
  correctionWords({ state: 'waiting', waitsFor: null, message: null, ...correction })

describe('the words of a correction', () => {
  it('say what it waits for, and what to do', () => {
    expect(of({ waitsFor: 'writes_off' }).detail).toContain('Settings, Connections')
    expect(of({ waitsFor: 'outage', state: 'unknown' }).detail).toContain('in order')
  })

  it('say what the register answered once it has', () => {
    expect(of({ state: 'refused', message: 'Metrc refused it: no such reason.' })).toEqual({
      label: 'Refused',
      tone: 'danger',
      detail: 'Metrc refused it: no such reason.',
    })
    expect(of({}).detail).toBe('It is sent in a moment.')
  })
})
