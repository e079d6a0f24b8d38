import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counterOf, DAY, EVERY_FLAG, licence, recent, unused, type Counter } from './counter.fixture.ts'
import * as metrc from './index.ts'
import {
  acceptDelivery,
  addLabResults,
  addLocation,
  addSublocation,
  setHold,
  shipTransfer,
} from './simulator/index.ts'
import { LICENCE, NOW, openShop, OTHER_LICENCE, stock, type Shop } from './shop.fixture.ts'

const { packages } = metrc

let shop: Shop
let counter: Counter
beforeAll(async () => {
  shop = await openShop({ flags: EVERY_FLAG })
  counter = counterOf(shop)
})
afterAll(() => shop.stop())
describe('packages', () => {
  it('reads one by id and by tag, in any list it belongs to', async () => {
    const [tag = ''] = stock(shop, 1)
    const byTag = metrc.toStatePackage(
      await shop.client.one(packages.one, { ...licence, path: { idOrTag: tag } }),
    )
    const byId = await shop.client.one(packages.one, { ...licence, path: { idOrTag: byTag.stateId } })
    expect(metrc.toStatePackage(byId)).toEqual(byTag)
    expect(byTag).toMatchObject({
      tag,
      quantity: '100',
      unit: 'Each',
      room: 'Sales Floor',
      labState: 'TestPassed',
    })
    setHold(shop.simulator.state, [tag], 'hold', NOW)
    const held = await shop.client.whole(packages.onHold, recent)
    expect(held.rows.map(({ Label }) => Label)).toEqual([tag])
    setHold(shop.simulator.state, [tag], 'recall', NOW)
    const recalled = metrc.toStatePackage(
      await shop.client.one(packages.one, { ...licence, path: { idOrTag: tag } }),
    )
    expect(recalled.status).toMatchObject({ hold: false, recall: true })
    setHold(shop.simulator.state, [tag], 'none', NOW)
    expect((await shop.client.whole(packages.types, {})).rows).toContain('Product')
    expect((await shop.client.whole(packages.labSamples, recent)).rows).toEqual([])
    const harvests = { ...licence, path: { id: byTag.stateId } }
    expect((await shop.client.whole(packages.sourceHarvests, harvests)).rows).toEqual([])
  })

  it('adjusts by a delta, with the reasons of the state, and remembers it', async () => {
    const [tag = ''] = stock(shop, 1)
    const reasons = await shop.client.whole(packages.adjustReasons, licence)
    expect(reasons.rows.find(({ Name }) => Name === 'Theft')?.RequiresNote).toBe(true)
    const adjustment = {
      Label: tag,
      UnitOfMeasure: 'Each',
      AdjustmentReason: 'spoilage',
      AdjustmentDate: DAY,
      ReasonNote: null,
    }
    await counter.write(packages.adjust, { ...adjustment, Quantity: -3 })
    expect(counter.truth(tag)?.Quantity).toBe(97)
    const known = (await shop.client.whole(packages.adjustments, licence)).rows.find(
      (row) => row.PackageLabel === tag,
    )
    expect(known).toMatchObject({
      AdjustmentQuantity: '-3',
      AdjustmentReasonName: 'Spoilage',
      AdjustedByUserName: 'Dana',
    })
    const bad = [
      { ...adjustment, Quantity: -1, AdjustmentReason: 'Theft' },
      { ...adjustment, Quantity: -1, UnitOfMeasure: 'Grams' },
      { ...adjustment, Quantity: -98 },
      { ...adjustment, Quantity: -1 },
    ]
    const outcomes = await metrc.writeRows(shop.client, packages.adjust, bad, licence)
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'held_back'])
    expect(counter.truth(tag)?.Quantity).toBe(97)
  })

  it('records every change of a package', async () => {
    const { state } = shop.simulator
    addLocation(state, LICENCE, 'Back Room', NOW)
    addSublocation(state, LICENCE, 'Bin 4', NOW)
    const [Label = ''] = stock(shop, 1)
    await counter.write(packages.note, { PackageLabel: Label, Note: 'dented' })
    await counter.write(packages.changeItem, { Label, Item: 'blue dream flower' })
    await counter.write(packages.move, { Label, Location: 'back room', Sublocation: 'Bin 4', MoveDate: DAY })
    await counter.write(packages.dates, {
      Label,
      ExpirationDate: '2027-01-01',
      SellByDate: null,
      UseByDate: '2026-12-01',
    })
    await counter.write(packages.externalId, { PackageLabel: Label, ExternalId: 'X-1' })
    await counter.write(packages.requiredLabTests, { Label, RequiredLabTestBatches: ['Potency'] })
    await counter.write(packages.flagDonation, { Label })
    await counter.write(packages.flagTradeSample, { Label })
    await counter.write(packages.flagFinishedGood, { Label })
    await counter.write(packages.remediate, {
      PackageLabel: Label,
      RemediationMethodName: 'Heat',
      RemediationDate: DAY,
      RemediationSteps: 'Heated.',
    })
    expect(counter.truth(Label)).toMatchObject({
      Note: 'dented',
      Item: { Name: 'Blue Dream Flower' },
      LocationName: 'Back Room',
      SublocationName: 'Bin 4',
      ExpirationDate: '2027-01-01',
      UseByDate: '2026-12-01',
      ExternalId: 'X-1',
      $requiredLabTests: ['Potency'],
      IsDonation: true,
      IsTradeSample: true,
      IsFinishedGood: true,
      LabTestingState: 'Remediated',
    })
    await counter.write(packages.unflagDonation, { Label })
    await counter.write(packages.unflagTradeSample, { Label })
    await counter.write(packages.unflagFinishedGood, { Label })
    await counter.write(packages.decontaminate, {
      PackageLabel: Label,
      DecontaminationMethodName: 'Ozone',
      DecontaminationDate: DAY,
      DecontaminationSteps: 'Treated.',
    })
    expect(counter.truth(Label)).toMatchObject({
      IsDonation: false,
      IsTradeSample: false,
      IsFinishedGood: false,
    })
    expect(counter.truth(Label)?.LabTestingState).toBe('Decontaminated')
  })

  it('makes packages of others, finishes what is empty and takes back what was wrong', async () => {
    const [source = ''] = stock(shop, 1, 50)
    const Tag = counter.freeTag()
    const recipe = {
      Tag,
      Item: null,
      UseSameItem: true,
      Quantity: 50,
      UnitOfMeasure: 'Each',
      ActualDate: DAY,
      Ingredients: [{ Package: source, Quantity: 50, UnitOfMeasure: 'Each' }],
    }
    const id = await counter.made(packages.create, recipe)
    expect(counter.truth(source)?.Quantity).toBe(0)
    const child = metrc.toStatePackage(
      await shop.client.one(packages.one, { ...licence, path: { idOrTag: Tag } }),
    )
    expect(child).toMatchObject({ stateId: id, quantity: '50', sourceTags: [source] })
    expect(counter.freeTag()).not.toBe(Tag)
    await counter.write(packages.finish, { Label: source, ActualDate: DAY })
    expect((await shop.client.whole(packages.inactive, recent)).rows.map(({ Label }) => Label)).toContain(
      source,
    )
    const listed = (await shop.client.whole(packages.active, recent)).rows.find(
      ({ Label }) => Label === source,
    )
    expect(listed?.IsFinished).toBe(true)
    await counter.write(packages.unfinish, { Label: source })
    await shop.client.remove(packages.discontinue, { ...licence, path: { id } })
    const gone = await shop.client.one(packages.one, { ...licence, path: { idOrTag: Tag } })
    expect(metrc.toStatePackage(gone).status.discontinued).toBe(true)
    const sample = {
      ...recipe,
      Tag: counter.freeTag(),
      Quantity: 1,
      Ingredients: [] as typeof recipe.Ingredients,
    }
    const [refused] = await metrc.writeRows(shop.client, packages.createTesting, [sample], licence)
    expect(refused).toMatchObject({ outcome: 'refused' })
  })

  it('sends samples and plants what can grow', async () => {
    const [source = ''] = stock(shop, 1, 50)
    await counter.write(packages.createTesting, {
      Tag: counter.freeTag(),
      Item: 'Berry Gummies',
      Quantity: 2,
      UnitOfMeasure: 'Each',
      ActualDate: DAY,
      Ingredients: [{ Package: source, Quantity: 2, UnitOfMeasure: 'Each' }],
    })
    expect((await shop.client.whole(packages.labSamples, recent)).rows).toHaveLength(1)
    await counter.write(packages.createPlantings, {
      PackageLabel: source,
      PackageAdjustmentAmount: 3,
      PackageAdjustmentUnitOfMeasureName: 'Each',
      PlantBatchName: 'B-1',
      PlantBatchType: 'Clone',
      PlantCount: 3,
      LocationName: 'Sales Floor',
      StrainName: 'Haze',
      PlantedDate: DAY,
      UnpackagedDate: DAY,
    })
    expect(counter.truth(source)?.Quantity).toBe(45)
  })
})

