import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { PlainElement } from './plain-element'

/** Where a new habit is written. Sends "add" with its name. */
@customElement('add-habit')
export class AddHabit extends PlainElement {
  @state() private draft = ''

  protected override render() {
    return html`
      <form class="add" @submit=${this.submit}>
        <input
          .value=${live(this.draft)}
          @input=${(event: Event) => { this.draft = (event.target as HTMLInputElement).value }}
          placeholder="A new habit"
          aria-label="New habit"
          maxlength="60"
          autocomplete="off"
        >
        <button class="primary" ?disabled=${!this.draft.trim()}>Add</button>
      </form>
    `
  }

  private submit(event: Event): void {
    event.preventDefault()
    this.dispatchEvent(new CustomEvent('add', { detail: this.draft }))
    this.draft = ''
  }
}
