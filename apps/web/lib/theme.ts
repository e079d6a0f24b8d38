export type Theme = 'light' | 'dark' | 'system'
export const THEME_COOKIE = 'suite_theme'

/** The theme as the cookie tells it; anything else follows the system. */
export const themeOf = (cookie: string | undefined): Theme =>
  cookie === 'light' || cookie === 'dark' ? cookie : 'system'

/** Changes the theme at once and for the next visit: the server paints it, so nothing flashes. */
export const chooseTheme = (theme: Theme): void => {
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.dataset['theme'] = theme
}
