import { useEffect, useState } from 'react'
import { applyTheme, nextTheme, savedTheme } from './theme'

export function ThemeButton() {
  const [theme, setTheme] = useState(savedTheme)
  useEffect(() => applyTheme(theme), [theme])
  return (
    <button
      type="button"
      className={`icon ${theme}`}
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}`}
      onClick={() => setTheme(nextTheme)}
    />
  )
}
