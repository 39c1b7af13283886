const locale = document.documentElement.lang
const letter = new Intl.DateTimeFormat(locale, { weekday: 'narrow' })
const long = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })

/** The day's weekday in one letter. */
export function letterOf(day: string): string {
  return letter.format(noon(day))
}

/** The day in words: "Saturday, November 21". */
export function wordsOf(day: string): string {
  return long.format(noon(day))
}

function noon(day: string): Date {
  return new Date(`${day}T12:00`)
}
