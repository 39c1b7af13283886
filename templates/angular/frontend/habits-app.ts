import { Component, inject } from '@angular/core'
import { AddHabit } from './add-habit'
import { letterOf, wordsOf } from './days'
import { HabitRow } from './habit-row'
import { HabitsService } from './habits.service'
import { ThemeButton } from './theme-button'
import { WelcomePage } from './welcome-page'

@Component({
  selector: 'habits-app',
  imports: [AddHabit, HabitRow, ThemeButton, WelcomePage],
  host: { class: 'app' },
  template: `
    <header class="top">
      <div>
        <p class="date">{{ wordsOf(state.today()) }}</p>
        <h1>{{ title }}</h1>
      </div>
      @if (state.count() > 0) {
        <div
          class="ring"
          role="img"
          [attr.aria-label]="state.doneToday() + ' of ' + state.count() + ' done today'"
          [style.--share]="state.doneToday() / state.count()"
        >{{ state.doneToday() }}/{{ state.count() }}</div>
      }
      <button theme-button type="button"></button>
    </header>

    @if (state.count() > 0) {
      <section class="card" aria-label="Habits">
        <div class="week" aria-hidden="true">
          <div>
            @for (day of state.days(); track day) {
              <span [class.today]="day === state.today()">{{ letterOf(day) }}</span>
            }
          </div>
        </div>
        <ul role="list" class="habits">
          @for (habit of state.habits(); track habit.id) {
            <li
              habit-row
              [habit]="habit"
              [days]="state.days()"
              (mark)="state.mark(habit, $event.day, $event.done)"
              (removed)="state.remove(habit)"
            ></li>
          }
        </ul>
      </section>
    } @else if (state.habits()) {
      <welcome-page class="empty" (pick)="state.add($event)" />
    }

    <add-habit (add)="state.add($event)" />
    @if (state.problem() || state.removed(); as toast) {
      <div class="toast" role="status">
        @if (state.problem()) {
          <span>{{ state.problem() }}</span>
        } @else {
          <span>{{ state.removed()?.name }} removed</span>
          <button type="button" (click)="state.undo()">Undo</button>
        }
      </div>
    }
  `,
})
export class HabitsApp {
  protected readonly state = inject(HabitsService)
  protected readonly title = document.title
  protected readonly wordsOf = wordsOf
  protected readonly letterOf = letterOf
}
