import type { SimReply } from '@suite/simulator'
import { addBrand, addItem, addLocation, addStrain, addSublocation } from './build.ts'
import {
  changes,
  creates,
  numberOf,
  ok,
  refuse,
  rowFault,
  textOf,
  textOrNull,
  unauthorized,
  type FacilityCall,
  type Route,
} from './http.ts'
import { envelope, listing, sent } from './lists.ts'
import { locationTypes } from './reference-data.ts'
import type { Row, Shelf } from './shelf.ts'
import type { MetrcState } from './state.ts'

type Body = Readonly<Record<string, unknown>>
type Named = Row & { readonly Name: string; readonly $licence: string; readonly $archived: boolean }

interface Group<T extends Named> {
  readonly path: string
  readonly permission: string
  readonly shelf: (state: MetrcState) => Shelf<T>
  /** Fields a body may set, checked. */
  readonly fields: (call: FacilityCall, body: Body) => Partial<T>
  readonly create: (call: FacilityCall, body: Body) => { readonly Id: number }
  readonly flag?: string
}

const owned = <T extends Named>(call: FacilityCall, group: Group<T>, id: number): T => {
  const row = group.shelf(call.state).seen(id, call.at)?.row
  if (row === undefined) return refuse(404, 'No record was found.')
  return row.$licence === call.facility.licence ? row : unauthorized()
}

const archive =
  <T extends Named>(group: Group<T>) =>
  (call: FacilityCall): SimReply => {
    const row = owned(call, group, Number(call.path['id']))
    group.shelf(call.state).change(row.Id, call.at, (before) => ({ ...before, $archived: true }))
    return ok()
  }

/** The usual routes of a group of named records. */
const routesOf = <T extends Named>(group: Group<T>): Route[] => {
  const { path, permission, shelf } = group
  const route = (method: string, sub: string, answer: Route['answer']): Route => ({
    method,
    path: `/${path}/v2/${sub}`,
    permissions: [permission],
    licensed: true,
    answer,
    ...(group.flag === undefined ? {} : { flag: group.flag }),
  })
  const list = (archived: boolean) =>
    listing<T>({
      name: archived ? 'inactive' : 'active',
      recent: false,
      shelf: ({ state }) => shelf(state),
      keep: (row) => row.$archived === archived,
      render: (row) => sent(row),
    })
  return [
    route('GET', 'active', list(false)),
    route('GET', 'inactive', list(true)),
    route('GET', '{id}', (call) => ok(sent(owned(call, group, Number(call.path['id']))))),
    route(
      'POST',
      '',
      creates((call, body) => {
        mustBeNew(shelf(call.state), call, textOf(body, 'Name'))
        return group.create(call, body).Id
      }),
    ),
    route(
      'PUT',
      '',
      changes((call, body) => {
        const row = shelf(call.state).get(numberOf(body, 'Id'))
        if (row === undefined || row.$licence !== call.facility.licence)
          return rowFault('No record was found.')
        const Name = textOf(body, 'Name')
        if (Name !== row.Name) mustBeNew(shelf(call.state), call, Name)
        const fields = group.fields(call, body)
        shelf(call.state).change(row.Id, call.at, (before) => ({ ...before, ...fields, Name }))
      }),
    ),
    route('DELETE', '{id}', archive(group)),
  ]
}

const mustBeNew = <T extends Named>(shelf: Shelf<T>, call: FacilityCall, name: string): void => {
  const taken = shelf
    .all()
    .some(
      (row) =>
        row.$licence === call.facility.licence &&
        !row.$archived &&
        row.Name.toLowerCase() === name.toLowerCase(),
    )
  if (taken) rowFault(`The name "${name}" is already in use.`)
}

const itemFields = (call: FacilityCall, body: Body) => {
  const name = textOf(body, 'ItemCategory')
  const category = call.state.categories.find(({ Name }) => Name.toLowerCase() === name.toLowerCase())
  if (category === undefined) return rowFault(`Item Category "${name}" was not found.`)
  const strain = textOrNull(body, 'Strain')
  if (category.RequiresStrain && strain === null) return rowFault(`Category "${name}" requires a strain.`)
  const number = (field: string): number | null => (typeof body[field] === 'number' ? body[field] : null)
  return {
    ProductCategoryName: category.Name,
    UnitOfMeasureName: textOf(body, 'UnitOfMeasure'),
    StrainName: strain,
    ItemBrandName: textOrNull(body, 'ItemBrand'),
    UnitThcContent: number('UnitThcContent'),
    UnitThcContentUnitOfMeasureName: textOrNull(body, 'UnitThcContentUnitOfMeasure'),
    UnitWeight: number('UnitWeight'),
    UnitWeightUnitOfMeasureName: textOrNull(body, 'UnitWeightUnitOfMeasure'),
    Description: textOrNull(body, 'Description'),
  }
}

