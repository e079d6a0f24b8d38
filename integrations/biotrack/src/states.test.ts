import { expect, it } from 'vitest'
import { BIOTRACK_STATES, bioTrackProfile, classicUrl, inventoryType } from './states.ts'
import { unitCode, unitName } from './units.ts'

it.each(BIOTRACK_STATES.filter(({ standing }) => standing !== 'closed'))('knows $state', ({ state }) => {
  const profile = bioTrackProfile(state.toLowerCase())
  expect(profile.state).toBe(state)
  if (profile.classicUrl === null) expect(() => classicUrl(profile)).toThrow(/Enter the address/)
  else expect(classicUrl(profile)).toMatch(/^https:\/\//)
})

it.each([
  ['VA', /Metrc/],
  ['WA', /CCRS/],
  ['CO', /does not report to BioTrack/],
])('says where %s reports instead', (state, message) => {
  expect(() => bioTrackProfile(state)).toThrow(message)
})

it('names a kind of inventory by its code, and a code the list lacks', () => {
  const profile = bioTrackProfile('nm')
  expect(inventoryType(profile, '28')).toMatchObject({ name: 'Usable Marijuana', unit: 'each' })
  expect(() => inventoryType(profile, '77')).toThrow(/77 .*NM/)
})

it('turns units both ways, and leaves words it does not know', () => {
  for (const code of ['each', 'g', 'mg', 'kg', 'oz', 'lb', 'ml'] as const)
    expect(unitCode(unitName(code))).toBe(code)
  expect(unitName('pallet')).toBe('pallet')
  expect(() => unitCode('pallet')).toThrow(/no unit "pallet"/)
})
