import { createEffect, createSignal } from 'solid-js'
import { applyTheme, nextTheme, savedTheme } from './theme'

export function ThemeButton() {
  const [theme, setTheme] = createSignal(savedTheme())
  createEffect(() => applyTheme(theme()))
  return (
    <button
      type="button"
      class={`icon ${theme()}`}
      aria-label={`Theme: ${theme()}`}
      title={`Theme: ${theme()}`}
      onClick={() => setTheme(nextTheme)}
    />
  )
}
