// Ranges of dates.
const options = [{}, { dateStyle: 'medium' }, { timeStyle: 'short' }, { dateStyle: 'short', timeStyle: 'short' }, { year: 'numeric', month: 'long', day: 'numeric' }, { month: 'short', day: 'numeric' }, { year: 'numeric', month: 'short' }, { hour: 'numeric' }, { year: 'numeric' }]
const start = new Date('2024-01-05T08:00Z')
const ends = ['2024-01-05T10:30Z', '2024-01-05T18:30Z', '2024-01-09T10:30Z', '2024-03-09T10:30Z', '2025-03-09T10:30Z']
for (const l of ['en', 'en-GB', 'de', 'fr', 'es', 'it', 'pt-BR', 'nl', 'ja', 'ko']) {
	for (const o of options) {
		const f = new Intl.DateTimeFormat(l, { timeZone: 'UTC', ...o })
		console.log(l, JSON.stringify(ends.map((end) => f.formatRange(start, new Date(end)))))
	}
}
console.log(JSON.stringify(new Intl.DateTimeFormat('en', { timeZone: 'UTC', dateStyle: 'medium' }).formatRangeToParts(0, 864e6)))
