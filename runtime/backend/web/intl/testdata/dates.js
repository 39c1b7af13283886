// Dates and times in the forms of every covered language.
const locales = 'en-US en-GB en-AU en-CA en-IN en-IE en-NZ en-ZA de-DE de-AT de-CH fr-FR fr-CA fr-CH fr-BE es-ES es-MX es-AR es-US it-IT pt-BR pt-PT nl-NL nl-BE sv-SE da-DK nb-NO fi-FI is-IS pl-PL cs-CZ sk-SK hu-HU ro-RO bg-BG el-GR tr-TR ru-RU uk-UA hr-HR sr-RS sl-SI et-EE lv-LV lt-LT ca-ES he-IL ar-EG ar-SA fa-IR hi-IN bn-BD th-TH vi-VN id-ID ms-MY ja-JP ko-KR zh-CN zh-TW zh-HK fil-PH af-ZA sw-KE'.split(' ')
const ds = [new Date(Date.UTC(2024,0,5,8,4,9,78)), new Date(Date.UTC(2023,10,25,23,59,30,5))]
const opts = [{}, {dateStyle:'full'},{dateStyle:'long'},{dateStyle:'medium'},{dateStyle:'short'},{timeStyle:'full'},{timeStyle:'long'},{timeStyle:'medium'},{timeStyle:'short'},
 {dateStyle:'full',timeStyle:'short'},{dateStyle:'medium',timeStyle:'medium'},{dateStyle:'short',timeStyle:'short'},
 {timeStyle:'short',hour12:true},{timeStyle:'short',hour12:false},{timeStyle:'medium',hourCycle:'h23'},
 {weekday:'long'},{weekday:'short'},{weekday:'narrow'},{year:'numeric'},{month:'long'},{month:'short'},{month:'narrow'},{month:'2-digit'},{day:'numeric'},
 {year:'numeric',month:'long'},{year:'numeric',month:'short'},{year:'numeric',month:'2-digit'},{month:'long',day:'numeric'},{month:'short',day:'numeric'},{month:'numeric',day:'numeric'},
 {year:'numeric',month:'long',day:'numeric'},{year:'numeric',month:'short',day:'2-digit'},{year:'2-digit',month:'2-digit',day:'2-digit'},
 {weekday:'long',year:'numeric',month:'long',day:'numeric'},{weekday:'short',month:'short',day:'numeric'},{weekday:'short',day:'numeric'},
 {weekday:'short',year:'numeric',month:'numeric',day:'numeric'},
 {hour:'numeric'},{hour:'2-digit'},{hour:'numeric',minute:'2-digit'},{hour:'2-digit',minute:'2-digit',second:'2-digit'},{hour:'numeric',minute:'numeric',second:'numeric',fractionalSecondDigits:3},
 {minute:'numeric',second:'numeric'},{hour:'numeric',hour12:true},{hour:'numeric',hour12:false},{hour:'numeric',minute:'2-digit',hour12:true},{hour:'numeric',minute:'2-digit',hourCycle:'h23'},
 {hour:'numeric',dayPeriod:'long'},{dayPeriod:'short'},
 {year:'numeric',month:'long',day:'numeric',hour:'numeric',minute:'2-digit'},{year:'numeric',month:'numeric',day:'numeric',hour:'numeric',minute:'numeric',second:'numeric'},
 {weekday:'long',hour:'numeric',minute:'numeric'},
 {era:'short',year:'numeric'},{era:'long',year:'numeric',month:'long',day:'numeric'},{era:'short'},
 {hour:'numeric',minute:'numeric',timeZoneName:'short'},{timeZoneName:'long'},{hour:'numeric',timeZoneName:'shortOffset'},{timeZoneName:'longOffset'},{timeZoneName:'longGeneric'},{timeZoneName:'shortGeneric'},
]
const zones = ['America/New_York', 'Europe/Berlin']
for (const l of locales) {
	console.log(l, JSON.stringify(opts.map((o, i) => new Intl.DateTimeFormat(l, { ...o, timeZone: zones[i % 2] }).format(ds[i % 2]))))
}
