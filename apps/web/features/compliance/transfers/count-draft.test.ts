import { describe, expect, test } from 'vitest'
import { bodyOf, differenceOf, draftOf } from './count-draft'
import { packagesMeant } from './meant-packages'
import type { DeliveredPackage } from './queries'

const PACKAGE: DeliveredPackage = {
  tag: '1A4060300000001000000901',
  itemName: 'Live resin 1 g',
  state: 'Shipped',
  unit: 'Each',
  shipped: '40',
  receivedAtState: null,
  takenIn: null,
  shelfUnit: null,
  onHand: null,
  expiresOn: '2027-06-30',
  labState: 'TestPassed',
  certificate: null,
  arrival: null,
  concerns: [],
}

describe('the form of a package', () => {
  test('starts with what is known, but never with a count', () => {
    const suggestion = {
      productId: 'p',
      name: 'Resin',
      unit: 'each',
      cost: '4.5',
      because: 'same_name' as const,
    }
    expect(draftOf(PACKAGE, suggestion)).toMatchObject({
      counted: '',
      product: { id: 'p', name: 'Resin' },
      unitCost: '4.5',
      expiresOn: '2027-06-30',
    })
    expect(draftOf(PACKAGE, undefined)).toMatchObject({ counted: '', product: null, unitCost: '' })
  })

  test('sends what is filled in and leaves the rest out', () => {
    const key = { connectionId: 'c', externalId: '1' }
    const draft = { ...draftOf(PACKAGE, undefined), counted: ' 38,5 ', expiresOn: '' }
    expect(bodyOf(draft, key, PACKAGE.tag)).toEqual({
      ...key,
      tag: PACKAGE.tag,
      counted: '38.5',
      lotCode: '',
      certificate: '',
      lab: '',
      note: '',
    })
    expect(bodyOf({ ...draft, rejectReason: 'Wet' }, key, 'T')).toMatchObject({ rejectReason: 'Wet' })
  })

  test('tells the difference only of a number', () => {
    expect(differenceOf('38', '40')).toBe(-2)
    expect(differenceOf('0.3', '0.1')).toBe(0.2)
    expect(differenceOf('', '40')).toBeNull()
    expect(differenceOf('many', '40')).toBeNull()
  })
})

test('a scanned tag means itself, the last digits all that end so', () => {
  const packages = [{ tag: '1A40901' }, { tag: '1A40801' }, { tag: '901' }]
  expect(packagesMeant(packages, ' 901 ')).toEqual([{ tag: '901' }])
  expect(packagesMeant(packages, '01')).toHaveLength(3)
  expect(packagesMeant(packages, '0801')).toEqual([{ tag: '1A40801' }])
  expect(packagesMeant(packages, '')).toEqual([])
  expect(packagesMeant(packages, 'x')).toEqual([])
})