const items: Group<ReturnType<MetrcState['items']['all']>[number]> = {
  path: 'items',
  permission: 'Manage Items',
  shelf: (state) => state.items,
  fields: itemFields,
  create: (call, body) =>
    addItem(
      call.state,
      call.facility.licence,
      { ...itemFields(call, body), Name: textOf(body, 'Name') },
      call.at,
    ),
}

const plain = (
  path: string,
  permission: string,
  kind: 'strains' | 'brands' | 'locations' | 'sublocations',
  add: (state: MetrcState, licence: string, name: string, at: Date) => { readonly Id: number },
  fields: readonly string[],
  flag?: string,
): Group<ReturnType<MetrcState['strains']['all']>[number]> => {
  const given = (body: Body) => Object.fromEntries(fields.flatMap((f) => (f in body ? [[f, body[f]]] : [])))
  return {
    path,
    permission,
    shelf: (state) => state[kind],
    fields: (_, body) => given(body),
    create: ({ state, facility, at }, body) => {
      const made = add(state, facility.licence, textOf(body, 'Name'), at)
      return state[kind].change(made.Id, at, (before) => ({ ...before, ...given(body) }))
    },
    ...(flag === undefined ? {} : { flag }),
  }
}

const strainFields = ['TestingStatus', 'ThcLevel', 'CbdLevel', 'IndicaPercentage', 'SativaPercentage']
const strains = plain('strains', 'Manage Strains', 'strains', addStrain, strainFields)
const locations = plain('locations', 'Manage Locations', 'locations', addLocation, ['LocationTypeName'])
const sublocations = plain(
  'sublocations',
  'Manage Locations',
  'sublocations',
  addSublocation,
  [],
  'EnableSublocations',
)
const brands = plain('brands', 'Manage Items', 'brands', addBrand, [])

const itemRoute = (method: string, sub: string, answer: Route['answer'], open = false): Route => ({
  method,
  path: `/items/v2/${sub}`,
  permissions: open ? [] : ['Manage Items'],
  licensed: true,
  answer,
})

const brandRoutes = (): Route[] => {
  const [, , , create, update, remove] = routesOf(brands)
  return [
    itemRoute('GET', 'brands', (call) => {
      const rows = call.state.brands.list(
        call.facility.licence,
        call.at,
        ({ row }) => !row.$archived,
        'brands',
      )
      return envelope(
        call.query,
        rows.map(({ row }) => sent(row)),
      )
    }),
    ...[create, update].flatMap((route) =>
      route === undefined ? [] : [{ ...route, path: '/items/v2/brand' }],
    ),
    ...(remove === undefined ? [] : [{ ...remove, path: '/items/v2/brand/{id}' }]),
  ]
}

const LARGEST_FILE = 5 * 1024 * 1024
const addFile = creates((call, body) => {
  const base64 = textOf(body, 'EncodedImageBase64')
  if (base64.length > (LARGEST_FILE * 4) / 3) return rowFault('Files can be no more than 5 MB in size.')
  const id = call.state.nextId()
  call.state.files.set(id, { name: textOf(body, 'FileName'), base64 })
  return id
})

/** A file by its id, in the JSON of photos and documents. */
export const fileReply = (call: FacilityCall, id: number): SimReply => {
  const file = call.state.files.get(id)
  if (file === undefined) return refuse(404, 'No file was found.')
  return ok({
    FileContents: file.base64,
    ContentType: 'application/octet-stream',
    FileDownloadName: file.name,
  })
}

/** Items, brands, strains, locations and sublocations. */
export const catalogRoutes: readonly Route[] = [
  itemRoute('GET', 'categories', ({ state, query }) => envelope(query, state.categories), true),
  ...brandRoutes(),
  itemRoute('GET', 'photo/{id}', (call) => fileReply(call, Number(call.path['id']))),
  itemRoute('GET', 'file/{id}', (call) => fileReply(call, Number(call.path['id']))),
  itemRoute('POST', 'photo', addFile),
  itemRoute('POST', 'file', addFile),
  ...routesOf(items),
  ...routesOf(strains),
  {
    method: 'GET',
    path: '/locations/v2/types',
    permissions: ['Manage Locations'],
    licensed: true,
    answer: ({ query }) => envelope(query, locationTypes),
  },
  ...routesOf(locations),
  ...routesOf(sublocations),
]
