import { html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { styleMap } from 'lit/directives/style-map.js'
import { lastDays } from '../shared/habits'
import './add-habit'
import { letterOf, wordsOf } from './days'
import './habit-row'
import { HabitsController } from './habits-controller'
import { PlainElement } from './plain-element'
import './theme-button'

const ideas = ['Walk 20 minutes', 'Read ten pages', 'Drink water', 'Early to bed']

@customElement('habits-app')
export class HabitsApp extends PlainElement {
  private readonly state = new HabitsController(this)

  protected override render() {
    const { habits, today } = this.state
    return html`
      <div class="app">
        <header class="top">
          <div>
            <p class="date">${wordsOf(today)}</p>
            <h1>${document.title}</h1>
          </div>
          ${habits?.length ? this.ring() : nothing}
          <theme-button></theme-button>
        </header>
        ${habits?.length ? this.card() : nothing}
        ${habits?.length === 0 ? this.welcome() : nothing}
        <add-habit @add=${({ detail }: CustomEvent<string>) => this.state.add(detail)}></add-habit>
        ${this.toast()}
      </div>
    `
  }

  /** How much of today is done. */
  private ring() {
    const { habits = [], today } = this.state
    const done = habits.filter((habit) => habit.days.includes(today)).length
    return html`
      <div class="ring" role="img" aria-label="${done} of ${habits.length} done today" style=${styleMap({ '--share': String(done / habits.length) })}>
        ${done}/${habits.length}
      </div>
    `
  }

  private card() {
    const { habits = [], today } = this.state
    const days = lastDays(7, today)
    return html`
      <section class="card" aria-label="Habits">
        <div class="week" aria-hidden="true">
          <div>${days.map((day) => html`<span class=${day === today ? 'today' : ''}>${letterOf(day)}</span>`)}</div>
        </div>
        <ul role="list" class="habits">
          ${repeat(habits, (habit) => habit.id, (habit) => html`
            <habit-row
              role="listitem"
              .habit=${habit}
              .days=${days}
              @mark=${({ detail }: CustomEvent<{ day: string, done: boolean }>) => this.state.mark(habit, detail.day, detail.done)}
              @remove=${() => this.state.remove(habit)}
            ></habit-row>
          `)}
        </ul>
      </section>
    `
  }

  private welcome() {
    return html`
      <section class="empty">
        <div class="dots" aria-hidden="true">
          ${[0, 1, 2, 3, 4, 5].map((color) => html`<i data-color=${color} class=${color < 4 ? 'done' : ''}></i>`)}
        </div>
        <h2>Begin with one</h2>
        <p>Small things, done most days. What you mark here stays on this machine.</p>
        <div class="ideas">
          ${ideas.map((idea) => html`<button type="button" @click=${() => this.state.add(idea)}>${idea}</button>`)}
        </div>
      </section>
    `
  }

  private toast() {
    const { problem, removed } = this.state
    if (!problem && !removed) return nothing
    return html`
      <div class="toast" role="status">
        <span>${problem || `${removed?.name} removed`}</span>
        ${problem ? nothing : html`<button type="button" @click=${() => this.state.undo()}>Undo</button>`}
      </div>
    `
  }
}
