import { Component, EventEmitter, Output } from '@angular/core'

@Component({
  selector: 'welcome-page',
  template: `
    <div class="dots" aria-hidden="true">
      @for (color of colors; track color) {
        <i [attr.data-color]="color" [class.done]="color < 4"></i>
      }
    </div>
    <h2>Begin with one</h2>
    <p>Small things, done most days. What you mark here stays on this machine.</p>
    <div class="ideas">
      @for (idea of ideas; track idea) {
        <button type="button" (click)="pick.emit(idea)">{{ idea }}</button>
      }
    </div>
  `,
})
export class WelcomePage {
  @Output() readonly pick = new EventEmitter<string>()

  protected readonly colors = [0, 1, 2, 3, 4, 5]
  protected readonly ideas = ['Walk 20 minutes', 'Read ten pages', 'Drink water', 'Early to bed']
}