it('lists what left by transfer', async () => {
  const [tag = ''] = stock(shop, 1)
  const shipment = {
    shipper: { licence: LICENCE, name: 'Evergreen Denver' },
    recipient: OTHER_LICENCE,
    packages: [{ tag }],
    arrivesAt: NOW,
  }
  const { $deliveries } = shipTransfer(shop.simulator.state, shipment, NOW)
  const road = await shop.client.whole(packages.inTransit, recent)
  expect(road.rows.map(({ Label }) => Label)).toEqual([tag])
  acceptDelivery(shop.simulator.state, $deliveries[0]!.Id, {}, NOW)
  const gone = (await shop.client.whole(packages.transferred, licence)).rows
  expect(gone).toMatchObject([
    { PackageLabel: tag, ShipmentPackageStateName: 'Accepted', ReceivedQuantity: '100' },
  ])
})

describe('laboratory and Retail ID', () => {
  it('reads results and certificates', async () => {
    const [tag = ''] = stock(shop, 1)
    const tests = [
      { name: 'THC', passed: true, level: 21.4 },
      { name: 'Pesticides', passed: false, level: 3 },
    ]
    addLabResults(shop.simulator.state, tag, tests, NOW)
    const query = { packageId: String(counter.truth(tag)?.Id) }
    const { rows } = await shop.client.whole(metrc.labTests.results, { ...licence, query })
    expect(
      rows.map((row) => [row.TestTypeName, row.TestPassed, row.OverallPassed, row.TestResultLevel]),
    ).toEqual([
      ['THC', true, false, '21.4'],
      ['Pesticides', false, false, '3'],
    ])
    expect(counter.truth(tag)?.LabTestingState).toBe('TestFailed')
    const documentFileId = rows[0]?.LabTestResultDocumentFileId ?? 0
    await counter.write(metrc.labTests.updateDocument, {
      LabTestResultId: rows[0]?.LabTestResultId ?? 0,
      DocumentFileName: 'new.pdf',
      DocumentFileBase64: 'JVBERg==',
    })
    const document = await shop.client.one(metrc.labTests.document, { ...licence, path: { documentFileId } })
    expect(document.FileDownloadName).toBe('new.pdf')
    await counter.write(metrc.labTests.release, { PackageLabel: tag })
    await counter.write(metrc.labTests.record, {
      Label: tag,
      ResultDate: DAY,
      DocumentFileName: null,
      DocumentFileBase64: null,
      Results: [{ LabTestTypeName: 'THC', Quantity: 1, Passed: true, Notes: '' }],
    })
    expect((await shop.client.whole(metrc.labTests.states, {})).rows).toContain('TestPassed')
    expect((await shop.client.whole(metrc.labTests.types, {})).rows).toHaveLength(5)
    expect((await shop.client.whole(metrc.labTests.batches, {})).rows).toHaveLength(2)
  })

  it('makes, associates, reads and merges labels', async () => {
    const { retailId } = metrc
    const [PackageLabel = '', other = ''] = stock(shop, 2)
    const made = await shop.client.command(retailId.generate, { PackageLabel, Quantity: 3 }, licence)
    expect(made.Manifest?.Qrs).toHaveLength(3)
    await counter.write(retailId.associate, { PackageLabel: other, QrUrls: ['https://1a4.com/ABC'] })
    const labels = await shop.client.one(retailId.receive, { ...licence, path: { tag: PackageLabel } })
    expect(labels.QrCount).toBe(3)
    const byCode = await shop.client.one(retailId.receiveByCode, { ...licence, path: { shortCode: 'ABC' } })
    expect(byCode.ChildTag).toBe(other)
    const info = await shop.client.command(
      retailId.packagesInfo,
      { packageLabels: [PackageLabel, other] },
      licence,
    )
    expect(info.Packages.map(({ QrCount }) => QrCount)).toEqual([3, 1])
    expect((await shop.client.one(retailId.allotment, licence)).Allotment).toBe(50_000)
    await shop.client.act(retailId.merge, { packageLabels: [PackageLabel, other] }, licence)
    expect([counter.truth(PackageLabel)?.Quantity, counter.truth(other)?.Quantity]).toEqual([200, 0])
  })
})

it('has used every endpoint', () => {
  expect(unused(shop, packages, metrc.labTests, metrc.retailId)).toEqual([])
})
