import { LitElement, html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

@customElement('lit-counter')
export class LitCounter extends LitElement {
  @property() accessor label = ''
  @state() accessor count = 0

  protected createRenderRoot() {
    return this
  }

  render() {
    return html`<button @click=${() => this.count++}>${this.label} ${this.count}</button>`
  }
}
