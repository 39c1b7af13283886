const locale = document.documentElement.lang
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
const thisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })

/** How long ago date was, as people say it: "just now", "5 min. ago", "yesterday", "3 May". */
export function ago(date: Date, now = new Date()): string {
  const seconds = (now.getTime() - date.getTime()) / 1000
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000)
  if (seconds < 45) return 'just now'
  if (seconds < 45 * 60) return relative.format(-Math.max(1, Math.round(seconds / 60)), 'minute')
  if (days === 0) return relative.format(-Math.round(seconds / 3600), 'hour')
  if (days < 7) return relative.format(-days, 'day')
  return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date)
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
