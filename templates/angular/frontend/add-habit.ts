import { Component, EventEmitter, Output, signal } from '@angular/core'

@Component({
  selector: 'add-habit',
  template: `
    <form class="add" (submit)="submit($event)">
      <input
        #field
        [value]="draft()"
        (input)="draft.set(field.value)"
        placeholder="A new habit"
        aria-label="New habit"
        maxlength="60"
        autocomplete="off"
      >
      <button class="primary" [disabled]="!draft().trim()">Add</button>
    </form>
  `,
})
export class AddHabit {
  @Output() readonly add = new EventEmitter<string>()

  protected readonly draft = signal('')

  protected submit(event: Event): void {
    event.preventDefault()
    this.add.emit(this.draft())
    this.draft.set('')
  }
}
