import { effect, signal } from '@preact/signals'
import { applyTheme, nextTheme, savedTheme } from './theme'

const theme = signal(savedTheme())
effect(() => applyTheme(theme.value))

export function ThemeButton() {
  return (
    <button
      type="button"
      class={`icon ${theme}`}
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}`}
      onClick={() => { theme.value = nextTheme(theme.value) }}
    />
  )
}
