import { LitElement } from 'lit'

/**
 * An element without a shadow root: its content is styled by style.css, as the rest of the page.
 * For one that other apps use too, extend LitElement itself and give it `static styles`.
 */
export class PlainElement extends LitElement {
  protected override createRenderRoot(): this {
    return this
  }
}
