import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { PlainElement } from './plain-element'
import { applyTheme, nextTheme, savedTheme } from './theme'

@customElement('theme-button')
export class ThemeButton extends PlainElement {
  @state() private theme = savedTheme()

  protected override updated(): void {
    applyTheme(this.theme)
  }

  protected override render() {
    return html`
      <button
        type="button"
        class="icon ${this.theme}"
        aria-label="Theme: ${this.theme}"
        title="Theme: ${this.theme}"
        @click=${() => { this.theme = nextTheme(this.theme) }}
      ></button>
    `
  }
}
