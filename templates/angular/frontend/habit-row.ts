import { Component, EventEmitter, Input, Output } from '@angular/core'
import { streakOf, type Habit } from '../shared/habits'
import { wordsOf } from './days'

@Component({
  selector: 'li[habit-row]',
  host: { class: 'habit', '[attr.data-color]': 'habit.color' },
  template: `
    <span class="name" [title]="habit.name">{{ habit.name }}</span>
    <span>@if (streak > 1) {<span class="streak">{{ streak }} days</span>}</span>
    <div class="days" role="group" [attr.aria-label]="habit.name">
      @for (day of days; track day) {
        <button
          type="button"
          class="day"
          [class.today]="$last"
          [attr.aria-pressed]="isDone(day)"
          [attr.aria-label]="wordsOf(day)"
          [title]="wordsOf(day)"
          (click)="mark.emit({ day, done: !isDone(day) })"
        ></button>
      }
    </div>
    <button type="button" class="icon remove" [attr.aria-label]="'Remove ' + habit.name" title="Remove" (click)="removed.emit()"></button>
  `,
})
export class HabitRow {
  @Input({ required: true }) habit!: Habit
  /** The days to show, today being the last. */
  @Input({ required: true }) days!: string[]
  @Output() readonly mark = new EventEmitter<{ day: string, done: boolean }>()
  @Output() readonly removed = new EventEmitter<void>()

  protected readonly wordsOf = wordsOf

  protected get streak(): number {
    return streakOf(this.habit, this.days.at(-1)!)
  }

  protected isDone(day: string): boolean {
    return this.habit.days.includes(day)
  }
}
