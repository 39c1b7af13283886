import { html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { streakOf, type Habit } from '../shared/habits'
import { wordsOf } from './days'
import { PlainElement } from './plain-element'

/** A habit and its last days. Sends "mark" with a day and whether it was done, and "remove". */
@customElement('habit-row')
export class HabitRow extends PlainElement {
  @property({ attribute: false }) habit!: Habit
  /** The days to show, today being the last. */
  @property({ attribute: false }) days: string[] = []

  protected override render() {
    const { habit, days } = this
    const streak = streakOf(habit, days.at(-1)!)
    return html`
      <div class="habit" data-color=${habit.color}>
        <span class="name" title=${habit.name}>${habit.name}</span>
        <span>${streak > 1 ? html`<span class="streak">${streak} days</span>` : nothing}</span>
        <div class="days" role="group" aria-label=${habit.name}>${days.map((day) => this.day(day))}</div>
        <button type="button" class="icon remove" aria-label="Remove ${habit.name}" title="Remove" @click=${() => this.dispatchEvent(new Event('remove'))}></button>
      </div>
    `
  }

  private day(day: string) {
    const done = this.habit.days.includes(day)
    return html`
      <button
        type="button"
        class=${day === this.days.at(-1) ? 'day today' : 'day'}
        aria-pressed=${done}
        aria-label=${wordsOf(day)}
        title=${wordsOf(day)}
        @click=${() => this.dispatchEvent(new CustomEvent('mark', { detail: { day, done: !done } }))}
      ></button>
    `
  }
}
