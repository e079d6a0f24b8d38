/** A Message-ID (RFC 5322 §3.6.4) made from our own id: the same id always gives the same header. */
export const messageIdOf = (id: string, host: string): string => `<${id.replaceAll(/[^\w.-]/g, '-')}@${host}>`
