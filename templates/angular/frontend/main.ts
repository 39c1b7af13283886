import './mode'
import '@angular/compiler' // templates are compiled in the page, as it starts
import { bootstrapApplication } from '@angular/platform-browser'
import { HabitsApp } from './habits-app'

bootstrapApplication(HabitsApp).catch((error: unknown) => console.error(error))
