import { answerBioTrack, readmit } from '@suite/biotrack/simulator'
import { answerDutchie, sell } from '@suite/dutchie/simulator'
import { answerMetrc } from '@suite/metrc/simulator'
import type { SimReply, SimRequest } from '@suite/simulator'
import { BIOTRACK_USER } from './credentials.ts'
import type { PracticeEvent, PracticeVendor, ShopEvent } from './events.ts'
import { putOnShelf } from './shelves.ts'
import type { PracticeStore, PracticeWorld } from './world-shape.ts'

type Of<Kind extends PracticeEvent['kind']> = Extract<PracticeEvent, { kind: Kind }>

/** Lets something happen again. The same events on the same opening always give the same world. */
export const replayed = async (world: PracticeWorld, event: PracticeEvent): Promise<void> => {
  if (event.kind === 'call') await answerAgain(world, event)
  else apply(world, event)
}

/** Lets something happen at the till and in the state's register, at once: nobody sees a half of it. */
export const apply = (world: PracticeWorld, event: ShopEvent): void => {
  const place = world.stores.get(event.store)
  if (place === undefined) return
  place.servedUntil = Math.max(place.servedUntil, event.at)
  if (event.kind === 'sale') ringUp(world, place, event)
  if (event.kind === 'delivery') putAway(world, place, event)
}

const ringUp = (world: PracticeWorld, place: PracticeStore, event: Of<'sale'>): void => {
  const lines = event.lines.flatMap(({ tag, units, discountMinor }) => {
    const packageId = place.location.tags.get(tag)
    return packageId === undefined ? [] : [{ packageId, tag, quantity: units, discountMinor }]
  })
  place.sales += 1
  const sold = sell(world.dutchie, place.location, {
    soldAt: new Date(event.at),
    isMedical: event.medical,
    lines,
  })
  const number = String(sold.id)
  const reported = sold.lines.flatMap(({ quantity, unitPrice, discountMinor }, n) => {
    const tag = lines[n]?.tag ?? ''
    const amount = (Math.round(unitPrice * quantity * 100) - discountMinor) / 100
    return place.register.quantityOf(tag) === undefined ? [] : [{ tag, quantity, amount }]
  })
  if (reported.length === 0) return
  const times = event.reported === 'never' ? 0 : event.reported === 'twice' ? 2 : 1
  for (let n = 0; n < times; n += 1) place.register.addSale({ number, lines: reported }, new Date(event.at))
}

const putAway = (world: PracticeWorld, place: PracticeStore, event: Of<'delivery'>): void => {
  place.deliveries += 1
  const { sku, tag, units, expiresOn, at } = event
  const batch = `B-${tag.slice(-6)}`
  putOnShelf(world.dutchie, place, { sku, tag, batch, expiresOn, room: 'Sales Floor', left: units }, at)
}

const answerAgain = async (world: PracticeWorld, call: Of<'call'>): Promise<void> => {
  const request = {
    method: call.method,
    path: call.path,
    query: new URLSearchParams(call.query),
    headers: { authorization: call.authorization },
    text: call.text,
    json: jsonOf(call.text),
    at: new Date(call.at),
  }
  await ANSWERS[call.vendor](world, request)
}

type Answer = (world: PracticeWorld, request: SimRequest) => SimReply | Promise<SimReply>

const ANSWERS: Readonly<Record<PracticeVendor, Answer>> = {
  dutchie: ({ dutchie }, request) => answerDutchie(dutchie)(request),
  metrc: ({ metrc }, request) => answerMetrc(metrc)(request),
  biotrack: ({ biotrack }, request) => {
    readmit(biotrack, BIOTRACK_USER.username, request)
    return answerBioTrack(biotrack, request)
  },
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
