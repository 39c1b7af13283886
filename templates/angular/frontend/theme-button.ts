import { Component, effect, signal } from '@angular/core'
import { applyTheme, nextTheme, savedTheme } from './theme'

@Component({
  selector: 'button[theme-button]',
  host: {
    class: 'icon',
    '[class.system]': "theme() === 'system'",
    '[class.light]': "theme() === 'light'",
    '[class.dark]': "theme() === 'dark'",
    '[attr.aria-label]': "'Theme: ' + theme()",
    '[title]': "'Theme: ' + theme()",
    '(click)': 'next()',
  },
  template: '',
})
export class ThemeButton {
  protected readonly theme = signal(savedTheme())

  constructor() {
    effect(() => applyTheme(this.theme()))
  }

  protected next(): void {
    this.theme.update(nextTheme)
  }
}
