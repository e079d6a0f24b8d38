import { describe, expect, it } from 'vitest'
import type { TransferPackage } from './contract.ts'
import { concernsOf, standingOf } from './judge-package.ts'

const NOW = new Date('2026-11-22T19:00:00Z')
const good: Omit<TransferPackage, 'concerns'> = {
  tag: 'A',
  itemName: 'Gummies',
  state: 'Accepted',
  unit: 'Each',
  shipped: '40',
  receivedAtState: '40',
  takenIn: '40',
  shelfUnit: 'each',
  onHand: '38',
  expiresOn: '2027-06-30',
  labState: 'TestPassed',
  certificate: 'COA-1',
  arrival: null,
}

const COUNT = {
  counted: '40',
  difference: '0',
  rejected: false,
  rejectReason: null,
  productId: null,
  productName: null,
  productUnit: null,
  unitCost: null,
  lotCode: '',
  expiresOn: null,
  certificate: '',
  lab: '',
  testedOn: null,
  note: '',
  countedBy: 'Dana Reyes',
  countedAt: '2026-11-22T19:00:00.000Z',
  takenAt: null,
}

describe('a package of a delivery', () => {
  it('is silent when all agree and the papers are there', () => {
    expect(concernsOf(good, true)).toEqual([])
    const coming = { ...good, state: 'Shipped', receivedAtState: null, takenIn: null, onHand: null }
    expect(concernsOf(coming, false)).toEqual([])
  })

  it('is named for each thing that differs or is missing', () => {
    expect(concernsOf({ ...good, receivedAtState: '38', takenIn: '38' }, true)).toEqual(['short'])
    expect(concernsOf({ ...good, receivedAtState: '40.5' }, true)).toEqual(['over', 'shelf_differs'])
    expect(concernsOf({ ...good, takenIn: '39' }, true)).toEqual(['shelf_differs'])
    expect(concernsOf({ ...good, takenIn: null, shelfUnit: null, onHand: null }, true)).toEqual([
      'not_on_shelf',
    ])
    expect(concernsOf(good, false)).toEqual(['taken_early'])
    const bare = { ...good, expiresOn: null, certificate: null, labState: null }
    expect(concernsOf(bare, true)).toEqual(['no_expiry', 'no_certificate', 'not_tested'])
    expect(concernsOf({ ...good, labState: 'TestFailed' }, true)).toEqual(['not_tested'])
  })

  it('is held against what was counted on arrival, and the count against what the state was told', () => {
    const counted = (counted: string, difference: string, rejected = false): typeof good => ({
      ...good,
      takenIn: null,
      onHand: '0',
      arrival: { ...COUNT, counted, difference, rejected, rejectReason: rejected ? 'Wet' : null },
    })
    expect(concernsOf(counted('40', '0'), true)).toEqual([])
    expect(concernsOf({ ...counted('38', '-2'), receivedAtState: null }, false)).toEqual(['counted_short'])
    expect(concernsOf(counted('38', '-2'), true)).toEqual(['counted_short', 'count_differs_at_state'])
    expect(concernsOf({ ...counted('41', '1'), receivedAtState: '41' }, true)).toEqual([
      'counted_over',
      'over',
    ])
    expect(concernsOf({ ...counted('40', '0', true), receivedAtState: null }, false)).toEqual([
      'rejected_here',
    ])
    expect(concernsOf({ ...counted('40', '0', true), receivedAtState: '0' }, true)).toEqual([
      'rejected_here',
      'short',
    ])
    expect(concernsOf(counted('40', '0', true), true)).toEqual(['rejected_here', 'count_differs_at_state'])
    const back = { state: 'Rejected', receivedAtState: null }
    expect(concernsOf({ ...counted('40', '0'), ...back }, true)).toEqual(['count_differs_at_state'])
    expect(concernsOf({ ...counted('0', '-40'), ...back }, true)).toEqual([])
    expect(concernsOf({ ...counted('40', '0', true), ...back }, true)).toEqual([])
  })

  it('kept in another unit here is not compared, and one sent back asks for nothing', () => {
    expect(concernsOf({ ...good, takenIn: '1120', shelfUnit: 'g' }, true)).toEqual([])
    expect(concernsOf({ ...good, state: 'Rejected', onHand: null, certificate: null }, true)).toEqual([])
  })
})

describe('a delivery', () => {
  const of = (expectedAt: string | null, receivedAt: string | null, ...states: string[]) =>
    standingOf(
      {
        expectedAt: expectedAt === null ? null : new Date(expectedAt),
        receivedAt: receivedAt === null ? null : new Date(receivedAt),
        packages: states.map((state) => ({ state })),
      },
      NOW,
    )

  it('stands where its packages and instants say', () => {
    expect(of('2026-11-23T19:00:00Z', null, 'Shipped')).toBe('expected')
    expect(of(null, null, 'Shipped')).toBe('expected')
    expect(of('2026-11-21T19:00:00Z', null, 'Shipped')).toBe('overdue')
    expect(of('2026-11-21T19:00:00Z', '2026-11-21T20:00:00Z', 'Accepted', 'Accepted')).toBe('received')
    expect(of(null, '2026-11-21T20:00:00Z', 'Accepted', 'Returned')).toBe('partly_rejected')
    expect(of('2026-11-21T19:00:00Z', null, 'Rejected', 'Rejected')).toBe('rejected')
  })
})
