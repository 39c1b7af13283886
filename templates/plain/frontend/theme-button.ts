import { applyTheme, nextTheme, savedTheme } from './theme'

/** Makes a button go through the themes, and shows the page in the one that was chosen last. */
export function wireThemeButton(button: HTMLElement): void {
  let theme = savedTheme()
  const show = (): void => {
    applyTheme(theme)
    button.className = `icon ${theme}`
    button.title = button.ariaLabel = `Theme: ${theme}`
  }
  button.addEventListener('click', () => {
    theme = nextTheme(theme)
    show()
  })
  show()
}
