import { NextResponse, type NextRequest } from 'next/server'

/** Tells pages their own address, so that signing in leads back to it. */
export const proxy = (request: NextRequest): NextResponse => {
  const headers = new Headers(request.headers)
  headers.set('x-suite-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: '/((?!_next/|api/|icon.svg|favicon.ico).*)' }
