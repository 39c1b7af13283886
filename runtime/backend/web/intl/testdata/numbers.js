// Numbers in the forms of every covered language.
const locales = 'en-US en-GB en-IN en-ZA de-DE de-AT de-CH fr-FR fr-CA fr-CH es-ES es-MX it-IT pt-BR pt-PT nl-NL sv-SE da-DK nb-NO fi-FI is-IS pl-PL cs-CZ sk-SK hu-HU ro-RO bg-BG el-GR ru-RU uk-UA hr-HR sr-RS sl-SI et-EE lv-LV lt-LT ca-ES he-IL ar-EG ar-SA fa-IR hi-IN bn-BD th-TH vi-VN id-ID ms-MY ja-JP ko-KR zh-CN zh-TW zh-HK fil-PH af-ZA sw-KE'.split(' ')
const cases = [
 [{}, 1234567.891, -0.5, 0, 1e21, NaN, -Infinity],
 [{style:'percent'}, 0.256, -12.5],
 [{style:'percent',maximumFractionDigits:1,signDisplay:'always'}, 0.2567],
 [{style:'currency',currency:'EUR'}, 1234.5, -1234.567],
 [{style:'currency',currency:'USD',currencyDisplay:'narrowSymbol'}, 1234.5],
 [{style:'currency',currency:'JPY',currencyDisplay:'code'}, -1234.5],
 [{style:'currency',currency:'USD',currencyDisplay:'name'}, 1, 2.5, 1000],
 [{style:'currency',currency:'USD',currencySign:'accounting'}, -5, 5],
 [{style:'currency',currency:'CHF',currencySign:'accounting',signDisplay:'exceptZero'}, -5, 5, 0],
 [{style:'unit',unit:'kilometer-per-hour'}, 1, 50],
 [{style:'unit',unit:'liter',unitDisplay:'long'}, 1, 16],
 [{style:'unit',unit:'megabyte',unitDisplay:'narrow'}, 1.5],
 [{style:'unit',unit:'celsius'}, -3],
 [{style:'unit',unit:'percent'}, 12],
 [{style:'unit',unit:'meter-per-second',unitDisplay:'long'}, 2],
 [{style:'unit',unit:'gigabyte-per-hour',unitDisplay:'long'}, 2],
 [{style:'unit',unit:'day',unitDisplay:'long'}, 1, 2, 5],
 [{notation:'compact'}, 999, 1234, 12345, 1234567, 9.87e9, -5.4e13,999999,0.123],
 [{notation:'compact',compactDisplay:'long'}, 1234, 1e6, 2.5e6, 7e9],
 [{notation:'compact',style:'currency',currency:'EUR'}, 1234, 5.6e6],
 [{notation:'compact',compactDisplay:'long',style:'currency',currency:'EUR'}, 1234, 5.6e6],
 [{notation:'scientific'}, 123456, 0.00012, -5],
 [{notation:'engineering'}, 123456, 0.00012],
 [{minimumFractionDigits:2}, 1], [{maximumSignificantDigits:3}, 123456, 0.0012345],
 [{useGrouping:'always'}, 1234], [{useGrouping:false}, 1234567], [{useGrouping:'min2'}, 1234, 12345],
 [{minimumIntegerDigits:3}, 5],
 [{signDisplay:'never'}, -5], [{signDisplay:'negative'}, -0, -5],
 [{numberingSystem:'arab'}, 1234.5], [{numberingSystem:'hanidec'}, 1234.5],
]
for (const l of locales) {
	for (const [o, ...vs] of cases) {
		const f = new Intl.NumberFormat(l, o)
		console.log(l, JSON.stringify(vs.map((v) => f.format(v))))
	}
}
