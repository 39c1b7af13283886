// Run by intldata in Node: what ICU's functions know and its bundles do not say plainly.
const covered = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const out = {}
for (const key of ['currency', 'unit', 'calendar', 'collation', 'numberingSystem', 'timeZone']) {
	out['supported.' + key] = Intl.supportedValuesOf(key).join(' ')
}
// Likely subtags: "from to" for what no shorter entry implies.
const maximize = (tag) => new Intl.Locale(tag).maximize().toString()
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const known = new Map()
const likely = []
const names = (type) => {
	const display = new Intl.DisplayNames('en', { type, fallback: 'none' })
	return (code) => display.of(code) !== undefined
}
const isLanguage = names('language')
const isRegion = names('region')
const isScript = names('script')
const add = (from) => {
	const to = maximize(from)
	const [language, script, region] = to.split('-')
	// What the rule without this entry would say (see cldr.Maximize).
	const parts = from.split('-')
	const has = { language: parts[0], script: parts.find((p) => p.length === 4 && p !== parts[0]), region: parts.slice(1).find((p) => p.length < 4) }
	for (const less of [[has.language, has.script], [has.language, has.region], [has.language]]) {
		const key = less.filter(Boolean).join('-')
		if (key === from || !known.has(key)) continue
		const base = known.get(key).split('-')
		if (`${has.language === 'und' ? base[0] : has.language}-${has.script || base[1]}-${has.region || base[2]}` === to) return
		break
	}
	if (to === from || !script || !region) return
	known.set(from, to)
	likely.push(from + ' ' + to)
}
add('und')
const regions = []
for (const a of letters) for (const b of letters) {
	const code = (a + b).toUpperCase()
	if (isRegion(code) && code !== 'ZZ' && new Intl.Locale('und-' + code).region === code) regions.push(code)
}
for (let i = 1; i < 1000; i++) {
	const code = String(i).padStart(3, '0')
	if (isRegion(code) && code !== 'ZZ' && new Intl.Locale('und-' + code).region === code) regions.push(code)
}
const scripts = []
for (const a of letters) for (const b of letters) for (const c of letters) for (const d of letters) {
	const code = a.toUpperCase() + b + c + d
	if (isScript(code) && code !== 'Zzzz') scripts.push(code)
}
const languages = []
for (const a of letters) for (const b of letters) {
	languages.push(a + b)
	for (const c of letters) languages.push(a + b + c)
}
for (const region of regions) add('und-' + region)
for (const script of scripts) add('und-' + script)
for (const script of scripts) for (const region of regions) add(`und-${script}-${region}`)
const real = languages.filter((l) => isLanguage(l) && maximize(l) !== l && new Intl.Locale(l).toString() === l)
for (const language of real) add(language)
for (const language of real) {
	for (const region of regions) add(`${language}-${region}`)
}
for (const language of real) for (const script of scripts) add(`${language}-${script}`)
out.likely = likely.join('\n')
// The time zones' names: "name canonical", or the name alone.
const zones = []
for (const zone of covered.zones) {
	try {
		const canonical = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
		zones.push(canonical === zone ? zone : zone + ' ' + canonical)
	} catch {}
}
out.zones = zones.join('\n')
console.log(JSON.stringify(out))
