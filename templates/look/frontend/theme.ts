// Light or dark: as the system says, or as the user chose here. style.css does the rest with light-dark().

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The theme that was chosen last. */
export function savedTheme(): Theme {
  const saved = localStorage.getItem('theme') as Theme
  return themes.includes(saved) ? saved : 'system'
}

/** Shows the page in a theme, and remembers it. */
export function applyTheme(theme: Theme): void {
  localStorage.setItem('theme', theme)
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
}

/** The theme that the button goes on to. */
export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length]!
}
