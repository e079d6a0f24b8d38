import { z } from 'zod'
import type { Route, RouteSpec } from './route.ts'

type Json = Record<string, unknown>

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Json
  return schema
}

/** `/products/:id` → `/products/{id}`. */
const template = (path: string): string => `/api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`

const parametersOf = (shape: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
  if (shape === undefined) return []
  const schema = schemaOf(shape, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (schema.required ?? []).includes(name),
    schema: property,
  }))
}

const bodyOf = (route: Route): Json => {
  if (route.kind === 'upload') {
    const schema = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  const { body, bodyExample } = route.spec
  if (body === undefined) return {}
  const content = {
    schema: schemaOf(body, 'input'),
    ...(bodyExample === undefined ? {} : { example: bodyExample }),
  }
  return { requestBody: { required: true, content: { 'application/json': content } } }
}

const REPLY_TYPE: Partial<Readonly<Record<Route['kind'], string>>> = {
  download: 'application/octet-stream',
  stream: 'text/event-stream',
}

const replyOf = (route: Route): Json => {
  const { reply, example, status = 200 } = route.spec
  if (status === 204) return { '204': { description: 'Done' } }
  const type = REPLY_TYPE[route.kind] ?? 'application/json'
  return {
    [status]: { description: 'Done', content: { [type]: { schema: schemaOf(reply, 'output'), example } } },
  }
}

const operation = (route: Route): Json => {
  const { spec } = route
  return {
    operationId: operationId(spec),
    summary: spec.summary,
    tags: [spec.tag],
    ...(spec.access === 'public' ? { security: [] } : { 'x-permission': spec.access }),
    parameters: [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query')],
    ...bodyOf(route),
    responses: { ...replyOf(route), default: { $ref: '#/components/responses/Problem' } },
  }
}

/** A stable name for generated clients: `get_products_id`. */
export const operationId = (spec: RouteSpec): string =>
  `${spec.method.toLowerCase()}${spec.path.replaceAll(/[/:-]+/g, '_')}`

/** The OpenAPI 3.1 document of these routes. Pure: the same routes give the same bytes. */
export const openApiDocument = (
  routes: readonly Route[],
  info: { title: string; version: string; description: string },
): Json => {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = template(route.spec.path)
    paths[path] = { ...paths[path], [route.spec.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        Problem: {
          description: 'A problem, in words',
          content: { 'application/problem+json': { schema: PROBLEM } },
        },
      },
    },
  }
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}
