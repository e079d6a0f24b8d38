/** Remembers the store chosen in the shell, so that the server paints it. */
export const STORE_COOKIE = 'suite_store'
